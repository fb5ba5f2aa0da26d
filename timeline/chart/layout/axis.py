"""The time axis: every month has one width, and empty years are folded.

It counts months as ``marks.month`` does, and gives percent of the drawing's width.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from timeline.chart.layout.marks import Mark, ReleaseMark, month

FOLD_UNITS = 3.0  # months: the least width of a fold
MOST_FOLDS = 16  # with more, a fold would be narrower than its zigzags
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # years between two ticks
LARGEST_STEP = 1000
MonthSpan = tuple[float, float]  # months at which a mark starts and ends


class MonthRun(NamedTuple):
    """Whole months one after the other, the first and the last included."""

    first: int
    last: int


class Stretch(NamedTuple):
    """Months from ``first`` up to ``last``, which is not included."""

    first: int
    last: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Months ``first`` to ``last`` are drawn from unit ``start`` to unit ``end``.

    A unit is the width of an open month. A fold gives many months few units.
    """

    first: int
    last: int
    start: float
    end: float
    folded: bool = False

    @property
    def empty(self) -> int:
        """Months with nothing on file. A fold leaves the first and the last of them open."""
        return self.last - self.first + 2


def _busy_runs(spans: Iterable[MonthSpan], points: Iterable[float]) -> list[MonthRun]:
    """The months in which something is drawn, oldest first. No run touches the next."""
    used = set()
    for point in points:
        used.add(MonthRun(int(point), int(point)))
    for start, end in spans:
        first = int(start)
        used.add(MonthRun(first, max(first, ceil(end) - 1)))
    runs: list[MonthRun] = []
    for run in sorted(used):
        if runs and run.first <= runs[-1].last + 1:
            runs[-1] = MonthRun(runs[-1].first, max(runs[-1].last, run.last))
        else:
            runs.append(run)
    return runs


def _stretches(runs: Sequence[MonthRun], fold_after: int) -> list[Stretch]:
    """The whole axis, oldest first: gaps longer than ``fold_after`` months are folded.

    A fold leaves the first and the last month of its gap open. Of very many gaps only the
    longest are folded.
    """
    gaps = [later.first - earlier.last - 1 for earlier, later in pairwise(runs)]
    if len(gaps) > MOST_FOLDS:
        longest_left_open = sorted(gaps, reverse=True)[MOST_FOLDS]
        fold_after = max(fold_after, longest_left_open)
    stretches = []
    start = runs[0].first
    for (earlier, later), gap in zip(pairwise(runs), gaps, strict=True):
        if gap > fold_after:
            fold_start, fold_end = earlier.last + 2, later.first - 1
            stretches.append(Stretch(start, fold_start, folded=False))
            stretches.append(Stretch(fold_start, fold_end, folded=True))
            start = fold_end
    stretches.append(Stretch(start, runs[-1].last + 1, folded=False))
    return stretches


def _fold_units(stretches: Sequence[Stretch]) -> float:
    """Units that each fold takes: at least three months.

    Where folds are few they are wide enough to name their length. Together they never take more
    than half of the drawing.
    """
    folds = 0
    open_units = 0
    for stretch in stretches:
        if stretch.folded:
            folds += 1
        else:
            open_units += stretch.last - stretch.first
    if not folds:
        return FOLD_UNITS
    least_share = min(0.07, 0.4 / folds)
    most_share = min(0.12, 0.5 / folds)
    least = least_share * open_units / (1 - least_share * folds)
    most = most_share * open_units / (1 - most_share * folds)
    return min(max(FOLD_UNITS, least), most)


class Axis:
    """Segments side by side.

    ``left`` and ``right`` are percent of the width, kept free for a mark at the very edge.
    """

    def __init__(
        self, segments: Sequence[Segment], *, left: float = 0.0, right: float = 0.0
    ) -> None:
        self.segments = segments
        self.left = left
        self.right = right
        self.units = segments[-1].end
        self.lasts = [segment.last for segment in segments]
        self._unit_pct = (100 - left - right) / self.units

    @classmethod
    def over(
        cls, spans: Iterable[MonthSpan], points: Iterable[float], on: float, fold_after: int
    ) -> Axis:
        """The axis that shows all spans, points and the day ``on``, all of them in months.

        ``fold_after``: the longest empty run, in months, that is left open.
        """
        runs = _busy_runs(spans, [*points, on])
        last_run = runs[-1]
        if last_run.last > int(on):
            runs[-1] = MonthRun(last_run.first, last_run.last + 1)  # a month of air after a plan
        stretches = _stretches(runs, fold_after)
        fold_units = _fold_units(stretches)
        segments: list[Segment] = []
        start = 0.0
        for first, last, folded in stretches:
            end = start + (fold_units if folded else last - first)
            segments.append(Segment(first, last, start, end, folded))
            start = end
        return cls(segments)

    @property
    def folds(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.folded]

    @property
    def year_pct(self) -> float:
        """Percent of the width that an open year takes."""
        return 12 * (100 - self.left - self.right) / self.units

    def percent(self, at: float) -> float:
        """Where the month ``at`` stands, in percent of the width."""
        index = bisect_left(self.lasts, at)
        if index == len(self.lasts):
            return 100 - self.right
        segment = self.segments[index]
        start_pct = self.left + segment.start * self._unit_pct
        if at <= segment.first:
            return start_pct
        width_pct = (segment.end - segment.start) * self._unit_pct
        month_pct = width_pct / (segment.last - segment.first)
        return start_pct + month_pct * (at - segment.first)

    def years(self, apart: float) -> list[tuple[int, int]]:
        """(year, month at which its tick stands). The first of the list are shown first.

        ``apart``: the least distance of two ticks, in years. Round years come first, then years
        that begin after a fold, then the first month: most of its year has passed already.
        """
        step = next((step for step in TICK_STEPS if step >= apart), LARGEST_STEP)
        months: dict[int, int] = {}
        for segment in self.segments:
            if not segment.folded:
                first_year = ceil(segment.first / (12 * step)) * step
                end_year = ceil(segment.last / 12)
                for year in range(first_year, end_year, step):
                    months.setdefault(year, year * 12)
        for fold in self.folds:
            months.setdefault(fold.last // 12, fold.last)
        first = self.segments[0].first
        months.setdefault(first // 12, first)
        return list(months.items())


def axis_over(
    marks: Sequence[Mark], releases: Sequence[ReleaseMark], on: date, fold_after: int
) -> Axis:
    """The axis that shows the marks, the releases, the starts of lead lines and the day ``on``."""
    spans = []
    points = []
    for release in releases:
        points.append(month(release.on))
    for mark in marks:
        spans.append(mark.span)
        if mark.plan:
            points.append(month(mark.stated))
    return Axis.over(spans, points, month(on), fold_after)
