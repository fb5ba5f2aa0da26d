"""The time axis: months of one width, and folds where nothing is on file. Months in, percent out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

FOLD_UNITS = 3.0  # months: what a fold takes of the width
MOST_FOLDS = 16  # more would each be narrower than its zigzags
Span = tuple[float, float]  # months
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # years between two ticks


@dataclass(frozen=True, slots=True)
class Segment:
    """Months ``first`` to ``last`` take the units ``start`` to ``end``; a fold gives many months few units."""

    first: int
    last: int
    start: float
    end: float
    folded: bool = False

    @property
    def empty(self) -> int:
        """Months with nothing on file: a fold leaves one of them open at each side."""
        return self.last - self.first + 2


def _busy(spans: Iterable[Span], points: Iterable[float]) -> list[tuple[int, int]]:
    """Runs of months, first and last included, that something is drawn in; oldest first, not touching."""
    used = sorted(
        {
            *((int(a), max(int(a), ceil(b) - 1)) for a, b in spans),
            *((int(at), int(at)) for at in points),
        }
    )
    runs = [used[0]]
    for first, last in used[1:]:
        if first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def _folded(runs: Sequence[tuple[int, int]], over: int) -> list[tuple[int, int, bool]]:
    """Runs and the gaps between them as stretches of months; a gap longer than ``over`` is folded but for its ends.

    Of very many gaps only the longest are.
    """
    parts: list[tuple[int, int, bool]] = []
    at = runs[0][0]
    gaps = sorted((b[0] - a[1] - 1 for a, b in pairwise(runs)), reverse=True)
    over = max([over, *gaps[MOST_FOLDS : MOST_FOLDS + 1]])
    for (_, last), (first, _) in pairwise(runs):
        if first - last - 1 > over:
            parts += [(at, last + 2, False), (last + 2, first - 1, True)]
            at = first - 1
    return [*parts, (at, runs[-1][1] + 1, False)]


def _fold_units(parts: Sequence[tuple[int, int, bool]]) -> float:
    """Three months' width, but enough to name its length where folds are few, and never half of the drawing."""
    folds = sum(folded for *_, folded in parts)
    open_units = sum(last - first for first, last, folded in parts if not folded)
    if not folds:
        return FOLD_UNITS
    least, most = min(0.07, 0.4 / folds), min(0.12, 0.5 / folds)
    units = max(FOLD_UNITS, least * open_units / (1 - least * folds))
    return min(units, most * open_units / (1 - most * folds))


@dataclass(frozen=True, slots=True)
class Axis:
    """``left`` and ``right`` are percent of the width kept free beside a mark that stands at the very edge."""

    segments: tuple[Segment, ...]
    left: float = 0.0
    right: float = 0.0
    lasts: tuple[int, ...] = field(init=False)  # of the segments, to search in
    _lines: tuple[tuple[int, float, float], ...] = field(
        init=False
    )  # first month, percent there, percent a month

    def __post_init__(self) -> None:
        unit = (100 - self.left - self.right) / self.units
        lines = (
            (s.first, self.left + s.start * unit, (s.end - s.start) * unit / (s.last - s.first))
            for s in self.segments
        )
        object.__setattr__(self, "_lines", tuple(lines))
        object.__setattr__(self, "lasts", tuple(s.last for s in self.segments))

    @classmethod
    def over(
        cls, spans: Iterable[Span], points: Iterable[float], on: float, fold_after: int
    ) -> Axis:
        """The axis that shows them all, in months. ``fold_after``: the longest empty run left open."""
        runs = _busy(spans, [*points, on])
        if runs[-1][1] > int(on):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)  # a month of air after a last plan
        parts = _folded(runs, fold_after)
        fold, unit = _fold_units(parts), 0.0
        segments: list[Segment] = []
        for first, last, folded in parts:
            width = fold if folded else last - first
            segments.append(Segment(first, last, unit, unit + width, folded))
            unit += width
        return cls(tuple(segments))

    @property
    def units(self) -> float:
        return self.segments[-1].end

    @property
    def folds(self) -> list[Segment]:
        return [s for s in self.segments if s.folded]

    @property
    def year_pct(self) -> float:
        """Percent of the width that an open year takes."""
        return 12 * (100 - self.left - self.right) / self.units

    def percent(self, at: float) -> float:
        """Where a month stands, in percent of the width."""
        i = bisect_left(self.lasts, at)
        if i == len(self.lasts):
            return 100 - self.right
        first, start, slope = self._lines[i]
        return start + slope * (at - first) if at > first else start

    def years(self, apart: float) -> list[tuple[int, int]]:
        """(year, month its tick stands at), those to be shown first coming first.

        ``apart`` is the least distance of two ticks, in years. Round years come first, then years that begin
        after a fold, then the first month, whose year has mostly passed before the drawing starts.
        """
        step = next((s for s in STEPS if s >= apart), 1000)
        found: dict[int, int] = {}
        for s in self.segments:
            if not s.folded:
                for year in range(-(-s.first // (12 * step)) * step, -(-s.last // 12), step):
                    found.setdefault(year, year * 12)
        for s in [*self.folds, self.segments[0]]:
            at = s.last if s.folded else s.first
            found.setdefault(at // 12, at)
        return list(found.items())
