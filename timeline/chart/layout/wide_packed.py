"""The wide drawing of hundreds of marks: each lane packs them into as few rows as it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import ChartWords, Lane, Mark, ReleaseMark, Shape, marks_of
from timeline.chart.layout.text_fitting import TextRole, advance, one_line, shorten
from timeline.chart.layout.wide_head import PX, TARGET, Hit, wide_head, within
from timeline.chart.layout.wide_parts import (
    HALF,
    LANE_HEAD,
    REACH,
    Extent,
    Wide,
    WideMark,
    axis_with_room,
    lane_head,
    placed_on,
    wide_of,
)

FOLD_AFTER = 60  # months: at this number a fold of fewer would hide the rhythm of the record
TALLEST = 1600.0  # px: a drawing that would be taller is a grid instead
COMFORTABLE = 1200.0  # px: names make no drawing taller, and rows are tight where it is anyway
PITCH, TIGHT_PITCH = TARGET, 17.0  # px: the height of a row
AFTER_LANE = 12  # px
LONGEST_NAME = 200.0  # px: a longer name is shortened
AIR = 4  # px after a name
MOST_TRIED = 150  # names: each costs as much as packing its lane


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside its mark. ``anchor``: "start" stands right of the mark, "end" left of it."""

    text: str
    anchor: str
    px: float  # from the mark, with some air


@dataclass(frozen=True, slots=True)
class Place:
    """What a mark takes across, in percent: its target, its lead line, and its name if it has one.

    ``lead_pct``: where the dotted line from its release starts, None for none.
    """

    left_pct: float
    right_pct: float
    lead_pct: float | None
    name: Name | None


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
    bare, named = _places(axis, lanes, extents)
    packed = _packed_lanes(lanes, bare, most_rows)
    if packed is None:
        return None
    row_count = sum(lane.count for lane in packed)
    comfortable_rows = int((COMFORTABLE - without_rows) / PITCH)
    pitch = PITCH
    if row_count > comfortable_rows:
        pitch = TIGHT_PITCH
        comfortable_rows = max(row_count, int((COMFORTABLE - without_rows) / TIGHT_PITCH))
    places, packed = _with_names(lanes, bare, named, packed, comfortable_rows)
    y = head.bottom_px
    heads = []
    marks: list[WideMark] = []
    for lane, packed_lane in zip(lanes, packed, strict=True):
        if lane.name:
            heads.append(lane_head(lane, y + 3, counted=True))
            y += LANE_HEAD
        for mark in lane.marks:
            middle_y = y + pitch * (packed_lane.rows[mark.key] + 0.5)
            marks.append(_packed_mark(mark, extents[mark.key], places[mark.key], middle_y))
        y += pitch * packed_lane.count + AFTER_LANE
    marks.sort(key=lambda mark: (mark.y_px, mark.start_pct))
    return wide_of(head, heads, marks, height=y, dense=True)


def _with_names(
    lanes: Sequence[Lane],
    bare: dict[str, Place],
    named: dict[str, Place],
    packed: list[PackedLane],
    most_rows: int,
) -> tuple[dict[str, Place], list[PackedLane]]:
    """As many names as the rows have room for, those of the first ranks before others.

    ``packed`` is how the marks stand without any. A name may add a row while there is one to add.
    """
    places, packed = dict(bare), list(packed)
    row_count = sum(lane.count for lane in packed)
    ranked = []
    for number, lane in enumerate(lanes):
        ranked += [(mark.rank, number, mark.key) for mark in lane.marks if mark.key in named]
    for _rank, number, key in sorted(ranked)[:MOST_TRIED]:
        places[key] = named[key]
        most = packed[number].count + most_rows - row_count
        tried = _packed_lane(lanes[number], places, most)
        if tried is None:
            places[key] = bare[key]
        else:
            row_count += tried.count - packed[number].count
            packed[number] = tried
    return places, packed


def _lane_extra(lane: Lane) -> float:
    """px that a lane takes beside its rows."""
    if lane.name:
        return LANE_HEAD + AFTER_LANE
    return AFTER_LANE


def _packed_lanes(
    lanes: Sequence[Lane], places: dict[str, Place], most_rows: int
) -> list[PackedLane] | None:
    """Every lane in rows, or None where they take more than ``most_rows`` together."""
    packed = []
    for lane in lanes:
        packed_lane = _packed_lane(lane, places, most_rows)
        if packed_lane is None:
            return None
        packed.append(packed_lane)
        most_rows -= packed_lane.count
    return packed


def _packed_lane(lane: Lane, places: dict[str, Place], most_rows: int) -> PackedLane | None:
    """First fit: each mark takes the first row where it is clear of the mark before it.

    None where the marks take more than ``most_rows``.
    """
    rows: dict[str, int] = {}
    row_ends: list[float] = []  # percent
    for mark in sorted(lane.marks, key=lambda mark: places[mark.key].left_pct):
        place = places[mark.key]
        free = (row for row, row_end in enumerate(row_ends) if row_end <= place.left_pct)
        row = next(free, len(row_ends))
        if row == most_rows:
            return None
        if row == len(row_ends):
            row_ends.append(place.right_pct)
        else:
            row_ends[row] = place.right_pct
        rows[mark.key] = row
    return PackedLane(rows, len(row_ends))


def _places(
    axis: Axis, lanes: Sequence[Lane], extents: dict[str, Extent]
) -> tuple[dict[str, Place], dict[str, Place]]:
    """Key of a mark -> what it takes without its name; and with it, where a side has room."""
    bare, named = {}, {}
    for mark in marks_of(lanes):
        extent = extents[mark.key]
        lead = placed_on(axis, mark, extent).lead_pct if mark.tied else None
        place = _bare_place(extent, lead)
        bare[mark.key] = place
        name = _name(mark, extent, place)
        if name:
            named[mark.key] = _named_place(extent, place, name)
    return bare, named


def _bare_place(extent: Extent, lead: float | None) -> Place:
    """Targets are 24 px wide and never touch."""
    start, end, shape = extent
    half = max(12.0 - (end - start) / 2 / PX, 4.0)
    if shape in (Shape.STUB, Shape.NUMBER):
        half = HALF[shape] + 0.5
    left = start - half * PX
    if lead is not None:
        left = min(left, lead)
    return Place(left, end + half * PX, lead, None)


def _name(mark: Mark, extent: Extent, bare: Place) -> Name | None:
    """The name right of the mark, or left of it and its lead line where the drawing ends."""
    text = shorten(mark.label, LONGEST_NAME, TextRole.TITLE)
    if not text:
        return None
    px = REACH[extent.shape] + advance(text, TextRole.TITLE) + AIR
    if extent.end_pct + px * PX <= 100:
        return Name(text, "start", px)
    if _beside(extent, bare) - px * PX >= 0:
        return Name(text, "end", px)
    return None


def _beside(extent: Extent, place: Place) -> float:
    """Percent from which a name stands to the left: the mark's start, or that of its lead line."""
    return extent.start_pct if place.lead_pct is None else place.lead_pct


def _named_place(extent: Extent, bare: Place, name: Name) -> Place:
    left, right = bare.left_pct, bare.right_pct
    if name.anchor == "start":
        right = max(right, extent.end_pct + name.px * PX)
    else:
        left = min(left, _beside(extent, bare) - name.px * PX)
    return Place(left, right, bare.lead_pct, name)


def _packed_mark(mark: Mark, extent: Extent, place: Place, y: float) -> WideMark:
    """The mark at its place. ``y``: px of its middle."""
    start, end, shape = extent
    half = max(12 * PX, (end - start) / 2 + 2 * PX)
    middle = (start + end) / 2
    hit_start, hit_end = within(middle - half, middle + half)
    label = None
    if place.name:
        reach = REACH[shape] - 2
        if place.name.anchor == "start":
            label = one_line(place.name.text, TextRole.TITLE, end, reach, y + 4.9)
            hit_end = end + place.name.px * PX
        else:
            x = _beside(extent, place)
            label = one_line(place.name.text, TextRole.TITLE, x, -reach, y + 4.9, anchor="end")
            hit_start = x - place.name.px * PX
    return WideMark(
        key=mark.key,
        mark=mark,
        shape=shape,
        soft=mark.ends,
        start_pct=start,
        end_pct=end,
        lead_pct=place.lead_pct,
        y_px=y,
        label=label,
        hit=Hit(hit_start, y - TARGET / 2, hit_end - hit_start, TARGET),
    )
