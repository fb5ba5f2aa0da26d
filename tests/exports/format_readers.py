"""The formats as a program reads them: of each, the milestones it lists, in their order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client
from icalendar import Calendar

ATOM = "{http://www.w3.org/2005/Atom}"


def body(answer: Any) -> bytes:
    """What an answer holds, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows_of(text: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def pages(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """A page of JSON, and all that follow it."""
    following: str | None = address
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.content
        document = answer.json()
        yield document
        following = document["next"]


def _in_json(client: Client, query: str) -> list[str]:
    return [
        item["slug"] for page in pages(client, f"/timeline.json{query}") for item in page["items"]
    ]


def _in_csv(client: Client, query: str) -> list[str]:
    return [row["slug"] for row in rows_of(body(client.get(f"/timeline.csv{query}")))]


def _slug(address: str) -> str:
    """Of a milestone's page: the last part of its address."""
    return address.rstrip("/").rpartition("/")[2]


def _in_calendar(client: Client, query: str) -> list[str]:
    calendar = Calendar.from_ical(body(client.get(f"/timeline.ics{query}")))
    return [_slug(str(event["url"])) for event in calendar.walk("VEVENT")]


def _in_atom(client: Client, query: str) -> list[str]:
    found, following = [], f"/timeline.atom{query}"
    while following:
        feed = ElementTree.fromstring(body(client.get(following)))  # noqa: S314 - our own
        pages = [link for entry in feed.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]
        found += [
            _slug(link.get("href", ""))
            for link in pages
            if link.get("rel") == "alternate" and _ours(link)
        ]
        onward = [
            link.get("href", "")
            for link in feed.findall(f"{ATOM}link")
            if link.get("rel") == "next"
        ]
        following = "".join(onward)
    return found


def _ours(link: ElementTree.Element) -> bool:
    return link.get("hreflang", "en").startswith("en")


def _in_json_feed(client: Client, query: str) -> list[str]:
    found, following = [], f"/timeline.jsonfeed{query}"
    while following:
        feed = json.loads(body(client.get(following)))
        found += [_slug(item["url"]) for item in feed["items"]]
        following = feed.get("next_url", "")
    return found


def _in_timelinejs(client: Client, query: str) -> list[str]:
    return [
        event["unique_id"]
        for event in json.loads(body(client.get(f"/timeline.timelinejs{query}")))["events"]
    ]


def _in_bibtex(client: Client, query: str) -> list[str]:
    library = parse_string(body(client.get(f"/timeline.bib{query}")).decode())
    assert library.failed_blocks == []
    return [entry.key for entry in library.entries]


def _in_ris(client: Client, query: str) -> list[str]:
    return [row["id"] for row in rispy.loads(body(client.get(f"/timeline.ris{query}")).decode())]


def _no_days(row: dict[str, Any]) -> bool:
    return row["date"]["precision"] not in {"day", "range"}


def _no_bounds(row: dict[str, Any]) -> bool:
    return not (row["date"]["earliest"] or row["date"]["latest"])


# By suffix: the slugs of the milestones that a selection lists in that format. What a format leaves
# out by its nature
# (a calendar what has no day) it says in ``LEFT_OUT``, as a test of a row in JSON.
SLUGS: dict[str, Callable[[Client, str], list[str]]] = {
    "json": _in_json,
    "csv": _in_csv,
    "ics": _in_calendar,
    "atom": _in_atom,
    "jsonfeed": _in_json_feed,
    "timelinejs": _in_timelinejs,
    "bib": _in_bibtex,
    "ris": _in_ris,
}
LEFT_OUT: dict[str, Callable[[dict[str, Any]], bool]] = {"ics": _no_days, "timelinejs": _no_bounds}
