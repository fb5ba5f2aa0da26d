"""The wide drawing of few marks: each has a row of its own and its name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from timeline.chart.layout.marks import ChartWords, Lane, ReleaseMark
from timeline.chart.layout.text_fitting import (
    INLINE_GAP,
    LEADING,
    TextLabel,
    TextLine,
    TextRole,
    advance,
    shorten,
)
from timeline.chart.layout.wide_head import PX, TARGET, Hit, wide_head, within
from timeline.chart.layout.wide_parts import (
    HALF,
    LANE_HEAD,
    REACH,
    OutcomeLine,
    Wide,
    WideMark,
    axis_with_room,
    lane_head,
    placed_on,
    wide_of,
)

FOLD_AFTER = 12  # months
WIDEST_PX = 100 / 1200.0  # percent that a px takes of the widest wide drawing
ROW = 44.0  # px
AFTER_LANE = 10  # px
SAME_EDGE = 2.5  # percent: labels of marks that end so close together share one edge
NO_FOLD = 1000.0  # percent: beyond every drawing


class LabelEdge(NamedTuple):
    """Where a label beside a mark starts: ``reach_px`` right of ``x_pct``."""

    x_pct: float
    reach_px: float


def wide_rows(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Wide:
    """Up to some 24 marks, a row each, in the order of their starts within their lane."""
    axis, extents = axis_with_room(lanes, releases, on, FOLD_AFTER)
    head = wide_head(axis, releases, on, words)
    fold_middles = [fold.x_pct + fold.width_pct / 2 for fold in head.folds]
    y = head.bottom_px
    heads = []
    rows: list[WideMark] = []
    for lane in lanes:
        if lane.name:
            heads.append(lane_head(lane, y + 2, counted=False))
            y += LANE_HEAD
        marks = [placed_on(axis, mark, extents[mark.key]) for mark in lane.marks]
        marks.sort(key=lambda mark: (mark.start_pct, mark.end_pct))
        for mark in marks:
            row = _row(mark, y, _shared_edge(mark, marks), fold_middles)
            rows.append(row)
            y = row.hit.y_px + ROW
        y += AFTER_LANE
    return wide_of(head, heads, rows, height=y, outcomes=_outcome_lines(rows))


def _shared_edge(mark: WideMark, lane_marks: Sequence[WideMark]) -> LabelEdge:
    """The edge that the label of a mark shares with those of marks that end at or just after it."""
    edge = mark.end_pct
    reach = REACH[mark.shape]
    for other in lane_marks:
        if 0 <= other.end_pct - mark.end_pct < SAME_EDGE:
            edge = max(edge, other.end_pct)
            reach = max(reach, REACH[other.shape])
    return LabelEdge(edge, reach)


def _row(mark: WideMark, y: float, edge: LabelEdge, fold_middles: Sequence[float]) -> WideMark:
    """The mark in its row with its label: beside it where the title fits, else above it.

    ``fold_middles``: percent, ascending. Words may run over a fold, but in a wide container not
    past its middle: they speak of this side of it. A line to an outcome needs the room beside.
    """
    title = mark.mark.label
    when = shorten(mark.mark.when, 320, TextRole.WHEN)
    title_px, when_px = advance(title, TextRole.TITLE), advance(when, TextRole.WHEN)
    beside_px = (100 - edge.x_pct) / PX - edge.reach_px - 4
    next_fold = _next_fold(fold_middles, mark.end_pct)
    before_fold_px = (next_fold - edge.x_pct) / WIDEST_PX - edge.reach_px
    fits_beside = max(title_px, when_px) <= min(beside_px, before_fold_px)
    if fits_beside and not mark.mark.outcome:
        return _labelled_beside(mark, y, edge, title, when)
    beside_title_px = when_px + 2
    if when:
        beside_title_px = when_px + INLINE_GAP + 2
    above_px, anchor = _room_above(mark, title_px, beside_title_px)
    has_more_beside = above_px < title_px and above_px < beside_px and when_px <= beside_px
    if has_more_beside and not mark.mark.outcome:
        shortened = shorten(title, beside_px, TextRole.TITLE)
        return _labelled_beside(mark, y, edge, shortened, when)
    return _labelled_above(mark, y, anchor, shorten(title, above_px, TextRole.TITLE), when)


def _next_fold(fold_middles: Sequence[float], x_pct: float) -> float:
    index = bisect_left(fold_middles, x_pct)
    return fold_middles[index] if index < len(fold_middles) else NO_FOLD


def _room_above(mark: WideMark, title_px: float, beside_title_px: float) -> tuple[float, str]:
    """(px for the title above the mark, anchor of its label). The date stands beside the title.

    A label ends where the mark ends, or starts where it starts. The first side on which the title
    fits is taken, else the one with more room.
    """
    sides = [
        (mark.end_pct / PX - beside_title_px, "end"),
        ((100 - mark.start_pct) / PX - beside_title_px, "start"),
    ]
    if mark.mark.outcome:
        sides.reverse()
    for room, anchor in sides:
        if room >= title_px:
            return room, anchor
    return max(sides)


def _labelled_beside(mark: WideMark, y: float, edge: LabelEdge, title: str, when: str) -> WideMark:
    lines = [TextLine(title, TextRole.TITLE, y + 20)]
    if when:
        lines.append(TextLine(when, TextRole.WHEN, y + 20 + LEADING))
    label = TextLabel(edge.x_pct, edge.reach_px, "start", tuple(lines))
    return _with_hit(replace(mark, y_px=y + 22, label=label), label, y)


def _labelled_above(mark: WideMark, y: float, anchor: str, title: str, when: str) -> WideMark:
    lines = [TextLine(title, TextRole.TITLE, y + 22)]
    if when:
        lines.append(TextLine(when, TextRole.WHEN, y + 22, follows=True))
    x = mark.end_pct if anchor == "end" else mark.start_pct
    label = TextLabel(x, 0, anchor, tuple(lines))
    return _with_hit(replace(mark, y_px=y + 38, label=label), label, y + 8)


def _with_hit(mark: WideMark, label: TextLabel, y: float) -> WideMark:
    """What can be hit is a row high and goes from the mark to the end of its label."""
    to_target_px = (TARGET - mark.width_pct / PX) / 2
    half = max(HALF[mark.shape], to_target_px) * PX
    box = label.box(100 / PX)
    left = min(mark.start_pct - half, (box.x0 - 4) * PX)
    right = max(mark.end_pct + half, (box.x1 + 4) * PX)
    start, end = within(left, right)
    return replace(mark, hit=Hit(start, y, end - start, ROW))


def _outcome_lines(marks: Sequence[WideMark]) -> list[OutcomeLine]:
    by_key = {mark.key: mark for mark in marks}
    lines = []
    for plan in marks:
        outcome = by_key.get(plan.mark.outcome)
        if outcome and outcome is not plan:
            lines.append(_outcome_line(plan, outcome))
    return lines


def _outcome_line(plan: WideMark, outcome: WideMark) -> OutcomeLine:
    """It leaves a plan at its end, or at the bar itself where the outcome came before the end."""
    x = outcome.start_pct
    down = 1 if outcome.y_px > plan.y_px else -1
    leaves_y = plan.y_px
    if plan.start_pct <= x <= plan.end_pct:
        leaves_x = x
        leaves_y = plan.y_px + 5 * down
    elif x > plan.end_pct:
        leaves_x = plan.end_pct
    else:
        leaves_x = plan.start_pct
    return OutcomeLine(plan.key, outcome.key, leaves_x, x, leaves_y, outcome.y_px - 7 * down)
