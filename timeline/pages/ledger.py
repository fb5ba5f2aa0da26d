"""The filters of the ledger as links, each with its number."""

from __future__ import annotations

from django.utils.translation import gettext as _

from timeline.models.promise_place import OUTCOMES
from timeline.pages.rails import Rail, RailLink, by_weight
from timeline.queries.filters import SlugNames
from timeline.queries.pagination import query_string
from timeline.queries.plans import OUTCOME_LABELS, PlanList


def ledger_rails(plans: PlanList, projects: SlugNames) -> list[Rail]:
    """Projects and outcomes. Where promises are counted, those of none are left out.

    A rail that would lead nowhere is left out too.
    """
    rails = [_projects(plans, projects), _outcomes(plans)]
    return [rail for rail in rails if rail.links or rail.more or rail.whole]


def _projects(plans: PlanList, projects: SlugNames) -> Rail:
    numbers = plans.project_counts
    links = []
    for slug, name in projects:
        number = None if numbers is None else numbers.get(slug, 0)
        if number != 0 or slug == plans.project:
            links.append(_link(plans, "project", slug, name, number))
    first, more = by_weight(links)
    whole = _whole(plans, "project")
    return Rail("project", _("Project"), _("All projects"), whole, first, more)


def _outcomes(plans: PlanList) -> Rail:
    numbers = plans.outcome_counts
    links = []
    for outcome in OUTCOMES:
        number = None if numbers is None else numbers[outcome]
        if number != 0 or outcome == plans.outcome:
            label = str(OUTCOME_LABELS[outcome])
            links.append(_link(plans, "outcome", outcome, label, number))
    whole = _whole(plans, "outcome")
    return Rail("outcome", _("Outcome"), _("Any outcome"), whole, links, [])


def _link(plans: PlanList, name: str, value: str, text: str, number: int | None) -> RailLink:
    """It leads to its view or, where it is chosen, to the view without it."""
    is_chosen = plans.parameters.get(name) == value
    address = _address(plans, name, "" if is_chosen else value)
    return RailLink(f"{name}-{value}", text, number, address, is_chosen)


def _whole(plans: PlanList, name: str) -> str:
    """The view that no value of the filter narrows, "" where that is the view shown."""
    return _address(plans, name, "") if plans.parameters.get(name) else ""


def _address(plans: PlanList, name: str, value: str) -> str:
    """The view that differs by one filter, which has this value, or none for ""."""
    chosen = {**plans.parameters, name: value}
    order = ("project", "outcome", "as_of")
    return query_string((each, chosen.get(each)) for each in order) or "./"
