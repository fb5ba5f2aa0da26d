"""What waits and was looked at: who marked it as seen, when and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 200  # characters


class SeenMark(models.Model):
    """Somebody looked at a row that waits under a question of the first page, and says why it may.

    ``substance`` is a digest of what the question is about in that row. The mark counts while the
    row has that digest; afterwards the row waits again.
    """

    question = models.CharField(_("question"), max_length=20)
    kind = models.CharField(_("kind"), max_length=40)
    row = models.PositiveBigIntegerField(_("row"))
    substance = models.CharField(_("what was seen"), max_length=64)
    reason = models.CharField(_("Why nothing is to be done"), max_length=LONGEST_REASON, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    made_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("mark as seen")
        verbose_name_plural = _("marks as seen")
        default_permissions = ()  # it is made by who may change the row
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind", "row"],
                name="seen_mark_is_unique",
                violation_error_message=_("This is marked as seen already."),
            ),
            models.CheckConstraint(
                name="seen_mark_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say in a few words why nothing is to be done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.kind} {self.row}"
