"""Plans, and what later releases say came of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from timeline.chart.ledger import build_ledger
from timeline.exports.formats import PLANS
from timeline.exports.links import export_links
from timeline.pages.ledger import ledger_rails
from timeline.queries.plans import PlanList, PlanListQuery
from timeline.views.public_page import PublicPage, kept_filter_names, now


def outlook(request: HttpRequest) -> HttpResponse:
    """``/outlook/``: a page of the list, as of a day. 400 for a bad day or page key."""
    at, today = now()
    projects, _partners = kept_filter_names(request, at)
    query = PlanListQuery(request.GET, at=at, projects=projects)
    if not query.is_valid():
        refusal = {"problems": query.problems}
        return PublicPage(request, at).render("timeline/outlook.html", refusal, status=400)
    plans = PlanList(query, on=query.as_of or today, at=at)
    page = PublicPage(request, at, bound_to=query.as_of, query=plans.canonical, as_of=query.as_of)
    context = {
        "plans": plans,
        "rails": ledger_rails(plans, projects),
        "ledger": build_ledger(plans.promises, on=plans.on, today=today),
        "offers": export_links(request, PLANS, plans.query()),
    }
    return page.render("timeline/outlook.html", context)
