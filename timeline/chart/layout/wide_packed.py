"""The wide drawing of hundreds of marks: each lane packs them into as few rows as it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.layout.marks import ChartWords, Lane, Mark, ReleaseMark, Shape
from timeline.chart.layout.text_fitting import TextRole, advance, one_line
from timeline.chart.layout.wide_head import PX, TARGET, Hit, wide_head, within
from timeline.chart.layout.wide_parts import (
    LANE_HEAD,
    REACH,
    Extent,
    Wide,
    WideMark,
    axis_with_room,
    lane_head,
    wide_of,
)

FOLD_AFTER = 60  # months: at this number a fold of fewer would hide the rhythm of the record
TALLEST = 1600.0  # px: a drawing that would be taller is a grid instead
COMFORTABLE = 1200.0  # px: rows are tight where the drawing would be taller
PITCH, TIGHT_PITCH = TARGET, 17.0  # px: the height of a row
AFTER_LANE = 12  # px


@dataclass(frozen=True, slots=True)
class PackedLane:
    """``rows``: key of a mark -> its row, from 0; ``count``: how many rows there are."""

    rows: dict[str, int]
    count: int


def wide_packed(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Wide | None:
    """The drawing, or None where it would be taller than 1,600 px."""
    axis, extents = axis_with_room(lanes, releases, on, FOLD_AFTER)
    head = wide_head(axis, releases, on, words)
    without_rows = head.bottom_px + sum(_lane_extra(lane) for lane in lanes)
    most_rows = int((TALLEST - without_rows) / TIGHT_PITCH)
    packed = _packed_lanes(lanes, extents, most_rows)
    if packed is None:
        return None
    row_count = sum(lane.count for lane in packed)
    comfortable = without_rows + row_count * PITCH <= COMFORTABLE
    pitch = PITCH if comfortable else TIGHT_PITCH
    y = head.bottom_px
    heads = []
    marks: list[WideMark] = []
    for lane, packed_lane in zip(lanes, packed, strict=True):
        if lane.name:
            heads.append(lane_head(lane, y + 3, counted=True))
            y += LANE_HEAD
        for mark in lane.marks:
            middle_y = y + pitch * (packed_lane.rows[mark.key] + 0.5)
            marks.append(_packed_mark(mark, extents[mark.key], middle_y))
        y += pitch * packed_lane.count + AFTER_LANE
    marks.sort(key=lambda mark: (mark.y_px, mark.start_pct))
    return wide_of(head, heads, marks, height=y, dense=True)


def _lane_extra(lane: Lane) -> float:
    """px that a lane takes beside its rows."""
    if lane.name:
        return LANE_HEAD + AFTER_LANE
    return AFTER_LANE


def _packed_lanes(
    lanes: Sequence[Lane], extents: dict[str, Extent], most_rows: int
) -> list[PackedLane] | None:
    """Every lane in rows, or None where they take more than ``most_rows`` together."""
    packed = []
    for lane in lanes:
        packed_lane = _packed_lane(lane, extents, most_rows)
        if packed_lane is None:
            return None
        packed.append(packed_lane)
        most_rows -= packed_lane.count
    return packed


def _packed_lane(lane: Lane, extents: dict[str, Extent], most_rows: int) -> PackedLane | None:
    """First fit: each mark takes the first row where it is clear of the mark before it.

    Targets are 24 px wide and never touch. None where the marks take more than ``most_rows``.
    """
    rows: dict[str, int] = {}
    row_ends: list[float] = []  # percent
    for mark in sorted(lane.marks, key=lambda mark: extents[mark.key][:2]):
        start, end, shape = extents[mark.key]
        half = max(12.0 - (end - start) / 2 / PX, 4.0)
        if shape is Shape.STUB:
            half = 12.5
        left = start - half * PX
        right = max(end + half * PX, end + _name_px(mark, end, shape) * PX)
        row = next((row for row, row_end in enumerate(row_ends) if row_end <= left), len(row_ends))
        if row == most_rows:
            return None
        if row == len(row_ends):
            row_ends.append(right)
        else:
            row_ends[row] = right
        rows[mark.key] = row
    return PackedLane(rows, len(row_ends))


def _name_px(mark: Mark, end_pct: float, shape: Shape) -> float:
    """px that a mark's name takes from its end; 0 where it has none or would leave the drawing."""
    if not mark.named or not mark.label:
        return 0.0
    width = REACH[shape] + advance(mark.label, TextRole.TITLE) + 4
    return width if end_pct + width * PX <= 100 else 0.0


def _packed_mark(mark: Mark, extent: Extent, y: float) -> WideMark:
    """The mark at its place. ``y``: px of its middle."""
    start, end, shape = extent
    half = max(12 * PX, (end - start) / 2 + 2 * PX)
    middle = (start + end) / 2
    hit_start, hit_end = within(middle - half, middle + half)
    label = None
    name_px = _name_px(mark, end, shape)
    if name_px:
        label = one_line(mark.label, TextRole.TITLE, end, REACH[shape] - 2, y + 4.9)
        hit_end = end + name_px * PX
    return WideMark(
        key=mark.key,
        mark=mark,
        shape=shape,
        soft=mark.ends,
        start_pct=start,
        end_pct=end,
        lead_pct=None,
        y_px=y,
        label=label,
        hit=Hit(hit_start, y - TARGET / 2, hit_end - hit_start, TARGET),
    )
