"""The ledger of some promises as a drawing. It asks the database nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from timeline.chart.builder import chart_words
from timeline.chart.layout.ledger import NARROW, WIDE, LedgerDrawing, PromiseMarks, draw_ledger
from timeline.chart.layout.marks import Mark, soft_ends
from timeline.i18n.bilingual import active_language, text_language
from timeline.models import Milestone
from timeline.models.status_marks import StatusMark, status_mark
from timeline.queries.promises import FollowedPromise


@dataclass(frozen=True)
class Ledger:
    """Both drawings, and by slug how each milestone in them stands.

    ``languages``: by slug of a promise, the language of its name, "" where it is the page's.
    """

    wide: LedgerDrawing
    narrow: LedgerDrawing
    marks: dict[str, StatusMark]
    languages: dict[str, str]
    is_today: bool

    @property
    def folds(self) -> bool:
        return bool(self.wide.folds or self.narrow.folds)

    @property
    def has_past(self) -> bool:
        """Whether a date is drawn that another has replaced."""
        spans = chain.from_iterable(row.plans for row in self.wide.rows)
        return any(span.is_past for span in spans)

    @property
    def has_outcomes(self) -> bool:
        return any(row.outcomes for row in self.wide.rows)

    @property
    def leads(self) -> bool:
        return any(row.lead_pct is not None for row in self.wide.rows)


def build_ledger(promises: Sequence[FollowedPromise], *, on: date, today: date) -> Ledger | None:
    """The ledger of these promises as known on a day; None of none. No query.

    Their milestones carry their outlook.
    """
    if not promises:
        return None
    drawn = [_promise_marks(promise) for promise in promises]
    words = chart_words(on, today)
    marks = {}
    languages = {}
    for promise in promises:
        languages[promise.plan.slug] = _language(promise.plan)
        for milestone in promise.milestones:
            marks[milestone.slug] = status_mark(milestone)
    return Ledger(
        wide=draw_ledger(drawn, on, words, WIDE),
        narrow=draw_ledger(drawn, on, words, NARROW),
        marks=marks,
        languages=languages,
        is_today=on == today,
    )


def _promise_marks(promise: FollowedPromise) -> PromiseMarks:
    plan = promise.plan
    return PromiseMarks(
        key=plan.slug,
        plans=tuple(_mark(each) for each in promise.plans),
        outcomes=tuple(_mark(word.milestone) for word in promise.outcomes),
        is_open=promise.outcome is None,
        label=plan.title,
        words=status_mark(plan).words,
    )


def _mark(milestone: Milestone) -> Mark:
    return Mark(
        key=milestone.slug,
        stated=milestone.announced_on or date.min,
        earliest=milestone.earliest,
        latest=milestone.latest,
        soft=soft_ends(milestone.precision),
        plan=milestone.is_plan,
    )


def _language(plan: Milestone) -> str:
    language = text_language(plan, "title")
    return "" if language == active_language() else language
