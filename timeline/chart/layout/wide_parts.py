"""What a wide drawing is made of, for containers from 704 px.

x is in percent of the width, so that the drawing is fluid. y and type are in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from timeline.chart.layout.axis import Axis, axis_over
from timeline.chart.layout.marks import (
    Lane,
    Mark,
    ReleaseMark,
    Shape,
    count_of,
    marks_of,
    month,
)
from timeline.chart.layout.text_fitting import TextLabel, TextLine, TextRole, one_line, shorten
from timeline.chart.layout.wide_head import (
    PX,
    Fold,
    Hit,
    ReleaseTick,
    Stretch,
    Tick,
    Today,
    WideHead,
)

LANE_HEAD = 30.0  # px: the heading of a lane
LINES_TOP = 46.0  # px: where year lines and folds start
LEAST_BAR = 9  # px: a shorter mark becomes a shape of fixed size
LEAST_NUMBERED_BAR = 30  # px: a shorter bar has no room for a number
LEAST_LEAD = 1.2  # percent: a shorter lead line is not drawn
EDGE_ROOM = 14  # px kept free beside a shape of fixed size that stands at an edge
SHORTENED = 1.05  # room at both edges makes a bar shorter by less than this
REACH = {
    Shape.DOT: 14.0,
    Shape.SQUARE: 16.0,
    Shape.STUB: 22.0,
    Shape.BAR: 13.0,
    Shape.NUMBER: 22.0,
}  # px from a mark's end to where its label may start
HALF = {
    Shape.DOT: 6.5,
    Shape.SQUARE: 7.0,
    Shape.STUB: 12.0,
    Shape.BAR: 1.0,
    Shape.NUMBER: 14.0,
}  # px that a mark is drawn beyond its position


@dataclass(frozen=True, slots=True)
class WideMark(Stretch):
    """A mark of the wide drawing.

    A bar goes from ``start_pct`` to ``end_pct``. Other shapes stand where both are equal.
    """

    key: str
    mark: Mark
    shape: Shape
    soft: str
    start_pct: float
    end_pct: float
    lead_pct: float | None  # where the dotted line from its release starts
    y_px: float = 0.0
    label: TextLabel | None = None
    hit: Hit = Hit(0, 0, 0, 0)  # noqa: RUF009  (frozen)


@dataclass(frozen=True, slots=True)
class LaneHead:
    """The rule above a lane, and its name."""

    key: str
    y_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """From a plan across, then up or down to the mark that settles it."""

    key: str
    outcome: str
    x1_pct: float
    x2_pct: float
    y1_px: float
    y2_px: float


@dataclass(frozen=True, slots=True)
class Wide:
    height_px: float
    top_px: float  # where year lines and folds start
    today: Today
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    releases: tuple[ReleaseTick, ...]
    lanes: tuple[LaneHead, ...]
    marks: tuple[WideMark, ...]
    outcomes: tuple[OutcomeLine, ...]
    dense: bool

    @property
    def leads(self) -> bool:
        """Whether any plan is tied to its release."""
        return any(mark.lead_pct is not None for mark in self.marks)

    @property
    def depth_px(self) -> float:
        """Height of year lines and folds."""
        return self.height_px - self.top_px


class Extent(NamedTuple):
    """Where a mark is drawn, in percent, and as what."""

    start_pct: float
    end_pct: float
    shape: Shape


def extents_on(axis: Axis, marks: Sequence[Mark]) -> dict[str, Extent]:
    """Key of a mark -> where it is drawn."""
    return {mark.key: _extent(axis, mark) for mark in marks}


def _extent(axis: Axis, mark: Mark) -> Extent:
    """A mark that is too short for a bar becomes a shape of fixed size at its middle."""
    first_month, end_month = mark.span
    start, end = axis.percent(first_month), axis.percent(end_month)
    if mark.one_day and not mark.soft:
        return Extent(start, start, Shape.NUMBER if mark.members else Shape.DOT)
    if end - start >= _least_bar(mark) * PX:
        return Extent(start, end, Shape.BAR)
    middle = (start + end) / 2
    if mark.members:
        return Extent(middle, middle, Shape.NUMBER)
    return Extent(middle, middle, Shape.STUB if mark.ends else Shape.SQUARE)


def _least_bar(mark: Mark) -> int:
    return LEAST_NUMBERED_BAR if mark.members else LEAST_BAR


def axis_with_room(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, fold_after: int
) -> tuple[Axis, dict[str, Extent]]:
    """The axis of a drawing, and where its marks are drawn on it.

    It has some room at an edge where a shape of fixed size would stick out. ``fold_after``: the
    longest empty run, in months, that is left open.
    """
    marks = marks_of(lanes)
    axis = axis_over(marks, releases, on, fold_after)
    extents = extents_on(axis, marks)
    left_room = right_room = 0.0
    for mark in marks:
        extent = extents[mark.key]
        half = _half_beyond(mark, extent)
        if half is not None and extent.start_pct < half * PX:
            left_room = EDGE_ROOM * PX
        if half is not None and extent.end_pct > 100 - half * PX:
            right_room = EDGE_ROOM * PX
    if not left_room and not right_room:
        return axis, extents
    narrower = Axis(axis.segments, left=left_room, right=right_room)
    return narrower, extents_on(narrower, marks)


def _half_beyond(mark: Mark, extent: Extent) -> float | None:
    """px that a mark sticks out beyond its position; None for a bar.

    Room at an edge makes all bars shorter. A bar that would then be too short counts as the shape
    of fixed size that it becomes.
    """
    if extent.shape is not Shape.BAR:
        return HALF[extent.shape]
    least = _least_bar(mark)
    if extent.end_pct - extent.start_pct < least * SHORTENED * PX:
        return HALF[Shape.NUMBER if mark.members else Shape.STUB]
    return None


def placed_on(axis: Axis, mark: Mark, extent: Extent) -> WideMark:
    """The mark at its place across. A plan is led to from the day on which it was stated."""
    start, end, shape = extent
    lead = None
    if mark.plan:
        stated_pct = axis.percent(month(mark.stated))
        if start - stated_pct > LEAST_LEAD:
            lead = stated_pct
    return WideMark(mark.key, mark, shape, mark.ends, start, end, lead)


def lane_head(lane: Lane, y: float, *, counted: bool) -> LaneHead:
    text = shorten(lane.name, 600, TextRole.LANE)
    label = one_line(text, TextRole.LANE, 0, 0, y + 21)
    if counted:
        count = TextLine(str(count_of(lane.marks)), TextRole.COUNT, y + 21, follows=True)
        label = replace(label, lines=(label.lines[0], count))
    return LaneHead(lane.key, y, label)


def wide_of(
    head: WideHead,
    lane_heads: Sequence[LaneHead],
    marks: Sequence[WideMark],
    *,
    height: float,
    outcomes: Sequence[OutcomeLine] = (),
    dense: bool = False,
) -> Wide:
    """The whole drawing. ``height`` in px."""
    return Wide(
        height_px=height,
        top_px=LINES_TOP,
        today=head.today,
        ticks=head.ticks,
        folds=head.folds,
        releases=head.releases,
        lanes=tuple(lane_heads),
        marks=tuple(marks),
        outcomes=tuple(outcomes),
        dense=dense,
    )
