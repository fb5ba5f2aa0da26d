"""Whose record this is, and its symbols."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, TabularRecordInline, is_deleted
from timeline.admin.record_admin import VersionedAdmin
from timeline.admin.statements import CompanyNameInline, ListingPeriodInline
from timeline.admin.translation_status import LANGUAGE_FIELDS, TranslationFilter
from timeline.models import Company, FiscalYearStart, Listing


class DistinctFiscalYearStarts(DistinctRowsFormSet):
    distinct = ("holds_from",)
    repeated = _("From this day another month is here too.")

    def clean(self) -> None:
        """Refuse a second month without a day, as the database does."""
        super().clean()
        without_a_day = []
        for form in self.forms:
            if not form.is_valid() or is_deleted(form) or not form.cleaned_data.get("month"):
                continue
            if form.cleaned_data.get("holds_from") is None:
                without_a_day.append(form)
        for form in without_a_day[1:]:
            form.add_error(
                "holds_from", gettext("One month alone can be without a day: the first.")
            )


class FiscalYearStartInline(TabularRecordInline):
    model = FiscalYearStart
    formset = DistinctFiscalYearStarts
    fields = ("month", "holds_from")
    verbose_name_plural = _("Fiscal years, if the releases date by them")


@admin.register(Company)
class CompanyAdmin(VersionedAdmin):
    list_display = ("name", "short_name", "website", "languages")
    list_filter = (TranslationFilter,)
    actions = ("mark_up_to_date",)
    inlines = (CompanyNameInline, FiscalYearStartInline)
    fieldsets = (
        (_("What"), {"fields": ("name", "short_name", "website", "version")}),
        (_("In one sentence"), {"fields": (("description_en", "description_fr"), "described_on")}),
        LANGUAGE_FIELDS,
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Listing)
class ListingAdmin(VersionedAdmin):
    list_display = ("symbol", "code", "named_exchange")
    list_filter = ("code",)
    search_fields = ("symbol", "code", "exchange")
    autocomplete_fields = ("partner",)
    inlines = (ListingPeriodInline,)
    fieldsets = (
        (_("What"), {"fields": ("exchange", ("code", "symbol"), "version")}),
        (_("Whose, if not the company’s"), {"classes": ("collapse",), "fields": ("partner",)}),
    )

    @admin.display(description=_("exchange"), ordering="exchange")
    def named_exchange(self, listing: Listing) -> str:
        return listing.exchange_name
