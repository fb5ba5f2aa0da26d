"""Projects, and the names that releases have given them."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import StackedRecordInline
from timeline.admin.list_filters import LastChangeFilter, StateFilter
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.translation_status import (
    LANGUAGE_FIELDS,
    TranslationFilter,
    TranslationFormSet,
    TranslationInlineForm,
)
from timeline.models import Project, ProjectName


class DistinctProjectNamesFormSet(TranslationFormSet):
    distinct = ("name_en", "release")
    repeated = _("This name of this release is here twice.")


class ProjectNameInline(StackedRecordInline):
    model = ProjectName
    form = TranslationInlineForm
    formset = DistinctProjectNamesFormSet
    fields = (("name_en", "name_fr"), "agreed", "release")
    autocomplete_fields = ("release",)


@admin.register(Project)
class ProjectAdmin(PublishingAdmin):
    list_display = ("name_en", "state", "name_fr", "slug", "languages")
    list_filter = (StateFilter, TranslationFilter, LastChangeFilter)
    search_fields = ("name_en", "name_fr", "names__name_en", "names__name_fr", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (ProjectNameInline,)
    fieldsets = (
        (_("What"), {"fields": (("name_en", "name_fr"), "slug", ("summary_en", "summary_fr"))}),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )
