"""The words around a chart: its heading, its caption, its key, and what stands for it in words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from timeline.chart import legend
from timeline.chart.builder import Chart, milestones_counted
from timeline.chart.legend import ForDrawing
from timeline.models.status_marks import StatusMark, words_of
from timeline.templatetags.record import mark

register = template.Library()


@register.filter
def heading_of(chart: Chart) -> str:
    return legend.heading(chart)


@register.filter
def caption_of(chart: Chart) -> list[ForDrawing]:
    return legend.caption(chart)


@register.filter
def left_out_of(chart: Chart) -> str:
    return legend.left_out(chart)


@register.filter
def key_of(chart: Chart) -> tuple[ForDrawing, ...]:
    return tuple(legend.key(chart))


@register.simple_tag
def key_mark(code: str) -> SafeString:
    """A mark in the key. "Under way" says when: nothing is claimed about today."""
    words = _("Under way at the release") if code == "u" else words_of(code)
    return format_html("{}{}", mark(StatusMark(code, words)), words)


@register.simple_tag
def description(chart: Chart) -> str:
    """What a reader who does not see the chart should know.

    It says how much the chart shows, and where the same stands in words.
    """
    counted = milestones_counted(len(chart.shown))
    text = _(
        "%s on a time axis, each a link with its title, date and status. The same follows in words."
    )
    return text % counted
