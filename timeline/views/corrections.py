"""What was changed after visitors had read it, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.endpoints import CORRECTION_ORDER, CorrectionListQuery
from timeline.exports.formats import CORRECTIONS
from timeline.exports.links import export_links
from timeline.models import Correction
from timeline.queries.filters import form_problems
from timeline.queries.pagination import paginate
from timeline.queries.selection import query_string
from timeline.views.public_page import PublicPage, now


def corrections(request: HttpRequest) -> HttpResponse:
    at, _ = now()
    place = CorrectionListQuery(request.GET).page_form
    if not place.is_valid():
        return PublicPage(request, at).render(
            "timeline/corrections.html", {"problems": form_problems(place)}, status=400
        )
    asked, rows = place.cleaned_data, Correction.objects.public(at).with_rows()
    shown = paginate(rows, CORRECTION_ORDER, asked.get("after"), asked.get("before"))
    context = {
        "page": shown,
        "offers": export_links(request, CORRECTIONS),
        "older": query_string([("after", shown.older)]) if shown.older else "",
        "newer": query_string([("before", shown.newer)]) if shown.newer else "",
    }
    return PublicPage(request, at, query=query_string(asked.items())).render(
        "timeline/corrections.html", context
    )
