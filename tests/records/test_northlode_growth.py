"""Pages of the invented record cost the same once every kind of row in it has doubled."""

from __future__ import annotations

import json
import shutil
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.exports.format_readers import body
from tests.interchange.folders import Rows, take_in
from tests.records.conftest import NORTHLODE
from timeline.models import Figure, Milestone, Partner, Person, Release, Stake
from timeline.queries import pagination

pytestmark = pytest.mark.slow

TABLES = (Release, Milestone, Partner, Person, Stake, Figure)
ADDRESSES = (
    "/",
    "/?as_of=2020-12-31",
    "/outlook/",
    "/outlook/?as_of=2020-12-31",
    "/new/",
    "/new.atom",
    "/milestones/plant-runs/",
    "/milestones/plant-2018/",
    "/milestones/lac-vert-sold/",
    "/releases/",
    "/releases/2020-08-25-pilot-plant-runs/",
    "/releases/2020-08-28-courrier/",
    "/releases/2022-03-01-lac-vert-sold/",
    "/people/",
    "/people/?year=2018",
    "/people/anna-roy/",
    "/partners/",
    "/partners/granite/",
    "/partners/granite/stakes/",
    "/projects/",
    "/projects/lac-vert/",
    "/about/",
    "/corrections/",
    "/timeline.json",
    "/releases.json",
    "/partners.json",
    "/people.json",
    "/figures.json",
    "/outlook.csv",
    "/timeline.atom",
)
ONCE = {"timeline.company", "timeline.companyname", "timeline.listing", "timeline.listingperiod"}
TIED = {"timeline.citation", "timeline.figure", "timeline.plansettlement"}


def slugs(rows: Rows, *models: str) -> set[str]:
    return {row["fields"]["slug"] for row in rows if row["model"] in models}


def again(value: Any, names: set[str]) -> Any:
    """The value, with each of these names in it as that of its copy."""
    if isinstance(value, list):
        return [again(each, names) for each in value]
    if isinstance(value, dict):
        return {key: again(each, names) for key, each in value.items()}
    return f"again-{value}" if isinstance(value, str) and value in names else value


def tied(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The row once more of the same milestone, by a copied paragraph or of a copied plan."""
    copied: dict[str, Any] = again(row, names)
    copied["fields"]["milestone"] = row["fields"]["milestone"]
    return copied


def longer(row: dict[str, Any]) -> list[dict[str, Any]]:
    """One paragraph, contact or copy more of the same document, if it is one of these."""
    fields = row["fields"]
    place = "number" if row["model"] == "timeline.paragraph" else "position"
    if place not in fields:
        return []
    more = {**fields, place: fields[place] + 10}
    if "was_read" in more:
        more["was_read"] = False  # one copy was
    return [{"model": row["model"], "fields": more}]


def double(folder: Path) -> None:
    """Twice as many of everything, and twice as much tied to each of what there was."""
    files = {path: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    every = list(chain.from_iterable(files.values()))
    stated = slugs(every, "timeline.release", "timeline.milestone")
    named = slugs(every, "timeline.partner", "timeline.person", "timeline.project")
    for path, rows in files.items():
        more = []
        for row in rows:
            if row["model"] not in ONCE:
                more.append(again(row, stated | named if "slug" in row["fields"] else stated))
                more += longer(row)
            if row["model"] in TIED:
                more.append(tied(row, stated))
        path.write_text(json.dumps(rows + more), encoding="utf-8")


def queries(address: str) -> int:
    """How many queries the page takes."""
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        assert answer.status_code == 200, address
        body(answer)
    return len(asked)


def queries_of(folder: Path) -> tuple[dict[str, int], list[int]]:
    """Queries of each page of the record in that folder, and how many rows it has of each table."""
    with transaction.atomic():
        take_in(folder)
        asked = {address: queries(address) for address in ADDRESSES}
        sizes = [table.objects.count() for table in TABLES]
        transaction.set_rollback(True)
    return asked, sizes


@pytest.fixture(scope="module")
def measured(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[int, int]]:
    """Queries of each page: of the record, and of one twice as large."""
    folder = tmp_path_factory.mktemp("northlode") / "twice"
    shutil.copytree(NORTHLODE, folder)
    double(folder)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(pagination, "PAGE_SIZE", 100)  # a second page is one more query
        few, sizes = queries_of(NORTHLODE)
        many, doubled = queries_of(folder)
    for size, twice in zip(sizes, doubled, strict=True):
        assert twice >= 2 * size
    return {address: (few[address], many[address]) for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_takes_as_many_queries_of_twice_the_record(
    measured: dict[str, tuple[int, int]], address: str
) -> None:
    few, many = measured[address]

    # Where plans stand is asked, in two queries, only of lists that have one.
    assert many <= few + 2
