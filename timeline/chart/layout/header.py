"""The head of the wide drawing: today, years, folds, releases. x in percent of the width, y in px.

Room is reserved in percent of the narrowest drawing, anchor included. At a greater width the same text takes fewer
percent, so what does not meet at 704 px does not meet at any greater width.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import ChartWords, ReleaseMark, month
from timeline.chart.layout.text_fitting import (
    LabelRow,
    TextBox,
    TextLabel,
    TextRole,
    advance,
    one_line,
    shorten,
)

WIDTH = 704.0  # px, the narrowest wide drawing
PX = 100 / WIDTH  # percent of it that a px takes
TOP = 46.0  # px above the axis, for today and the years
LINE_TOP = 24.0  # px: where today's line starts
TODAY_Y, YEAR_Y = 22.0, 38.0  # px, baselines
TICK_TOP, TICK_END = 56.0, 80.0  # px: a release's tick
ROWS_Y = (73.0, 95.0)  # px, baselines of release labels
ROWS = ((46.0, 32.0), (78.0, 28.0))  # px: top and height of what can be hit in either row
TARGET = 24.0  # px, WCAG 2.2 SC 2.5.8


@dataclass(frozen=True, slots=True)
class Hit:
    """What can be pointed at. Percent across, so rectangles that are clear of each other stay so at any width."""

    x_pct: float
    y_px: float
    width_pct: float
    height_px: float

    def box(self, drawing_px: float) -> TextBox:
        left, width = self.x_pct * drawing_px / 100, self.width_pct * drawing_px / 100
        return TextBox(left, self.y_px, left + width, self.y_px + self.height_px)


@dataclass(frozen=True, slots=True)
class Today:
    """The dashed line of the day, from ``y_px`` down."""

    x_pct: float
    y_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class Tick:
    """A year that is named: its line stands at its first day shown."""

    year: int
    x_pct: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class Fold:
    """``months`` with nothing on file, folded but for the first and the last. No label where it is too narrow."""

    x_pct: float
    width_pct: float
    months: int
    label: TextLabel | None


@dataclass(frozen=True, slots=True)
class ReleaseTick:
    """A release. Where many stand close together some have no label, and no room for a link (``hit``)."""

    key: str
    x_pct: float
    y1_px: float
    y2_px: float
    label: TextLabel | None = None
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Header:
    today: Today
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    releases: tuple[ReleaseTick, ...]
    bottom_px: float


def within(start: float, end: float) -> tuple[float, float]:
    """The part inside the drawing, percent, moved inwards where that would be less than a target."""
    return min(max(start, 0.0), 100 - TARGET * PX), max(min(end, 100.0), TARGET * PX)


def header(axis: Axis, releases: Sequence[ReleaseMark], on: date, words: ChartWords) -> Header:
    now = axis.percent(month(on))
    years = LabelRow()
    ticks = _ticks(axis, now, years)
    drawn, bottom = _releases(axis, releases)
    return Header(
        _today(now, words.today or on.isoformat()), ticks, _folds(axis, years, words), drawn, bottom
    )


def _today(now: float, text: str) -> Today:
    """Left of its line, or at its right where there is more room."""
    room = max(now, 100 - now) / PX - 8
    text = shorten(text, room, TextRole.TODAY)
    if advance(text, TextRole.TODAY) + 6 <= now / PX:
        return Today(now, LINE_TOP, one_line(text, TextRole.TODAY, now, -6, TODAY_Y, anchor="end"))
    return Today(now, LINE_TOP, one_line(text, TextRole.TODAY, now, 6, TODAY_Y))


def _ticks(axis: Axis, now: float, row: LabelRow) -> tuple[Tick, ...]:
    width = advance("0000", TextRole.YEAR)
    ticks = []
    for year, at in axis.years((width + 14) * PX / axis.year_pct):
        x = axis.percent(at)
        if not 0 <= now - x < 5 and row.take(
            x, x + (5 + width + 1) * PX
        ):  # not across today's line
            ticks.append(Tick(year, x, one_line(str(year), TextRole.YEAR, x, 5, YEAR_Y)))
    return tuple(sorted(ticks, key=lambda t: t.x_pct))


def _folds(axis: Axis, row: LabelRow, words: ChartWords) -> tuple[Fold, ...]:
    folds = []
    for s in axis.folds:
        start, end = axis.percent(s.first), axis.percent(s.last)
        text, middle = words.fold(s.empty), (start + end) / 2
        half = advance(text, TextRole.FOLD) / 2 * PX
        fits = half <= (end - start) / 2 and row.take(middle - half, middle + half)
        label = one_line(text, TextRole.FOLD, middle, 0, YEAR_Y, anchor="middle") if fits else None
        folds.append(Fold(start, end - start, s.empty, label))
    return tuple(folds)


def _releases(axis: Axis, releases: Sequence[ReleaseMark]) -> tuple[tuple[ReleaseTick, ...], float]:
    """Newest first: each takes a label where one is free, in the upper row clear of the other ticks. -> bottom, px."""
    newest = sorted(releases, key=lambda r: (r.on, r.key), reverse=True)
    at = [axis.percent(month(r.on)) for r in newest]
    placed = _named([r.label for r in newest], at)
    short = [r.short or r.label for r in newest]
    if not all(label for label, _ in placed) and any(r.short for r in newest):
        placed = max(
            placed,
            _named(short, at),
            key=lambda found: sum(label is not None for label, _ in found),
        )
    two = any(row for _, row in placed)
    bottom = sum(ROWS[1]) if two else TOP + (50 if releases else 16)
    height = ROWS[0][1] if two else 44.0
    drawn: list[ReleaseTick] = []
    hits = LabelRow()
    spans = [_reach(x, label) for x, (label, _) in zip(at, placed, strict=True)]
    for span, (label, row) in zip(spans, placed, strict=True):
        if label and not row:
            hits.take(*span)
    edge = 101.0  # percent: left end of the bare tick's hit before this one; the newest come first
    for r, x, (label, row), (start, end) in zip(newest, at, placed, spans, strict=True):
        hit = None
        if label:
            top, tall = ROWS[1] if row else (TOP, height)
            hit = Hit(start, top, end - start, tall)
        elif end <= edge and hits.free(start, end):
            hit, edge = Hit(start, TOP, end - start, height), start
        drawn.append(ReleaseTick(r.key, x, TICK_TOP, 102.0 if row else TICK_END, label, hit))
    return tuple(drawn), bottom


def _named(texts: Sequence[str], at: Sequence[float]) -> list[tuple[TextLabel | None, int]]:
    """The label of each release, newest first, and the row it stands in."""
    ticks, rows = at[::-1], (LabelRow(), LabelRow())
    return [_label(text, x, ticks, rows) for text, x in zip(texts, at, strict=True)]


def _label(
    text: str, x: float, ticks: Sequence[float], rows: tuple[LabelRow, LabelRow]
) -> tuple[TextLabel | None, int]:
    """At the right of the tick, or at the left, in the first row that is free."""
    text = shorten(text, WIDTH / 2 - 16, TextRole.RELEASE)
    width = advance(text, TextRole.RELEASE)
    sides = [
        (side, anchor)
        for side, anchor in ((1, "start"), (-1, "end"))
        if text and _inside(x, side, width)
    ]
    for row, shelf in enumerate(rows):
        for side, anchor in sides:
            start, end = sorted((x - 4 * side * PX, x + (9 + width + 6) * side * PX))
            near, far = (x + 0.01, end) if side > 0 else (start, x - 0.01)
            crossed = not row and bisect_left(ticks, far) > bisect_left(ticks, near)
            if not crossed and shelf.take(max(start, 0.0), min(end, 100.0)):
                return one_line(
                    text, TextRole.RELEASE, x, 9 * side, ROWS_Y[row], anchor=anchor
                ), row
    return None, 0


def _inside(x: float, side: int, width: float) -> bool:
    return 0 <= x + side * (9 + width) * PX <= 100


def _reach(x: float, label: TextLabel | None) -> tuple[float, float]:
    """What a release's hit covers, in percent: the tick and its label, or a target around a bare tick."""
    if label:
        side = 1 if label.anchor == "start" else -1
        start, end = sorted((x - 4 * side * PX, x + (9 + label.width_px + 6) * side * PX))
        return within(start, end)
    return within(x - TARGET / 2 * PX, x + TARGET / 2 * PX)
