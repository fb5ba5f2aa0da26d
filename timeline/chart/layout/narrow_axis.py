"""The axis of the narrow drawing, upright, and what stands on it: years, folds and marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import ChartWords, Lane, Mark, Shape, month
from timeline.chart.layout.narrow_parts import (
    TOP,
    WIDTH,
    NarrowFold,
    NarrowHit,
    NarrowMark,
    NarrowTick,
)
from timeline.chart.layout.text_fitting import TextRole, one_line, shorten

FOLD = 34.0  # px: a fold
MONTH = 10.5  # px: a month, less where all open months would take more than TALLEST
TALLEST = 1600.0  # px
LEAST_STRETCH = 26.0  # px: an open stretch between two folds
YEAR_WIDTH, YEAR_TARGET = 44.0, 24.0  # px: what can be hit of a year (WCAG 2.2, 2.5.8)
LEFT = 53.0  # px: the first column of marks
COLUMN_STEP = 12.0  # px between two columns of a lane
GUTTER = 14.0  # px between two lanes
OPEN_END = 34.0  # px drawn for a start or an end that is not known
LEAST_BAR, LEAST_SOFT_BAR = 10.0, 16.0  # px: a shorter mark gets a shape of that fixed size


class LabelNeed(NamedTuple):
    """A label wants ``height_px`` at ``month``."""

    month: float
    height_px: float


class UprightAxis:
    """Months in, px down out. Between two folds the scale is constant.

    A stretch with many labels is as high as they need.
    """

    def __init__(self, axis: Axis, labels: Sequence[LabelNeed]) -> None:
        self.axis = axis
        needs = [0.0] * len(axis.segments)
        for label in labels:
            needs[self._index(label.month)] += label.height_px
        open_months = sum(
            segment.last - segment.first for segment in axis.segments if not segment.folded
        )
        scale = min(MONTH, TALLEST / open_months)
        self._heights: list[float] = []
        for segment, need in zip(axis.segments, needs, strict=True):
            if segment.folded:
                self._heights.append(FOLD)
            else:
                months_px = (segment.last - segment.first) * scale
                self._heights.append(max(months_px, need, LEAST_STRETCH))
        self.base = TOP + sum(self._heights)
        heights_below = accumulate(self._heights[:-1], initial=0.0)
        self._bottoms = [self.base - below for below in heights_below]

    def _index(self, month: float) -> int:
        """The segment that holds a month."""
        return min(bisect_left(self.axis.lasts, month), len(self.axis.segments) - 1)

    def y(self, month: float) -> float:
        """Where a month stands, in px from the top of the drawing."""
        index = self._index(month)
        segment = self.axis.segments[index]
        share = (month - segment.first) / (segment.last - segment.first)
        return self._bottoms[index] - self._heights[index] * min(max(share, 0.0), 1.0)


def narrow_folds(upright: UprightAxis, words: ChartWords) -> tuple[NarrowFold, ...]:
    folds = []
    for segment in upright.axis.folds:
        folds.append(fold_at(upright.y(segment.last), segment.empty, words))
    return tuple(folds)


def fold_at(top: float, months: int, words: ChartWords) -> NarrowFold:
    text = shorten(words.fold(months), LEFT, TextRole.FOLD)
    return NarrowFold(top, FOLD, months, one_line(text, TextRole.FOLD, 0, 4, top + 21))


def years_to_scale(upright: UprightAxis) -> list[tuple[int, float]]:
    """Years and the y of their first days. The first of the list are shown first."""
    years_apart = YEAR_TARGET * upright.axis.units / 12 / (upright.base - TOP)
    return [(year, upright.y(month)) for year, month in upright.axis.years(years_apart)]


def narrow_ticks(
    years: Sequence[tuple[int, float]], folds: Sequence[NarrowFold]
) -> tuple[NarrowTick, ...]:
    """Years above their lines.

    A year that would meet a fold's label or another year of the list before it is left out.
    """
    taken = [fold.label.box(WIDTH) for fold in folds]
    ticks: list[NarrowTick] = []
    for year, y in years:
        label = one_line(str(year), TextRole.YEAR, 0, 0, y - 5)
        box = label.box(WIDTH)
        is_clear = all(abs(y - tick.y_px) >= YEAR_TARGET for tick in ticks)
        if is_clear and not any(box.meets(other) for other in taken):
            hit = NarrowHit(0, y - YEAR_TARGET + 2, YEAR_WIDTH, YEAR_TARGET)
            ticks.append(NarrowTick(year, y, label, hit))
    return tuple(sorted(ticks, key=lambda tick: tick.y_px))


class MarkColumns(NamedTuple):
    """The marks at their days, before they have labels."""

    marks: list[NarrowMark]
    lane_middles: list[float]  # px, of each lane
    right_px: float  # the last column


def mark_columns(lanes: Sequence[Lane], upright: UprightAxis) -> MarkColumns:
    """Lanes from left to right. Marks of a lane that overlap in time stand side by side."""
    marks: list[NarrowMark] = []
    lane_middles = []
    left = LEFT
    right = LEFT
    for lane in lanes:
        columns: list[list[NarrowMark]] = []
        standing = [_at_its_days(mark, upright) for mark in lane.marks]
        standing.sort(key=lambda mark: (mark.height_px <= 20, mark.top_px))
        for mark in standing:
            number = _free_column(mark, columns)
            columns[number].append(mark)
            marks.append(replace(mark, x_px=left + COLUMN_STEP * number))
        right = left + COLUMN_STEP * (len(columns) - 1)
        lane_middles.append((left + right) / 2)
        left = right + GUTTER
    return MarkColumns(marks, lane_middles, right)


def _free_column(mark: NarrowMark, columns: list[list[NarrowMark]]) -> int:
    """The first column in which nothing meets the mark. A new one is added where there is none."""
    top, bottom = _taken(mark)
    for number, column in enumerate(columns):
        for other in column:
            other_top, other_bottom = _taken(other)
            if other_top < bottom + 1 and top < other_bottom + 1:
                break
        else:
            return number
    columns.append([])
    return len(columns) - 1


def _taken(mark: NarrowMark) -> tuple[float, float]:
    """px from and to which a mark takes its column."""
    pad = 6 if mark.shape is Shape.DOT else 0
    return mark.top_px - pad, mark.bottom_px + pad


def _at_its_days(mark: Mark, upright: UprightAxis) -> NarrowMark:
    """Where a mark stands on the axis, in the first column.

    An end that is not known has one length at any scale.
    """
    soft = mark.ends
    top, bottom = upright.y(month(mark.end)), upright.y(month(mark.start))
    if mark.earliest is None:
        bottom = min(upright.base, bottom if mark.plan else top + OPEN_END)
    elif mark.latest is None:
        top = max(TOP, bottom - OPEN_END)
    shape = Shape.BAR
    if mark.one_day and not soft:
        shape = Shape.DOT
    else:
        least, fixed_shape = LEAST_BAR, Shape.SQUARE
        if soft:
            least, fixed_shape = LEAST_SOFT_BAR, Shape.STUB
        missing = least - (bottom - top)
        if missing > 0:
            shape = fixed_shape
            top, bottom = top - missing / 2, bottom + missing / 2
    lead = None
    stated_y = upright.y(month(mark.stated))
    if mark.plan and stated_y - bottom > 8:
        lead = stated_y
    return NarrowMark(mark.key, mark, shape, soft, LEFT, top, bottom, lead)
