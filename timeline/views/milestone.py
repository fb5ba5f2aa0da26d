"""One milestone: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.builder import graphic
from timeline.models import Milestone
from timeline.models.visibility import Foreseen
from timeline.pages import json_ld
from timeline.pages.export_links import single
from timeline.pages.milestone import dossier
from timeline.publishing.corrections import corrections_of
from timeline.queries.lookup import found
from timeline.views.page import Page, now


def milestone(request: HttpRequest, slug: str, foreseen: Foreseen | None = None) -> HttpResponse:
    at, today = now(foreseen)
    row = found(Milestone.objects.with_outlook(today, at), slug, at)
    shown = dossier(row, today, at)
    page = Page(request, at, bound_to=shown.bound_to)
    sources = [stated.release for stated in shown.stated]
    trail = Milestone.objects.published(at).filter(pk__in=shown.trail)
    corrections = corrections_of([row], at)[row.pk]
    context = {
        "dossier": shown,
        "offers": single(row.get_absolute_url()),
        "graphic": graphic(trail, on=today, today=today, at=at, query=[]),
        "corrections": corrections,
        "structured": json_ld.corrected(
            json_ld.milestone(row, sources, page.masthead, request), corrections
        ),
    }
    return page.answer("timeline/milestone.html", context)
