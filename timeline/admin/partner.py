"""Partners, and who owns how much of whom."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, TabularRecordInline
from timeline.admin.list_filters import LastChangeFilter, StateFilter
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.statements import PartnerNameInline
from timeline.admin.translation_status import LANGUAGE_FIELDS, TranslationFilter
from timeline.models import Partner, Stake


class DistinctStakes(DistinctRowsFormSet):
    repeated = _("This stake is here twice with the same paragraph.")

    def clean(self) -> None:
        """Refuse a stake in oneself, as the database does.

        Django leaves constraints on the partner of the page out of its checks.
        """
        super().clean()
        other = self.distinct[0]
        for form in self.forms:
            if form.is_valid() and form.cleaned_data.get(other) == self.instance:
                form.add_error(other, gettext("Nobody owns itself: name two different partners."))


class DistinctHoldings(DistinctStakes):
    distinct = ("owned", "paragraph")


class DistinctOwners(DistinctStakes):
    distinct = ("owner", "paragraph")


class StakeInline(TabularRecordInline):
    model = Stake

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("owner", "owned", "paragraph__release")


class HoldingInline(StakeInline):
    fk_name = "owner"
    formset = DistinctHoldings
    verbose_name = _("stake that it owns")
    verbose_name_plural = _("Owns")
    fields = ("owned", "percent", "paragraph")
    autocomplete_fields = ("owned", "paragraph")


class OwnerInline(StakeInline):
    fk_name = "owned"
    formset = DistinctOwners
    verbose_name = _("stake in it")
    verbose_name_plural = _("Is owned by")
    fields = ("owner", "percent", "paragraph")
    autocomplete_fields = ("owner", "paragraph")


@admin.register(Partner)
class PartnerAdmin(PublishingAdmin):
    list_display = ("name_en", "state", "kind", "country", "languages")
    list_filter = (StateFilter, "kind", TranslationFilter, LastChangeFilter)
    search_fields = ("name_en", "name_fr", "slug", "country")
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (PartnerNameInline, HoldingInline, OwnerInline)
    fieldsets = (
        (
            _("What"),
            {"fields": (("name_en", "name_fr"), "slug", "kind", ("summary_en", "summary_fr"))},
        ),
        (_("Who and where"), {"fields": ("country", "website")}),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )
