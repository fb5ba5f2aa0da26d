"""What the standards ask of feeds, calendars and tables.

Each check takes a document and gives the identifiers of its rows. It fails with what it found.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import rispy
from bibtexparser.entrypoint import parse_string
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.exports.format_readers import ATOM
from tests.markup import Document

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")  # RFC 3339, whole seconds
LANGUAGE_TAG = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def once_each(values: list[str]) -> None:
    assert [value for value, times in Counter(values).items() if times > 1] == []


def check_absolute(address: str) -> None:
    parts = urlsplit(address)
    assert parts.scheme in {"http", "https"}, address
    assert parts.netloc, address


def check_html(source: str) -> Document:
    """A fragment as HTML has it, whose links lead somewhere from wherever it is shown."""
    document = Document(source)
    assert document.problems == [], source
    for element in list(document.root)[1:]:
        assert element.tag in {"div", "p", "a", "span", "br"}, element.tag
        assert element.attrs.keys() <= {"href", "lang"}, element.attrs
    for link in document.all("a"):
        check_absolute(link.attrs["href"])
        assert link.text
    return document


# -- Atom: RFC 4287 -------------------------------------------------------------------------------

# By element: what it must have once, what it may have once, and what it may have any number of.
FEED = ({"id", "title", "updated"}, {"generator", "icon", "logo", "rights", "subtitle"})
ENTRY = ({"id", "title", "updated"}, {"published", "rights", "source", "summary"})
ANY_NUMBER = {"author", "category", "contributor", "link"}


def check_atom(body: bytes) -> list[str]:
    """An entry of this site has a summary and no content."""
    feed = fromstring(body)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    assert feed.findall(f"{ATOM}author")
    assert [one.get("rel") for one in feed.findall(f"{ATOM}link")].count("self") == 1
    _check_members(feed, *FEED, others=ANY_NUMBER | {"entry"})
    for entry in entries:
        _check_members(entry, *ENTRY, others=ANY_NUMBER)
        _check_summary(entry)
        alternates = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert alternates  # §4.1.2: what has no content has one
    ids = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    once_each(ids)
    return ids


def _check_members(parent: Element, needed: set[str], single: set[str], others: set[str]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in parent]
    counts = Counter(names)
    assert counts.keys() <= needed | single | others, counts
    assert {name for name in needed if counts[name] != 1} == set()
    assert {name for name in single if counts[name] > 1} == set()
    for name in ("updated", "published"):
        for moment in parent.findall(f"{ATOM}{name}"):
            check_moment(moment.text or "")
    assert urlsplit(parent.findtext(f"{ATOM}id", "")).scheme  # §4.2.6: an IRI, and absolute
    _check_persons(parent)
    _check_links(parent.findall(f"{ATOM}link"))
    for category in parent.findall(f"{ATOM}category"):
        assert category.get("term")


def check_moment(text: str) -> None:
    """§3.3."""
    assert MOMENT.fullmatch(text), text
    datetime.fromisoformat(text)


def _check_persons(parent: Element) -> None:
    """§3.2."""
    for author in parent.findall(f"{ATOM}author"):
        (name,) = author.findall(f"{ATOM}name")
        assert name.text


def _check_links(links: list[Element]) -> None:
    """§4.2.7. No two alternates have the same type and language (§4.1.1, §4.1.2)."""
    alternates = []
    for link in links:
        check_absolute(link.attrib["href"])
        assert MEDIA_TYPE.fullmatch(link.get("type", "text/html"))
        assert LANGUAGE_TAG.fullmatch(link.get("hreflang", "en"))
        if link.get("rel", "alternate") == "alternate":
            alternates.append(f"{link.get('type')} {link.get('hreflang')}")
    once_each(alternates)


def _check_summary(entry: Element) -> None:
    """§3.1.1.2: escaped HTML, in no element of its own."""
    for summary in entry.findall(f"{ATOM}summary"):
        assert summary.get("type") == "html"
        assert len(summary) == 0
        assert check_html(summary.text or "").root.text


# -- JSON Feed 1.1 --------------------------------------------------------------------------------

TEXT, ADDRESS = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^https?://"}
JSON_MOMENT = {"type": "string", "pattern": f"^{MOMENT.pattern}$"}
EXTENSIONS = {"^_[a-z]+$": {"type": "object"}}  # an extension is an object; its name begins so
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": TEXT}, "required": ["name"]},
}
ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "url"), ADDRESS),
        **dict.fromkeys(("title", "content_html", "language"), TEXT),
        "content_text": {"type": "string"},
        **dict.fromkeys(("date_published", "date_modified"), JSON_MOMENT),
        "tags": {"type": "array", "items": TEXT},
        "authors": AUTHORS,
    },
    "patternProperties": EXTENSIONS,
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url", "next_url"), ADDRESS),
        "authors": AUTHORS,
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": EXTENSIONS,
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}
JSON_FEED_VALIDATOR = Draft202012Validator(JSON_FEED)


def check_json_feed(body: bytes) -> list[str]:
    return [item["id"] for item in json_feed_items(json.loads(body))]


def json_feed_items(document: Any) -> list[dict[str, Any]]:
    """The items of a feed that is as JSON Feed 1.1 has it."""
    JSON_FEED_VALIDATOR.validate(document)
    items: list[dict[str, Any]] = document["items"]
    assert document.get("next_url") != document.get("feed_url")
    once_each([item["id"] for item in items])
    for item in items:
        check_html(item.get("content_html", ""))
    return items


# -- iCalendar: RFC 5545 --------------------------------------------------------------------------

# §3.6.1: what an event must have once, where the calendar has no METHOD, and may have once.
EVENT_NEEDS = {"UID", "DTSTAMP", "DTSTART"}
EVENT_SINGLE = {
    "DTEND",
    "DESCRIPTION",
    "LAST-MODIFIED",
    "LOCATION",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "URL",
}


def check_calendar(body: bytes) -> list[str]:
    _check_content_lines(body)
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    assert calendar.subcomponents  # §3.6: at least one
    assert {"PRODID", "VERSION"} <= calendar.keys()
    assert str(calendar["VERSION"]) == "2.0"
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    for event in events:
        _check_event(event, zones)
    uids = [str(event["UID"]) for event in events]
    once_each(uids)
    return uids


def _check_content_lines(body: bytes) -> None:
    """§3.1: lines end in CRLF and have at most 75 octets without it."""
    assert body.endswith(b"\r\n")
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert 1 <= len(line) <= 75, line
        assert b"\n" not in line, line
        assert b"\r" not in line, line
        line.decode()  # no character is cut in two
    assert (lines[0], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    assert sum(line.startswith(b"BEGIN:") for line in lines) == sum(
        line.startswith(b"END:") for line in lines
    )


def _check_event(event: Any, zones: set[str]) -> None:
    names = Counter(name for name, _value in event.property_items(recursive=False))
    once = EVENT_NEEDS | EVENT_SINGLE
    assert event.errors == []
    assert names.keys() <= once | {"BEGIN", "END", "CATEGORIES"}, names
    assert names.keys() >= EVENT_NEEDS, names
    assert {name for name in once if names[name] > 1} == set()
    assert event["DTSTAMP"].to_ical().endswith(b"Z")  # §3.8.7.2: in UTC
    assert str(event["STATUS"]) in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    start = event["DTSTART"]
    assert start.params.get("TZID", "UTC") in {*zones, "UTC"}
    if "DTEND" in event:  # §3.8.2.2: of the same type as the start, and later
        assert type(event["DTEND"].dt) is type(start.dt)
        assert event["DTEND"].dt > start.dt


# -- what has no standard of its own for its content ----------------------------------------------


def check_csv(body: bytes) -> list[str]:
    """RFC 4180: lines end in CRLF, and all have the same number of cells."""
    assert body.endswith(b"\r\n")
    header, *rows = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    once_each(header)
    assert {len(row) for row in rows} <= {len(header)}
    return [row[header.index("slug")] for row in rows]


def check_timelinejs(body: bytes) -> list[str]:
    """timeline.knightlab.com/docs/json-format.html: every event has a start; texts are HTML."""
    document = json.loads(body)
    check_html(document["title"]["text"]["text"])
    ids = [event["unique_id"] for event in document["events"]]
    once_each(ids)
    for event in document["events"]:
        assert event["start_date"]["year"]
        check_html(event["text"]["headline"])
        check_html(event["text"]["text"])
    return ids


def check_json(body: bytes) -> list[str]:
    ids = [item["id"] for item in json.loads(body)["items"]]
    once_each(ids)
    return ids


def check_bibtex(body: bytes) -> list[str]:
    """The BibTeX manual: every entry has a key of its own; braces are in pairs."""
    library = parse_string(body.decode())
    assert library.failed_blocks == []
    for entry in library.entries:
        assert {"author", "title", "year", "url"} <= entry.fields_dict.keys()
    keys = [entry.key for entry in library.entries]
    once_each(keys)
    return keys


def check_ris(body: bytes) -> list[str]:
    """The RIS specification: a tag at the start of each line, TY first and ER last."""
    lines = body.decode().split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
    ids = [row["id"] for row in rispy.loads(body.decode())]
    once_each(ids)
    return ids


# By suffix.
CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "atom": check_atom,
    "bib": check_bibtex,
    "csv": check_csv,
    "ics": check_calendar,
    "json": check_json,
    "jsonfeed": check_json_feed,
    "ris": check_ris,
    "timelinejs": check_timelinejs,
}
