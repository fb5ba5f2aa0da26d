"""Which open plans a statement may be about: a floor that most fail, and an order of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import cached_property

from timeline.dates.stated import StatedDate
from timeline.importing.kinds_of_work import EVENTS
from timeline.importing.known_names import FiledUnder
from timeline.importing.name_finder import NameFinder, without_names
from timeline.importing.open_plans import OpenPlan
from timeline.importing.title_words import Subject
from timeline.models import Partner, Project
from timeline.models.outlooks import PLANS

ENOUGH = 0.45  # of what a plan's title says, by weight
ENOUGH_TO_REPEAT = 0.6  # of a plan that is said again: another plan may be like it
ENOUGH_UNFILED = 0.6  # of a plan under no project and no organization
WORDS_UNFILED = 2
WEIGHT_OF_KIND = 3.0
WEIGHT_OF_COMMON_WORD = 0.5
COMMON = 0.25  # of the plans have such a word
LONG_AFTER = timedelta(days=730)  # the planned time: then the kind of work alone tells nothing


@dataclass(frozen=True)
class Statement:
    """What a sentence is about, its date and its standing.

    ``about``: the rows it names, and the project of its paragraph or else of the whole text.
    ``names_projects``: its paragraph names those projects, so it is about no other one.
    """

    subject: Subject
    about: Sequence[FiledUnder]
    names_projects: bool
    standing: str
    stated: StatedDate | None

    @cached_property
    def projects(self) -> frozenset[int]:
        """Their keys."""
        return frozenset(row.pk for row in self.about if isinstance(row, Project))


@dataclass(frozen=True)
class Match:
    """A plan that a statement may be about, and what they share, in the words of one title."""

    plan: OpenPlan
    title: Subject
    kinds: frozenset[str]
    words: frozenset[str]
    shared: tuple[FiledUnder, ...]
    is_later_plan: bool


class ComparedPlans:
    """Open plans by what their titles say."""

    def __init__(self, plans: Iterable[OpenPlan], finder: NameFinder[FiledUnder]) -> None:
        self._titles: list[tuple[OpenPlan, Subject]] = []
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for plan in plans:
            titles = dict.fromkeys((plan.milestone.title_en, plan.milestone.title_fr))
            for title in filter(None, titles):
                self._add(plan, Subject(without_names(finder, title)))
        words = Counter(word for _plan, title in self._titles for word in title.words)
        most = COMMON * len(self._titles)
        self._common = frozenset(word for word, n in words.items() if n > 1 and n > most)

    def _add(self, plan: OpenPlan, title: Subject) -> None:
        for term in title.kinds or title.words:
            self._by_term[term].append(len(self._titles))
        self._titles.append((plan, title))

    def matches(self, statement: Statement) -> list[Match]:
        """The plans that the statement may be about, the likeliest first, each once."""
        terms = statement.subject.kinds | statement.subject.words
        places = sorted({place for term in terms for place in self._by_term.get(term, ())})
        best: dict[int, tuple[float, Match]] = {}
        for place in places:
            plan, title = self._titles[place]
            match = self._match(statement, plan, title)
            if match is None:
                continue
            score = self._score(match, statement)
            if score > best.get(plan.milestone.pk, (0.0, match))[0]:
                best[plan.milestone.pk] = score, match
        ordered = [match for _score, match in sorted(best.values(), key=_likeliest_first)]
        return self._without_mere_kinds(ordered)

    def _without_mere_kinds(self, matches: list[Match]) -> list[Match]:
        """Of plans that share nothing but the kind of work, the only one, if nothing fits better.

        Several drillings are planned: which of them it was cannot be told.
        """
        telling = [match for match in matches if self._is_told(match)]
        if telling or len(matches) == 1:
            return telling or matches
        return []

    def _is_told(self, match: Match) -> bool:
        return bool(match.words - self._common) or _has_partner(match)

    def _match(self, statement: Statement, plan: OpenPlan, title: Subject) -> Match | None:
        if _is_over_before(statement, plan) or _names_another_project(statement, plan):
            return None
        if title.is_another(statement.subject):
            return None
        match = Match(
            plan,
            title,
            kinds=title.kinds & statement.subject.kinds,
            words=title.words & statement.subject.words,
            shared=tuple(row for row in plan.under if row in statement.about),
            is_later_plan=statement.standing in PLANS,
        )
        return match if self._is_enough(match, statement) else None

    def _is_enough(self, match: Match, statement: Statement) -> bool:
        share = self._share(match)
        least = ENOUGH_TO_REPEAT if match.is_later_plan else ENOUGH
        telling = match.words - self._common
        is_of_a_kind = match.kinds or not (match.title.kinds or statement.subject.kinds & EVENTS)
        if not is_of_a_kind:
            return False
        if not match.plan.is_filed:
            return share >= ENOUGH_UNFILED and len(telling) >= WORDS_UNFILED
        if share < least or not match.shared:
            return False
        needs_a_word = match.kinds <= EVENTS or _is_long_after(statement, match.plan)
        return self._is_told(match) or not needs_a_word

    def _share(self, match: Match) -> float:
        """How much of the title the statement has, by weight, from 0 to 1."""
        whole = self._weight(match.title.kinds, match.title.words)
        return self._weight(match.kinds, match.words) / whole

    def _weight(self, kinds: Collection[str], words: Collection[str]) -> float:
        common = len(self._common.intersection(words))
        of_words = len(words) - common + WEIGHT_OF_COMMON_WORD * common
        return WEIGHT_OF_KIND * len(kinds) + of_words

    def _score(self, match: Match, statement: Statement) -> float:
        score = self._share(match) + 0.5 * len(match.shared)
        return score - 0.5 if _is_long_after(statement, match.plan) else score


def _likeliest_first(scored: tuple[float, Match]) -> tuple[float, int]:
    """Of equal ones, the plan that was announced last."""
    score, match = scored
    return -score, -match.plan.announced_on.toordinal()


def _is_over_before(statement: Statement, plan: OpenPlan) -> bool:
    """Whether it had happened before the plan was announced."""
    stated = statement.stated
    if statement.standing in PLANS or stated is None or stated.latest is None:
        return False
    return stated.latest < plan.announced_on


def _names_another_project(statement: Statement, plan: OpenPlan) -> bool:
    """Whether the statement is about projects and the plan is under none of them."""
    if not statement.names_projects or not plan.is_in_a_project:
        return False
    return statement.projects.isdisjoint(plan.projects)


def _is_long_after(statement: Statement, plan: OpenPlan) -> bool:
    stated, planned = statement.stated, plan.milestone.latest
    if stated is None or planned is None:
        return False
    day = stated.earliest or stated.latest
    return day is not None and day - planned > LONG_AFTER


def _has_partner(match: Match) -> bool:
    return any(isinstance(row, Partner) for row in match.shared)
