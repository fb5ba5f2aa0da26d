"""The narrow drawing of more marks than there is room for at their days.

Everything stands in one column in the order of its date, each level with its place on the axis. The
axis is as long between two of them as their words are high: it is not to scale, and no line that
ties words to a day is steep or meets another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from timeline.chart.layout.marks import ChartWords
from timeline.chart.layout.narrow_axis import FOLD, UprightAxis, fold_at, narrow_ticks
from timeline.chart.layout.narrow_labels import BESIDE, Slot, label_slot, parted, slot_order
from timeline.chart.layout.narrow_parts import (
    TOP,
    Narrow,
    NarrowFold,
    NarrowRelease,
    NarrowTick,
    NarrowToday,
)

ABOVE_ROWS = 24.0  # px: room for a year above the first row
FOOT = 12.0  # px below the last row


class Rows:
    """Labels and folds one below the other. A place on the axis is found between two of them."""

    def __init__(self, slots: Sequence[Slot], upright: UprightAxis, top: float) -> None:
        folds = []
        for segment in upright.axis.folds:
            folds.append((upright.y(segment.last) + FOLD / 2, segment.empty))
        self.labels: list[tuple[Slot, float]] = []  # each with its top, in px
        self.folds: list[tuple[float, int]] = []  # each top with its months
        self._wanted: list[float] = []
        self._tops: list[float] = [top]
        waiting = sorted(folds, reverse=True)
        for slot in sorted(slots, key=slot_order):
            while waiting and waiting[-1][0] < slot.wanted_y:
                self._add_fold(*waiting.pop())
            self.labels.append((slot, self._tops[-1]))
            self._add(slot.wanted_y, slot.height)
        for fold in reversed(waiting):
            self._add_fold(*fold)

    def _add_fold(self, wanted_y: float, months: int) -> None:
        self.folds.append((self._tops[-1], months))
        self._add(wanted_y, FOLD)

    def _add(self, wanted_y: float, height: float) -> None:
        self._wanted.append(wanted_y)
        self._tops.append(self._tops[-1] + height)

    @property
    def foot(self) -> float:
        return self._tops[-1]

    def below(self, y: float) -> float:
        """Where the row ends that is the last above a place on the axis to scale."""
        return self._tops[bisect_right(self._wanted, y)]


def narrow_in_order(
    slots: Sequence[Slot],
    today: NarrowToday | None,
    without_label: Sequence[NarrowRelease],
    upright: UprightAxis,
    words: ChartWords,
) -> Narrow:
    """``today``: its line where that is the top one. It has a slot otherwise."""
    rows = Rows(slots, upright, (TOP if today else 0) + ABOVE_ROWS)
    labelled = [label_slot(slot, top, BESIDE) for slot, top in rows.labels]
    marks, releases, today = parted(labelled, today)
    for release in without_label:
        releases.append(NarrowRelease(release.key, rows.below(release.y_px)))
    folds = tuple(fold_at(top, months, words) for top, months in rows.folds)
    return Narrow(
        height_px=rows.foot + FOOT,
        edge_px=BESIDE.edge_px,
        text_px=BESIDE.text_px,
        today=today,
        ticks=_ticks(rows, upright, folds),
        folds=folds,
        releases=tuple(releases),
        lanes=(),
        marks=tuple(marks),
        beside=True,
    )


def _ticks(rows: Rows, upright: UprightAxis, folds: Sequence[NarrowFold]) -> tuple[NarrowTick, ...]:
    """Each year below its last row. Of years without a row the newest comes first."""
    years = sorted(upright.axis.years(1), reverse=True)
    places = [(year, rows.below(upright.y(first_month))) for year, first_month in years]
    return narrow_ticks(places, folds)
