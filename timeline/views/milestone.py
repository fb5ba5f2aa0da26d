"""One milestone: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline import structured
from timeline.corrections import corrections_of
from timeline.foresight import Foreseen
from timeline.gone import found
from timeline.graphic import graphic
from timeline.models import Milestone
from timeline.offers import single
from timeline.trail import dossier
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
        "structured": structured.corrected(structured.milestone(row, sources, page.masthead, request), corrections),
    }
    return page.answer("timeline/milestone.html", context)
