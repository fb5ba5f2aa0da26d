"""Whose record this is."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.dates.fiscal import FiscalCalendar, FiscalStart
from timeline.i18n.bilingual import Bilingual, explained
from timeline.models.base import CheckedModel, VersionedModel, depends_on
from timeline.models.cited_statement import CitedStatementQuerySet, DatedStatement, holding_on
from timeline.models.roles import PERMISSIONS
from timeline.models.translation_status import TranslatedModel


class Company(TranslatedModel, VersionedModel):
    """One row, kept by a constraint."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(
        _("legal name"),
        max_length=120,
        help_text=_("The name today. When it changes, keep the former one below."),
    )
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
    described_on = models.DateField(
        _("described as of"),
        null=True,
        blank=True,
        help_text=_("The day of the release that the description follows. Visitors are told."),
    )

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


class FiscalYearStartManager(models.Manager["FiscalYearStart"]):
    def get_by_natural_key(self, holds_from: date | None) -> FiscalYearStart:
        return self.get(holds_from=holds_from)


class FiscalYearStart(CheckedModel):
    """The month in which fiscal years begin, from a day on. Without a row it is not known."""

    company = models.ForeignKey(
        Company,
        models.CASCADE,
        default=1,  # there is one, so that no file has to name it
        editable=False,
        related_name="fiscal_year_starts",
        verbose_name=_("company"),
    )
    month = models.PositiveSmallIntegerField(_("first month"), choices=list(MONTHS.items()))
    holds_from = models.DateField(
        _("holds from"),
        null=True,
        blank=True,
        help_text=_("First day of the first fiscal year that begins so; empty if always so."),
    )

    objects = FiscalYearStartManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("start of fiscal years")
        verbose_name_plural = _("starts of fiscal years")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="fiscal_year_start_in_a_month",
                condition=Q(month__gte=1, month__lte=12),
                violation_error_code="month",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
            models.UniqueConstraint(
                fields=["company", "holds_from"],
                name="fiscal_year_start_is_unique",
                violation_error_code="holds_from",
                violation_error_message=_("From this day another month is on file already."),
            ),
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(holds_from__isnull=True),
                name="fiscal_year_start_without_a_day_is_unique",
                violation_error_code="holds_from",
                violation_error_message=_("One month alone can be without a day: the first."),
            ),
        ]

    def __str__(self) -> str:
        month = str(MONTHS[self.month]) if self.month in MONTHS else str(self.month)
        return explained(month, self.holds_from.isoformat()) if self.holds_from else month

    def natural_key(self) -> tuple[date | None]:
        return (self.holds_from,)


def fiscal_calendar(starts: Iterable[FiscalYearStart]) -> FiscalCalendar:
    """The company's calendar, the oldest start first. No query: whoever calls has the rows."""
    oldest_first = sorted(starts, key=lambda start: start.holds_from or date.min)
    return FiscalCalendar(
        tuple(FiscalStart(start.month, start.holds_from) for start in oldest_first)
    )


def fiscal_calendar_on_file() -> FiscalCalendar:
    """The calendar of the company whose record this is. 1 query."""
    return fiscal_calendar(FiscalYearStart.objects.all())


class CompanyNameQuerySet(CitedStatementQuerySet["CompanyName"]):
    def get_by_natural_key(self, release: str, number: int, name_en: str) -> CompanyName:
        return self.get(paragraph__release__slug=release, paragraph__number=number, name_en=name_en)


class CompanyName(TranslatedModel, DatedStatement):
    """A name that the company had or has, from and until when a document says so.

    On a day on which none of them holds the company has the name of its own row, which is today's.
    """

    company = models.ForeignKey(
        Company,
        models.CASCADE,
        default=1,  # there is one, so that no file has to name it
        editable=False,
        related_name="names",
        verbose_name=_("company"),
    )
    name_en = models.CharField(_("legal name (English)"), max_length=120)
    name_fr = models.CharField(_("legal name (French)"), max_length=120, blank=True)
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("As in the header of each page.")
    )

    objects = CompanyNameQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["behind"])
    name = Bilingual()

    class Meta(DatedStatement.Meta):
        verbose_name = _("name of the company over time")
        verbose_name_plural = _("names of the company over time")
        ordering = ["holds_from", "id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.CheckConstraint(
                name="companyname_has_a_day",
                condition=~Q(holds_from="") | ~Q(holds_until=""),
                violation_error_code="holds_until",
                violation_error_message=_("Say from or until when it holds."),
            ),
            models.UniqueConstraint(
                fields=["paragraph", "name_en"],
                name="company_name_is_unique",
                violation_error_code="name_en",
                violation_error_message=_("This paragraph is on file with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @depends_on("timeline.paragraph")
    def natural_key(self) -> tuple[str, int, str]:
        return (*self.paragraph.natural_key(), self.name_en)

    def needs_both_languages(self, text: str) -> bool:
        """A legal name may exist in one language only."""
        return False


def named_on(company: Company, names: Iterable[CompanyName], day: date) -> Company:
    """The company as it was named on that day: a copy to be shown, never to be saved.

    No query: whoever calls has the names.
    """
    named = holding_on(names, day)
    if named is None:
        return company
    shown = copy(company)
    shown.name, shown.short_name = named.name, named.short_name
    return shown


# Exchanges whose name is another in French, as their own sites give it.
EXCHANGES = {
    "TSX Venture Exchange": _("TSX Venture Exchange"),
    "Toronto Stock Exchange": _("Toronto Stock Exchange"),
    "Canadian Securities Exchange": _("Canadian Securities Exchange"),
    "New York Stock Exchange": _("New York Stock Exchange"),
}


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
    partner = models.ForeignKey(
        "timeline.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("whose"),
        help_text=_("The organization listed under it. Left empty for the company itself."),
    )

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

    @property
    def exchange_name(self) -> str:
        """The exchange in the active language, where it has a name in each."""
        return str(EXCHANGES.get(self.exchange, self.exchange))

    def natural_key(self) -> tuple[str, str]:
        return self.code, self.symbol


class ListingPeriodQuerySet(CitedStatementQuerySet["ListingPeriod"]):
    def get_by_natural_key(
        self, code: str, symbol: str, release: str, number: int
    ) -> ListingPeriod:
        return self.get(
            listing__code=code,
            listing__symbol=symbol,
            paragraph__release__slug=release,
            paragraph__number=number,
        )


class ListingPeriod(DatedStatement):
    """From and until when a symbol is listed, as far as a paragraph states it."""

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="periods", verbose_name=_("listing")
    )

    objects = ListingPeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedStatement.Meta):
        verbose_name = _("first and last day of a listing")
        verbose_name_plural = _("first and last days of a listing")
        ordering = ["holds_from", "id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.CheckConstraint(
                name="listing_period_has_a_day",
                condition=~Q(holds_from="") | ~Q(holds_until=""),
                violation_error_code="holds_from",
                violation_error_message=_("Say from or until when."),
            ),
            models.UniqueConstraint(
                fields=["listing", "paragraph"],
                name="listing_period_is_unique",
                violation_error_code="paragraph",
                violation_error_message=_("This paragraph is on file for this listing already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing} ({self.holds_from} – {self.holds_until})"

    @depends_on("timeline.listing", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, int]:
        return (*self.listing.natural_key(), *self.paragraph.natural_key())
