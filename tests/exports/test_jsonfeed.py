"""``/timeline.jsonfeed`` and ``/releases.jsonfeed``, against the rules of JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given

from tests.export_rows import make_export, make_milestone_row
from tests.exports.format_rules import json_feed_items
from tests.exports.hostile_texts import ANY_TEXT, TITLES, shown
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.named_rows import BilingualText
from timeline.exports.renderers.jsonfeed import render
from timeline.exports.rows import MilestoneRow


def items(*rows: MilestoneRow | ReleaseRow, **over: Any) -> list[dict[str, Any]]:
    return json_feed_items(json.loads(render(make_export(rows, **over))))


@pytest.mark.usefixtures("record")
class TestRecord:
    @pytest.mark.parametrize(("name", "count"), [("timeline", 15), ("releases", 2)])
    @pytest.mark.parametrize("language", ["", "/fr"])
    def test_feed_is_as_json_feed_has_it(
        self, client: Client, name: str, count: int, language: str
    ) -> None:
        document = client.get(f"{language}/{name}.jsonfeed").json()

        assert len(json_feed_items(document)) == count
        assert document["language"] == (language.lstrip("/") or "en")

    def test_item_has_the_date_as_stated(self, client: Client) -> None:
        (item,) = client.get(
            "/timeline.jsonfeed?q=drilling&kind=exploration&standing=planned"
        ).json()["items"]

        assert item["_timeline"]["date"]["text"] == {"en": "Early 2019", "fr": "Début 2019"}
        assert item["content_text"].startswith("Early 2019")
        assert item["date_published"] == "2018-11-13T00:00:00-05:00"

    def test_feed_follows_next_over_every_milestone_once(self, client: Client) -> None:
        address, seen = "/timeline.jsonfeed?limit=4", []
        while address:
            document = client.get(address).json()
            seen += [item["id"] for item in json_feed_items(document)]
            address = document.get("next_url", "")

        assert len(seen) == len(set(seen)) == 15


def test_feed_without_items_has_an_empty_list() -> None:
    assert items() == []


@TITLES
def test_title_comes_back_as_it_was(title: str) -> None:
    (item,) = items(make_milestone_row(title=BilingualText(title)))

    assert item["title"] == shown(title)


@given(ANY_TEXT)
def test_any_text_makes_one_item(title: str) -> None:
    entry = make_milestone_row(summary=BilingualText(title), condition=BilingualText(title))

    assert len(items(entry, heading=title, sentences=[title])) == 1
