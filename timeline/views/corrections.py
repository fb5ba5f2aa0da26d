"""What was changed after visitors had read it, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.endpoints import CORRECTION_ORDER, AskedCorrections
from timeline.exports.formats import CORRECTIONS
from timeline.models import Correction
from timeline.pages.export_links import offers
from timeline.queries.filters import problems_of
from timeline.queries.pagination import page_of
from timeline.queries.selection import query_of
from timeline.views.page import Page, now


def corrections(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    place = AskedCorrections(request.GET).place
    if not place.is_valid():
        return Page(request, at).answer(
            "timeline/corrections.html", {"problems": problems_of(place)}, status=400
        )
    asked, rows = place.cleaned_data, Correction.objects.public(at).with_rows()
    shown = page_of(rows, CORRECTION_ORDER, asked.get("after"), asked.get("before"))
    context = {
        "page": shown,
        "offers": offers(request, CORRECTIONS),
        "older": query_of([("after", shown.older)]) if shown.older else "",
        "newer": query_of([("before", shown.newer)]) if shown.newer else "",
    }
    return Page(request, at, query=query_of(asked.items())).answer(
        "timeline/corrections.html", context
    )
