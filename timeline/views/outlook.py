"""Plans, and what later releases say came of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import PLANS
from timeline.exports.links import export_links
from timeline.queries.plans import PlanList, PlanListQuery
from timeline.views.public_page import PublicPage, now


def outlook(request: HttpRequest) -> HttpResponse:
    at, today = now()
    asked = PlanListQuery(request.GET)
    if not asked.is_valid():
        return PublicPage(request, at).render(
            "timeline/outlook.html", {"problems": asked.problems}, status=400
        )
    plans = PlanList(asked, on=today, at=at)
    page = PublicPage(request, at, query=plans.canonical)
    return page.render(
        "timeline/outlook.html", {"plans": plans, "offers": export_links(request, PLANS)}
    )
