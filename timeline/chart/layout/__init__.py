"""The chart's layout: marks, releases and a day in, positions out.

It knows no markup, no database and no clock. ``draw`` chooses how to draw by how much there is to
draw, for wide containers (from 704 px) and for narrow ones (from 288 px). Names of fields end in
their unit: ``_pct`` is percent of the drawing's width, ``_px`` is CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.chart.layout import wide_head
from timeline.chart.layout.count_table import (
    CountCell,
    CountRow,
    CountTable,
    SpannedCount,
    count_table,
)
from timeline.chart.layout.grid import Grid, grid, tally
from timeline.chart.layout.marks import (
    ChartWords,
    Lane,
    Mark,
    ReleaseMark,
    Shape,
    count_of,
    marks_of,
    soft_ends,
)
from timeline.chart.layout.narrow import narrow
from timeline.chart.layout.narrow_parts import WIDTH as NARROW_WIDTH
from timeline.chart.layout.narrow_parts import Narrow
from timeline.chart.layout.same_dates import join_same_dates
from timeline.chart.layout.wide_packed import wide_packed
from timeline.chart.layout.wide_parts import Wide
from timeline.chart.layout.wide_rows import wide_rows

__all__ = [
    "NOTHING",
    "ChartWords",
    "CountCell",
    "CountRow",
    "CountTable",
    "Drawing",
    "Grid",
    "Lane",
    "Mark",
    "Narrow",
    "ReleaseMark",
    "Shape",
    "SpannedCount",
    "Wide",
    "count_table",
    "draw",
    "soft_ends",
]

FEW = 24  # marks, at most, that have a row and a name each
FEW_NARROW = 18  # of more marks, the narrow drawing has those of the first ranks
MORE_NARROW = 6  # and so many of those that stand for many


@dataclass(frozen=True, slots=True)
class Drawing:
    """Both drawings of a record. Where nothing is dated there is neither.

    Marks are a Wide and a Narrow, too many for a Wide two Grids. ``left_out``: how many
    milestones the Narrow has no room for.
    """

    wide: Wide | Grid | None
    narrow: Narrow | Grid | None
    left_out: int = 0


NOTHING = Drawing(None, None)


def draw(
    lanes: Sequence[Lane],
    releases: Sequence[ReleaseMark],
    on: date,
    words: ChartWords | None = None,
    *,
    filed: Sequence[Lane] | None = None,
) -> Drawing:
    """The drawing of the dated marks. Marks without a date have no place on an axis.

    ``on`` is the day whose line is drawn. A mark stands in one lane, and its key is unique.
    ``filed``: lanes as a grid counts them; there a mark stands in every lane it is filed under.
    """
    words = words or ChartWords()
    dated = _dated(lanes)
    dated_as_filed = _dated(filed or lanes)
    if not dated:
        return NOTHING
    numbered = dated
    if len(marks_of(dated)) > FEW:
        numbered = join_same_dates(dated, words.beside_number)
        dated = join_same_dates(dated, words.many)
    if len(marks_of(dated)) <= FEW:
        return Drawing(wide_rows(numbered, releases, on, words), narrow(dated, releases, on, words))
    packed = wide_packed(numbered, releases, on, words)
    if packed:
        return _with_first_ranks(packed, dated, releases, on, words)
    counts = tally(dated_as_filed)
    narrow_grid = grid(dated_as_filed, counts, words, width=NARROW_WIDTH)
    return Drawing(grid(dated_as_filed, counts, words, width=wide_head.WIDTH), narrow_grid)


def _with_first_ranks(
    packed: Wide,
    lanes: Sequence[Lane],
    releases: Sequence[ReleaseMark],
    on: date,
    words: ChartWords,
) -> Drawing:
    """Both drawings of many marks: the narrow one has those of the first ranks, each with its name.

    It has some that stand for many too, and the releases that state what it has.
    """
    ranked = sorted(marks_of(lanes), key=lambda mark: mark.rank)
    shown = ranked[:FEW_NARROW]
    shown += [mark for mark in ranked[FEW_NARROW:] if mark.members][:MORE_NARROW]
    first = {mark.key for mark in shown}
    stated = {mark.stated for mark in shown}
    stating = [release for release in releases if release.on in stated]
    drawn = []
    for lane in lanes:
        marks = tuple(mark for mark in lane.marks if mark.key in first)
        if marks:
            drawn.append(replace(lane, marks=marks))
    left_out = count_of(ranked) - count_of(shown)
    return Drawing(packed, narrow(drawn, stating, on, words), left_out)


def _dated(lanes: Sequence[Lane]) -> list[Lane]:
    """The lanes with their dated marks alone. A lane without any is left out."""
    dated = []
    for lane in lanes:
        marks = tuple(mark for mark in lane.marks if mark.dated)
        if marks:
            dated.append(replace(lane, marks=marks))
    return dated
