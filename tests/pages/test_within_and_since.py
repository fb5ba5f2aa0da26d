"""Two dates that end where nobody says: some day between two, and since a day and still going on.

Neither is ever told, drawn or exported as if it filled its days.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.exports.format_readers import body
from tests.factories import make_announced
from tests.interchange.folders import export_to, take_in
from tests.markup import Document

pytestmark = pytest.mark.django_db

WITHIN: dict[str, Any] = {
    "slug": "talk",
    "date_words": "between 30 December 2018 and 2 January 2019",
    "precision": "within",
    "earliest": date(2018, 12, 30),
    "latest": date(2019, 1, 2),
}
SINCE: dict[str, Any] = {
    "slug": "search",
    "date_words": "since 5 March 2018",
    "precision": "since",
    "earliest": date(2018, 3, 5),
    "latest": None,
    "standing": "under_way",
}


@pytest.fixture(autouse=True)
def milestones() -> None:
    make_announced(**WITHIN)
    make_announced(**SINCE)


def page(address: str) -> Document:
    return Document(Client().get(address).content.decode())


@pytest.mark.parametrize(
    ("year", "slugs"),
    [
        (2017, []),
        (2018, ["talk", "search"]),
        (2019, ["talk"]),
        (2020, []),
    ],
)
def test_year_finds_within_by_both_bounds_and_since_by_its_one(year: int, slugs: list[str]) -> None:
    assert page(f"/?year={year}").milestones == slugs


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/milestones/talk/", "some day between two days"),
        ("/fr/milestones/talk/", "un jour inconnu entre deux jours"),
        ("/milestones/search/", "since a time, still going on at the release"),
        ("/fr/milestones/search/", "depuis un moment, encore en cours au communiqué"),
    ],
)
def test_page_says_the_precision(address: str, label: str) -> None:
    assert label in page(address).text


def test_calendar_has_neither() -> None:
    assert b"BEGIN:VEVENT" not in body(Client().get("/timeline.ics"))


@pytest.mark.parametrize("address", ["/milestones/talk/", "/milestones/search/"])
def test_search_engines_are_told_of_no_event(address: str) -> None:
    assert "mainEntity" not in page(address).json_ld


def test_csv_has_the_bounds_that_are_known() -> None:
    rows = csv.DictReader(io.StringIO(body(Client().get("/timeline.csv")).decode()))

    assert [(row["slug"], row["precision"], row["earliest"], row["latest"]) for row in rows] == [
        ("talk", "within", "2018-12-30", "2019-01-02"),
        ("search", "since", "2018-03-05", ""),
    ]


def test_timelinejs_draws_no_interval() -> None:
    events = json.loads(body(Client().get("/timeline.timelinejs")))["events"]

    assert [event["start_date"] for event in events] == [
        {"year": 2018, "month": 12, "day": 30},
        {"year": 2018, "month": 3, "day": 5},
    ]
    assert not [event for event in events if "end_date" in event]


def test_import_takes_what_was_exported(tmp_path: Path) -> None:
    files = str(export_to(tmp_path / "record"))

    assert '"precision": "within"' in files
    assert '"precision": "since"' in files
    assert take_in(tmp_path / "record").startswith("0 added, 0 changed")
