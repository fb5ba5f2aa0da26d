"""Only a later release settles a plan. A change that would break this rule is refused, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Max, Min, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.dates.delays import Delay, delay
from timeline.dates.stated import StatedDate
from timeline.models import (
    Citation,
    Milestone,
    PlanSettlement,
    Release,
    Settlement,
)
from timeline.models.at_hand import parts_of, put_at_hand, read_parts
from timeline.models.plan_settlement import SETTLEMENTS_OF


def announcement_day(paragraphs: Iterable[int]) -> date | None:
    """The day of the earliest release that has one of these paragraphs. 1 query."""
    stating = Release.objects.filter(paragraphs__in=list(paragraphs)).order_by()
    day: date | None = stating.aggregate(day=Min("published_on"))["day"]
    return day


def last_announcement_day(paragraphs: Iterable[int]) -> date | None:
    """The day of the latest release that has one of these paragraphs. 1 query."""
    stating = Release.objects.filter(paragraphs__in=list(paragraphs)).order_by()
    day: date | None = stating.aggregate(day=Max("published_on"))["day"]
    return day


def settled_delay(plan: StatedDate, outcome: StatedDate, settlement: str) -> Delay | None:
    """How much later than planned it came, as a milestone of that date and settlement says.

    None where the dates do not tell, where the plan was dropped, and where it was changed in
    something other than its time.
    """
    found = delay(plan, outcome)
    if found is None or settlement == Settlement.WITHDRAWN:
        return None
    if found.on_time and settlement == Settlement.CHANGED:
        return None
    return found


def settlement_refusal(plan: Milestone, settlement: str) -> str:
    """Why that cannot be said of the milestone, whoever says it, or ""."""
    possible = SETTLEMENTS_OF.get(plan.standing, ())
    if not possible:
        return _("“%s” is not a plan, nor under way: nothing can come of it any more.") % plan
    if not settlement or settlement in possible:
        return ""
    labels = [str(one.label) for one in possible]
    return _("“%(plan)s” is “%(standing)s”. Of that can be said: %(settlements)s.") % {
        "plan": plan,
        "standing": plan.get_standing_display(),
        "settlements": ", ".join(labels),
    }


def earliness_refusal(plan: Milestone, announced_on: date | None) -> str:
    """Why a milestone announced on that day is no later word on the plan, or ""."""
    if announced_on is None:
        return ""  # a draft without a citation; it cannot be published as it is
    planned_on = plan.announced_on
    if planned_on is None:
        citations = Citation.objects.filter(milestone=plan)
        stated = citations.aggregate(day=Min("paragraph__release__published_on"))
        planned_on = stated["day"]
    if planned_on is None:
        return _("“%s” cites no release yet, so it was not announced.") % plan
    if announced_on > planned_on:
        return ""
    return _(
        "Only a later release can settle a plan: “%(plan)s” was announced on %(then)s, "
        "this on %(now)s."
    ) % {
        "plan": plan,
        "then": date_format(planned_on),
        "now": date_format(announced_on),
    }


def settlement_refusal_on(release: Release, day: date) -> Iterator[str]:
    """Why a release may not be dated to that day.

    Each settlement on file that would then not be later than its plan. No query after
    ``read_stated_settlements``.
    """
    stated = release.stated_settlements
    if stated is None:
        stated = _stated_in([release.pk])[release.pk]
    for row in stated:
        if why := _order_refusal(row.milestone, row.plan, {release.pk: day}):
            yield why


def read_stated_settlements(releases: Iterable[Release]) -> None:
    """Read the settlements that each of the releases states a side of. 4 queries."""
    by_key = {release.pk: release for release in releases}
    stated = _stated_in(by_key)
    for key, release in by_key.items():
        release.stated_settlements = stated[key]


def _stated_in(releases: Collection[int]) -> Mapping[int, list[PlanSettlement]]:
    """By release, the settlements of which it states the milestone or the plan."""
    cited = Citation.objects.filter(paragraph__release__in=releases).order_by()
    stated = Q(milestone__in=cited.values("milestone")) | Q(plan__in=cited.values("milestone"))
    said = list(PlanSettlement.objects.filter(stated).order_by("milestone_id", "plan_id"))
    _give_both_sides(said, {})
    by_release: dict[int, list[PlanSettlement]] = defaultdict(list)
    for row in said:
        both = [*parts_of(row.milestone, "citations"), *parts_of(row.plan, "citations")]
        for key in {citation.paragraph.release.pk for citation in both}:
            by_release[key].append(row)
    return by_release


def _give_both_sides(said: Collection[PlanSettlement], here: Mapping[int, Milestone]) -> None:
    """Have both milestones of each settlement at hand, with what states them.

    Those that are ``here`` already are not read again. At most 3 queries.
    """
    keys: set[int] = set()
    for one in said:
        keys.update((one.milestone_id, one.plan_id))
    others = Milestone.objects.in_bulk(keys - here.keys())
    _read_citations(others)
    known = {**here, **others}
    for one in said:
        one.milestone = known[one.milestone_id]
        one.plan = known[one.plan_id]


class CitedParagraph(NamedTuple):
    """What is asked of a paragraph that states a milestone."""

    release: Release


class StatedIn(NamedTuple):
    """What is asked of a citation."""

    paragraph: CitedParagraph


def _read_citations(milestones: Mapping[int, Milestone]) -> None:
    """Have the releases that state each of these milestones at hand. 2 queries.

    They are given by key. Each release is read once, and no models are made of what is between.
    """
    cited = Citation.objects.filter(milestone__in=milestones)
    pairs = list(cited.values_list("milestone_id", "paragraph__release_id"))
    releases = Release.objects.defer("summary_en", "summary_fr", "search_text")
    stating = releases.in_bulk({release for _milestone, release in pairs})
    citations: dict[int, list[StatedIn]] = defaultdict(list)
    for milestone, release in pairs:
        citations[milestone].append(StatedIn(CitedParagraph(stating[release])))
    for key, row in milestones.items():
        put_at_hand(row, citations=citations[key])


def read_settlements(milestones: Collection[Milestone]) -> None:
    """Read what states these milestones, what they say of plans, and what is said of them.

    The rules of settlement then take no query. 7 queries, and 1 for each step of the longest way
    from a plan to one that it settles.
    """
    here = {milestone.pk: milestone for milestone in milestones}
    _read_citations(here)
    read_parts(here, "milestone", settlements=PlanSettlement.objects.all())
    read_parts(here, "plan", settled_by=PlanSettlement.objects.all())
    said: list[PlanSettlement] = []
    for milestone in milestones:
        said += [*parts_of(milestone, "settlements"), *parts_of(milestone, "settled_by")]
    _give_both_sides(said, here)
    settled_plans: dict[int, set[int]] = {}
    step: set[int] = set()
    for milestone in milestones:
        step.update(one.plan_id for one in parts_of(milestone, "settlements"))
    while step:
        settled_plans |= {plan: set() for plan in step}
        for milestone_id, plan_id in _pairs(step):
            settled_plans[milestone_id].add(plan_id)
        step = set(chain.from_iterable(settled_plans[plan] for plan in step)) - settled_plans.keys()
    for milestone in milestones:
        milestone.settled_plans = settled_plans


def announcement_refusals(plan: Milestone, announced_on: date | None) -> Iterator[str]:
    """Why a plan may not be announced on that day: each milestone that settles it too early."""
    said: Iterable[PlanSettlement]
    if plan.settled_plans is None:
        rows = plan.settled_by.order_by("milestone_id").select_related("milestone")
        said = rows.prefetch_related("milestone__citations__paragraph__release")
    else:
        said = sorted(parts_of(plan, "settled_by"), key=attrgetter("milestone_id"))
    for row in said:
        settled_on = _announced(row.milestone, {})
        if announced_on and settled_on and settled_on <= announced_on:
            yield _not_later(row.milestone, plan, settled_on, announced_on)


def leads_back(milestone: Milestone, plan: Milestone) -> bool:
    """Whether the plans that a plan settles, one after the other, lead back to the milestone.

    1 query for each step of the longest way; none after ``read_settlements``.
    """
    met: set[int] = set()
    step = {plan.pk}
    known = milestone.settled_plans
    while step:
        if milestone.pk in step:
            return True
        met |= step
        if known is None:
            step = {plan_id for _settler, plan_id in _pairs(step)} - met
        else:
            step = set(chain.from_iterable(known.get(key, ()) for key in step)) - met
    return False


def _pairs(milestones: Collection[int]) -> Iterable[tuple[int, int]]:
    """What these milestones settle, each with the plan. 1 query."""
    said = PlanSettlement.objects.filter(milestone__in=milestones).order_by()
    return said.values_list("milestone_id", "plan_id")


def _order_refusal(settler: Milestone, plan: Milestone, moved: dict[int, date]) -> str:
    settled_on, planned_on = _announced(settler, moved), _announced(plan, moved)
    if settled_on is None or planned_on is None or settled_on > planned_on:
        return ""
    return _not_later(settler, plan, settled_on, planned_on)


def _announced(milestone: Milestone, moved: dict[int, date]) -> date | None:
    """The day of the earliest public release that states it, or of any, if none is public.

    ``moved`` maps releases to another day than they are dated to.
    """
    releases = [citation.paragraph.release for citation in parts_of(milestone, "citations")]
    public = [release for release in releases if release.public_from]
    days = [moved.get(release.pk, release.published_on) for release in public or releases]
    return min(days, default=None)


def _not_later(settler: Milestone, plan: Milestone, settled_on: date, planned_on: date) -> str:
    return _(
        "“%(settler)s” settles “%(plan)s”, and only a later release can: the plan would be "
        "announced on %(then)s, what came of it on %(now)s."
    ) % {
        "settler": settler,
        "plan": plan,
        "then": date_format(planned_on),
        "now": date_format(settled_on),
    }
