"""Projects, the names that releases have given them, their states and their owners."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, StackedRecordInline, TabularRecordInline
from timeline.admin.list_filters import LastChangeFilter, StateFilter
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.stakes import COLLAPSED, WHEN, ProjectOwnerInline
from timeline.admin.translation_status import (
    LANGUAGE_FIELDS,
    TranslationFilter,
    TranslationFormSet,
    TranslationInlineForm,
)
from timeline.models import Project, ProjectName, ProjectState


class DistinctProjectNamesFormSet(TranslationFormSet):
    distinct = ("name_en", "release")
    repeated = _("This name of this release is here twice.")


class ProjectNameInline(StackedRecordInline):
    model = ProjectName
    form = TranslationInlineForm
    formset = DistinctProjectNamesFormSet
    fields = (("name_en", "name_fr"), "agreed", "release")
    autocomplete_fields = ("release",)


class DistinctStatesFormSet(DistinctRowsFormSet):
    distinct = ("paragraph", "state")
    repeated = _("This state is here twice with the same paragraph.")


class ProjectStateInline(TabularRecordInline):
    model = ProjectState
    formset = DistinctStatesFormSet
    classes = COLLAPSED
    fields = ("state", *WHEN)
    autocomplete_fields = ("paragraph",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("paragraph__release")


@admin.register(Project)
class ProjectAdmin(PublishingAdmin):
    list_display = ("name_en", "state", "name_fr", "slug", "languages")
    list_filter = (StateFilter, TranslationFilter, LastChangeFilter)
    search_fields = ("name_en", "name_fr", "names__name_en", "names__name_fr", "slug")
    inlines = (ProjectNameInline, ProjectStateInline, ProjectOwnerInline)
    fieldsets = (
        (_("What"), {"fields": (("name_en", "name_fr"), "slug", ("summary_en", "summary_fr"))}),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )
