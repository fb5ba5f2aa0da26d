"""``/timeline.json``: what a program reads."""

from __future__ import annotations

import json
from datetime import time

import pytest
from django.test import Client

from tests.factories import make_announced

pytestmark = pytest.mark.usefixtures("record")


def test_json_of_the_whole_record_has_all_15_milestones(client: Client) -> None:
    document = client.get("/timeline.json").json()

    assert document["count"] == len(document["items"]) == 15
    assert document["next"] is None


def test_each_row_of_a_list_stands_on_a_line_of_its_own(client: Client) -> None:
    answer = client.get("/timeline.json")
    lines = answer.content.decode().splitlines()

    rows = [json.loads(line.removesuffix(",")) for line in lines if line.startswith('{"')]

    assert rows == answer.json()["items"]


def test_json_milestone_says_its_date_as_the_source_does(client: Client) -> None:
    items = client.get("/timeline.json?q=brussels").json()["items"]
    brussels = next(item for item in items if item["slug"] == "brussels")

    assert brussels["date"] == {
        "words": "November 12-16",
        "text": {"en": "12–16 November 2018", "fr": "Du 12 au 16 novembre 2018"},
        "precision": "range",
        "earliest": "2018-11-12",
        "latest": "2018-11-16",
        "basis": {"en": "Year from the dateline", "fr": "Année tirée de la date du communiqué"},
        "edtf": "2018-11-12/2018-11-16",
    }


def test_json_milestone_cites_the_paragraph_by_its_address(client: Client) -> None:
    item = client.get("/timeline.json?q=drilling&kind=exploration").json()["items"][0]

    assert [source["id"] for source in item["sources"]] == [
        "http://testserver/releases/2018-11-13-scandium-marketing-update/#p6"
    ]


def test_json_follows_next_over_every_milestone_once(client: Client) -> None:
    address, seen = "/timeline.json?limit=4&fields=slug", []
    while address:
        document = client.get(address).json()
        seen += [item["slug"] for item in document["items"]]
        address = document["next"]

    assert seen == [item["slug"] for item in client.get("/timeline.json").json()["items"]]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("years=2018", "years"),
        ("year=x", "year"),
        ("limit=501", "limit"),
        ("fields=x", "fields"),
        ("after=x", "after"),
    ],
)
def test_json_refuses_what_it_cannot_read_by_parameter(
    client: Client, query: str, parameter: str
) -> None:
    answer = client.get(f"/timeline.json?{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_hour_and_zone_are_columns_of_their_own(client: Client) -> None:
    make_announced(slug="call", start_time=time(16), time_zone="America/Toronto")
    make_announced(slug="day")

    found = client.get("/timeline.json?fields=slug,start_time,time_zone").json()["items"]

    hours = {one["slug"]: (one["start_time"], one["time_zone"]) for one in found}
    assert hours["call"] == ("16:00:00", "America/Toronto")
    assert hours["day"] == (None, None)
