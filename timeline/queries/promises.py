"""Promises followed: from the first plan through its revisions to what came of it.

Plans that revise one another are one promise. How such a promise stands on a day is the outlook of
its plans (``MilestoneQuerySet.with_outlook``); here are its links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from timeline.dates.delays import Delay
from timeline.models import Milestone, PlanSettlement, Settlement
from timeline.models.milestone_parts import set_citations
from timeline.models.outlooks import (
    PlanWord,
    WordColumns,
    concerning,
    newest_first,
    plan_words,
    promises_of,
    set_outlooks,
    word_columns,
)
from timeline.models.prepared import prepared
from timeline.models.settlement import settled_delay


@dataclass(frozen=True)
class Promise:
    """A promise, as one of its plans has it: what it revises, and what revises it."""

    plans: tuple[int, ...]  # keys, oldest first
    words: tuple[PlanWord, ...]  # all that was said of these plans, newest first
    outcome: PlanWord | None  # what settles it, None while it is open

    @property
    def revisions(self) -> int:
        return len({word.milestone for word in self.words if word.is_revision} & {*self.plans})


class PromiseIndex:
    """The words of some promises, in which each of their plans can be followed."""

    def __init__(self, words: Iterable[PlanWord]) -> None:
        self.of_plan: dict[int, list[PlanWord]] = defaultdict(list)
        self.of_milestone: dict[int, list[PlanWord]] = defaultdict(list)
        for word in sorted(words, key=newest_first):
            self.of_plan[word.plan].append(word)
            self.of_milestone[word.milestone].append(word)

    def follow(self, plan: int) -> Promise:
        """The promise of a plan. The rule of its outcome is that of ``with_outlook``."""
        older = self._reached(plan, newer=False)
        newer = self._reached(plan, newer=True)
        plans = older | newer
        words = self._words_on(plans)
        return Promise(tuple(self._oldest_first(plans)), tuple(words), self._outcome(plan))

    def _outcome(self, plan: int) -> PlanWord | None:
        joined = {plan}
        size = 0
        while size < len(joined):
            size = len(joined)
            for one in list(joined):
                joined |= self._reached(one, newer=True) | self._reached(one, newer=False)
        ends = [one for one in joined if not any(map(_is_revision, self.of_plan[one]))]
        has_parted = len(ends) != 1
        if has_parted:
            joined = {plan}
        words = self._words_on(joined)
        if not words or words[0].is_revision:
            return None
        return words[0]

    def _reached(self, plan: int, *, newer: bool) -> set[int]:
        """The plan, and those that revise it, one after the other, or that it revises."""
        words = self.of_milestone
        if newer:
            words = self.of_plan
        reached, waiting = {plan}, [plan]
        while waiting:
            for word in words[waiting.pop()]:
                neighbours = {word.plan, word.milestone} - reached
                if word.is_revision:
                    reached |= neighbours
                    waiting.extend(neighbours)
        return reached

    def _words_on(self, plans: Collection[int]) -> list[PlanWord]:
        words: list[PlanWord] = []
        for plan in plans:
            words.extend(self.of_plan[plan])
        return sorted(words, key=newest_first)

    def _oldest_first(self, plans: Collection[int]) -> list[int]:
        """By the day that announced each."""
        days = dict.fromkeys(plans, date.max)
        for word in self._words_on(plans):
            days[word.plan] = word.planned_on
            if word.milestone in days:
                days[word.milestone] = word.said_on
        return sorted(plans, key=lambda plan: (days[plan], plan))


def _is_revision(word: PlanWord) -> bool:
    return word.is_revision


# -- read from the database -----------------------------------------------------------------------


def settlements_around(
    milestones: Collection[int], on: date, at: datetime
) -> QuerySet[PlanSettlement]:
    """What is known of these milestones, of their promises, and what they say. No query."""
    own = Milestone.objects.filter(pk__in=milestones)
    concerned = Q(milestone__in=milestones) | Q(plan__in=milestones) | _plans_of(own)
    known: QuerySet[PlanSettlement] = PlanSettlement.objects.known(on, at).filter(concerned)
    return known


def _words_around(milestones: Sequence[Milestone], on: date, at: datetime) -> set[PlanWord]:
    """The same, with the promises of the plans that these milestones settle.

    1 query, and 1 more where a plan that they settle is one promise with others.
    """
    keys = {milestone.pk for milestone in milestones}
    promises = promises_of(milestones)
    words = set(plan_words(_words_by_or_on(keys, promises, on, at)))
    others = promises_of(words) - promises
    if others:
        words.update(plan_words(_words_on_promises(others, on, at)))
    return words


@prepared
def _words_by_or_on(
    milestones: set[int], promises: set[int], on: date, at: datetime
) -> QuerySet[PlanSettlement, WordColumns]:
    """What these say of plans, and what is said of them and of these promises."""
    by_or_on = Q(milestone__in=milestones) | concerning(milestones, promises)
    return word_columns(PlanSettlement.objects.known(on, at).filter(by_or_on))


@prepared
def _words_on_promises(
    promises: set[int], on: date, at: datetime
) -> QuerySet[PlanSettlement, WordColumns]:
    plans = Milestone.objects.filter(promise__in=promises).order_by().values("pk")
    return word_columns(PlanSettlement.objects.known(on, at).filter(plan__in=plans))


def _plans_of(milestones: QuerySet[Milestone]) -> Q:
    """Said of a plan that is one promise with one of these.

    The plans are named by their keys: the database finds what is said of each in an index.
    """
    promises = milestones.filter(promise__isnull=False).order_by().values("promise")
    return Q(plan__in=Milestone.objects.filter(promise__in=promises).order_by().values("pk"))


@dataclass(frozen=True)
class SaidWord:
    """What a later milestone says of an earlier one, with both as rows."""

    plan: Milestone
    milestone: Milestone
    settlement: str

    @property
    def label(self) -> str:
        return str(Settlement(self.settlement).label)

    @property
    def delay(self) -> Delay | None:
        """How much later than that plan said."""
        return settled_delay(self.plan.stated, self.milestone.stated, self.settlement)


@dataclass(frozen=True)
class PromiseStep:
    """What follows a plan: another plan that revises it, or a word on what came of it."""

    said_on: date
    plan: Milestone | None = None
    word: SaidWord | None = None


@dataclass(frozen=True)
class FollowedPromise:
    """A plan, or what was under way, with all that its promise consists of, as rows."""

    plan: Milestone
    plans: list[Milestone]  # oldest first
    outcomes: list[SaidWord]  # what came of any of them, oldest first; revisions are none
    outcome: SaidWord | None  # the one that settles it
    revisions: int

    @property
    def first(self) -> Milestone:
        return self.plans[0]

    @property
    def earlier(self) -> list[Milestone]:
        return self.plans[: self._place]

    @property
    def later(self) -> list[Milestone]:
        return self.plans[self._place + 1 :]

    @property
    def steps(self) -> list[PromiseStep]:
        """The later plans and what came of any plan, in the order of their releases."""
        steps = []
        for plan in self.later:
            steps.append(PromiseStep(plan.announced_on or date.max, plan=plan))
        for word in self.outcomes:
            steps.append(PromiseStep(word.milestone.announced_on or date.max, word=word))
        return sorted(steps, key=lambda step: step.said_on)

    @cached_property
    def _place(self) -> int:
        return [plan.pk for plan in self.plans].index(self.plan.pk)

    @property
    def milestones(self) -> list[Milestone]:
        """Its plans, and what settles them."""
        return self.plans + [word.milestone for word in self.outcomes]


@dataclass(frozen=True)
class FollowedPromises:
    """Promises that a page shows. ``said``: by milestone, what it says of earlier plans."""

    index: PromiseIndex
    rows: Mapping[int, Milestone]

    def of(self, plan: Milestone) -> FollowedPromise:
        promise = self.index.follow(plan.pk)
        words = [self._said(word) for word in reversed(promise.words) if not word.is_revision]
        return FollowedPromise(
            plan=self.rows.get(plan.pk, plan),
            plans=[self.rows.get(key, plan) for key in promise.plans],
            outcomes=words,
            outcome=self._said(promise.outcome) if promise.outcome else None,
            revisions=promise.revisions,
        )

    def said_by(self, milestone: Milestone) -> list[SaidWord]:
        """What a milestone says of earlier plans, the first that it names first."""
        words = sorted(self.index.of_milestone[milestone.pk], key=lambda word: word.plan)
        return [self._said(word) for word in words]

    def _said(self, word: PlanWord) -> SaidWord:
        return SaidWord(self.rows[word.plan], self.rows[word.milestone], word.settlement)


def followed_promises(milestones: Sequence[Milestone], on: date, at: datetime) -> FollowedPromises:
    """The promises of these milestones, and of the plans that they settle.

    The milestones are public and carry their outlook and citations. At most 6 queries.
    """
    rows = {milestone.pk: milestone for milestone in milestones}
    index = PromiseIndex(_words_around(milestones, on, at))
    others = _published((index.of_plan.keys() | index.of_milestone.keys()) - rows.keys(), at)
    set_outlooks(others, on, at)
    set_citations(others, at, on)
    return FollowedPromises(index, rows | {milestone.pk: milestone for milestone in others})


@prepared
def _published(milestones: set[int], at: datetime) -> QuerySet[Milestone]:
    return Milestone.objects.published(at).filter(pk__in=milestones)
