"""A draft that its author thinks ready: the comment to publishers, and what came back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.models.base import Publishing
from timeline.models.preview_links import PreviewKind

LONGEST_COMMENT = 500  # characters


class ReviewRequest(models.Model):
    """Somebody who may not publish says that a draft is ready for review.

    It is open until a publisher says what the draft needs, or the row is no draft any more. It is
    for staff alone: no page, export or file of the record has it.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=PreviewKind)
    row = models.PositiveBigIntegerField(_("row"))
    comment = models.CharField(_("Comment"), max_length=LONGEST_COMMENT, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="review_requests",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"))
    needs = models.CharField(_("What it needs"), max_length=LONGEST_COMMENT, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for review")
        verbose_name_plural = _("requests for review")
        default_permissions = ()  # made by who may change the row, answered by who may publish it
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "row"],
                name="review_request_is_unique",
                violation_error_message=_("A review of this is asked for already."),
            ),
            models.CheckConstraint(
                name="review_request_answered_in_words",
                condition=Q(answered_at__isnull=True, needs="")
                | Q(answered_at__isnull=False) & ~Q(needs=""),
                violation_error_message=_("Say what the draft needs."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.row}"

    @classmethod
    def of(cls, row: Publishing) -> ReviewRequest | None:
        """The request about a row, whatever came of it. 1 query."""
        about = cls._default_manager.filter(kind=row._meta.model_name, row=row.pk)
        return about.select_related("asked_by", "answered_by").first()

    @classmethod
    def ask(cls, row: Publishing, by: Any, at: Any, comment: str) -> None:
        """Ask for a review; asked again, the earlier request and its answer are gone."""
        asked = {"comment": comment, "asked_by": by, "asked_at": at}
        answer = {"needs": "", "answered_by": None, "answered_at": None}
        cls._default_manager.update_or_create(
            kind=row._meta.model_name, row=row.pk, defaults=asked | answer
        )

    def send_back(self, by: Any, at: Any, needs: str) -> None:
        """Say what the draft needs: the request is no longer open."""
        self.needs, self.answered_by, self.answered_at = needs, by, at
        self.save(update_fields=["needs", "answered_by", "answered_at"])
