"""The source documents: a list, and each one paragraph by paragraph."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import RELEASES
from timeline.exports.links import export_links, row_export_links
from timeline.http.edition_memory import kept_for_edition
from timeline.models import Release
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.documents import issuer_of
from timeline.pages.rails import year_rails
from timeline.pages.release import found_paragraphs, release_details, release_outline
from timeline.pages.share_cards import release_card
from timeline.publishing.corrections import corrections_of
from timeline.queries.citations import CitedQuery
from timeline.queries.lookup import get_public_or_gone
from timeline.queries.releases import (
    ReleaseList,
    ReleaseListQuery,
    ReleasePageQuery,
    neighbouring_releases,
)
from timeline.views.public_page import PublicPage, now


def releases(request: HttpRequest) -> HttpResponse:
    """``/releases/``: all on file, or those of a year or with some words. 400 for a bad value."""
    at, today = now()
    query = ReleaseListQuery(request.GET, at=at)
    if not query.is_valid():
        refusal = {"problems": query.problems, "shelf": None, "asked": query}
        return PublicPage(request, at).render("timeline/releases.html", refusal, status=400)
    shelf = ReleaseList(query, at, partial(kept_for_edition, request))
    page = PublicPage(
        request, at, bound_to=shelf.bound_to, query=shelf.canonical, as_of=shelf.as_of
    )
    context = {
        "shelf": shelf,
        "rails": year_rails(shelf.year_counts, shelf.parameters),
        "asked": query,
        "today": today,
        "offers": export_links(request, RELEASES, shelf.query()),
    }
    return page.render("timeline/releases.html", context)


def release(request: HttpRequest, slug: str, preview: PreviewMoment | None = None) -> HttpResponse:
    """``/releases/<slug>/``: the document paragraph by paragraph, each with its milestones.

    ``q`` marks the paragraphs that have some words. 400 for a bad value, with a form.
    """
    at, today = now(preview)
    row = get_public_or_gone(Release.objects.select_related("issuer"), slug, at)
    page = PublicPage(request, at, release=row)
    asked = ReleasePageQuery(request.GET)
    if not asked.is_valid():
        return page.render(
            "timeline/release_unreadable.html", {"release": row, "asked": asked}, 400
        )
    cited = CitedQuery(request.GET, today)
    if not cited.is_valid():
        refusal = {"cited": cited, "page_of_row": row.get_absolute_url()}
        return page.render("timeline/reference_unreadable.html", refusal, 400)
    older, newer = neighbouring_releases(row, at)
    outline = release_outline(row, today, at, asked.words)
    corrections = corrections_of([row], at)[row.pk]
    issuer = issuer_of(row, page.header.company.name, at)
    structured_data = json_ld.document(row, page.header, request, at)
    context = {
        "release": row,
        "offers": row_export_links(row.get_absolute_url()),
        "blocks": outline,
        "words": asked.words,
        "found": found_paragraphs(outline),
        "file": release_details(row, outline, at),
        "older": older,
        "newer": newer,
        "corrections": corrections,
        "cited": cited,
        "corrected_since": cited.since(corrections),
        "cite": page.cited.release(row, issuer) if page.cited else None,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    card = release_card(row, page.header.company, at)
    return page.render("timeline/release.html", context, card=card)
