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
    request: HttpRequest, slug: str, foreseen: PreviewMoment | None = None
) -> HttpResponse:
    at, today = now(foreseen)
    row = get_public_or_gone(Milestone.objects.with_outlook(today, at), slug, at)
    shown = milestone_page(row, today, at)
    page = PublicPage(request, at, bound_to=shown.bound_to)
    sources = [stated.release for stated in shown.stated]
    trail = Milestone.objects.published(at).filter(pk__in=shown.trail)
    corrections = corrections_of([row], at)[row.pk]
    context = {
        "dossier": shown,
        "offers": row_export_links(row.get_absolute_url()),
        "graphic": build_chart(trail, on=today, today=today, at=at, query=[]),
        "corrections": corrections,
        "structured": json_ld.correction_article(
            json_ld.milestone(row, sources, page.masthead, request), corrections
        ),
    }
    return page.render("timeline/milestone.html", context)
