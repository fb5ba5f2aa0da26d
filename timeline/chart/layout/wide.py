"""The wide drawing, for containers from 704 px: x in percent of the width, so that it is fluid; y and type in px."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.chart.layout.axis import Axis, Span
from timeline.chart.layout.header import (
    PX,
    TARGET,
    Fold,
    Header,
    Hit,
    ReleaseTick,
    Tick,
    Today,
    header,
    within,
)
from timeline.chart.layout.marks import ChartWords, Lane, Mark, ReleaseMark, Shape, month, points_of
from timeline.chart.layout.text_fitting import (
    INLINE_GAP,
    LEADING,
    TextLabel,
    TextLine,
    TextRole,
    advance,
    one_line,
    shorten,
)

FULL_PX = 100 / 1200.0  # percent that a px takes of the widest wide drawing
ROW, HEAD = 44.0, 30.0  # px: a row of the drawing; the heading of a lane
LIMIT = 1600.0  # px: a dense drawing that would be taller is a grid instead
PITCHES = (
    TARGET,
    17.0,
)  # px: rows of the dense drawing, the first that keeps it under the height beside it
HEIGHTS = (1200.0, LIMIT)
REACH = {
    Shape.DOT: 14.0,
    Shape.SQUARE: 16.0,
    Shape.STUB: 22.0,
    Shape.BAR: 13.0,
}  # px from its end to a free px
HALF = {
    Shape.DOT: 6.5,
    Shape.SQUARE: 7.0,
    Shape.STUB: 12.0,
    Shape.BAR: 1.0,
}  # px it is drawn beyond its position


@dataclass(frozen=True, slots=True)
class WideMark:
    """A mark of the wide drawing. A bar spans ``start_pct`` to ``end_pct``; other shapes stand where both are equal."""

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

    @property
    def middle_pct(self) -> float:
        """Where the sign of its outlook stands."""
        return (self.start_pct + self.end_pct) / 2

    @property
    def width_pct(self) -> float:
        return self.end_pct - self.start_pct


@dataclass(frozen=True, slots=True)
class LaneHead:
    """The rule above a lane, and its name."""

    key: str
    count: int
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
    header_px: float  # where the lanes start
    today: Today
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    releases: tuple[ReleaseTick, ...]
    lanes: tuple[LaneHead, ...]
    marks: tuple[WideMark, ...]
    outcomes: tuple[OutcomeLine, ...] = ()
    dense: bool = False

    @property
    def depth_px(self) -> float:
        """Height of year lines and folds."""
        return self.height_px - self.top_px


Extent = tuple[float, float, Shape]  # percent, percent


def _extent(axis: Axis, m: Mark, span: Span) -> Extent:
    """Where a mark is drawn; what would be under 9 px becomes a shape of fixed size at its middle."""
    a, b = axis.percent(span[0]), axis.percent(span[1])
    if m.earliest == m.latest and not m.soft:
        return a, a, Shape.DOT
    if b - a < 9 * PX:
        return (a + b) / 2, (a + b) / 2, Shape.STUB if m.ends else Shape.SQUARE
    return a, b, Shape.BAR


def _scaled(
    marks: Sequence[Mark], releases: Sequence[ReleaseMark], on: date, fold: int
) -> tuple[Axis, list[Extent]]:
    """The axis and the marks on it, with some room beside a shape of fixed size that stands at an edge."""
    spans = [m.span for m in marks]
    axis = Axis.over(spans, points_of(marks, releases), month(on), fold)
    extents = [_extent(axis, m, span) for m, span in zip(marks, spans, strict=True)]
    fixed = [(a, b, HALF[shape]) for a, b, shape in extents if shape is not Shape.BAR]
    # room on one side makes all bars shorter: the shortest may then be of fixed size themselves
    fixed += [
        (a, b, HALF[Shape.STUB])
        for a, b, shape in extents
        if shape is Shape.BAR and b - a < 9.5 * PX
    ]
    left = any(a < half * PX for a, _, half in fixed)
    right = any(b > 100 - half * PX for _, b, half in fixed)
    if not left and not right:
        return axis, extents
    axis = Axis(axis.segments, 13 * PX * left, 13 * PX * right)
    return axis, [_extent(axis, m, span) for m, span in zip(marks, spans, strict=True)]


def _placed(axis: Axis, m: Mark, extent: Extent) -> WideMark:
    a, b, shape = extent
    said = axis.percent(month(m.stated)) if m.plan else a
    return WideMark(m.key, m, shape, m.ends, a, b, said if a - said > 1.2 else None)


def _lane_head(lane: Lane, y: float, counted: bool) -> LaneHead:
    name = one_line(shorten(lane.name, 600, TextRole.LANE), TextRole.LANE, 0, 0, y + 21)
    if counted:
        count = TextLine(str(len(lane.marks)), TextRole.COUNT, y + 21, follows=True)
        name = replace(name, lines=(*name.lines, count))
    return LaneHead(lane.key, len(lane.marks), y, name)


def few(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Wide:
    """Up to some 24 marks: a row each, by start within its lane."""
    marks = [m for lane in lanes for m in lane.marks]
    axis, extents = _scaled(marks, releases, on, 12)
    placed = [_placed(axis, m, e) for m, e in zip(marks, extents, strict=True)]
    head, at = header(axis, releases, on, words), 0
    folds = [f.x_pct + f.width_pct / 2 for f in head.folds]
    y, heads, out = head.bottom_px, [], []
    for lane in lanes:
        drawn = sorted(placed[at : at + len(lane.marks)], key=lambda p: (p.start_pct, p.end_pct))
        at += len(lane.marks)
        if lane.name:
            heads.append(_lane_head(lane, y + 2, counted=False))
            y += HEAD
        edges = [(p.end_pct, REACH[p.shape]) for p in drawn]
        for p in drawn:
            row = _labelled(p, y, edges, folds)
            out.append(row)
            y = row.hit.y_px + ROW
        y += 10
    return _wide(y, head, heads, out, _outcomes(out))


def _labelled(
    p: WideMark, y: float, edges: Sequence[tuple[float, float]], folds: Sequence[float]
) -> WideMark:
    """The mark in its row with its label where its title fits: at the right, else above the mark.

    Words may run over a fold but, where there is width, not past its middle (``folds``): what they say is on this
    side of it. Labels at the right whose marks end within 2.5 % of each other share one edge (``edges``: end and
    reach of each mark of the lane, at most some 24).
    """
    near = [e for e in edges if 0 <= e[0] - p.end_pct < 2.5]
    edge, reach = max(near)[0], max(reach for _, reach in near)
    fold = folds[i] if (i := bisect_left(folds, p.end_pct)) < len(folds) else 1000.0
    when = shorten(p.mark.when, 320, TextRole.WHEN)
    dated, title = advance(when, TextRole.WHEN), advance(p.mark.label, TextRole.TITLE)
    beside = (100 - edge) / PX - reach - 4
    before_fold = (fold - edge) / FULL_PX - reach
    above = dated + INLINE_GAP * bool(when) + 2
    if (
        title <= min(beside, before_fold)
        and dated <= min(beside, before_fold)
        and not p.mark.outcome
    ):
        return _beside(p, y, (edge, reach), p.mark.label, when)
    left, right = p.end_pct / PX - above, (100 - p.start_pct) / PX - above
    order = (
        [(right, "start"), (left, "end")] if p.mark.outcome else [(left, "end"), (right, "start")]
    )
    room, anchor = next((o for o in order if o[0] >= title), max(order))
    if room < title and beside > room and dated <= beside:
        return _beside(p, y, (edge, reach), shorten(p.mark.label, beside, TextRole.TITLE), when)
    lines = [TextLine(shorten(p.mark.label, room, TextRole.TITLE), TextRole.TITLE, y + 22)]
    if when:
        lines.append(TextLine(when, TextRole.WHEN, y + 22, follows=True))
    label = TextLabel(p.end_pct if anchor == "end" else p.start_pct, 0, anchor, tuple(lines))
    return _hit(replace(p, y_px=y + 38, label=label), y + 8)


def _beside(p: WideMark, y: float, edge: tuple[float, float], title: str, when: str) -> WideMark:
    lines = [TextLine(title, TextRole.TITLE, y + 20)]
    if when:
        lines.append(TextLine(when, TextRole.WHEN, y + 20 + LEADING))
    return _hit(replace(p, y_px=y + 22, label=TextLabel(*edge, "start", tuple(lines))), y)


def _hit(p: WideMark, y: float) -> WideMark:
    """A row's height, from the mark to the end of its label."""
    half = max(HALF[p.shape], (TARGET - (p.end_pct - p.start_pct) / PX) / 2) * PX
    start, end = p.start_pct - half, p.end_pct + half
    if p.label:
        box = p.label.box(100 / PX)
        start, end = min(start, (box.x0 - 4) * PX), max(end, (box.x1 + 4) * PX)
    start, end = within(start, end)
    return replace(p, hit=Hit(start, y, end - start, ROW))


def _outcomes(placed: Sequence[WideMark]) -> tuple[OutcomeLine, ...]:
    """A line leaves a plan at its end, or from the bar itself where the outcome came before the end."""
    known = {p.key: p for p in placed}
    lines = []
    for p in placed:
        to = known.get(p.mark.outcome)
        if to is None or to is p:
            continue
        side = 1 if to.y_px > p.y_px else -1
        within = p.start_pct <= to.start_pct <= p.end_pct
        leaves = to.start_pct if within else p.end_pct if to.start_pct > p.end_pct else p.start_pct
        y1 = p.y_px + 5 * side if within else p.y_px
        lines.append(OutcomeLine(p.key, to.key, leaves, to.start_pct, y1, to.y_px - 7 * side))
    return tuple(lines)


def dense(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Wide | None:
    """Hundreds of marks: each lane packs them first fit into rows. None where that would be taller than 1,600 px.

    Folds only where more than five years are empty: at this number a fold hides the rhythm of the record.
    """
    marks = [m for lane in lanes for m in lane.marks]
    axis, extents = _scaled(marks, releases, on, 60)
    head = header(axis, releases, on, words)
    above = head.bottom_px + sum(HEAD * bool(lane.name) + 12 for lane in lanes)
    rows = _packed(lanes, extents, int((LIMIT - above) / PITCHES[-1]))
    if rows is None:
        return None
    used = sum(max(lane_rows) + 1 for lane_rows in rows)
    pitch = next(
        (p for p, h in zip(PITCHES, HEIGHTS, strict=True) if above + used * p <= h), PITCHES[-1]
    )
    y, heads, out, at = head.bottom_px, [], [], 0
    for lane, lane_rows in zip(lanes, rows, strict=True):
        if lane.name:
            heads.append(_lane_head(lane, y + 3, counted=True))
            y += HEAD
        for i, (m, row) in enumerate(zip(lane.marks, lane_rows, strict=True)):
            out.append(_stacked(m, extents[at + i], y + pitch * (row + 0.5)))
        at += len(lane.marks)
        y += pitch * (max(lane_rows) + 1) + 12
    out.sort(key=lambda p: (p.y_px, p.start_pct))
    return replace(_wide(y, head, heads, out, ()), dense=True)


def _packed(lanes: Sequence[Lane], extents: Sequence[Extent], most: int) -> list[list[int]] | None:
    """The row of each mark in its lane, first fit, none of 24 px touching; None where it takes over ``most`` rows."""
    found: list[list[int]] = []
    at = 0
    for lane in lanes:
        here = extents[at : at + len(lane.marks)]
        at += len(lane.marks)
        rows, free = [0] * len(here), []  # type: tuple[list[int], list[float]]
        for i in sorted(range(len(here)), key=lambda i: here[i][:2]):
            a, b, shape = here[i]
            half = 12.5 if shape is Shape.STUB else max(12.0 - (b - a) / 2 / PX, 4.0)
            left, right = a - half * PX, b + half * PX
            words = _named_px(lane.marks[i], b, shape) * PX
            row = next((n for n, edge in enumerate(free) if edge <= left), len(free))
            if row == most:
                return None
            free[row : row + 1] = [max(right, b + words)]
            rows[i] = row
        most -= len(free)
        found.append(rows)
    return found


def _named_px(m: Mark, end: float, shape: Shape) -> float:
    """px that a mark's name takes from its end; 0 where it has none or it would leave the drawing."""
    if not m.named or not m.label:
        return 0.0
    wide = REACH[shape] + advance(m.label, TextRole.TITLE) + 4
    return wide if end + wide * PX <= 100 else 0.0


def _stacked(m: Mark, extent: Extent, y: float) -> WideMark:
    a, b, shape = extent
    half = max(12 * PX, (b - a) / 2 + 2 * PX)
    start, end = within((a + b) / 2 - half, (a + b) / 2 + half)
    label = None
    if wide := _named_px(m, b, shape):
        label = one_line(m.label, TextRole.TITLE, b, REACH[shape] - 2, y + 4.9)
        end = b + wide * PX
    return WideMark(
        m.key,
        m,
        shape,
        m.ends,
        a,
        b,
        None,
        y,
        label,
        Hit(start, y - TARGET / 2, end - start, TARGET),
    )


def _wide(
    height: float,
    head: Header,
    heads: list[LaneHead],
    marks: list[WideMark],
    outcomes: tuple[OutcomeLine, ...],
) -> Wide:
    return Wide(
        height,
        46.0,
        head.bottom_px,
        head.today,
        head.ticks,
        head.folds,
        head.releases,
        tuple(heads),
        tuple(marks),
        outcomes,
    )
