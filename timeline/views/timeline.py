"""The timeline itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from timeline import structured
from timeline.corrections import mark_corrected
from timeline.describing import describe
from timeline.embedding import iframe
from timeline.finder import controls, plain_controls
from timeline.formats import MILESTONES
from timeline.graphic import graphic
from timeline.offers import offers
from timeline.selection import Asked, Selection
from timeline.shelf import mentioning
from timeline.views.page import Page, now


def timeline(request: HttpRequest) -> HttpResponse:
    """``/``: the whole record, or what the filters select. 400 with the form and a message for a bad value."""
    at, today = now()
    asked = Asked(request.GET, at=at, today=today)
    if not asked.is_valid():
        context = {"problems": asked.problems, "controls": plain_controls(asked)}
        return Page(request, at).answer("timeline/unreadable.html", context, status=400)
    selection = Selection(asked)
    mark_corrected(selection.page.rows)
    page = Page(request, at, bound_to=selection.bound_to, query=selection.canonical)
    context = {
        "selection": selection,
        "offers": offers(request, MILESTONES, selection.query()),
        "controls": controls(selection),
        "described": describe(selection),
        "graphic": graphic(selection.rows, on=selection.on, today=today, at=at, query=selection.pairs),
        "snippet": iframe(
            request.build_absolute_uri(reverse("timeline:embed") + selection.query()), page.masthead.company.short_name
        ),
        "mentioning": mentioning(selection),
        "structured": structured.timeline(selection, page.masthead, request),
    }
    return page.answer("timeline/timeline.html", context)
