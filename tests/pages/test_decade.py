"""A milestone that its source dates to a decade: on the pages, by year, as data, out and in again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.exports.format_readers import body
from tests.factories import make_announced
from tests.interchange.folders import export_to, take_in
from tests.markup import Document
from timeline.models import Milestone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def milestone() -> Milestone:
    """A milestone of the 2010s, and none other."""
    return make_announced(
        slug="survey",
        date_words="in the 2010s",
        precision="decade",
        earliest=date(2010, 1, 1),
        latest=date(2019, 12, 31),
    )


def listed(query: str) -> list[str]:
    return Document(Client().get(f"/{query}").content.decode()).milestones


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "The 2010s"),
        ("/fr/", "Les années 2010"),
        ("/milestones/survey/", "The 2010s"),
        ("/milestones/survey/", "a decade"),
        ("/fr/milestones/survey/", "Les années 2010"),
        ("/fr/milestones/survey/", "une décennie"),
    ],
)
def test_page_says_the_decade(address: str, words: str) -> None:
    assert words in Document(Client().get(address).content.decode()).text


@pytest.mark.parametrize(
    ("year", "slugs"), [(2009, []), (2010, ["survey"]), (2019, ["survey"]), (2020, [])]
)
def test_decade_is_in_each_of_its_years(year: int, slugs: list[str]) -> None:
    assert listed(f"?year={year}") == slugs


def test_data_give_the_decade_with_its_bounds_and_its_edtf() -> None:
    [row] = Client().get("/timeline.json").json()["items"]

    given = row["date"]
    assert (given["precision"], given["earliest"], given["latest"], given["edtf"]) == (
        "decade",
        "2010-01-01",
        "2019-12-31",
        "201X",
    )


def test_timelinejs_draws_the_decade_from_its_first_to_its_last_year() -> None:
    [event] = json.loads(body(Client().get("/timeline.timelinejs")))["events"]

    assert (event["start_date"], event["end_date"]) == ({"year": 2010}, {"year": 2019})


def test_import_takes_the_decade_that_was_exported(tmp_path: Path) -> None:
    files = export_to(tmp_path / "record")

    assert '"precision": "decade"' in str(files)
    assert take_in(tmp_path / "record").startswith("0 added, 0 changed")
