"""People, and the posts that documents state they held."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
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
from timeline.models import Person, Post


class DistinctPostsFormSet(TranslationFormSet):
    distinct = ("title_en", "organisation", "paragraph")
    empty_is_a_value = ("organisation",)
    repeated = _("This post is here twice with the same paragraph.")


class PostInline(StackedRecordInline):
    model = Post
    form = TranslationInlineForm
    formset = DistinctPostsFormSet
    fields = (
        ("organisation", "office"),
        ("title_en", "title_fr"),
        "agreed",
        ("holds_from", "holds_until"),
        "paragraph",
    )
    autocomplete_fields = ("organisation", "paragraph")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("organisation", "paragraph__release")


@admin.register(Person)
class PersonAdmin(PublishingAdmin):
    list_display = ("name", "state", "slug", "languages")
    list_filter = (StateFilter, TranslationFilter, LastChangeFilter)
    search_fields = ("name", "slug", "posts__title_en", "posts__title_fr")
    inlines = (PostInline,)
    fieldsets = (
        (_("Who"), {"fields": ("name", "slug")}),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )
