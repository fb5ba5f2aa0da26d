"""Which plans are one promise: those that revise one another, told by a number that they share.

The number is the key of the first plan, so that a page reads whole promises in one query. It is
worked out for all that a change joins or parts. Drafts count too: the number is shown nowhere, and
who reads a promise leaves out what is not public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from django.db.models import Q

from timeline.models.milestone import Milestone
from timeline.models.plan_settlement import PlanSettlement
from timeline.models.row_writes import update_rows

Revision = tuple[int, int]  # the keys of the newer plan and of the older one


def derive_promises(ids: Iterable[int]) -> set[int]:
    """Work out ``promise`` of these milestones and of all that are one promise with any of them.

    Returns the keys of all of those. 3 queries where nothing joins or parts promises, at any length
    of theirs.
    """
    found, revisions = _joined(set(ids))
    plans = [milestone.pk for milestone in found.values() if milestone.is_plan]
    first = _first_plans(plans, revisions)
    changed = []
    for milestone in found.values():
        promise = first.get(milestone.pk)
        if milestone.promise != promise:
            milestone.promise = promise
            changed.append(milestone)
    update_rows(Milestone, changed, ["promise"])
    return set(found)


def settled_by(ids: Iterable[int]) -> set[int]:
    """The keys of the milestones that these settle, and of all that are one promise with any.

    How those stand follows from these. 1 query.
    """
    settled = PlanSettlement.objects.filter(milestone__in=list(ids)).order_by()
    mates = Milestone.objects.filter(
        Q(pk__in=settled.values("plan")) | Q(promise__in=settled.values("plan__promise"))
    )
    return set(mates.order_by().values_list("pk", flat=True))


def _joined(wanted: set[int]) -> tuple[dict[int, Milestone], set[Revision]]:
    """All that were one promise with these or are now, by key, and the revisions among them."""
    found: dict[int, Milestone] = {}
    revisions: set[Revision] = set()
    while wanted:
        promises = Milestone.objects.filter(pk__in=wanted, promise__isnull=False).order_by()
        mates = Milestone.objects.filter(
            Q(pk__in=wanted) | Q(promise__in=promises.values("promise"))
        )
        new = mates.only("standing", "promise").order_by().in_bulk()
        found |= new
        said = PlanSettlement.objects.revisions().filter(Q(milestone__in=new) | Q(plan__in=new))
        pairs = set(said.order_by().values_list("milestone_id", "plan_id"))
        revisions |= pairs
        wanted = set(chain.from_iterable(pairs)) - found.keys()
    return found, revisions


def _first_plans(plans: Iterable[int], revisions: Iterable[Revision]) -> dict[int, int]:
    """By plan, the first plan of its promise: the one that revises none; of several, the oldest."""
    beside: dict[int, list[int]] = defaultdict(list)
    newer = set()
    for later, earlier in revisions:
        beside[later].append(earlier)
        beside[earlier].append(later)
        newer.add(later)
    first: dict[int, int] = {}
    for plan in sorted(plans):
        if plan not in first:
            promise = _reached(plan, beside)
            root = min(promise - newer, default=min(promise))
            first |= dict.fromkeys(promise, root)
    return first


def _reached(plan: int, beside: Mapping[int, Sequence[int]]) -> set[int]:
    reached = {plan}
    waiting = [plan]
    while waiting:
        for neighbour in beside.get(waiting.pop(), ()):
            if neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    return reached
