"""A public column, added as the contributing document says: an entry in ``MILESTONES``."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.test import Client

from tests.exports.format_readers import body, rows_of
from tests.factories import make_announced
from tests.markup import Document
from timeline.exports.column import Column
from timeline.exports.column_kinds import value_column
from timeline.exports.column_values import COUNT
from timeline.exports.columns import COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The column, and one milestone."""
    column = value_column("sequence", "how often it was revised", COUNT)
    declared = cast("dict[str, tuple[Column, ...]]", COLUMNS)
    monkeypatch.setitem(declared, "milestones", (*COLUMNS["milestones"], column))
    make_announced(slug="drilling")


def json_of(client: Client, address: str) -> Any:
    return client.get(address).json()


def test_json_has_the_new_column(client: Client) -> None:
    assert json_of(client, "/timeline.json")["items"][0]["sequence"] == 0


def test_csv_has_the_new_column(client: Client) -> None:
    assert rows_of(body(client.get("/timeline.csv")))[0]["sequence"] == "0"


def test_new_column_can_be_asked_for_alone(client: Client) -> None:
    rows = json_of(client, "/timeline.json?fields=slug,sequence")["items"]

    assert rows == [{"slug": "drilling", "sequence": 0}]


def test_schema_describes_the_new_column(client: Client) -> None:
    assert '"sequence"' in client.get("/schema/milestones.json").content.decode()


def test_new_column_is_on_the_data_page(client: Client) -> None:
    page = Document(client.get("/about/data/").content.decode())

    assert "how often it was revised" in page.text
