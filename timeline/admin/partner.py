"""Organizations, and who owns how much of whom."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.admin.list_filters import LastChangeFilter, StateFilter
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.stakes import HoldingInline, OwnerInline
from timeline.admin.statements import PartnerNameInline
from timeline.admin.translation_status import LANGUAGE_FIELDS, TranslationFilter
from timeline.models import Partner


@admin.register(Partner)
class PartnerAdmin(PublishingAdmin):
    list_display = ("name_en", "state", "name_fr", "kind", "country", "languages")
    list_filter = (StateFilter, "kind", TranslationFilter, LastChangeFilter)
    search_fields = ("name_en", "name_fr", "slug", "country")
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
