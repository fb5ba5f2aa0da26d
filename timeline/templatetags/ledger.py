"""The ledger of promises as SVG: it writes what the layout placed."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.chart.layout.ledger import LedgerRow, LedgerSpan
from timeline.chart.layout.marks import Shape
from timeline.models.status_marks import StatusMark
from timeline.templatetags.drawing import bar_svg, box_svg, line_svg, num, sign_svg

register = template.Library()

TICK = 7  # px that the tick of a release reaches above its line, and below


@register.simple_tag
def promise_line(row: LedgerRow, marks: Mapping[str, StatusMark]) -> SafeString:
    """The line of a promise with all that stands on it. What was said last lies on top."""
    y = num(row.y_px)
    parts = [line_svg("thr", (num(row.start_pct), num(row.end_pct)), (y, y))]
    if row.lead_pct is not None:
        parts.append(line_svg("lead", (num(row.end_pct), num(row.lead_pct)), (y, y)))
    ends = num(row.y_px - TICK), num(row.y_px + TICK)
    for said in row.said_pct:
        parts.append(line_svg("relt", (num(said), num(said)), ends))
    for span in row.plans:
        parts.append(_span(span, marks[span.key], row.y_px))
    for span in row.outcomes:
        parts.append(_span(span, marks[span.key], row.y_px))
    return SafeString("".join(parts))


def _span(span: LedgerSpan, marking: StatusMark, y_px: float) -> SafeString:
    y, middle = num(y_px), f"{num(span.middle_pct)}%"
    if span.shape is Shape.BAR:
        x, width = f"{num(span.start_pct)}%", f"{num(span.width_pct)}%"
        box = box_svg(x, num(y_px - 5), width, "10")
        drawn = bar_svg(marking, box, box_svg(x, y, width, "5"), "k", span.soft)
    else:
        use = '<use href="#{}{}" x="{}" y="{}"/>'
        drawn = format_html(use, span.shape.value, marking.fill, middle, y)
    if span.is_past:  # the sign says what came of the promise: it stands on the newest date
        return format_html('<g class="past">{}</g>', drawn)
    return drawn + sign_svg(marking, middle, y_px)
