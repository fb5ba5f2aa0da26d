"""What is new since a day: published, settled, corrected, withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import CHANGES
from timeline.exports.links import export_links
from timeline.queries.changes import ChangeList, ChangeListQuery
from timeline.views.public_page import PublicPage, now


def changes(request: HttpRequest) -> HttpResponse:
    """``/new/?since=2026-05-01``: a page of the list. 400 for a bad day or page key."""
    at, _today = now()
    query = ChangeListQuery(request.GET, at=at)
    if not query.is_valid():
        refusal = {"problems": query.problems, "day_typed": request.GET.get("since", "")}
        return PublicPage(request, at).render("timeline/changes.html", refusal, status=400)
    listed = ChangeList(query, at)
    context = {"listed": listed, "offers": export_links(request, CHANGES, listed.query)}
    return PublicPage(request, at, query=listed.canonical).render("timeline/changes.html", context)
