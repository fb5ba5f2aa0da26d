"""Draws the overview graphic: what ``overview`` placed, as SVG of attributes only, so that a strict CSP holds.

Numbers are written with a point and at most two decimals whatever the language; Django would write 33,5 in French.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.chart.builder import Chart, ChartMilestone
from timeline.chart.layout import Shape
from timeline.chart.layout.grid import GridCell
from timeline.chart.layout.narrow_parts import Leader, Narrow, NarrowHit, NarrowMark, NarrowRelease
from timeline.chart.layout.text_fitting import INLINE_GAP, TextLabel, TextLine, TextRole
from timeline.chart.layout.wide_head import Hit
from timeline.chart.layout.wide_parts import OutcomeLine, WideMark
from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language
from timeline.models import Release
from timeline.models.status_marks import StatusMark, words_of
from timeline.queries.selection import query_string
from timeline.templatetags.record import mark

register = template.Library()

Place = tuple[str, str, str, str]  # x, y, width, height, as SVG has them

CLASSES = {
    TextRole.TITLE: "t",
    TextRole.WHEN: "d",
    TextRole.YEAR: "yr",
    TextRole.FOLD: "n",
    TextRole.TODAY: "nowt",
    TextRole.LANE: "lane",
    TextRole.COUNT: "n",
    TextRole.RELEASE: "rl",
    TextRole.HEADING: "n",
}


@register.filter
def num(value: float) -> str:
    """``33.50`` is "33.5", ``46.0`` is "46"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    return found[key]


@register.simple_tag
def label(text: TextLabel, language: str = "") -> SafeString:
    """The lines of a label, which share an edge. ``language``: of its names, where it is not the page's."""
    x, dx = num(text.x_pct), num(text.dx_px)

    def lang(line: TextLine) -> SafeString:
        return (
            format_html(' lang="{}"', language)
            if language and line.role is TextRole.TITLE
            else SafeString("")
        )

    anchor = format_html(' text-anchor="{}"', text.anchor) if text.anchor != "start" else ""
    lines = (
        format_html(
            '<tspan class="{}" dx="{}"{}>{}</tspan>',
            CLASSES[line.role],
            INLINE_GAP,
            lang(line),
            line.text,
        )
        if line.follows
        else format_html(
            '<tspan class="{}" x="{}%" dx="{}" y="{}"{}>{}</tspan>',
            *(CLASSES[line.role], x, dx, num(line.y_px), lang(line), line.text),
        )
        for line in text.lines
    )
    return format_html(
        "<text{}>{}</text>", anchor, format_html_join("", "{}", ((line,) for line in lines))
    )


@register.simple_tag
def hit(place: Hit | NarrowHit) -> SafeString:
    """What can be pointed at: at least 24 px either way (WCAG 2.2, 2.5.8)."""
    if isinstance(place, Hit):
        x, width = f"{num(place.x_pct)}%", f"{num(place.width_pct)}%"
    else:
        x, width = num(place.x_px), num(place.width_px)
    return format_html(
        '<rect class="hit" x="{}" y="{}" width="{}" height="{}"/>',
        x,
        num(place.y_px),
        width,
        num(place.height_px),
    )


@register.simple_tag
def leader(line: Leader) -> SafeString:
    """From a mark level to its column's edge, then over to its label."""
    x1, y1, turn, x2, y2 = (
        num(v) for v in (line.x1_px, line.y1_px, line.turn_px, line.x2_px, line.y2_px)
    )
    bend = num(line.turn_px + (line.x2_px - line.turn_px) / 2)
    return format_html(
        '<path class="ldr" d="M{} {}H{}C{} {} {} {} {} {}"/>',
        x1,
        y1,
        turn,
        bend,
        y1,
        bend,
        y2,
        x2,
        y2,
    )


@register.simple_tag
def outcome_line(line: OutcomeLine) -> SafeString:
    """From a plan across, then to what settled it. Two lines, since a path cannot hold percentages."""
    x1, x2, y1, y2 = num(line.x1_pct), num(line.x2_pct), num(line.y1_px), num(line.y2_px)
    one = '<line class="out" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
    return format_html(one, x1, x2, y1, y1) + format_html(one, x2, x2, y1, y2)


def _sign(marking: StatusMark, x: str, y: float) -> SafeString:
    return (
        format_html('<use href="#i{}" x="{}" y="{}"/>', marking.sign, x, num(y))
        if marking.sign
        else SafeString("")
    )


def _mask(soft: str, axis: str) -> SafeString:
    """``k`` masks fade across, ``v`` masks down. An end that is not known fades over the whole length."""
    return format_html(' mask="url(#{}{})"', axis, soft) if soft else SafeString("")


def _bar(marking: StatusMark, soft: str, box: Place, half: Place, axis: str) -> SafeString:
    """A bar to scale: filled, half filled, or an outline; hatched where it is soft and did not simply happen."""
    mask = _mask(soft, axis)
    rect = format_html(
        '<rect class="m{}" x="{}" y="{}" width="{}" height="{}" rx="1.5"{}/>',
        marking.fill,
        *box,
        mask,
    )
    if marking.fill == "u":
        return rect + format_html(
            '<rect class="mh0" x="{}" y="{}" width="{}" height="{}" rx="1.5"{}/>', *half, mask
        )
    if soft and marking.fill != "h":
        hatch = '<rect fill="url(#ht)" x="{}" y="{}" width="{}" height="{}"{}/>'
        return rect + format_html(hatch, *box, mask)
    return rect


@register.simple_tag
def wide_mark(placed: WideMark, graphic: Chart) -> SafeString:
    """A mark of the wide drawing: a link with its title, what can be hit, its lead line, shape, sign and label."""
    one = graphic.shown[placed.key]
    y, middle = placed.y_px, f"{num(placed.middle_pct)}%"
    parts = [hit(placed.hit)]
    if placed.lead_pct is not None:
        line = '<line class="lead" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        parts.append(format_html(line, num(placed.lead_pct), num(placed.start_pct), num(y), num(y)))
    if placed.shape is Shape.BAR:
        x, width = f"{num(placed.start_pct)}%", f"{num(placed.width_pct)}%"
        parts.append(
            _bar(
                one.marking, placed.soft, (x, num(y - 5), width, "10"), (x, num(y), width, "5"), "k"
            )
        )
    else:
        use = '<use href="#{}{}" x="{}" y="{}"/>'
        parts.append(format_html(use, placed.shape.value, one.marking.fill, middle, num(y)))
    parts.append(_sign(one.marking, middle, y))
    if placed.label:
        parts.append(label(placed.label, one.language))
    return _link(one, parts, graphic)


@register.simple_tag
def narrow_mark(placed: NarrowMark, graphic: Chart) -> SafeString:
    """A mark of the narrow drawing, upright."""
    one, x, middle = graphic.shown[placed.key], num(placed.x_px), placed.middle_px
    parts = [hit(placed.hit)] if placed.hit else []
    if placed.lead_px is not None:
        line = '<line class="lead" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        parts.append(format_html(line, x, x, num(placed.lead_px), num(placed.bottom_px)))
    if placed.shape is Shape.DOT:
        parts.append(
            format_html('<use href="#d{}" x="{}" y="{}"/>', one.marking.fill, x, num(middle))
        )
    else:
        left, top, height = num(placed.x_px - 5), num(placed.top_px), num(placed.height_px)
        parts.append(
            _bar(one.marking, placed.soft, (left, top, "10", height), (left, top, "5", height), "v")
        )
    parts.append(_sign(one.marking, x, middle))
    if placed.label:
        parts.append(label(placed.label, one.language))
    return _link(one, parts, graphic)


def _link(one: ChartMilestone, parts: list[SafeString], graphic: Chart) -> SafeString:
    inner = format_html_join("", "{}", ((part,) for part in parts))
    address = one.milestone.get_absolute_url()
    return format_html(
        '<a href="{}"{}><title>{}</title>{}</a>', address, _target(graphic), one.title, inner
    )


def _target(graphic: Chart) -> SafeString:
    return SafeString(' target="_top"' if graphic.framed else "")


@register.simple_tag
def grid_cell(cell: GridCell, graphic: Chart) -> SafeString:
    """A cell of years by projects: a link to the list that it counts, where a filter can select just that."""
    parts = [
        format_html(
            '<rect class="hit" x="{}%" y="{}" width="{}%" height="{}"/>',
            *(num(cell.x_pct), num(cell.y_px), num(cell.width_pct), num(cell.height_px)),
        )
    ]
    if cell.label:
        parts.append(label(cell.label))
    for glyph in cell.glyphs:
        fill = graphic.shown[glyph.key].marking
        use = '<svg x="{}%" overflow="visible"><use href="#d{}" x="{}" y="{}"/>{}</svg>'
        place = (num(glyph.dx_px), num(glyph.y_px))
        parts.append(
            format_html(use, num(cell.x_pct), fill.fill, *place, _sign(fill, place[0], glyph.y_px))
        )
    inner = format_html_join("", "{}", ((part,) for part in parts))
    title, address = _cell_title(cell, graphic), graphic.list_of(cell.lane, cell.years)
    if not address:
        return format_html("<g><title>{}</title>{}</g>", title, inner)
    return format_html(
        '<a href="{}"{}><title>{}</title>{}</a>', address, _target(graphic), title, inner
    )


def _cell_title(cell: GridCell, graphic: Chart) -> str:
    years = str(cell.first_year) if len(cell.years) == 1 else f"{cell.first_year}–{cell.last_year}"
    counted: str = ngettext("%s milestone", "%s milestones", cell.count) % cell.count
    return ", ".join(
        part for part in (graphic.lane_names.get(cell.lane, ""), years, counted) if part
    )


@register.filter
def in_turn(narrow: Narrow) -> list[NarrowMark | NarrowRelease]:
    """Marks and releases from the top down: the order of the labels, and so of the tab key."""
    items: list[NarrowMark | NarrowRelease] = [*narrow.releases, *narrow.marks]
    return sorted(items, key=lambda item: item.hit.y_px if item.hit else 0.0)


@register.simple_tag
def release_title(release: Release) -> str:
    return _("Release of %s") % write_day(release.published_on, active_language())


@register.simple_tag
def description(graphic: Chart) -> str:
    """What a reader who does not see it should know: how much it shows, and where the same stands in words."""
    marks = len(graphic.shown)
    if not marks:
        return _("Counts of milestones by year and project. The same follows in words.")
    counted: str = ngettext("%s milestone", "%s milestones", marks) % marks
    return (
        _(
            "%s on a time axis, each a link with its title, date and status. The same follows in words."
        )
        % counted
    )


@register.simple_tag
def key_mark(code: str) -> SafeString:
    """A mark in the key. "Under way" always says when: nothing is claimed about today."""
    words = _("Under way when stated") if code == "u" else words_of(code)
    return format_html("{}{}", mark(StatusMark(code, words)), words)


@register.simple_tag
def undated_list(graphic: Chart) -> str:
    kept = [(name, value) for name, value in graphic.query if name not in {"year", "dated"}]
    return reverse("timeline:timeline") + query_string([*kept, ("dated", "none")])


@register.filter
def add_pct(start: float, width: float) -> str:
    return num(start + width)
