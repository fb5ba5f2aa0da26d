"""The timeline itself."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from timeline.chart.builder import chart_of_selection
from timeline.exports.citing import CitePanel
from timeline.exports.formats import MILESTONES
from timeline.exports.links import export_links
from timeline.http.edition_memory import kept_for_edition
from timeline.pages import json_ld
from timeline.pages.also_found import also_found_line
from timeline.pages.descriptions import describe, heading
from timeline.pages.filter_form import are_more_on, filter_controls, plain_filter_controls
from timeline.pages.oembed import iframe
from timeline.pages.rails import chosen_on_rails, filter_rails
from timeline.pages.share_cards import selection_card
from timeline.publishing.corrections import mark_corrected
from timeline.queries.found_elsewhere import also_found, found_elsewhere
from timeline.queries.pagination import query_string
from timeline.queries.selection import Selection, TimelineQuery
from timeline.views.public_page import PublicPage, kept_filter_names, now


def timeline(request: HttpRequest) -> HttpResponse:
    """``/``: the whole record, or what the filters select. 400 for a bad value, with the form."""
    at, today = now()
    names = kept_filter_names(request, at)
    query = TimelineQuery(request.GET, at=at, today=today, names=names)
    if not query.is_valid():
        context = {"problems": query.problems, "controls": plain_filter_controls(query)}
        return PublicPage(request, at).render("timeline/unreadable.html", context, status=400)
    selection = Selection(query, partial(kept_for_edition, request))
    controls = SimpleLazyObject(partial(filter_controls, selection))
    mark_corrected(selection.page.rows)
    page = PublicPage(
        request,
        at,
        bound_to=selection.bound_to,
        query=selection.canonical,
        as_of=selection.parameters.get("as_of"),
    )
    embed_address = request.build_absolute_uri(reverse("timeline:embed") + selection.query())
    described = describe(selection)
    context = {
        "selection": selection,
        "offers": export_links(request, MILESTONES, selection.query()),
        "rails": SimpleLazyObject(partial(filter_rails, selection)),
        "chosen_on_rails": chosen_on_rails(selection),
        "controls": controls,
        "more_filters_on": SimpleLazyObject(partial(are_more_on, controls)),
        "described": described,
        "graphic": SimpleLazyObject(partial(chart_of_selection, selection)),
        "snippet": iframe(embed_address, page.header.company.short_name),
        "cite": _cite(page, selection),
        "found": found_elsewhere(selection),
        "also_found": also_found_line(also_found(selection)),
        "structured": json_ld.timeline(selection, page.header, request),
    }
    card = selection_card(selection, described, page.header.company)
    return page.render("timeline/timeline.html", context, card=card, card_query=selection.query())


def _cite(page: PublicPage, selection: Selection) -> CitePanel | None:
    """How the view is cited: as of the day that it is read, if not as of another one."""
    if page.cited is None:
        return None
    pairs = [("as_of", selection.as_of_day)]
    pairs += [pair for pair in selection.pairs if pair[0] != "as_of"]
    title = heading(selection) or gettext("Company timeline")
    return page.cited.view(title, page.request.path + query_string(pairs))
