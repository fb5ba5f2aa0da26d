"""The overview graphic: marks, releases and a day in, positions out. No markup, no ORM, no clock, no I/O.

``draw`` chooses how to draw by how much there is to draw, for wide and for narrow containers. Names of fields end
in their unit: ``_pct`` of the drawing's width, ``_px`` CSS pixels. Wide drawings fit from 704 px, narrow from 288.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.chart.layout import grid as grids
from timeline.chart.layout import narrow as narrows
from timeline.chart.layout import wide as wides
from timeline.chart.layout.grid import Grid, SpannedCount
from timeline.chart.layout.header import WIDTH
from timeline.chart.layout.marks import ChartWords, Lane, Mark, ReleaseMark, Shape, soft_ends
from timeline.chart.layout.narrow import Narrow
from timeline.chart.layout.wide import Wide

__all__ = [
    "ChartWords",
    "Drawing",
    "Grid",
    "Lane",
    "Mark",
    "Narrow",
    "ReleaseMark",
    "Shape",
    "SpannedCount",
    "Wide",
    "draw",
    "draw_counts",
    "soft_ends",
]

FEW = 24  # marks, at most, that have a row and a name each


@dataclass(frozen=True, slots=True)
class Drawing:
    """``variant``: "few" (Wide, Narrow), "dense" (Wide, Grid), "grid" (Grid, Grid) or "nothing" (None, None)."""

    variant: str
    wide: Wide | Grid | None
    narrow: Narrow | Grid | None


def draw(
    lanes: Sequence[Lane],
    releases: Sequence[ReleaseMark],
    on: date,
    words: ChartWords | None = None,
    *,
    filed: Sequence[Lane] | None = None,
) -> Drawing:
    """The overview of the dated marks; those without a date have no place on an axis and are left out.

    ``on`` is the day whose line is drawn. A mark stands in one lane, and its key is unique. ``words`` are measured.
    ``filed``: lanes as a grid counts them, where a mark stands in every lane it is filed under.
    """
    words = words or ChartWords()
    dated, filed = _dated(lanes), _dated(filed or lanes)
    if not dated:
        return Drawing("nothing", None, None)
    if sum(len(lane.marks) for lane in dated) <= FEW:
        return Drawing(
            "few", wides.few(dated, releases, on, words), narrows.narrow(dated, releases, on, words)
        )
    counts = grids.tally(filed)
    narrow = grids.grid(filed, counts, on, words, width=narrows.WIDTH)
    if stacked := wides.dense(dated, releases, on, words):
        return Drawing("dense", stacked, narrow)
    return Drawing("grid", grids.grid(filed, counts, on, words, width=WIDTH), narrow)


def draw_counts(
    lanes: Sequence[tuple[str, str]],
    spans: Sequence[SpannedCount],
    on: date,
    words: ChartWords | None = None,
) -> Drawing:
    """The grid of a record too large to hand over: ``lanes`` are (key, name), ``spans`` what was counted in them."""
    if not spans:
        return Drawing("nothing", None, None)
    words, used = words or ChartWords(), {span.lane for span in spans}
    shown = [Lane(key, name, ()) for key, name in lanes if key in used]
    counts = grids.tally_spans([lane.key for lane in shown], spans)
    wide, narrow = (
        grids.grid(shown, counts, on, words, width=width) for width in (WIDTH, narrows.WIDTH)
    )
    return Drawing("grid", wide, narrow)


def _dated(lanes: Sequence[Lane]) -> list[Lane]:
    dated = [replace(lane, marks=tuple(m for m in lane.marks if m.dated)) for lane in lanes]
    return [lane for lane in dated if lane.marks]
