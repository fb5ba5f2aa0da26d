"""Whose record this is, and its symbols."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.admin.record_admin import VersionedAdmin
from timeline.admin.translation_status import LANGUAGE_FIELDS, TranslationFilter
from timeline.models import Company, Listing


@admin.register(Company)
class CompanyAdmin(VersionedAdmin):
    list_display = ("name", "short_name", "website", "languages")
    list_filter = (TranslationFilter,)
    actions = ("mark_up_to_date",)
    fieldsets = (
        (_("What"), {"fields": ("name", "short_name", "website", "version")}),
        (_("In one sentence"), {"fields": (("description_en", "description_fr"),)}),
        LANGUAGE_FIELDS,
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Listing)
class ListingAdmin(VersionedAdmin):
    list_display = ("symbol", "code", "exchange")
    list_filter = ("code",)
    search_fields = ("symbol", "code", "exchange")
    fieldsets = ((_("What"), {"fields": ("exchange", ("code", "symbol"), "version")}),)
