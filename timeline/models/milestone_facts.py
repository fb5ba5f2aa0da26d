"""What a public milestone is counted under: its facts, and the moment until which they hold.

A fact is a facet and a value: ("year", "2019"), ("project", "3"). The facts say how the milestone
stands today. Time changes them without a change of the record: at a midnight a plan comes due, and
a word that was scheduled comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from timeline.models.milestone import Milestone, MilestonePartner, Outlook
from timeline.models.outlooks import PLANS, concerning
from timeline.models.plan_settlement import PlanSettlement
from timeline.models.promise_place import promise_position

Fact = tuple[str, str]

UNDATED: Fact = ("year", "")
NOT_FILED: Fact = ("filed", "no")  # under no project that is public
COLUMNS = (
    "public_from",
    "announced_year",
    "first_year",
    "last_year",
    "kind",
    "standing",
    "earliest",
    "latest",
    "promise",
)


@dataclass(frozen=True)
class MilestoneFacts:
    """Facts that hold ``until`` a moment; None: until the record changes.

    There are none before the milestone is public.
    """

    facts: tuple[Fact, ...]
    until: datetime | None = None


def midnight(day: date) -> datetime:
    """The beginning of a day in the site's time zone, in UTC, which compares quickly."""
    return datetime.combine(day, time(), timezone.get_default_timezone()).astimezone(UTC)


def facts_of(ids: Collection[int], at: datetime) -> dict[int, MilestoneFacts]:
    """The facts of these milestones at a moment, by key. At most 7 queries.

    Those that are neither public nor scheduled are left out.
    """
    today = timezone.localdate(at)
    milestones = _with_outlook(ids, today, at)
    public = [milestone.pk for milestone in milestones if milestone.public_from <= at]
    projects = _projects_of(public)
    parts = _parts_of(public)
    words_ahead = _words_ahead(milestones, today, at)
    found = {}
    for milestone in milestones:
        if milestone.public_from > at:
            found[milestone.pk] = MilestoneFacts((), milestone.public_from)
            continue
        facts = [
            *_own_facts(milestone),
            *_project_facts(projects[milestone.pk], at),
            *_part_facts(parts[milestone.pk]),
        ]
        changes = [*words_ahead[milestone.pk], *_dates_ahead(milestone, today)]
        changes += [since for _key, since in projects[milestone.pk] if since and since > at]
        found[milestone.pk] = MilestoneFacts(tuple(facts), min(changes, default=None))
    return found


def _with_outlook(ids: Collection[int], today: date, at: datetime) -> Sequence[Any]:
    """At most 3 queries."""
    rows = Milestone.objects.filter(pk__in=ids, public_from__isnull=False).order_by()
    return list(rows.with_outlook(today, at).only(*COLUMNS))


def _own_facts(milestone: Any) -> Iterable[Fact]:
    yield "kind", milestone.kind
    yield "standing", milestone.standing
    if milestone.outlook:
        yield "outlook", milestone.outlook
    if milestone.standing in PLANS and not milestone.is_revised:
        yield "promise", milestone.outlook
        place = promise_position(milestone.outlook, milestone.earliest, milestone.latest)
        yield "place", str(place)
    if milestone.announced_year:
        yield "announced", str(milestone.announced_year)
    if milestone.first_year is None:
        yield UNDATED
        return
    yield "span", f"{milestone.first_year}-{milestone.last_year}"
    for year in range(milestone.first_year, milestone.last_year + 1):
        yield "year", str(year)


def _projects_of(ids: Collection[int]) -> dict[int, list[tuple[int, datetime | None]]]:
    """(key, from when it is public) of the projects of each milestone. 1 query."""
    found: dict[int, list[tuple[int, datetime | None]]] = defaultdict(list)
    links = Milestone.projects.through._default_manager.filter(milestone__in=ids)
    columns = ("milestone_id", "project_id", "project__public_from")
    for milestone, project, public_from in links.values_list(*columns):
        found[milestone].append((project, public_from))
    return found


def _project_facts(projects: Iterable[tuple[int, datetime | None]], at: datetime) -> Iterable[Fact]:
    is_filed = False
    for project, public_from in projects:
        is_filed = is_filed or (public_from is not None and public_from <= at)
        yield "project", str(project)
    if not is_filed:
        yield NOT_FILED


def _parts_of(ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """(key, role) of the organizations that have a part in each milestone. 1 query."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    parts = MilestonePartner.objects.filter(milestone__in=ids).order_by()
    for milestone, partner, role in parts.values_list("milestone_id", "partner_id", "role"):
        found[milestone].append((partner, role))
    return found


def _part_facts(parts: Iterable[tuple[int, str]]) -> Iterable[Fact]:
    for partner in {partner for partner, _role in parts}:
        yield "partner", str(partner)
    for partner, role in parts:
        yield "part", f"{partner} {role}"


# -- until when they hold -------------------------------------------------------------------------


def _dates_ahead(milestone: Any, today: date) -> Iterable[datetime]:
    """The midnights at which a plan that nothing has settled comes due, and is past."""
    if milestone.standing not in PLANS or milestone.is_revised:
        return
    if milestone.outlook == Outlook.AHEAD and milestone.earliest:
        yield midnight(milestone.earliest)
    if milestone.outlook == Outlook.WINDOW_OPEN and milestone.latest:
        yield midnight(milestone.latest + timedelta(days=1))


def _words_ahead(
    milestones: Sequence[Milestone], today: date, at: datetime
) -> dict[int, list[datetime]]:
    """The moments at which a word on each, or on its promise, comes out or is announced. 1 query.

    A word counts once both milestones are public and announced.
    """
    promises: dict[int, list[int]] = defaultdict(list)
    for milestone in milestones:
        if milestone.promise is not None:
            promises[milestone.promise].append(milestone.pk)
    ahead = Q(milestone__public_from__gt=at) | Q(plan__public_from__gt=at)
    ahead |= Q(milestone__announced_on__gt=today) | Q(plan__announced_on__gt=today)
    keys = [milestone.pk for milestone in milestones]
    words = PlanSettlement.objects.filter(concerning(keys, promises), ahead).order_by()
    found: dict[int, list[datetime]] = defaultdict(list)
    for plan, promise, *moments in words.values_list(
        "plan_id",
        "plan__promise",
        "milestone__public_from",
        "plan__public_from",
        "milestone__announced_on",
        "plan__announced_on",
    ):
        changes = _moments_ahead(moments, today, at)
        mates = promises[promise] if promise is not None else []
        for key in {plan, *mates}:
            found[key] += changes
    return found


def _moments_ahead(
    moments: Iterable[date | datetime | None], today: date, at: datetime
) -> list[datetime]:
    ahead = []
    for moment in moments:
        if isinstance(moment, datetime):
            if moment > at:
                ahead.append(moment)
        elif moment and moment > today:
            ahead.append(midnight(moment))
    return ahead
