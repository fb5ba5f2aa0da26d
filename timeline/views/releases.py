"""The source documents: a list, and each one paragraph by paragraph."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import RELEASES
from timeline.models import Release
from timeline.models.visibility import Foreseen
from timeline.pages import json_ld
from timeline.pages.export_links import offers, single
from timeline.pages.release import filed, outline
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import found
from timeline.queries.releases import AskedReleases, Shelf, beside
from timeline.views.page import Page, now


def releases(request: HttpRequest) -> HttpResponse:
    """``/releases/``: all on file, or those of a year or with some words."""
    at, today = now()
    asked = AskedReleases(request.GET, at=at)
    if not asked.is_valid():
        context = {"problems": asked.problems, "shelf": None, "asked": asked}
        return Page(request, at).answer("timeline/releases.html", context, status=400)
    shelf = Shelf(asked, at)
    page = Page(request, at, bound_to=shelf.bound_to, query=shelf.canonical)
    return page.answer(
        "timeline/releases.html",
        {
            "shelf": shelf,
            "asked": asked,
            "today": today,
            "offers": offers(request, RELEASES, shelf.query),
        },
    )


def release(request: HttpRequest, slug: str, foreseen: Foreseen | None = None) -> HttpResponse:
    at, today = now(foreseen)
    row = found(Release.objects.all(), slug, at)
    page = Page(request, at, release=row)
    older, newer = beside(row, at)
    blocks = outline(row, today, at)
    corrections = corrections_of([row], at)[row.pk]
    context = {
        "release": row,
        "offers": single(row.get_absolute_url()),
        "blocks": blocks,
        "file": filed(row, blocks, at),
        "older": older,
        "newer": newer,
        "corrections": corrections,
        "structured": json_ld.corrected(json_ld.article(row, page.masthead, request), corrections),
    }
    return page.answer("timeline/release.html", context)
