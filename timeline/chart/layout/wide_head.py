"""The head of the wide drawing: today, years, folds and releases.

x is in percent of the width, y in px. Labels reserve their room in percent of the narrowest wide
drawing. In a wider one the same text takes fewer percent: labels that do not meet at 704 px meet at
no greater width.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import ChartWords, ReleaseMark, month, newest_first
from timeline.chart.layout.text_fitting import (
    LabelRow,
    TextLabel,
    TextRole,
    advance,
    one_line,
    shorten,
)

WIDTH = 704.0  # px, the narrowest wide drawing
PX = 100 / WIDTH  # percent of that width that a px takes
TOP = 46.0  # px above the axis, for today and the years
LINE_TOP = 24.0  # px: where today's line starts
TODAY_Y, YEAR_Y = 22.0, 38.0  # px, baselines
TICK_TOP = 56.0  # px: where a release's tick starts
TICK_ENDS = (80.0, 102.0)  # px: where the tick ends, by the row of its label
LABEL_Y = (73.0, 95.0)  # px: baselines of the two rows of release labels
HIT_TOP = (46.0, 78.0)  # px: tops of what can be hit in either row
HIT_HEIGHT = (32.0, 28.0)  # px, the same
ONE_ROW_HIT_HEIGHT = 44.0  # px, where no label stands in the second row
TARGET = 24.0  # px, WCAG 2.2 SC 2.5.8
BROAD_PX = 100 / 1024.0  # percent that a px takes of a drawing with room for more years
TICK_TO_LABEL = 9  # px
ACROSS_TODAY = 35.2  # px: a year that is named nearer before today's line would stand across it
BEFORE_TICK, AFTER_LABEL = 4, 6  # px: what can be hit beyond the tick and beyond the label


class Stretch:
    """What goes from ``start_pct`` to ``end_pct`` of the width."""

    __slots__ = ()
    start_pct: float
    end_pct: float

    @property
    def middle_pct(self) -> float:
        return (self.start_pct + self.end_pct) / 2

    @property
    def width_pct(self) -> float:
        return self.end_pct - self.start_pct


@dataclass(frozen=True, slots=True)
class Hit:
    """What can be pointed at.

    It is in percent across, so that rectangles that are clear of each other stay so at any width.
    """

    x_pct: float
    y_px: float
    width_pct: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Today:
    """The dashed line of the day, from ``y_px`` down."""

    x_pct: float
    y_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class Tick:
    """A year that is named. Its line stands at the first day of it that is shown.

    ``broad``: there is room for its name from 1,024 px on.
    """

    year: int
    x_pct: float
    label: TextLabel
    hit: Hit
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """``months`` with nothing on file. A fold that is too narrow for its label has none."""

    x_pct: float
    width_pct: float
    months: int
    label: TextLabel | None


@dataclass(frozen=True, slots=True)
class ReleaseTick:
    """A release. Where many stand close together some have no label and no room for a link."""

    key: str
    x_pct: float
    y1_px: float
    y2_px: float
    label: TextLabel | None = None
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class WideHead:
    today: Today
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    releases: tuple[ReleaseTick, ...]
    bottom_px: float


class _PlacedRelease(NamedTuple):
    """A release, the label that it got, and the row of that label: 0 is the upper one."""

    release: ReleaseMark
    x_pct: float
    label: TextLabel | None
    row: int


def within(start: float, end: float) -> tuple[float, float]:
    """The part of start to end, in percent, that is inside the drawing, at least a target wide."""
    inside_start = min(max(start, 0.0), 100 - TARGET * PX)
    inside_end = max(min(end, 100.0), TARGET * PX)
    return inside_start, inside_end


def wide_head(axis: Axis, releases: Sequence[ReleaseMark], on: date, words: ChartWords) -> WideHead:
    today, ticks, folds = time_head(axis, on, words, PX)
    ticks = _with_broad_ticks(axis, today.x_pct, ticks, folds)
    placed = _placed_releases(axis, releases)
    two_rows = any(each.row for each in placed)
    bottom = TOP + 16
    hit_height = ONE_ROW_HIT_HEIGHT
    if two_rows:
        bottom = HIT_TOP[1] + HIT_HEIGHT[1]
        hit_height = HIT_HEIGHT[0]
    elif placed:
        bottom = TOP + 50
    return WideHead(today, ticks, folds, _release_ticks(placed, hit_height), bottom)


def time_head(
    axis: Axis, on: date, words: ChartWords, px: float
) -> tuple[Today, tuple[Tick, ...], tuple[Fold, ...]]:
    """Today, the years and the folds. ``px``: percent of the width that a px takes."""
    today_pct = axis.percent(month(on))
    year_row = LabelRow()
    ticks = _ticks(axis, today_pct, year_row, px)
    folds = _folds(axis, year_row, words, px)
    return _today(today_pct, words.of_day(on), px), ticks, folds


def _today(x_pct: float, text: str, px: float) -> Today:
    """The label stands left of its line, or right of it where there is more room."""
    room = max(x_pct, 100 - x_pct) / px - 8
    text = shorten(text, room, TextRole.TODAY)
    if advance(text, TextRole.TODAY) + 6 <= x_pct / px:
        label = one_line(text, TextRole.TODAY, x_pct, -6, TODAY_Y, anchor="end")
    else:
        label = one_line(text, TextRole.TODAY, x_pct, 6, TODAY_Y)
    return Today(x_pct, LINE_TOP, label)


def _ticks(axis: Axis, today_pct: float, row: LabelRow, px: float) -> tuple[Tick, ...]:
    """The years that are named, from left to right. No name stands across today's line.

    ``px``: percent that a px takes of the width for which there must be room.
    """
    width = advance("0000", TextRole.YEAR)
    years_apart = (width + 8) * px / axis.year_pct
    ticks = []
    for year, first_month in axis.years(years_apart):
        x = axis.percent(first_month)
        crosses_today = 0 <= today_pct - x < ACROSS_TODAY * px
        room_px = 5 + width + 1
        if not crosses_today and row.take(x, x + room_px * px):
            label = one_line(str(year), TextRole.YEAR, x, 5, YEAR_Y)
            hit = Hit(x, TOP - TARGET, room_px * BROAD_PX, TARGET)
            ticks.append(Tick(year, x, label, hit))
    return tuple(sorted(ticks, key=lambda tick: tick.x_pct))


def _with_broad_ticks(
    axis: Axis, today_pct: float, ticks: Sequence[Tick], folds: Sequence[Fold]
) -> tuple[Tick, ...]:
    """The ticks and those for which only a broad drawing has room."""
    row = LabelRow()
    for tick in ticks:
        row.take(tick.x_pct, tick.x_pct + tick.hit.width_pct)
    for fold in folds:
        if fold.label:
            half = fold.label.width_px / 2 * BROAD_PX
            middle = fold.x_pct + fold.width_pct / 2
            row.take(middle - half, middle + half)
    more = _ticks(axis, today_pct, row, BROAD_PX)
    broad = [replace(tick, broad=True) for tick in more]
    return tuple(sorted([*ticks, *broad], key=lambda tick: tick.x_pct))


def _folds(axis: Axis, row: LabelRow, words: ChartWords, px: float) -> tuple[Fold, ...]:
    folds = []
    for segment in axis.folds:
        start, end = axis.percent(segment.first), axis.percent(segment.last)
        middle = (start + end) / 2
        text = words.fold(segment.empty)
        half = advance(text, TextRole.FOLD) / 2 * px
        label = None
        if half <= (end - start) / 2 and row.take(middle - half, middle + half):
            label = one_line(text, TextRole.FOLD, middle, 0, YEAR_Y, anchor="middle")
        folds.append(Fold(start, end - start, segment.empty, label))
    return tuple(folds)


def _placed_releases(axis: Axis, releases: Sequence[ReleaseMark]) -> list[_PlacedRelease]:
    """The releases, newest first. Short labels are used where more of them find room."""
    newest = newest_first(releases)
    placed = _labelled(axis, newest, short=False)
    if _named_count(placed) == len(newest):
        return placed
    shorter = _labelled(axis, newest, short=True)
    if _named_count(shorter) > _named_count(placed):
        return shorter
    return placed


def _named_count(placed: Sequence[_PlacedRelease]) -> int:
    return sum(each.label is not None for each in placed)


def _labelled(axis: Axis, newest: Sequence[ReleaseMark], *, short: bool) -> list[_PlacedRelease]:
    """Each release with its label, where one is free. ``short``: with its short label, if any."""
    positions = [axis.percent(month(release.on)) for release in newest]
    oldest_first = positions[::-1]
    rows = (LabelRow(), LabelRow())
    placed = []
    for release, x in zip(newest, positions, strict=True):
        text = release.label
        if short and release.short:
            text = release.short
        label, row = _release_label(text, x, oldest_first, rows)
        placed.append(_PlacedRelease(release, x, label, row))
    return placed


def _release_label(
    text: str, x: float, ticks: Sequence[float], rows: tuple[LabelRow, LabelRow]
) -> tuple[TextLabel | None, int]:
    """The label and its row: right of the tick or left of it, in the first row that is free.

    ``ticks``: percent of all releases' ticks, ascending. In the upper row no label crosses one.
    """
    text = shorten(text, WIDTH / 2 - 16, TextRole.RELEASE)
    if not text:
        return None, 0
    width = advance(text, TextRole.RELEASE)
    anchors = [anchor for anchor in ("start", "end") if _is_inside(x, anchor, width)]
    for number, row in enumerate(rows):
        for anchor in anchors:
            start, end = _label_span(x, anchor, width)
            near, far = start, x - 0.01
            if anchor == "start":
                near, far = x + 0.01, end
            crosses = bisect_left(ticks, far) > bisect_left(ticks, near)
            if crosses and number == 0:
                continue
            if row.take(max(start, 0.0), min(end, 100.0)):
                dx = TICK_TO_LABEL * _side(anchor)
                y = LABEL_Y[number]
                return one_line(text, TextRole.RELEASE, x, dx, y, anchor=anchor), number
    return None, 0


def _is_inside(x: float, anchor: str, width_px: float) -> bool:
    return 0 <= x + _side(anchor) * (TICK_TO_LABEL + width_px) * PX <= 100


def _side(anchor: str) -> int:
    """1 where the text stands right of its anchor, -1 where it stands left of it."""
    return 1 if anchor == "start" else -1


def _label_span(x: float, anchor: str, width_px: float) -> tuple[float, float]:
    """Percent from and to which a tick and its label reach, with some air at both ends."""
    side = _side(anchor)
    at_tick = x - BEFORE_TICK * side * PX
    at_label = x + (TICK_TO_LABEL + width_px + AFTER_LABEL) * side * PX
    return min(at_tick, at_label), max(at_tick, at_label)


def _release_ticks(placed: Sequence[_PlacedRelease], height: float) -> tuple[ReleaseTick, ...]:
    """The ticks with what can be hit. ``height``: px of a hit in the upper row.

    A bare tick can be hit only where its target is clear of every other one.
    """
    upper_row = LabelRow()
    spans = []
    for each in placed:
        span = _hit_span(each)
        spans.append(span)
        if each.label and each.row == 0:
            upper_row.take(span[0], span[1])
    ticks: list[ReleaseTick] = []
    last_bare = 101.0  # percent: left end of the last bare tick's hit; the newest come first
    for each, (start, end) in zip(placed, spans, strict=True):
        hit = None
        if each.label and each.row == 1:
            hit = Hit(start, HIT_TOP[1], end - start, HIT_HEIGHT[1])
        elif each.label:
            hit = Hit(start, TOP, end - start, height)
        elif end <= last_bare and upper_row.free(start, end):
            hit = Hit(start, TOP, end - start, height)
            last_bare = start
        key, tick_end = each.release.key, TICK_ENDS[each.row]
        ticks.append(ReleaseTick(key, each.x_pct, TICK_TOP, tick_end, each.label, hit))
    return tuple(ticks)


def _hit_span(placed: _PlacedRelease) -> tuple[float, float]:
    """Percent that a release's hit covers: tick and label, or a target around a bare tick."""
    label, x = placed.label, placed.x_pct
    if label:
        start, end = _label_span(x, label.anchor, label.width_px)
        return within(start, end)
    return within(x - TARGET / 2 * PX, x + TARGET / 2 * PX)
