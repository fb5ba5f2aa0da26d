"""Whose record this is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual, explained
from timeline.models.base import VersionedModel
from timeline.models.roles import PERMISSIONS
from timeline.models.translation_status import TranslatedModel


class Company(TranslatedModel, VersionedModel):
    """One row, kept by a constraint."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("legal name"), max_length=120)
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("As in the header of each page.")
    )
    website = models.URLField(_("website"), blank=True)
    description_en = models.CharField(
        _("description (English)"),
        max_length=250,
        blank=True,
        help_text=_("One sentence. Opens the timeline."),
    )
    description_fr = models.CharField(_("description (French)"), max_length=250, blank=True)

    history = HistoricalRecords(excluded_fields=["behind"])
    description = Bilingual()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name = _("company")
        verbose_name_plural = _("company")
        constraints = [
            models.CheckConstraint(
                name="company_is_one_row",
                condition=Q(id=1),
                violation_error_message=_("This site keeps the record of one company."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListingManager(models.Manager["Listing"]):
    def get_by_natural_key(self, code: str, symbol: str) -> Listing:
        return self.get(code=code, symbol=symbol)


class Listing(VersionedModel):
    """A symbol on an exchange. A release names those printed in it, and shows none too early."""

    exchange = models.CharField(_("exchange"), max_length=80)
    code = models.CharField(
        _("code"), max_length=12, help_text=_("As before the colon: TSXV, OTCQB.")
    )
    symbol = models.CharField(_("symbol"), max_length=12)

    objects = ListingManager()
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "symbol"],
                name="listing_is_unique",
                violation_error_message=_("This symbol is on file for this exchange already."),
            )
        ]

    def __str__(self) -> str:
        return explained(self.code, self.symbol)

    def natural_key(self) -> tuple[str, str]:
        return self.code, self.symbol
