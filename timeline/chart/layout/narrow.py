"""The narrow drawing, for containers under 704 px: time runs down, newest first; every position in px.

Marks stand at their days on the left, their words in one column at the right, tied to them by lines. It is laid out
for the narrowest phone (288 px of drawing): wider ones have room to spare.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.grid import letter
from timeline.chart.layout.marks import ChartWords, Lane, Mark, ReleaseMark, Shape, month, points_of
from timeline.chart.layout.text_fitting import (
    LEADING,
    TextBox,
    TextLabel,
    TextLine,
    TextRole,
    one_line,
    shorten,
    wrap,
)

WIDTH = 288.0  # px, the narrowest drawing
TOP = 34.0  # px above the axis, for today
FOLD, MONTH, TALLEST = (
    34.0,
    10.5,
    1600.0,
)  # px: a fold; a month, less where open months would take more than that
LEFT, STEP, GUTTER = 53.0, 12.0, 14.0  # px: first column; between columns of a lane; between lanes
RIGHTMOST = 116.0  # px: where more columns are needed, marks stand beside their labels instead
OPEN = 34.0  # px drawn for a start or an end that is not known
RELEASE_X, BESIDE_X = 42.0, 76.0  # px: a release's tick; marks that stand beside their labels
NAMED = 16  # releases that carry their label: the newest; others keep their tick


@dataclass(frozen=True, slots=True)
class NarrowHit:
    x_px: float
    y_px: float
    width_px: float
    height_px: float

    @property
    def box(self) -> TextBox:
        return TextBox(self.x_px, self.y_px, self.x_px + self.width_px, self.y_px + self.height_px)


@dataclass(frozen=True, slots=True)
class Leader:
    """A line from a mark, level to ``turn_px``, then over to its label."""

    x1_px: float
    y1_px: float
    turn_px: float
    x2_px: float
    y2_px: float


@dataclass(frozen=True, slots=True)
class NarrowMark:
    """From ``top_px`` (its end) to ``bottom_px`` (its start), 10 px wide around ``x_px``."""

    key: str
    mark: Mark
    shape: Shape
    soft: str
    x_px: float
    top_px: float
    bottom_px: float
    lead_px: float | None = None  # y where the dotted line from its release starts, below it
    label: TextLabel | None = None
    hit: NarrowHit | None = None
    leader: Leader | None = None

    @property
    def middle_px(self) -> float:
        return (self.top_px + self.bottom_px) / 2

    @property
    def height_px(self) -> float:
        return self.bottom_px - self.top_px


@dataclass(frozen=True, slots=True)
class NarrowRelease:
    key: str
    y_px: float
    label: TextLabel | None = None
    hit: NarrowHit | None = None
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class NarrowToday:
    """The dashed line of the day. Where something lies ahead its label takes its turn among the others."""

    y_px: float
    label: TextLabel
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class NarrowTick:
    year: int
    y_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class NarrowFold:
    y_px: float
    height_px: float
    months: int
    label: TextLabel


@dataclass(frozen=True, slots=True)
class NarrowLane:
    """A letter under the lane's columns, and its name in the legend."""

    key: str
    label: TextLabel
    legend: TextLabel


@dataclass(frozen=True, slots=True)
class Narrow:
    height_px: float
    edge_px: float  # right edge of the axis
    text_px: float  # left edge of the labels
    today: NarrowToday
    ticks: tuple[NarrowTick, ...]
    folds: tuple[NarrowFold, ...]
    releases: tuple[NarrowRelease, ...]
    lanes: tuple[NarrowLane, ...]
    marks: tuple[NarrowMark, ...]
    beside: bool  # marks stand beside their labels, not at their days


class _Down:
    """The axis, upright. Between folds the scale is constant; a stretch with many labels gets the height they need."""

    def __init__(self, axis: Axis, labels: Sequence[tuple[float, float]]) -> None:
        """``labels``: month and height in px of each."""
        crowd = [0.0] * len(axis.segments)
        for at, height in labels:
            crowd[min(bisect_left(axis.lasts, at), len(crowd) - 1)] += height
        scale = min(MONTH, TALLEST / sum(s.last - s.first for s in axis.segments if not s.folded))
        self._lasts = axis.lasts
        self._firsts = [s.first for s in axis.segments]
        self._heights = [
            FOLD if s.folded else max((s.last - s.first) * scale, need, 26.0)
            for s, need in zip(axis.segments, crowd, strict=True)
        ]
        self.base = TOP + sum(self._heights)
        self._bottoms = [self.base - sum(self._heights[:i]) for i in range(len(self._heights))]

    def __call__(self, at: float) -> float:
        i = min(bisect_left(self._lasts, at), len(self._lasts) - 1)
        share = (at - self._firsts[i]) / (self._lasts[i] - self._firsts[i])
        return self._bottoms[i] - self._heights[i] * min(max(share, 0.0), 1.0)


def settle(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Tops of labels in a column, from the middles wanted for them, px.

    Keeps their order, lets none meet and moves them as little as possible (pool adjacent violators).
    """
    before, pools = 0.0, list[tuple[float, int]]()
    for want, height in zip(wanted, heights, strict=True):
        pools.append((want - height / 2 - before, 1))
        before += height
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (b, n), (a, k) = pools.pop(), pools.pop()
            pools.append(((a * k + b * n) / (k + n), k + n))
    flat = [value for value, n in pools for _ in range(n)]
    last, tops, before = max(high - before, low), [], 0.0
    for value, height in zip(flat, heights, strict=True):
        tops.append(min(max(value, low), last) + before)
        before += height
    return tops


Source = NarrowMark | NarrowRelease | NarrowToday


@dataclass(frozen=True, slots=True)
class _Slot:
    """What takes a turn in the column of labels: its words, and the y it would like to stand at."""

    source: Source
    want: float
    lines: tuple[tuple[str, TextRole], ...]

    @property
    def height(self) -> float:
        text = LEADING * len(self.lines)
        return max(44.0, text + 12.0) if isinstance(self.source, NarrowMark) else text + 14.0


def narrow(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Narrow:
    """Up to some 24 marks."""
    marks = [m for lane in lanes for m in lane.marks]
    axis = Axis.over([m.span for m in marks], points_of(marks, releases), month(on), 12)
    named = sorted((r for r in releases if r.label), key=lambda r: (r.on, r.key), reverse=True)[
        :NAMED
    ]
    down = _Down(axis, [(month(m.end), 60.0) for m in marks] + [(month(r.on), 30.0) for r in named])
    boxes, middles, right = _columns(lanes, down)
    beside = right > RIGHTMOST
    edge, text = (BESIDE_X - 18, BESIDE_X + 16) if beside else (right + 9, right + 26)
    now = down(month(on))
    slots = [*_release_slots(named, down, text), *_mark_slots(boxes, text)]
    if now > TOP + 12 or any(slot.want < now - 1 for slot in slots):  # today is not the top line
        slots.append(_today_slot(now, text, on, words))
        today = None
    else:
        title = shorten(words.today or on.isoformat(), WIDTH, TextRole.TODAY)
        today = NarrowToday(now, one_line(title, TextRole.TODAY, 100, 0, TOP - 8, anchor="end"))
    done, foot = _settled(slots, down, edge, text, beside)
    keys, foot = _legend(lanes, middles, down.base, foot) if not beside else ((), foot)
    here = {r.key for r in named}
    plain = [NarrowRelease(r.key, down(month(r.on))) for r in releases if r.key not in here]
    folds = _folds(axis, down, words)
    return Narrow(
        height_px=max(foot, down.base) + 12,
        edge_px=edge,
        text_px=text,
        today=today or next(d for d in done if isinstance(d, NarrowToday)),
        ticks=_year_ticks(axis, down, folds),
        folds=folds,
        releases=(*(d for d in done if isinstance(d, NarrowRelease)), *plain),
        lanes=keys,
        marks=tuple(d for d in done if isinstance(d, NarrowMark)),
        beside=beside,
    )


def _box(m: Mark, down: _Down) -> NarrowMark:
    """Where a mark stands on the axis, before it has a column. Unknown ends have one length at any scale."""
    soft, top, bottom = m.ends, down(month(m.end)), down(month(m.start))
    if m.earliest is None:
        bottom = min(down.base, bottom if m.plan else top + OPEN)
    elif m.latest is None:
        top = max(TOP, bottom - OPEN)
    shape = Shape.DOT if m.earliest == m.latest and not soft else Shape.BAR
    short = {Shape.DOT: 0.0}.get(shape, 16.0 if soft else 10.0) - (bottom - top)
    if shape is Shape.BAR and short > 0:
        shape = Shape.STUB if soft else Shape.SQUARE
        top, bottom = top - short / 2, bottom + short / 2
    said = down(month(m.stated))
    return NarrowMark(
        m.key, m, shape, soft, LEFT, top, bottom, said if m.plan and said - bottom > 8 else None
    )


def _columns(lanes: Sequence[Lane], down: _Down) -> tuple[list[NarrowMark], list[float], float]:
    """Marks of a lane that overlap in time stand side by side. -> marks, middles of the lanes, last column, px."""
    boxes: list[NarrowMark] = []
    middles, left = [], LEFT
    for lane in lanes:
        columns: list[list[tuple[float, float]]] = []
        for box in sorted(
            (_box(m, down) for m in lane.marks), key=lambda b: (b.height_px <= 20, b.top_px, b.key)
        ):
            pad = 6 if box.shape is Shape.DOT else 0
            high, low = box.top_px - pad, box.bottom_px + pad
            free = (
                n
                for n, taken in enumerate(columns)
                if all(low + 1 <= a or b + 1 <= high for a, b in taken)
            )
            at = next(free, len(columns))
            if at == len(columns):
                columns.append([])
            columns[at].append((high, low))
            boxes.append(replace(box, x_px=left + STEP * at))
        right = left + STEP * (len(columns) - 1)
        middles.append((left + right) / 2)
        left = right + GUTTER
    return boxes, middles, left - GUTTER


def _mark_slots(boxes: Sequence[NarrowMark], text: float) -> list[_Slot]:
    room = WIDTH - text - 2
    return [
        _Slot(
            box,
            box.middle_px,
            (
                *((line, TextRole.TITLE) for line in wrap(box.mark.label, room, TextRole.TITLE, 3)),
                *((line, TextRole.WHEN) for line in wrap(box.mark.when, room, TextRole.WHEN)),
            ),
        )
        for box in boxes
    ]


def _release_slots(named: Sequence[ReleaseMark], down: _Down, text: float) -> list[_Slot]:
    room = WIDTH - text - 2
    return [
        _Slot(
            NarrowRelease(r.key, y),
            y,
            tuple((line, TextRole.RELEASE) for line in wrap(r.label, room, TextRole.RELEASE)),
        )
        for r, y in ((r, down(month(r.on))) for r in named)
    ]


def _today_slot(now: float, text: float, on: date, words: ChartWords) -> _Slot:
    lines = wrap(words.today or on.isoformat(), WIDTH - text - 2, TextRole.TODAY)
    return _Slot(
        NarrowToday(now, TextLabel(0, 0, "start", ())),
        now,
        tuple((line, TextRole.TODAY) for line in lines),
    )


def _settled(
    slots: Sequence[_Slot], down: _Down, edge: float, text: float, beside: bool
) -> tuple[list[Source], float]:
    """Every slot with its label, newest first. -> what they hold, the foot of the last, px."""
    order = sorted(slots, key=lambda s: (s.want, isinstance(s.source, NarrowMark), _key(s)))
    tops = settle([s.want for s in order], [s.height for s in order], TOP + 4, down.base)
    done = [_written(slot, top, edge, text, beside) for slot, top in zip(order, tops, strict=True)]
    return done, tops[-1] + order[-1].height


def _key(slot: _Slot) -> str:
    return "" if isinstance(slot.source, NarrowToday) else slot.source.key


def _written(slot: _Slot, top: float, edge: float, text: float, beside: bool) -> Source:
    """The slot's source with its label, its target and the line that joins them."""
    source, height = slot.source, slot.height
    first = top + (height - LEADING * len(slot.lines)) / 2 + 12.8
    lines = tuple(
        TextLine(words, role, first + LEADING * i) for i, (words, role) in enumerate(slot.lines)
    )
    label = TextLabel(0, text, "start", lines) if lines else None
    hit = NarrowHit(text - 4, top, WIDTH - text + 4, height)
    leader = Leader(edge, slot.want, edge + 1, text - 4, first - 4.5)
    if isinstance(source, NarrowToday):
        return replace(source, label=label or source.label, leader=leader)
    if isinstance(source, NarrowRelease):
        return replace(source, label=label, hit=hit, leader=leader)
    if not beside:
        return replace(source, label=label, hit=hit, leader=replace(leader, x1_px=source.x_px + 8))
    half = {Shape.DOT: 0.0, Shape.SQUARE: 5.0, Shape.STUB: 8.0}.get(
        source.shape, 8.0 if source.soft else 5.0
    )
    shape = (
        source.shape
        if source.shape is not Shape.BAR
        else Shape.STUB
        if source.soft
        else Shape.SQUARE
    )
    middle = top + height / 2
    aside = replace(
        source,
        shape=shape,
        x_px=BESIDE_X,
        top_px=middle - half,
        bottom_px=middle + half,
        lead_px=None,
    )
    leader = replace(leader, x2_px=BESIDE_X - 8, y2_px=middle)
    hit = NarrowHit(BESIDE_X - 12, top, WIDTH - BESIDE_X + 12, height)
    return replace(aside, label=label, hit=hit, leader=leader)


def _folds(axis: Axis, down: _Down, words: ChartWords) -> tuple[NarrowFold, ...]:
    folds = []
    for s in axis.folds:
        y, months = down(s.last), s.empty
        label = one_line(
            shorten(words.fold(months), LEFT, TextRole.FOLD), TextRole.FOLD, 0, 4, y + 21
        )
        folds.append(NarrowFold(y, FOLD, months, label))
    return tuple(folds)


def _year_ticks(axis: Axis, down: _Down, folds: Sequence[NarrowFold]) -> tuple[NarrowTick, ...]:
    """Years above their lines, those that meet neither a fold's label nor another year."""
    taken = [fold.label.box(WIDTH) for fold in folds]
    ticks = []
    for year, at in axis.years(20 * axis.units / 12 / (down.base - TOP)):
        y = down(at)
        label = one_line(str(year), TextRole.YEAR, 0, 0, y - 5)
        box = label.box(WIDTH)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            ticks.append(NarrowTick(year, y, label))
    return tuple(sorted(ticks, key=lambda t: t.y_px))


def _legend(
    lanes: Sequence[Lane], middles: Sequence[float], base: float, foot: float
) -> tuple[tuple[NarrowLane, ...], float]:
    """A letter under each lane, and below everything what the letters stand for."""
    if len(lanes) < 2:
        return (), foot
    keys, y = [], max(base + LEADING + 4, foot)
    for n, (lane, x) in enumerate(zip(lanes, middles, strict=True)):
        y += LEADING
        name = shorten(f"{letter(n)}  {lane.name}", WIDTH, TextRole.FOLD)
        mark = one_line(letter(n), TextRole.FOLD, 0, x, base + LEADING, anchor="middle")
        keys.append(NarrowLane(lane.key, mark, one_line(name, TextRole.FOLD, 0, 0, y)))
    return tuple(keys), y
