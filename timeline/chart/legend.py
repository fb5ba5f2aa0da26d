"""What the words around the drawings say: each speaks of the drawing that is shown with it.

A page holds a drawing for wide screens and one for narrow ones, and the stylesheet shows one of
them. What only one of them needs has that one's CSS class.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.chart.builder import Chart
from timeline.chart.layout import Grid, Narrow, Wide
from timeline.models.status_marks import CODES

WIDE_ONLY, NARROW_ONLY = "wo", "no"


@dataclass(frozen=True)
class ForDrawing:
    """A sign of the key, or a sentence. ``css_class``: "" for both drawings, or that of one."""

    css_class: str
    said: str


def heading(chart: Chart) -> str:
    """What the graphic shows, in a few words."""
    if chart.counts or chart.wide_grid or chart.is_too_much:
        return _("Milestones by year and project")
    if not chart.has_dates:
        return _("Milestones without a date")
    if any(shown.milestone.is_plan for shown in chart.shown.values()):
        return _("When it was announced, when it was due")
    return _("When it was announced, when it happened")


def caption(chart: Chart) -> list[ForDrawing]:
    """The sentences that explain the lines of the drawings."""
    if chart.is_too_much:
        text = _(
            "Too many to draw or to count here. Choose fewer filters, or a single year or project."
        )
        return [ForDrawing("", text)]
    if chart.counts:
        return [ForDrawing("", _counted_caption(counted=True))]
    wide, narrow = _sentences(chart.drawing.wide), _sentences(chart.drawing.narrow)
    said = _for_drawings([*wide, *(each for each in narrow if each not in wide)], wide, narrow)
    if chart.drawing.wide and not chart.wide_grid and not chart.is_today:
        said.append(ForDrawing("", _("The dashed line is the day asked for, not today.")))
    return said


def _sentences(drawing: Wide | Narrow | Grid | None) -> list[str]:
    if drawing is None:
        return []
    if isinstance(drawing, Grid):
        return [_counted_caption(counted=drawing.counted)]
    sentences = []
    if drawing.releases:
        sentences.append(_("Blue lines are releases."))
    if drawing.leads and isinstance(drawing, Wide) and drawing.dense:
        sentences.append(
            _(
                "A dotted line runs from the release that announced a plan that is open or overdue "
                "to the date it was planned for."
            )
        )
    elif drawing.leads:
        sentences.append(
            _(
                "A dotted line runs from the release that announced a plan to the date it was "
                "planned for."
            )
        )
    if isinstance(drawing, Wide) and drawing.outcomes:
        sentences.append(_("A solid line runs from a plan to what came of it."))
    if isinstance(drawing, Narrow) and drawing.beside:
        sentences.append(_("In order of date, not to scale."))
    return sentences


def _counted_caption(*, counted: bool) -> str:
    if counted:
        return _("Too many to draw one by one: each number leads to the list that it counts.")
    return _("Too many to draw along a line: each cell leads to the list of its milestones.")


def left_out(chart: Chart) -> str:
    """What the narrow drawing has of many, and how many more the wide one has."""
    number = chart.drawing.left_out
    more: str = ngettext(
        "%s more is drawn on a wider screen.", "%s more are drawn on a wider screen.", number
    )
    drawn = _("Drawn here: what is open or overdue, and the newest.")
    if chart.narrow and any(placed.mark.members for placed in chart.narrow.marks):
        drawn = _("Drawn here: what is open or overdue, the newest, and dates of many milestones.")
    return f"{drawn} {more % number}"


def key(chart: Chart) -> list[ForDrawing]:
    """The signs that occur in the drawings or below them, in the order of the key."""
    undated = {shown.marking.code for shown in chart.undated}
    wide = _signs(chart, chart.drawing.wide) | undated
    narrow = _signs(chart, chart.drawing.narrow) | undated
    order = ["exact", "inexact", "number", "many", *CODES.values(), "release", "fold"]
    return _for_drawings(order, wide, narrow)


def _signs(chart: Chart, drawing: Wide | Narrow | Grid | None) -> set[str]:
    if drawing is None:
        return set()
    if isinstance(drawing, Grid):
        return _signs_of_grid(chart, drawing)
    signs: set[str] = set()
    for placed in drawing.marks:
        if placed.mark.members:
            signs.add("number" if isinstance(drawing, Wide) else "many")
        else:
            signs.add(chart.shown[placed.key].marking.code)
        if placed.soft:
            signs.add("inexact")
        elif not placed.mark.members:
            signs.add("exact")
    if drawing.releases:
        signs.add("release")
    if drawing.folds:
        signs.add("fold")
    return signs


def _signs_of_grid(chart: Chart, drawing: Grid) -> set[str]:
    signs: set[str] = set()
    for block in drawing.blocks:
        for cell in block.cells:
            signs.update(chart.shown[glyph.key].marking.code for glyph in cell.glyphs)
    return signs


def _for_drawings(
    order: list[str], wide: Collection[str], narrow: Collection[str]
) -> list[ForDrawing]:
    """Those that either drawing needs, each with the class of the drawing that needs it."""
    found = []
    for each in order:
        if each in wide and each in narrow:
            found.append(ForDrawing("", each))
        elif each in wide:
            found.append(ForDrawing(WIDE_ONLY, each))
        elif each in narrow:
            found.append(ForDrawing(NARROW_ONLY, each))
    return found
