"""The lines that tell of a row, written as plain text or as HTML.

A line is made of spans: plain values, so that nothing is HTML before it is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline.exports.plain_text import without_control_characters


@dataclass(frozen=True)
class Span:
    """A part of a line.

    ``language``: "" where it is that of the line. ``address``: the page that it leads to, absolute.
    """

    text: str
    language: str = ""
    address: str = ""


Line = tuple[Span, ...]


def fill(template: str, **spans: Span) -> Line:
    """The template as a line, with the span called ``name`` in place of each ``{name}``."""
    line = []
    for text, name, _spec, _conversion in Formatter().parse(template):
        if text:
            line.append(Span(text))
        if name:
            line.append(spans[name])
    return tuple(line)


def plain_line(line: Line, *, colon: str, page: str = "") -> str:
    """The line as text, with the addresses at its end: "Achieved: Holes: https://…".

    ``page`` is the address of the row's own page. Formats name it elsewhere.
    """
    parts = [without_control_characters("".join(span.text for span in line))]
    for span in line:
        if span.address and not (page and span.address.startswith(page)):
            parts.append(span.address)
    return colon.join(parts)


def html_paragraphs(lines: Iterable[Line], language: str) -> SafeString:
    """A paragraph for each line, "" for none.

    ``language`` is that of what surrounds them. Other texts say theirs (WCAG 2.2, 3.1.2).
    """
    paragraphs = []
    for line in lines:
        spans = [(_html_span(span, language),) for span in line]
        paragraphs.append((format_html_join("", "{}", spans),))
    return format_html_join("", "<p>{}</p>", paragraphs)


def _html_span(span: Span, language: str) -> SafeString:
    """The span, its line ends kept. A link whose name says nothing shows its address."""
    text = linebreaksbr(without_control_characters(span.text) or span.address)
    lang = SafeString("")
    if span.language not in {"", language}:
        lang = format_html(' lang="{}"', span.language)
    if span.address:
        return format_html('<a href="{}"{}>{}</a>', span.address, lang, text)
    if lang:
        return format_html("<span{}>{}</span>", lang, text)
    return SafeString(text)
