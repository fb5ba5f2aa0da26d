"""JSON for TimelineJS 3 (timeline.knightlab.com/docs/json-format.html), for pages that embed it.

TimelineJS draws points in time, and a date without a month at the first of January. So each date
has no more parts than its source gives, never lies outside the time that is meant, and is shown in
our own words (``display_date``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.html import escape

from timeline.dates.edtf import edtf
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.exports.lines import Line, Span, html_paragraphs
from timeline.exports.plain_text import one_line
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import Export, MilestoneRow

DateParts = dict[str, int]
PART_NAMES = ("year", "month", "day")
LAST_MONTH = 12  # EDTF writes seasons, quarters and halves as months from 21 on


def render(export: Export) -> Iterator[bytes]:
    """The title slide, then the events one by one."""
    writer = RowWriter(export)
    return _stream(export, writer, title_slide(writer))


def _stream(export: Export, writer: RowWriter, title: dict[str, Any]) -> Iterator[bytes]:
    yield f'{{"title": {_json(title)},\n"events": [\n'.encode()
    separator = ""
    for row in export.rows:
        yield f"{separator}{_json(event(row, writer))}".encode()
        separator = ",\n"
    yield b"\n]}\n" if separator else b"]}\n"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def title_slide(writer: RowWriter) -> dict[str, Any]:
    """The slide before the first event: what is shown, and what TimelineJS cannot show."""
    sentences: list[Line] = [(Span(text),) for text in writer.export.sentences]
    return {
        "unique_id": "title",
        "text": {
            "headline": escape(writer.heading()),
            "text": html_paragraphs(sentences, writer.language),
        },
    }


def event(row: MilestoneRow, writer: RowWriter) -> dict[str, Any]:
    """A milestone that has any bound. TimelineJS reads texts as HTML, so they are escaped."""
    language = writer.language
    start, end = drawn_dates(row.stated)
    lines = writer.milestone_lines(row)
    headline = f'<a href="{escape(row.address)}">{escape(writer.title(row))}</a>'
    group = ""
    if row.projects:
        group = escape(one_line(row.projects[0].name[language]))
    members: dict[str, Any] = {
        "unique_id": row.slug,
        "start_date": start,
        "end_date": end,
        "display_date": escape(row.date_text[language]),
        "text": {"headline": headline, "text": html_paragraphs(lines, language)},
        "group": group,
    }
    return {name: value for name, value in members.items() if value}


def drawn_dates(stated: StatedDate) -> tuple[DateParts, DateParts]:
    """(start, end) that TimelineJS draws a date at. The end is empty for a point in time.

    A date that EDTF can express has the parts of its EDTF string. Of one that it cannot
    ("late 2019"), and of one that does not fill the time between its bounds, the earliest day is
    drawn, with no more parts than keep it from falling before that day:
    ``{"year": 2019, "month": 9}``.
    """
    first = stated.earliest or stated.latest
    last = stated.latest or stated.earliest
    text = edtf(stated)
    is_somewhere = stated.precision is Precision.WITHIN
    if text is None or is_somewhere or first is None or last is None:
        return _shortest_parts(first), {}
    ends = _interval_ends(text)
    known = []
    for edtf_end, bound in zip(ends, (first, last), strict=False):
        if edtf_end != "..":
            known.append(_parts(edtf_end, bound))
    start, end = known[0], known[-1]
    if end == start:
        return start, {}
    return start, end


def _interval_ends(text: str) -> list[str]:
    """The ends of an EDTF string: an interval ("2018-11/2019"), a set of days, or one date.

    A decade ("201X") has its first and its last year.
    """
    if text.endswith("X"):
        return [text.replace("X", "0"), text.replace("X", "9")]
    plain = text.strip("[]").replace("~", "")
    if "/" in text:
        return plain.replace("/", " ").split()
    return plain.split("..")


def _parts(edtf_end: str, bound: date) -> DateParts:
    """The parts of "2018", "2018-11" or "2018-11-12". A part of a year ("2019-33") begins or ends
    in the month of its bound.
    """
    values = [int(part) for part in edtf_end.split("-")]
    if len(values) == 2 and values[1] > LAST_MONTH:
        values[1] = bound.month
    return dict(zip(PART_NAMES, values, strict=False))


def _shortest_parts(day: date | None) -> DateParts:
    """The fewest parts that TimelineJS draws at that day."""
    if day is None:
        return {}
    parts = {"year": day.year}
    if (day.month, day.day) != (1, 1):
        parts["month"] = day.month
    if day.day != 1:
        parts["day"] = day.day
    return parts
