"""The chart as SVG: it writes what the layout placed.

It uses attributes only, so that a strict Content-Security-Policy holds. Numbers are written with a
point and at most two decimals in every language, where Django would write 33,5 in French.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from timeline.chart.builder import Chart
from timeline.chart.layout import CountCell, CountRow, Shape, Wide
from timeline.chart.layout.grid import GridCell, GridGlyph
from timeline.chart.layout.narrow_parts import (
    Leader,
    Narrow,
    NarrowHit,
    NarrowMark,
    NarrowRelease,
    NarrowTick,
)
from timeline.chart.layout.text_fitting import INLINE_GAP, TextLabel, TextLine, TextRole
from timeline.chart.layout.wide_head import Hit, Tick
from timeline.chart.layout.wide_parts import OutcomeLine, WideMark
from timeline.chart.titles import cell_title, many_title, milestone_title
from timeline.models import Release
from timeline.models.status_marks import StatusMark
from timeline.pages.documents import document_of
from timeline.queries.pagination import query_string

register = template.Library()

EMPTY = SafeString("")
MANY = StatusMark("m", "")
CLASSES = {
    TextRole.TITLE: SafeString("t"),
    TextRole.WHEN: SafeString("d"),
    TextRole.YEAR: SafeString("yr"),
    TextRole.FOLD: SafeString("n"),
    TextRole.TODAY: SafeString("nowt"),
    TextRole.LANE: SafeString("lane"),
    TextRole.COUNT: SafeString("n"),
    TextRole.RELEASE: SafeString("rl"),
    TextRole.HEADING: SafeString("n"),
}


@register.filter
def num(value: float) -> SafeString:
    """``33.50`` is "33.5", ``46.0`` is "46". Nothing in it needs to be escaped."""
    return SafeString(f"{value:.2f}".rstrip("0").rstrip("."))


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    return found[key]


@register.filter
def add_pct(start: float, width: float) -> SafeString:
    return num(start + width)


@register.simple_tag
def label(text: TextLabel, language: str = "") -> SafeString:
    """The lines of a label, which share an edge.

    ``language``: that of its title, where it is not the page's.
    """
    anchor = EMPTY
    if text.anchor != "start":
        anchor = format_html(' text-anchor="{}"', text.anchor)
    lines = EMPTY
    for line in text.lines:
        lines += _label_line(text, line, language)
    return format_html("<text{}>{}</text>", anchor, lines)


def _label_line(text: TextLabel, line: TextLine, language: str) -> SafeString:
    lang = EMPTY
    if language and line.role is TextRole.TITLE:
        lang = format_html(' lang="{}"', language)
    css_class = CLASSES[line.role]
    if line.follows:
        following = '<tspan class="{}" dx="{}"{}>{}</tspan>'
        return format_html(following, css_class, INLINE_GAP, lang, line.text)
    return format_html(
        '<tspan class="{}" x="{}%" dx="{}" y="{}"{}>{}</tspan>',
        css_class,
        num(text.x_pct),
        num(text.dx_px),
        num(line.y_px),
        lang,
        line.text,
    )


@register.simple_tag
def hit(place: Hit | NarrowHit) -> SafeString:
    """What can be pointed at: at least 24 px either way (WCAG 2.2, 2.5.8)."""
    if isinstance(place, Hit):
        x, width = f"{num(place.x_pct)}%", f"{num(place.width_pct)}%"
    else:
        x, width = num(place.x_px), num(place.width_px)
    rect = '<rect class="hit" x="{}" y="{}" width="{}" height="{}"/>'
    return format_html(rect, x, num(place.y_px), width, num(place.height_px))


def year(tick: Tick | NarrowTick, chart: Chart) -> SafeString:
    """A year of the scale, which leads to the view that it narrows."""
    name = label(tick.label)
    if isinstance(tick, Tick) and tick.broad:
        name = format_html('<g class="broad">{}</g>', name)
    address = chart.view_of_tick(tick.year)
    if not address:
        return name
    target = SafeString(' target="_top"') if chart.framed else EMPTY
    link = '<a href="{}"{}>{}{}</a>'
    return format_html(link, address, target, hit(tick.hit), name)


@register.simple_tag
def wide_scale(wide: Wide, chart: Chart) -> SafeString:
    """The years of the wide drawing, each with its line from top to bottom."""
    parts = []
    for tick in wide.ticks:
        x, ends = f"{num(tick.x_pct)}%", (num(wide.top_px), num(wide.height_px))
        line = '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        parts.append(format_html(line, "grid broad" if tick.broad else "grid", x, x, *ends))
        parts.append(year(tick, chart))
    return SafeString("".join(parts))


@register.simple_tag
def narrow_scale(narrow: Narrow, chart: Chart) -> SafeString:
    """The years of the narrow drawing, each with its line from the side to the marks."""
    parts = []
    for tick in narrow.ticks:
        y = num(tick.y_px)
        line = '<line class="grid" x1="0" x2="{}" y1="{}" y2="{}"/>'
        parts.append(format_html(line, num(narrow.edge_px), y, y))
        parts.append(year(tick, chart))
    return SafeString("".join(parts))


@register.simple_tag
def leader(line: Leader) -> SafeString:
    """From a mark level to its column's edge, then over to its label."""
    start = f"{num(line.x1_px)} {num(line.y1_px)}"
    end = f"{num(line.x2_px)} {num(line.y2_px)}"
    bend = num(line.turn_px + (line.x2_px - line.turn_px) / 2)
    curve = f"{bend} {num(line.y1_px)} {bend} {num(line.y2_px)} {end}"
    path = '<path class="ldr" d="M{}H{}C{}"/>'
    return format_html(path, start, num(line.turn_px), curve)


@register.simple_tag
def outcome_line(line: OutcomeLine) -> SafeString:
    """From a plan across, then to what settled it.

    These are two lines, since a path cannot hold percentages.
    """
    x1, x2, y1, y2 = num(line.x1_pct), num(line.x2_pct), num(line.y1_px), num(line.y2_px)
    return line_svg("out", (x1, x2), (y1, y1)) + line_svg("out", (x2, x2), (y1, y2))


def line_svg(css_class: str, x_pct: tuple[str, str], y: tuple[str, str]) -> SafeString:
    line = '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
    return format_html(line, css_class, x_pct[0], x_pct[1], y[0], y[1])


def sign_svg(marking: StatusMark, x: str, y: float) -> SafeString:
    if not marking.sign:
        return EMPTY
    return format_html('<use href="#i{}" x="{}" y="{}"/>', marking.sign, x, num(y))


def box_svg(x: str, y: str, width: str, height: str) -> SafeString:
    """The attributes of a rectangle."""
    return format_html('x="{}" y="{}" width="{}" height="{}"', x, y, width, height)


def bar_svg(
    marking: StatusMark, box: SafeString, half: SafeString, direction: str, soft: str
) -> SafeString:
    """A bar to scale: filled, half filled (``half`` of its ``box``), or an outline.

    Its ``soft`` ends fade in a ``direction``: "k" across, "v" down. A soft bar is hatched unless
    it simply happened.
    """
    masked = EMPTY
    if soft:
        masked = format_html(' mask="url(#{}{})"', direction, soft)
    rect = format_html('<rect class="m{}" {} rx="1.5"{}/>', marking.fill, box, masked)
    if marking.fill == "u":
        return rect + format_html('<rect class="mh0" {} rx="1.5"{}/>', half, masked)
    if soft and marking.fill != "h":
        return rect + format_html('<rect fill="url(#ht)" {}{}/>', box, masked)
    return rect


@register.simple_tag
def wide_mark(placed: WideMark, chart: Chart) -> SafeString:
    """A mark of the wide drawing: a link around its target, lead line, shape, sign and label."""
    marking = _marking(placed, chart)
    y, middle = num(placed.y_px), f"{num(placed.middle_pct)}%"
    parts = [hit(placed.hit)]
    if placed.lead_pct is not None:
        parts.append(line_svg("lead", (num(placed.lead_pct), num(placed.start_pct)), (y, y)))
    if placed.shape is Shape.BAR:
        x, width = f"{num(placed.start_pct)}%", f"{num(placed.width_pct)}%"
        box = box_svg(x, num(placed.y_px - 5), width, "10")
        half = box_svg(x, y, width, "5")
        parts.append(bar_svg(marking, box, half, "k", placed.soft))
    elif placed.shape is not Shape.NUMBER:
        use = '<use href="#{}{}" x="{}" y="{}"/>'
        parts.append(format_html(use, placed.shape.value, marking.fill, middle, y))
    if placed.mark.members:
        parts.append(_number(placed))
    else:
        parts.append(sign_svg(marking, middle, placed.y_px))
    if placed.label:
        parts.append(label(placed.label, _language(placed, chart)))
    return _mark_link(placed, parts, chart)


def _marking(placed: WideMark | NarrowMark, chart: Chart) -> StatusMark:
    """A mark that stands for many has no status of its own."""
    return MANY if placed.mark.members else chart.shown[placed.key].marking


def _language(placed: WideMark | NarrowMark, chart: Chart) -> str:
    return "" if placed.mark.members else chart.shown[placed.key].language


def _number(placed: WideMark) -> SafeString:
    """How many it stands for, in a pill that fades where the date is not exact."""
    digits = str(placed.mark.count)
    half = 7 + 3 * len(digits)
    masked = EMPTY
    if placed.soft and placed.shape is Shape.NUMBER:
        half, masked = 14, SafeString(' mask="url(#kb)"')
    pill = format_html(
        '<rect class="many" x="-{}" y="-8" width="{}" height="16" rx="8"{}/>',
        half,
        2 * half,
        masked,
    )
    svg = '<svg x="{}%" y="{}" overflow="visible">{}<text class="num" y="4">{}</text></svg>'
    return format_html(svg, num(placed.middle_pct), num(placed.y_px), pill, digits)


@register.simple_tag
def narrow_mark(placed: NarrowMark, chart: Chart) -> SafeString:
    """A mark of the narrow drawing, upright. One of many says their number in its label."""
    marking = _marking(placed, chart)
    x = num(placed.x_px)
    parts = []
    if placed.hit:
        parts.append(hit(placed.hit))
    if placed.lead_px is not None:
        line = '<line class="lead" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        parts.append(format_html(line, x, x, num(placed.lead_px), num(placed.bottom_px)))
    if placed.shape is Shape.DOT:
        use = '<use href="#d{}" x="{}" y="{}"/>'
        parts.append(format_html(use, marking.fill, x, num(placed.middle_px)))
    else:
        left, top, height = num(placed.x_px - 5), num(placed.top_px), num(placed.height_px)
        box, half = box_svg(left, top, "10", height), box_svg(left, top, "5", height)
        parts.append(bar_svg(marking, box, half, "v", placed.soft))
    parts.append(sign_svg(marking, x, placed.middle_px))
    if placed.label:
        parts.append(label(placed.label, _language(placed, chart)))
    return _mark_link(placed, parts, chart)


def _mark_link(
    placed: WideMark | NarrowMark, parts: Sequence[SafeString], chart: Chart
) -> SafeString:
    """A link to the milestone, or to the list of many that stands below the drawings."""
    if placed.mark.members:
        title = many_title(chart.same_dates[placed.key])
        return _link(f"#{placed.key}", title, parts, chart)
    shown = chart.shown[placed.key]
    address = shown.milestone.get_absolute_url()
    source = shown.source.address if shown.source else ""
    return _link(address, milestone_title(shown), parts, chart, source)


def _link(
    address: str, title: str, parts: Sequence[SafeString], chart: Chart, source: str = ""
) -> SafeString:
    """A link around the parts. In a frame it opens in the window that holds the frame.

    ``source``: address of the release that the last line of the title names.
    """
    target = sourced = EMPTY
    if chart.framed:
        target = format_html(' target="{}"', "_self" if address.startswith("#") else "_top")
    inner = SafeString("".join(parts))
    if source:
        sourced = format_html(' data-source="{}"', source)
    link = '<a href="{}"{}{}><title>{}</title>{}</a>'
    return format_html(link, address, target, sourced, title, inner)


@register.simple_tag
def count_years(row: CountRow, chart: Chart) -> SafeString:
    """The years of a row, which lead to the view that they narrow."""
    address = ""
    if any(cell.count for cell in row.cells):
        address = chart.addresses.view_of(row.years)
    if not address:
        return format_html("{}", row.label)
    return format_html('<a href="{}">{}</a>', address, row.label)


@register.simple_tag
def count_cells(row: CountRow, chart: Chart) -> SafeString:
    """The cells of a row of the table of counts: written at once, for there may be hundreds.

    A number links to the list that it counts, where a filter can select just that.
    """
    return SafeString("".join(_count_cell(cell, row.years, chart) for cell in row.cells))


def _count_cell(cell: CountCell, years: range, chart: Chart) -> SafeString:
    if not cell.count:
        return SafeString("<td></td>")
    address = escape(chart.addresses.list_of(cell.lane, years))
    if not address:
        return SafeString(f'<td class="h{cell.heat}"><span>{cell.count}</span></td>')
    return SafeString(f'<td class="h{cell.heat}"><a href="{address}">{cell.count}</a></td>')


@register.simple_tag
def grid_cell(cell: GridCell, chart: Chart) -> SafeString:
    """A cell of years by projects.

    It links to the list that it counts, where a filter can select just that.
    """
    rect = '<rect class="hit" x="{}%" y="{}" width="{}%" height="{}"/>'
    x, width = num(cell.x_pct), num(cell.width_pct)
    parts = [format_html(rect, x, num(cell.y_px), width, num(cell.height_px))]
    if cell.label:
        parts.append(label(cell.label))
    for glyph in cell.glyphs:
        parts.append(_glyph(glyph, chart.shown[glyph.key].marking, x))
    title = cell_title(cell, chart)
    address = chart.addresses.list_of(cell.lane, cell.years)
    if address:
        return _link(address, title, parts, chart)
    return format_html("<g><title>{}</title>{}</g>", title, SafeString("".join(parts)))


def _glyph(glyph: GridGlyph, marking: StatusMark, x_pct: str) -> SafeString:
    dx, y = num(glyph.dx_px), num(glyph.y_px)
    use = format_html('<use href="#d{}" x="{}" y="{}"/>', marking.fill, dx, y)
    sign = sign_svg(marking, dx, glyph.y_px)
    return format_html('<svg x="{}%" overflow="visible">{}{}</svg>', x_pct, use, sign)


@register.filter
def in_turn(narrow: Narrow) -> list[NarrowMark | NarrowRelease]:
    """Marks and releases from the top down: the order of the labels, and so of the tab key."""
    items: list[NarrowMark | NarrowRelease] = [*narrow.releases, *narrow.marks]
    items.sort(key=lambda item: item.hit.y_px if item.hit else 0.0)
    return items


@register.simple_tag
def release_title(release: Release) -> str:
    return document_of(release)


@register.simple_tag
def undated_list(chart: Chart) -> str:
    """Address of the list of the undated milestones."""
    query = [(name, value) for name, value in chart.query if name not in {"year", "dated"}]
    query.append(("dated", "none"))
    return reverse("timeline:timeline") + query_string(query)
