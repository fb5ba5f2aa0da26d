"""Where plans stand on a day: the rule, applied to rows at hand and to what was said of them.

``MilestoneQuerySet.with_outlook`` applies it to the rows that it reads, and
``MilestoneQuerySet.annotate_outlook`` has the database apply the same rule to rows that are not
read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from timeline.models.prepared import prepared

WordColumns = tuple[int, int, str, str, str, date, date, int | None]

PLANS = ("planned", "conditional")
UNDER_WAY = "under_way"
CHANGED = "changed"


@dataclass(frozen=True)
class PlanWord:
    """What a later milestone says of an earlier one. Both are named by their keys.

    ``promise`` is the number of the earlier one's promise. ``is_revision``: both are plans, and the
    later one replaces the earlier.
    """

    plan: int
    milestone: int
    settlement: str
    is_revision: bool
    planned_on: date
    said_on: date
    promise: int | None = None


def newest_first(word: PlanWord) -> tuple[int, int, int]:
    """By the day that announced the later milestone; of one day, the last one filed first."""
    return -word.said_on.toordinal(), -word.milestone, -word.plan


class SaidOfPlans:
    """The words on some plans and on their whole promises, as known on a day.

    ``plans_of_promises``: the number of a promise -> the keys of its plans that are known then.
    """

    def __init__(
        self, words: Iterable[PlanWord], plans_of_promises: Mapping[int, Sequence[int]]
    ) -> None:
        self._of_plan: dict[int, list[PlanWord]] = defaultdict(list)
        self._of_promise: dict[int | None, list[PlanWord]] = defaultdict(list)
        self._revised: set[int] = set()
        for word in sorted(words, key=newest_first):
            self._of_plan[word.plan].append(word)
            self._of_promise[word.promise].append(word)
            if word.is_revision:
                self._revised.add(word.plan)
        self._ends: Counter[int] = Counter()
        for promise, plans in plans_of_promises.items():
            self._ends[promise] = len(set(plans) - self._revised)

    def is_revised(self, plan: int) -> bool:
        """Whether another plan has replaced it."""
        return plan in self._revised

    def outlook(self, milestone: Any, on: date) -> str:
        """Where it stands on the day, "" for what happened.

        Plans that revise one another are one promise, counted once: all but the newest are
        "changed". The newest is settled by the newest word on any of them, never by time passing.
        Where two plans revise one, each goes its own way and only words on itself count. A bound
        that is not known closes nothing: a plan "on or before" a day is open until then.

        What was under way has ended, is suspended or withdrawn once a later word says so, else "".
        """
        if milestone.standing == UNDER_WAY:
            word = self._own_word(milestone.pk)
            return "" if word == CHANGED else word
        if milestone.standing not in PLANS:
            return ""
        if self.is_revised(milestone.pk):
            return CHANGED
        return self._word(milestone) or _by_date(milestone, on)

    def _own_word(self, plan: int) -> str:
        words = self._of_plan.get(plan)
        return words[0].settlement if words else ""

    def _word(self, plan: Any) -> str:
        has_parted = plan.promise is None or self._ends[plan.promise] != 1
        if has_parted:
            return self._own_word(plan.pk)
        words = self._of_promise.get(plan.promise)
        if not words:
            return ""
        is_own_revision = words[0].settlement == CHANGED and words[0].milestone == plan.pk
        return "" if is_own_revision else words[0].settlement


def _by_date(plan: Any, on: date) -> str:
    if plan.earliest is None and plan.latest is None:
        return "no_date"
    if plan.earliest is not None and plan.earliest > on:
        return "ahead"
    if plan.latest is not None and plan.latest < on:
        return "window_passed"
    return "window_open"


# -- read from the database -----------------------------------------------------------------------


def set_outlooks(milestones: Sequence[Any], on: date, at: datetime) -> None:
    """Set ``outlook`` and ``is_revised`` of these milestones. At most 2 queries."""
    unsettled = [row for row in milestones if row.standing in PLANS or row.standing == UNDER_WAY]
    said = _said_of(unsettled, on, at)
    for milestone in milestones:
        milestone.outlook = said.outlook(milestone, on)
        milestone.is_revised = said.is_revised(milestone.pk)


def _said_of(plans: Sequence[Any], on: date, at: datetime) -> SaidOfPlans:
    """What is known of these plans and of their promises. At most 2 queries."""
    if not plans:
        return SaidOfPlans([], {})
    promises = promises_of(plans)
    words = plan_words(_words_on({plan.pk for plan in plans}, promises, on, at))
    told = promises & {word.promise for word in words}
    plans_of_promises = defaultdict(list)
    if told:
        for promise, plan in _plans_known(told, on, at):
            plans_of_promises[promise].append(plan)
    return SaidOfPlans(words, plans_of_promises)


def promises_of(plans: Iterable[Any]) -> set[int]:
    """The numbers of their promises."""
    return {plan.promise for plan in plans if plan.promise is not None}


@prepared
def _words_on(
    plans: set[int], promises: set[int], on: date, at: datetime
) -> QuerySet[Any, WordColumns]:
    known = apps.get_model("timeline", "PlanSettlement").objects.known(on, at)
    return word_columns(known.filter(concerning(plans, promises)))


@prepared
def _plans_known(promises: set[int], on: date, at: datetime) -> QuerySet[Any, tuple[int, int]]:
    """(promise, plan)."""
    known = _plans_of(promises).published(at).announced_by(on)
    columns: QuerySet[Any, tuple[int, int]] = known.values_list("promise", "pk")
    return columns


def concerning(plans: Iterable[int], promises: Iterable[int]) -> Q:
    """The condition of a settlement of one of these plans, or of a plan of one of these promises.

    All are named by their keys: the database finds what is said of each in an index, and does not
    look through all that is said of any plan.
    """
    return Q(plan__in=plans) | Q(plan__in=_plans_of(promises).values("pk"))


def _plans_of(promises: Iterable[int]) -> Any:
    plans = apps.get_model("timeline", "Milestone").objects.order_by()
    return plans.filter(promise__in=promises)


def word_columns(settlements: QuerySet[Any]) -> QuerySet[Any, WordColumns]:
    """Of these settlements what ``plan_words`` takes. No query."""
    return settlements.order_by().values_list(
        "plan_id",
        "milestone_id",
        "settlement",
        "milestone__standing",
        "plan__standing",
        "plan__announced_on",
        "milestone__announced_on",
        "plan__promise",
    )


def plan_words(rows: Iterable[WordColumns]) -> list[PlanWord]:
    """The words of these settlements, of what is known."""
    words = []
    for plan, milestone, settlement, standing, of_plan, planned_on, said_on, promise in rows:
        is_revision = settlement == CHANGED and {standing, of_plan} <= set(PLANS)
        words.append(
            PlanWord(plan, milestone, settlement, is_revision, planned_on, said_on, promise)
        )
    return words
