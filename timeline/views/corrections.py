"""What was changed after visitors had read it, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import CORRECTIONS
from timeline.exports.links import export_links
from timeline.queries.corrections import CorrectionList, CorrectionListQuery
from timeline.views.public_page import PublicPage, now


def corrections(request: HttpRequest) -> HttpResponse:
    """``/corrections/``: a page of the list. 400 for a bad page key."""
    at, _today = now()
    query = CorrectionListQuery(request.GET)
    if not query.is_valid():
        refusal = {"problems": query.problems}
        return PublicPage(request, at).render("timeline/corrections.html", refusal, status=400)
    listed = CorrectionList(query, at)
    context = {
        "page": listed.page,
        "offers": export_links(request, CORRECTIONS),
        "older": listed.older,
        "newer": listed.newer,
    }
    page = PublicPage(request, at, query=listed.canonical)
    return page.render("timeline/corrections.html", context)
