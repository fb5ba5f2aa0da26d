"""One milestone: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import chart_of
from timeline.exports.links import row_export_links
from timeline.http.edition_memory import kept_for_edition
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.milestone import milestone_page, public_milestone
from timeline.pages.share_cards import milestone_card
from timeline.publishing.corrections import corrections_of
from timeline.queries.citations import CitedQuery
from timeline.views.public_page import PublicPage, now


def milestone(
    request: HttpRequest, slug: str, preview: PreviewMoment | None = None
) -> HttpResponse:
    """``/milestones/<slug>/``. 400 for a day of citing that cannot be read."""
    at, today = now(preview)
    row = public_milestone(slug, today, at)
    dossier = milestone_page(row, today, at, partial(kept_for_edition, request))
    page = PublicPage(request, at, bound_to=dossier.bound_to)
    cited = CitedQuery(request.GET, today)
    if not cited.is_valid():
        refusal = {"cited": cited, "page_of_row": row.get_absolute_url()}
        return page.render("timeline/reference_unreadable.html", refusal, 400)
    sources = [stated.release for stated in dossier.stated]
    corrections = corrections_of([row], at)[row.pk]
    is_revised = bool(dossier.promise.later)
    structured_data = json_ld.milestone(row, sources, page.header, request, is_revised=is_revised)
    context = {
        "dossier": dossier,
        "offers": row_export_links(row.get_absolute_url()),
        "graphic": chart_of(dossier.trail, dossier.trail_releases, on=today, today=today, query=[]),
        "corrections": corrections,
        "cited": cited,
        "corrected_since": cited.since(corrections),
        "cite": page.cited.milestone(row) if page.cited else None,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    card = milestone_card(row, page.header.company)
    return page.render("timeline/milestone.html", context, card=card)
