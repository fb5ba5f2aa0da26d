"""One search over all kinds of rows, from the first page of the admin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from timeline.i18n.number_words import capital
from timeline.models import (
    Contact,
    Milestone,
    Paragraph,
    Partner,
    Person,
    Project,
    Release,
)

FEW = 8  # rows of one kind that the page lists
SEARCHED: Sequence[type[models.Model]] = (
    Milestone,
    Release,
    Paragraph,
    Project,
    Partner,
    Person,
    Contact,
)


@dataclass(frozen=True)
class FoundRow:
    name: str
    address: str


@dataclass(frozen=True)
class FoundKind:
    """Rows of one kind. ``more``: the address of the list with all of them, "" where these are."""

    name: str
    rows: list[FoundRow]
    more: str


def search_page(request: HttpRequest) -> HttpResponse:
    """The rows that have the words, a few of each kind. 1 query for each kind."""
    words = request.GET.get("q", "").strip()
    context = admin.site.each_context(request) | {
        "title": gettext("Search the record"),
        "words": words,
        "found": list(_found(request, words)) if words else [],
    }
    return TemplateResponse(request, "admin/timeline/search.html", context)


def _found(request: HttpRequest, words: str) -> Iterator[FoundKind]:
    for model in SEARCHED:
        kind: Any = admin.site.get_model_admin(model)
        if not kind.has_view_or_change_permission(request):
            continue
        every = kind.get_queryset(request)
        matching, has_doubles = kind.get_search_results(request, every, words)
        rows = list((matching.distinct() if has_doubles else matching)[: FEW + 1])
        if rows:
            yield _kind(model, rows, words)


def _kind(model: type[models.Model], rows: list[Any], words: str) -> FoundKind:
    name = f"timeline_{model._meta.model_name}"
    shown = []
    for row in rows[:FEW]:
        shown.append(FoundRow(str(row), reverse(f"admin:{name}_change", args=[row.pk])))
    more = ""
    if len(rows) > FEW:
        more = f"{reverse(f'admin:{name}_changelist')}?{urlencode({'q': words})}"
    return FoundKind(capital(str(model._meta.verbose_name_plural)), shown, more)
