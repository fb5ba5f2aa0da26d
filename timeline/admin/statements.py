"""Rows that paragraphs state, edited with what they are about: names over time, listings, figures.

They are folded away: whoever does not need them meets a closed heading.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, StackedRecordInline, is_deleted
from timeline.admin.translation_status import TranslationFormSet, TranslationInlineForm
from timeline.models import Company, CompanyName, Figure, ListingPeriod, PartnerName
from timeline.publishing.rules import name_refusals


class StatementInline(StackedRecordInline):
    """Rows of which each names the paragraph that states it."""

    classes = ("collapse",)
    autocomplete_fields = ("paragraph",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("paragraph__release")


def names_of(row: Any) -> set[str]:
    """The name of the company or of an organization on its own row, in each language."""
    if isinstance(row, Company):
        return {row.name}
    return {row.name_en, row.name_fr}


class SuccessiveNames(TranslationFormSet):
    """Names of one organization, of which none begins before the one before has ended."""

    distinct = ("name_en", "paragraph")
    repeated = _("This name of this paragraph is here twice.")

    def clean(self) -> None:
        super().clean()
        forms_by_name = {}
        for form in self.forms:
            if form.is_valid() and form.cleaned_data.get("name_en") and not is_deleted(form):
                forms_by_name[id(form.instance)] = form
        names = [form.instance for form in forms_by_name.values()]
        for name, refusal in name_refusals(names, names_of(self.instance)):
            forms_by_name[id(name)].add_error(refusal.field, refusal.sentence)


class NameInline(StatementInline):
    form = TranslationInlineForm
    formset = SuccessiveNames
    verbose_name = _("former name, or the first day of this one")
    verbose_name_plural = _("Names over time, if it was ever renamed")


class CompanyNameInline(NameInline):
    model = CompanyName
    fields = (
        ("name_en", "name_fr"),
        "short_name",
        "agreed",
        ("holds_from", "holds_until"),
        "paragraph",
    )


class PartnerNameInline(NameInline):
    model = PartnerName
    fields = (("name_en", "name_fr"), "agreed", ("holds_from", "holds_until"), "paragraph")


class DistinctListingPeriods(DistinctRowsFormSet):
    distinct = ("paragraph",)
    repeated = _("This paragraph is here twice for this listing.")


class ListingPeriodInline(StatementInline):
    model = ListingPeriod
    formset = DistinctListingPeriods
    verbose_name_plural = _("First and last day, if a document states them")
    fields = (("holds_from", "holds_until"), "paragraph")


class DistinctFigures(TranslationFormSet):
    distinct = ("what_en", "as_printed", "paragraph")
    repeated = _("This figure is here twice.")


class FigureInline(StatementInline):
    model = Figure
    form = TranslationInlineForm
    formset = DistinctFigures
    verbose_name_plural = _("Figures: amounts, grades, tonnages, lengths")
    fields = (
        ("what_en", "what_fr"),
        "agreed",
        "as_printed",
        ("value", "value_to", "unit"),
        "paragraph",
    )
