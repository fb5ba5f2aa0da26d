"""Plans, and what later releases say came of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.exports.formats import PLANS
from timeline.pages.export_links import offers
from timeline.queries.plans import AskedPlans, Plans
from timeline.views.page import Page, now


def outlook(request: HttpRequest) -> HttpResponse:
    at, today = now()
    asked = AskedPlans(request.GET)
    if not asked.is_valid():
        return Page(request, at).answer(
            "timeline/outlook.html", {"problems": asked.problems}, status=400
        )
    plans = Plans(asked, on=today, at=at)
    page = Page(request, at, query=plans.canonical)
    return page.answer("timeline/outlook.html", {"plans": plans, "offers": offers(request, PLANS)})
