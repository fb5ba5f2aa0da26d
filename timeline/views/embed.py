"""The chart for pages of other sites, and the oEmbed (1.0) description of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from timeline.chart.builder import Chart, chart_of_selection
from timeline.http.conditional import conditional_page
from timeline.http.edition_memory import kept_for_edition
from timeline.pages.descriptions import describe
from timeline.pages.oembed import NotEmbeddable, oembed_card
from timeline.queries.selection import Selection, TimelineQuery
from timeline.views.public_page import kept_filter_names, kept_header, now


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@conditional_page  # the last, so that a 304 may be framed as well
def embed(request: HttpRequest) -> HttpResponse:
    """``/embed/``: a selection as a compact page.

    It is the only page that other sites may frame. It sets no cookie.
    """
    at, today = now()
    names = kept_filter_names(request, at)
    query = TimelineQuery(request.GET, at=at, today=today, names=names)
    if not query.is_valid():
        return render(request, "timeline/embed.html", {"problems": query.problems}, status=400)
    selection = Selection(query, partial(kept_for_edition, request))
    context = {
        "selection": selection,
        "described": describe(selection),
        "masthead": kept_header(request, at, selection.bound_to),
        "graphic": SimpleLazyObject(partial(_framed_chart, selection)),
        "today": today,
    }
    return render(request, "timeline/embed.html", context)


def _framed_chart(selection: Selection) -> Chart:
    return replace(chart_of_selection(selection), framed=True)


def oembed(request: HttpRequest) -> HttpResponse:
    """``/oembed?url=``: how to embed a public page.

    404 for a page of another site, 501 for XML, as oEmbed specifies.
    """
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": _("Only JSON is offered.")}, status=501)
    at, today = now()
    try:
        card = oembed_card(request, at, today)
    except NotEmbeddable as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)
    response = JsonResponse(card.as_dict())
    response["Access-Control-Allow-Origin"] = "*"
    return response
