"""One milestone: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import chart_of
from timeline.exports.links import row_export_links
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.milestone import milestone_page, public_milestone
from timeline.publishing.corrections import corrections_of
from timeline.views.public_page import PublicPage, now


def milestone(
    request: HttpRequest, slug: str, preview: PreviewMoment | None = None
) -> HttpResponse:
    """``/milestones/<slug>/``"""
    at, today = now(preview)
    row = public_milestone(slug, today, at)
    dossier = milestone_page(row, today, at)
    page = PublicPage(request, at, bound_to=dossier.bound_to)
    sources = [stated.release for stated in dossier.stated]
    corrections = corrections_of([row], at)[row.pk]
    is_revised = bool(dossier.promise.later)
    structured_data = json_ld.milestone(row, sources, page.header, request, is_revised=is_revised)
    context = {
        "dossier": dossier,
        "offers": row_export_links(row.get_absolute_url()),
        "graphic": chart_of(dossier.trail, dossier.trail_releases, on=today, today=today, query=[]),
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    return page.render("timeline/milestone.html", context)
