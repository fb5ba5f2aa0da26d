"""The graphic for other people's pages, and how their systems ask for it (oEmbed 1.0)."""

from __future__ import annotations

from dataclasses import replace

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from timeline.chart.builder import build_chart
from timeline.pages.descriptions import describe
from timeline.pages.header import page_header
from timeline.pages.oembed import NotEmbeddable, OembedCard, oembed_card
from timeline.queries.selection import Selection, TimelineQuery
from timeline.views.public_page import now


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest) -> HttpResponse:
    """``/embed/``: a selection as a compact page. The only one that other sites may frame; it sets no cookie."""
    at, today = now()
    asked = TimelineQuery(request.GET, at=at, today=today)
    if not asked.is_valid():
        return render(request, "timeline/embed.html", {"problems": asked.problems}, status=400)
    selection = Selection(asked)
    drawn = build_chart(
        selection.rows, on=selection.as_of_day, today=today, at=at, query=selection.pairs
    )
    context = {
        "selection": selection,
        "described": describe(selection),
        "masthead": page_header(at, selection.bound_to),
        "graphic": replace(drawn, framed=True),
    }
    return render(request, "timeline/embed.html", context)


def oembed(request: HttpRequest) -> HttpResponse:
    """``/oembed?url=``: how to embed a public page. 404 for what is not ours, 501 for XML, as specified."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": _("Only JSON is offered.")}, status=501)
    at, today = now()
    try:
        found: OembedCard = oembed_card(request, at, today)
    except NotEmbeddable as refused:
        return JsonResponse({"error": str(refused)}, status=refused.status)
    answer = JsonResponse(found.as_dict())
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
