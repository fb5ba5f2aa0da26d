"""Secret links to what is not public yet, and each use of them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.models.base import CheckedModel, Publishing

SECRET_BYTES = 32  # 256 bits: as many as its SHA-256, which no one guesses
USUAL_DAYS, MOST_DAYS = 7, 30


def hashed(token: str) -> str:
    """What is stored of a token. Links are looked up by it, so no comparison leaks its time."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class PreviewKind(models.TextChoices):
    """The models whose rows a link may show, by lower-case name."""

    MILESTONE = "milestone", _("milestone")
    RELEASE = "release", _("release")
    PROJECT = "project", _("project")
    PARTNER = "partner", _("organization")
    PERSON = "person", _("person")


class PreviewState(models.TextChoices):
    """Whether a link can be used."""

    OPEN = "open", _("Open")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class PreviewLink(CheckedModel):
    """A way to see one row as the public will, without an account, until it expires or is revoked.

    Only the SHA-256 of its token is stored: who reads the database cannot use the link.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=PreviewKind)
    row = models.PositiveBigIntegerField(_("row"))
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()  # it is seen by who sees its row, and made by who publishes it
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["kind", "row"], name="preview_links_of_a_row")]
        constraints = [
            models.CheckConstraint(
                name="preview_link_expires_later",
                condition=Q(expires_at__gt=F("made_at")),
                violation_error_code="expires_at",
                violation_error_message=_("It would be over before it is made."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.row}"

    @classmethod
    def issue(
        cls, row: Publishing, by: Any, at: datetime, days: int, note: str = ""
    ) -> tuple[PreviewLink, str]:
        """A new link and its token, which is nowhere else from now on. ``days``: 1 to 30."""
        if not 1 <= days <= MOST_DAYS:
            raise ValueError(days)
        token = secrets.token_urlsafe(SECRET_BYTES)
        link = cls._default_manager.create(
            kind=str(row._meta.model_name),
            row=row.pk,
            token_hash=hashed(token),
            note=note,
            made_by=by,
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        return link, token

    @classmethod
    def of(cls, row: Publishing) -> models.QuerySet[PreviewLink]:
        """The links to a row, newest first. No query."""
        return cls._default_manager.filter(kind=row._meta.model_name, row=row.pk)

    @classmethod
    def find(cls, token: str) -> PreviewLink | None:
        """The link of that token, whatever its state. 1 query."""
        return cls._default_manager.filter(token_hash=hashed(token)).first()

    def target(self) -> Publishing | None:
        """The row it leads to, unless that was deleted."""
        model: type[Publishing] = apps.get_model("timeline", self.kind)
        return model._default_manager.filter(pk=self.row).first()

    def state(self, at: datetime) -> PreviewState:
        if self.revoked_at:
            return PreviewState.REVOKED
        if at >= self.expires_at:
            return PreviewState.EXPIRED
        return PreviewState.OPEN


class PreviewAnswer(models.TextChoices):
    """What a visitor who followed a link was shown."""

    SHOWN = "shown", _("Shown")
    PUBLIC = "public", _("Led to the public page")
    EXPIRED = "expired", _("Refused: expired")
    REVOKED = "revoked", _("Refused: revoked")
    GONE = "gone", _("Refused: the row was withdrawn or deleted")


class PreviewUse(models.Model):
    """Somebody followed a link: when, from where, and what it answered."""

    link = models.ForeignKey(
        PreviewLink, models.CASCADE, related_name="uses", verbose_name=_("link")
    )
    at = models.DateTimeField(_("when"))
    address = models.GenericIPAddressField(_("from"), null=True)
    answer = models.CharField(_("answer"), max_length=7, choices=PreviewAnswer)

    class Meta:
        verbose_name = _("use of a preview link")
        verbose_name_plural = _("uses of preview links")
        default_permissions = ()
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_answer_display()}"
