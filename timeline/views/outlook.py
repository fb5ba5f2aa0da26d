"""Plans, and what later releases say came of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import PLANS
from timeline.exports.links import export_links
from timeline.queries.plans import PlanList, PlanListQuery
from timeline.views.public_page import PublicPage, now


def outlook(request: HttpRequest) -> HttpResponse:
    """``/outlook/``: a page of the list. 400 for a bad page key."""
    at, today = now()
    query = PlanListQuery(request.GET)
    if not query.is_valid():
        context = {"problems": query.problems}
        return PublicPage(request, at).render("timeline/outlook.html", context, status=400)
    plans = PlanList(query, on=today, at=at)
    listed = {"plans": plans, "offers": export_links(request, PLANS)}
    return PublicPage(request, at, query=plans.canonical).render("timeline/outlook.html", listed)
