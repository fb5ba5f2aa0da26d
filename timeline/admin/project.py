"""Projects, and the names that releases have given them."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.admin.lists import FrenchFilter, StateFilter
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.relations import DistinctRows, TabularPart
from timeline.models import Project, ProjectName


class DistinctNames(DistinctRows):
    distinct = ("name_en", "release")
    repeated = _("This name of this release is here twice.")


class ProjectNameInline(TabularPart):
    model = ProjectName
    formset = DistinctNames
    fields = ("name_en", "name_fr", "release")
    autocomplete_fields = ("release",)


@admin.register(Project)
class ProjectAdmin(PublishingAdmin):
    list_display = ("name_en", "name_fr", "slug", "state")
    list_filter = (StateFilter, FrenchFilter)
    search_fields = ("name_en", "name_fr", "names__name_en", "names__name_fr", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (ProjectNameInline,)
    fieldsets = (
        (_("What"), {"fields": (("name_en", "name_fr"), "slug", ("summary_en", "summary_fr"))}),
        PUBLISHING_FIELDS,
    )
