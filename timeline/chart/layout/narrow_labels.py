"""The column of labels beside the narrow axis, and the lines that tie them to their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.chart.layout.marks import ChartWords, ReleaseMark, Shape
from timeline.chart.layout.narrow_parts import (
    TOP,
    WIDTH,
    Leader,
    NarrowHit,
    NarrowMark,
    NarrowRelease,
    NarrowToday,
)
from timeline.chart.layout.text_fitting import LEADING, TextLabel, TextLine, TextRole, wrap

BESIDE_X = 76.0  # px: marks that stand beside their labels
NO_LABEL = TextLabel(0, 0, "start", ())
HALF_BESIDE = {
    Shape.DOT: 0.0,
    Shape.SQUARE: 5.0,
    Shape.STUB: 8.0,
}  # px: half of a mark's height where it stands beside its label

Labelled = NarrowMark | NarrowRelease | NarrowToday
RoledText = tuple[str, TextRole]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the column of labels: what is labelled, the y that it wants, and its words."""

    source: Labelled
    wanted_y: float
    lines: Sequence[RoledText]

    @property
    def height(self) -> float:
        text = LEADING * len(self.lines)
        if isinstance(self.source, NarrowMark):
            return max(44.0, text + 12.0)
        return text + 14.0


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """``edge_px``: right edge of the axis; ``text_px``: left edge of the labels.

    ``beside``: marks stand beside their labels, not at their days.
    """

    edge_px: float
    text_px: float
    beside: bool

    @property
    def room_px(self) -> float:
        return WIDTH - self.text_px - 2


BESIDE = LabelColumn(BESIDE_X - 18, BESIDE_X + 16, beside=True)


def mark_slot(mark: NarrowMark, column: LabelColumn) -> Slot:
    title = wrap(mark.mark.label, column.room_px, TextRole.TITLE, 3)
    when = wrap(mark.mark.when, column.room_px, TextRole.WHEN)
    return Slot(
        mark, mark.middle_px, _in_role(title, TextRole.TITLE) + _in_role(when, TextRole.WHEN)
    )


def release_slot(release: ReleaseMark, y: float, column: LabelColumn) -> Slot:
    texts = wrap(release.label, column.room_px, TextRole.RELEASE)
    return Slot(NarrowRelease(release.key, y), y, _in_role(texts, TextRole.RELEASE))


def today_slot(y: float, on: date, words: ChartWords, column: LabelColumn) -> Slot:
    texts = wrap(words.of_day(on), column.room_px, TextRole.TODAY)
    return Slot(NarrowToday(y, NO_LABEL), y, _in_role(texts, TextRole.TODAY))


def _in_role(texts: Sequence[str], role: TextRole) -> list[RoledText]:
    return [(text, role) for text in texts]


def settle(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Tops of labels in a column, from the middles wanted for them, all in px.

    It keeps their order, lets none meet and moves them as little as possible (the algorithm is
    called "pool adjacent violators"). ``low`` and ``high`` bound the column.
    """
    total = 0.0
    pools: list[tuple[float, int]] = []  # (mean of the tops without the heights above, how many)
    for middle, height in zip(wanted, heights, strict=True):
        pools.append((middle - height / 2 - total, 1))
        total += height
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            mean_above, count_above = pools.pop()
            both = count_above + count
            pools.append(((mean_above * count_above + mean * count) / both, both))
    flat_tops: list[float] = []
    for mean, count in pools:
        flat_tops += [mean] * count
    last = max(high - total, low)
    above = 0.0
    tops = []
    for flat_top, height in zip(flat_tops, heights, strict=True):
        tops.append(min(max(flat_top, low), last) + above)
        above += height
    return tops


def settle_slots(
    slots: Sequence[Slot], column: LabelColumn, base: float
) -> tuple[list[Labelled], float]:
    """Everything with its label, from the top down, and the y of the last label's foot, in px.

    ``base``: the foot of the axis, in px.
    """
    ordered = sorted(slots, key=slot_order)
    wanted = []
    heights = []
    for slot in ordered:
        wanted.append(slot.wanted_y)
        heights.append(slot.height)
    tops = settle(wanted, heights, TOP + 4, base)
    labelled = []
    for slot, top in zip(ordered, tops, strict=True):
        labelled.append(label_slot(slot, top, column))
    return labelled, tops[-1] + heights[-1]


def parted(
    labelled: Iterable[Labelled], today: NarrowToday | None
) -> tuple[list[NarrowMark], list[NarrowRelease], NarrowToday]:
    """Marks, releases and today's line. ``today``: the line where it has no slot of its own."""
    marks, releases = [], []
    for each in labelled:
        if isinstance(each, NarrowMark):
            marks.append(each)
        elif isinstance(each, NarrowRelease):
            releases.append(each)
        else:
            today = each
    assert today is not None, "today is the top line or has a slot"  # noqa: S101
    return marks, releases, today


def slot_order(slot: Slot) -> tuple[float, bool]:
    """Marks stand below what else wants the same y. Of one y they keep the order of their lane."""
    return slot.wanted_y, isinstance(slot.source, NarrowMark)


def label_slot(slot: Slot, top: float, column: LabelColumn) -> Labelled:
    """The slot's source with its label, its target and the line that joins them.

    What stands beside its label has its day on the axis level with it.
    """
    source, height, text_px = slot.source, slot.height, column.text_px
    first_baseline = top + (height - LEADING * len(slot.lines)) / 2 + 12.8
    lines = []
    for number, (text, role) in enumerate(slot.lines):
        lines.append(TextLine(text, role, first_baseline + LEADING * number))
    label = TextLabel(0, text_px, "start", tuple(lines)) if lines else None
    hit = NarrowHit(text_px - 4, top, WIDTH - text_px + 4, height)
    edge, label_y = column.edge_px, first_baseline - 4.5
    y = label_y if column.beside else slot.wanted_y
    leader = Leader(edge, y, edge + 1, text_px - 4, label_y)
    if isinstance(source, NarrowToday):
        return replace(source, y_px=y, label=label or source.label, leader=leader)
    if isinstance(source, NarrowRelease):
        return replace(source, y_px=y, label=label, hit=hit, leader=leader)
    if column.beside:
        return replace(_beside(source, top, height, column), label=label)
    return replace(source, label=label, hit=hit, leader=replace(leader, x1_px=source.x_px + 8))


def _beside(mark: NarrowMark, top: float, height: float, column: LabelColumn) -> NarrowMark:
    """The mark in one column beside the labels, where its own days have no room for it."""
    shape = mark.shape
    if shape is Shape.BAR:
        shape = Shape.STUB if mark.soft else Shape.SQUARE
    half = HALF_BESIDE[shape]
    middle = top + height / 2
    edge = column.edge_px
    return replace(
        mark,
        shape=shape,
        x_px=BESIDE_X,
        top_px=middle - half,
        bottom_px=middle + half,
        lead_px=None,
        hit=NarrowHit(BESIDE_X - 12, top, WIDTH - BESIDE_X + 12, height),
        leader=Leader(edge, middle, edge + 1, BESIDE_X - 8, middle),
    )
