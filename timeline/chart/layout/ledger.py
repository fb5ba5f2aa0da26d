"""The ledger: each promise is a row with its name, and a line through time below it.

The line begins on the day of the release that made the promise. It runs through the releases that
revised it to what came of it, or to the day shown. The dates that were planned for stand on it, as
exact as their sources. x is in percent of the width, y and type are in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import ChartWords, Mark, Shape, month
from timeline.chart.layout.text_fitting import (
    INLINE_GAP,
    TextLabel,
    TextLine,
    TextRole,
    advance,
    shorten,
)
from timeline.chart.layout.wide_head import TOP, Fold, Stretch, Tick, Today, time_head

WIDE = 704.0  # px, the narrowest wide drawing
NARROW = 288.0  # px, the narrowest of all
FOLD_AFTER = 12  # months with nothing on file that are left open
LEAST_BAR = 9.0  # px: a shorter span becomes a shape of fixed size
EDGE_ROOM = 13.0  # px kept free at both edges, for a shape that stands there
TITLE_Y = 20.0  # px from the top of a row to the baseline of its name
LEADING = 17.0  # px from there to the words below it, where they need a line of their own
LINE_Y = 17.0  # px from the last words down to the line
ROW_END = 15.0  # px from the line to the next row
MOST_WORDS = 0.5  # share of a row's width that the words beside a name may take


@dataclass(frozen=True, slots=True)
class PromiseMarks:
    """A promise: its plans, oldest first, and what came of them, oldest first.

    ``is_open``: nothing has settled it, so its line goes on to the day shown. ``words`` say how it
    stands.
    """

    key: str
    plans: tuple[Mark, ...]
    outcomes: tuple[Mark, ...] = ()
    is_open: bool = True
    label: str = ""
    words: str = ""

    @property
    def said(self) -> list[date]:
        """The days of the releases that said something of it, the first of which made it."""
        return sorted(mark.stated for mark in (*self.plans, *self.outcomes))


@dataclass(frozen=True, slots=True)
class LedgerSpan(Stretch):
    """When something was planned for, or came. Other shapes than bars stand where both are equal.

    ``is_past``: another plan has replaced it.
    """

    key: str
    shape: Shape
    soft: str
    start_pct: float
    end_pct: float
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A promise at its place. ``lead_pct``: where a dotted line ends that leads to its date."""

    key: str
    y_px: float  # of the line
    label: TextLabel
    start_pct: float
    end_pct: float
    lead_pct: float | None
    said_pct: tuple[float, ...]
    plans: tuple[LedgerSpan, ...]
    outcomes: tuple[LedgerSpan, ...]


@dataclass(frozen=True, slots=True)
class LedgerDrawing:
    height_px: float
    top_px: float  # where year lines and folds start
    today: Today
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    rows: tuple[LedgerRow, ...]

    @property
    def depth_px(self) -> float:
        return self.height_px - self.top_px


class _Scale(NamedTuple):
    """The axis, where the day shown stands on it, and how many percent of it a px takes."""

    axis: Axis
    today_pct: float
    px: float


def draw_ledger(
    promises: Sequence[PromiseMarks], on: date, words: ChartWords, width: float
) -> LedgerDrawing:
    """The promises in their order, a row each. ``width``: px of the narrowest such drawing."""
    px = 100 / width
    axis = _axis(promises, on, px)
    today, ticks, folds = time_head(axis, on, words, px)
    scale = _Scale(axis, axis.percent(month(on)), px)
    rows = []
    top = TOP + 4
    for promise in promises:
        label = _label(promise, top, width)
        y = label.lines[-1].y_px + LINE_Y
        rows.append(_row(promise, label, y, scale))
        top = y + ROW_END
    return LedgerDrawing(top, TOP, today, ticks, folds, tuple(rows))


def _axis(promises: Sequence[PromiseMarks], on: date, px: float) -> Axis:
    """The axis that shows every date, every release and the day, with room at both edges."""
    spans = []
    points = []
    for promise in promises:
        points += [month(day) for day in promise.said]
        spans += [mark.span for mark in (*promise.plans, *promise.outcomes) if mark.dated]
    axis = Axis.over(spans, points, month(on), FOLD_AFTER)
    return Axis(axis.segments, left=EDGE_ROOM * px, right=EDGE_ROOM * px)


def _label(promise: PromiseMarks, top: float, width: float) -> TextLabel:
    """The name, and how the promise stands: beside it where both fit, else below it."""
    y = top + TITLE_Y
    words = shorten(promise.words, width - 2, TextRole.WHEN)
    words_px = advance(words, TextRole.WHEN)
    if width == WIDE and words_px <= width * MOST_WORDS:
        room = width - words_px - INLINE_GAP - 2
        title = TextLine(shorten(promise.label, room, TextRole.TITLE), TextRole.TITLE, y)
        lines = (title, TextLine(words, TextRole.WHEN, y, follows=True))
    else:
        title = TextLine(shorten(promise.label, width - 2, TextRole.TITLE), TextRole.TITLE, y)
        lines = (title, TextLine(words, TextRole.WHEN, y + LEADING))
    return TextLabel(0, 0, "start", lines)


def _row(promise: PromiseMarks, label: TextLabel, y: float, scale: _Scale) -> LedgerRow:
    plans = [_span(scale, mark) for mark in promise.plans if mark.dated]
    newest = promise.plans[-1]
    for place, span in enumerate(plans):
        plans[place] = replace(span, is_past=span.key != newest.key)
    outcomes = [_span(scale, mark) for mark in promise.outcomes if mark.dated]
    said = [scale.axis.percent(month(day)) for day in promise.said]
    start = said[0]
    end = max([said[-1], *(span.middle_pct for span in outcomes)])
    if promise.is_open:
        end = max(scale.today_pct, start)
    ahead = [span.start_pct for span in plans if span.key == newest.key and span.start_pct > end]
    return LedgerRow(
        key=promise.key,
        y_px=y,
        label=label,
        start_pct=start,
        end_pct=end,
        lead_pct=ahead[0] if ahead else None,
        said_pct=tuple(said),
        plans=tuple(plans),
        outcomes=tuple(outcomes),
    )


def _span(scale: _Scale, mark: Mark) -> LedgerSpan:
    """Where a date stands: to scale, or where that is too short as a shape at its middle."""
    first_month, end_month = mark.span
    start, end = scale.axis.percent(first_month), scale.axis.percent(end_month)
    if mark.one_day and not mark.soft:
        return LedgerSpan(mark.key, Shape.DOT, "", start, start)
    if end - start >= LEAST_BAR * scale.px:
        return LedgerSpan(mark.key, Shape.BAR, mark.ends, start, end)
    middle = (start + end) / 2
    shape = Shape.STUB if mark.ends else Shape.SQUARE
    return LedgerSpan(mark.key, shape, mark.ends, middle, middle)
