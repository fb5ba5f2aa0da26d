"""The source documents: a list, and each one paragraph by paragraph."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import RELEASES
from timeline.exports.links import export_links, row_export_links
from timeline.models import Release
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.release import release_details, release_outline
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.releases import ReleaseList, ReleaseListQuery, neighbouring_releases
from timeline.views.public_page import PublicPage, now


def releases(request: HttpRequest) -> HttpResponse:
    """``/releases/``: all on file, or those of a year or with some words."""
    at, today = now()
    asked = ReleaseListQuery(request.GET, at=at)
    if not asked.is_valid():
        context = {"problems": asked.problems, "shelf": None, "asked": asked}
        return PublicPage(request, at).render("timeline/releases.html", context, status=400)
    shelf = ReleaseList(asked, at)
    page = PublicPage(request, at, bound_to=shelf.bound_to, query=shelf.canonical)
    return page.render(
        "timeline/releases.html",
        {
            "shelf": shelf,
            "asked": asked,
            "today": today,
            "offers": export_links(request, RELEASES, shelf.query()),
        },
    )


def release(request: HttpRequest, slug: str, foreseen: PreviewMoment | None = None) -> HttpResponse:
    at, today = now(foreseen)
    row = get_public_or_gone(Release.objects.all(), slug, at)
    page = PublicPage(request, at, release=row)
    older, newer = neighbouring_releases(row, at)
    blocks = release_outline(row, today, at)
    corrections = corrections_of([row], at)[row.pk]
    context = {
        "release": row,
        "offers": row_export_links(row.get_absolute_url()),
        "blocks": blocks,
        "file": release_details(row, blocks, at),
        "older": older,
        "newer": newer,
        "corrections": corrections,
        "structured": json_ld.correction_article(
            json_ld.article(row, page.masthead, request), corrections
        ),
    }
    return page.render("timeline/release.html", context)
