"""The JSON that TimelineJS 3 reads (timeline.knightlab.com/docs/json-format.html), for those who embed it today.

It draws points in time, and a date without a month at the first of January. So each date has no more parts than its
source gives, never lies outside the time that is meant, and is always shown by our own words (``display_date``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.html import escape

from timeline.dates.edtf import edtf
from timeline.dates.stated import StatedDate
from timeline.exports.plain_text import PlainText, one_line, without_control_characters
from timeline.exports.rows import Export, MilestoneRow

Parts = dict[str, int]
NAMES = ("year", "month", "day")


def render(taken: Export) -> Iterator[bytes]:
    """The title, then the events one by one."""
    telling = PlainText(taken)
    return _written(taken, telling, title(telling))


def _written(taken: Export, telling: PlainText, first: dict[str, Any]) -> Iterator[bytes]:
    before = f'{{"title": {_json(first)},\n"events": [\n'
    for row in taken.rows:
        yield f"{before}{_json(event(row, telling))}".encode()
        before = ",\n"
    yield b"\n]}\n" if before == ",\n" else f"{before}]}}\n".encode()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def title(telling: PlainText) -> dict[str, Any]:
    """The slide before the first event: what this is, and what it cannot show."""
    said = [escape(without_control_characters(one)) for one in telling.taken.sentences]
    return {
        "unique_id": "title",
        "text": {"headline": escape(telling.heading()), "text": _paragraphs(said)},
    }


def event(row: MilestoneRow, telling: PlainText) -> dict[str, Any]:
    """A milestone that has any bound. Its texts are HTML to TimelineJS, so ours are escaped."""
    language = telling.language
    first, last = drawn(row.stated)
    link = f'<a href="{escape(row.address)}">{escape(telling.title(row))}</a>'
    found: dict[str, Any] = {
        "unique_id": row.slug,
        "start_date": first,
        "end_date": last,
        "display_date": escape(row.date_text[language]),
        "text": {"headline": link, "text": _paragraphs(map(escape, telling.of_milestone(row)))},
        "group": escape(one_line(row.projects[0].name[language])) if row.projects else "",
    }
    return {name: value for name, value in found.items() if value}


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts if text)


def drawn(stated: StatedDate) -> tuple[Parts, Parts]:
    """Where TimelineJS draws a date: (start, end), each with the parts that the source gives; no end for a point.

    What ISO 8601-2 can say of it has just those parts. Of what it cannot ("late 2019"), the start of its window, as
    short as it can be without falling before it: ``{"year": 2019, "month": 9}``.
    """
    said = edtf(stated)
    if said is None or not (stated.earliest or stated.latest):
        return _shortest(stated.earliest or stated.latest), {}
    ends = (
        said.strip("[]").replace("/", " ").replace("~", "").split() if "/" in said else _set(said)
    )
    bounds = (stated.earliest or stated.latest, stated.latest or stated.earliest)
    known = [
        _parts(end, bound)
        for end, bound in zip(ends, bounds, strict=False)
        if bound and end != ".."
    ]
    start, end = known[0], known[-1]
    return start, end if end != start else {}


def _set(said: str) -> list[str]:
    """The ends of "[2018-11-12..2018-11-16]", one of a set of days."""
    return said.strip("[]").replace("~", "").split("..")


def _parts(end: str, bound: date) -> Parts:
    """An end as EDTF writes it: "2018", "2018-11", "2018-11-12"; a part of a year ("2019-33") by its bound's month."""
    values = [int(part) for part in end.split("-")]
    if len(values) == 2 and values[1] > 12:
        values[1] = bound.month
    return dict(zip(NAMES, values, strict=False))


def _shortest(day: date | None) -> Parts:
    if day is None:
        return {}
    wanted = 1 if (day.month, day.day) == (1, 1) else 2 if day.day == 1 else 3
    return dict(zip(NAMES, (day.year, day.month, day.day)[:wanted], strict=False))
