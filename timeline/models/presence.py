"""Who has a row's form open: light, for other editors only, and gone after a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SHOWN_FOR = timedelta(hours=1)  # after somebody was last heard of
KEPT_FOR = timedelta(days=1)


class Presence(models.Model):
    """Somebody opened a row's form and has not saved it."""

    kind = models.CharField(_("kind"), max_length=40)
    row = models.PositiveBigIntegerField(_("row"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    opened_at = models.DateTimeField(_("opened"))
    seen_at = models.DateTimeField(_("last heard of"))

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        default_permissions = ()
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "row", "user"],
                name="presence_is_unique",
                violation_error_message=_("This form is noted as open already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.row}"

    @classmethod
    def note_opened(cls, row: models.Model, user: Any, at: datetime) -> None:
        """Note that somebody opened the form, and forget who opened any a day ago."""
        cls._default_manager.filter(seen_at__lt=at - KEPT_FOR).delete()
        cls._default_manager.update_or_create(
            kind=row._meta.model_name,
            row=row.pk,
            user=user,
            defaults={"opened_at": at, "seen_at": at},
        )

    @classmethod
    def note_seen(cls, row: models.Model, user: Any, at: datetime) -> None:
        """Note that somebody is still at it."""
        cls._default_manager.filter(kind=row._meta.model_name, row=row.pk, user=user).update(
            seen_at=at
        )

    @classmethod
    def note_closed(cls, row: models.Model, user: Any) -> None:
        """Somebody saved."""
        cls._default_manager.filter(kind=row._meta.model_name, row=row.pk, user=user).delete()

    @classmethod
    def other_editors(cls, row: models.Model, user: Any, at: datetime) -> Sequence[Presence]:
        """Who else has it open, first come first. 1 query."""
        here = cls._default_manager.filter(
            kind=row._meta.model_name, row=row.pk, seen_at__gte=at - SHOWN_FOR
        )
        return list(here.exclude(user=user).select_related("user"))
