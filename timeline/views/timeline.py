"""The timeline itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from timeline.chart.builder import graphic
from timeline.exports.formats import MILESTONES
from timeline.pages import json_ld
from timeline.pages.descriptions import describe
from timeline.pages.export_links import offers
from timeline.pages.filter_form import controls, plain_controls
from timeline.pages.oembed import iframe
from timeline.publishing.corrections import mark_corrected
from timeline.queries.releases import mentioning
from timeline.queries.selection import Asked, Selection
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
        "graphic": graphic(
            selection.rows, on=selection.on, today=today, at=at, query=selection.pairs
        ),
        "snippet": iframe(
            request.build_absolute_uri(reverse("timeline:embed") + selection.query()),
            page.masthead.company.short_name,
        ),
        "mentioning": mentioning(selection),
        "structured": json_ld.timeline(selection, page.masthead, request),
    }
    return page.answer("timeline/timeline.html", context)
