"""The narrow drawing, for containers under 704 px: time runs down, newest first.

Marks stand at their days on the left. Their words stand in one column at the right, and lines tie
the two. Where that column would have no room, all stand in the order of their dates
(``narrow_in_order``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.chart.layout.axis import axis_over
from timeline.chart.layout.marks import (
    ChartWords,
    Lane,
    ReleaseMark,
    marks_of,
    month,
    newest_first,
)
from timeline.chart.layout.narrow_axis import (
    LabelNeed,
    MarkColumns,
    UprightAxis,
    mark_columns,
    narrow_folds,
    narrow_ticks,
    years_to_scale,
)
from timeline.chart.layout.narrow_in_order import narrow_in_order
from timeline.chart.layout.narrow_labels import (
    BESIDE,
    LabelColumn,
    Slot,
    mark_slot,
    parted,
    release_slot,
    settle_slots,
    today_slot,
)
from timeline.chart.layout.narrow_parts import (
    TOP,
    WIDTH,
    Narrow,
    NarrowLane,
    NarrowRelease,
    NarrowToday,
)
from timeline.chart.layout.text_fitting import (
    LEADING,
    TextLabel,
    TextLine,
    TextRole,
    one_line,
    shorten,
    wrap,
)

FOLD_AFTER = 12  # months
RIGHTMOST = 116.0  # px: where more columns are needed, marks stand beside their labels instead
MARK_NEED, RELEASE_NEED = 60.0, 30.0  # px that a label may take in its stretch of the axis
MOST_NAMED = 16  # releases that carry their label: the newest; others keep their tick


def narrow(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], on: date, words: ChartWords
) -> Narrow:
    """The drawing of up to some 24 marks."""
    named = newest_first([release for release in releases if release.label])[:MOST_NAMED]
    upright = _upright_axis(lanes, releases, named, on)
    columns = mark_columns(lanes, upright)
    column = _label_column(columns.right_px)
    today_y = upright.y(month(on))
    slots = []
    for release in named:
        slots.append(release_slot(release, upright.y(month(release.on)), column))
    for mark in columns.marks:
        slots.append(mark_slot(mark, column))
    today = None
    if _is_top_line(today_y, slots):
        text = shorten(words.of_day(on), WIDTH, TextRole.TODAY)
        label = one_line(text, TextRole.TODAY, 100, 0, TOP - 8, anchor="end")
        today = NarrowToday(today_y, label)
    else:
        slots.append(today_slot(today_y, on, words, column))
    plain = _plain_ticks(releases, named, upright)
    if column.beside:
        return narrow_in_order(slots, today, plain, upright, words)
    labelled, foot = settle_slots(slots, column, upright.base)
    marks, named_ticks, today = parted(labelled, today)
    named_lanes: list[NarrowLane] = []
    if len(lanes) > 1:
        named_lanes = _named_lanes(lanes, columns, column, upright.base, foot)
        foot = named_lanes[-1].label.lines[-1].y_px
    folds = narrow_folds(upright, words)
    return Narrow(
        height_px=max(foot, upright.base) + 12,
        edge_px=column.edge_px,
        text_px=column.text_px,
        today=today,
        ticks=narrow_ticks(years_to_scale(upright), folds),
        folds=folds,
        releases=(*named_ticks, *plain),
        lanes=tuple(named_lanes),
        marks=tuple(marks),
        beside=False,
    )


def _upright_axis(
    lanes: Sequence[Lane], releases: Sequence[ReleaseMark], named: Sequence[ReleaseMark], on: date
) -> UprightAxis:
    marks = marks_of(lanes)
    axis = axis_over(marks, releases, on, FOLD_AFTER)
    needs = []
    for mark in marks:
        needs.append(LabelNeed(month(mark.end), MARK_NEED))
    for release in named:
        needs.append(LabelNeed(month(release.on), RELEASE_NEED))
    return UprightAxis(axis, needs)


def _label_column(right_px: float) -> LabelColumn:
    """The labels right of the last column of marks, or of the one column of marks beside them."""
    if right_px > RIGHTMOST:
        return BESIDE
    return LabelColumn(right_px + 9, right_px + 26, beside=False)


def _is_top_line(today_y: float, slots: Sequence[Slot]) -> bool:
    """Nothing lies ahead of today, so its label has the room above the axis."""
    return today_y <= TOP + 12 and all(slot.wanted_y >= today_y - 1 for slot in slots)


def _plain_ticks(
    releases: Sequence[ReleaseMark], named: Sequence[ReleaseMark], upright: UprightAxis
) -> list[NarrowRelease]:
    """Releases without a label."""
    ticks = []
    for release in releases:
        if release not in named:
            ticks.append(NarrowRelease(release.key, upright.y(month(release.on))))
    return ticks


def _named_lanes(
    lanes: Sequence[Lane], columns: MarkColumns, column: LabelColumn, base: float, foot: float
) -> list[NarrowLane]:
    """The lanes with their names one below the other, the last lane first: no line meets another.

    ``base``, ``foot``: px, where the axis and the labels end.
    """
    y = max(base, foot) + LEADING
    room = WIDTH - column.text_px
    named = []
    for lane, x in reversed(list(zip(lanes, columns.lane_middles, strict=True))):
        lines = []
        turn = y - TextRole.FOLD.size / 3
        for text in wrap(lane.name, room, TextRole.FOLD) or ("",):  # a lane may have no name
            lines.append(TextLine(text, TextRole.FOLD, y))
            y += LEADING
        label = TextLabel(0, column.text_px, "start", tuple(lines))
        named.append(NarrowLane(lane.key, x, base + 4, turn, column.text_px - 6, label))
    return named
