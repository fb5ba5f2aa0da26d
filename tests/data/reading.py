"""The formats as a program reads them: of each, the milestones it lists, in their order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client


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
    return [item["slug"] for page in pages(client, f"/timeline.json{query}") for item in page["items"]]


def _in_csv(client: Client, query: str) -> list[str]:
    return [row["slug"] for row in rows_of(body(client.get(f"/timeline.csv{query}")))]


# By suffix: the slugs of the milestones that a selection lists in that format. What a format leaves out by its nature
# (a calendar what has no day) it says in ``LEFT_OUT``, as a test of a row in JSON.
SLUGS: dict[str, Callable[[Client, str], list[str]]] = {"json": _in_json, "csv": _in_csv}
LEFT_OUT: dict[str, Callable[[dict[str, Any]], bool]] = {}
