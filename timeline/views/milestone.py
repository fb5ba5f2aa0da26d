"""One milestone: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import build_chart
from timeline.exports.links import row_export_links
from timeline.models import Milestone
from timeline.models.visibility import PreviewMoment
from timeline.pages import json_ld
from timeline.pages.milestone import milestone_page
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import get_public_or_gone
from timeline.views.public_page import PublicPage, now


def milestone(
    request: HttpRequest, slug: str, preview: PreviewMoment | None = None
) -> HttpResponse:
    """``/milestones/<slug>/``"""
    at, today = now(preview)
    row = get_public_or_gone(Milestone.objects.with_outlook(today, at), slug, at)
    dossier = milestone_page(row, today, at)
    page = PublicPage(request, at, bound_to=dossier.bound_to)
    sources = [stated.release for stated in dossier.stated]
    charted = Milestone.objects.published(at).filter(pk__in=dossier.trail)
    corrections = corrections_of([row], at)[row.pk]
    is_revised = bool(dossier.promise.later)
    structured_data = json_ld.milestone(row, sources, page.header, request, is_revised=is_revised)
    context = {
        "dossier": dossier,
        "offers": row_export_links(row.get_absolute_url()),
        "graphic": build_chart(charted, on=today, today=today, at=at, query=[]),
        "corrections": corrections,
        "structured": json_ld.correction_article(structured_data, corrections),
    }
    return page.render("timeline/milestone.html", context)
