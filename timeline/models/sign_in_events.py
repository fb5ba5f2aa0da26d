"""What is kept of sign-ins and refusals: who, when, from where. Never a password, nor a code."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.i18n.bilingual import explained


class SignInEventKind(models.TextChoices):
    """What an entry of the journal is about."""

    SIGNED_IN = "signed_in", _("Signed in")
    FAILED = "failed", _("Wrong name or password")
    LOCKED = "locked", _("Locked for a while")
    UNLOCKED = "unlocked", _("Unlocked")
    FACTOR_USED = "factor_used", _("Second factor used")
    FACTOR_FAILED = "factor_failed", _("Second factor failed")
    FACTOR_ADDED = "factor_added", _("Second factor set up")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    LINK_GIVEN = "link_given", _("Link to set up a second factor given")
    SIGNED_OUT = "signed_out", _("Signed out")
    ENDED = "ended", _("Sessions ended")
    REFUSED = "refused", _("Refused")


class SignInEvent(models.Model):
    """An entry of the journal.

    Only ``signin/journal.py`` writes it, and deletes it after its time.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    kind = models.CharField(_("what"), max_length=14, choices=SignInEventKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("Empty where no account has the name: a password may have been typed there."),
    )
    address = models.GenericIPAddressField(_("address"), null=True)
    detail = models.CharField(_("detail"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sign-in or refusal")
        verbose_name_plural = _("sign-ins and refusals")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return explained(self.get_kind_display(), self.name or "?")
