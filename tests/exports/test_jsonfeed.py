"""``/timeline.jsonfeed`` and ``/releases.jsonfeed``, against the rules of JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from tests.export_rows import make_export, make_milestone_row
from tests.exports.hostile_texts import ANY_TEXT, TITLES, shown
from timeline.exports.named_rows import BilingualText
from timeline.exports.renderers.jsonfeed import render

TEXT, ADDRESS = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
OURS = {"^_[a-z]+$": {"type": "object"}}  # an extension is an object, and its name begins so
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": TEXT}, "required": ["name"]},
}
ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "url"), ADDRESS),
        **dict.fromkeys(("title", "content_text", "language"), TEXT),
        **dict.fromkeys(("date_published", "date_modified"), MOMENT),
        "tags": {"type": "array", "items": TEXT},
        "authors": AUTHORS,
    },
    "patternProperties": OURS,
    "required": ["id", "content_text"],
    "additionalProperties": False,
}
FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url", "next_url"), ADDRESS),
        "authors": AUTHORS,
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": OURS,
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}


def checked(document: Any) -> Any:
    Draft202012Validator(FEED, format_checker=FormatChecker()).validate(document)
    return document


@pytest.mark.usefixtures("record")
class TestRecord:
    @pytest.mark.parametrize(("name", "count"), [("timeline", 15), ("releases", 2)])
    @pytest.mark.parametrize("language", ["", "/fr"])
    def test_feed_is_as_json_feed_has_it(
        self, client: Client, name: str, count: int, language: str
    ) -> None:
        document = checked(client.get(f"{language}/{name}.jsonfeed").json())

        assert len(document["items"]) == len({item["id"] for item in document["items"]}) == count
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
            document = checked(client.get(address).json())
            seen += [item["id"] for item in document["items"]]
            address = document.get("next_url", "")

        assert len(seen) == len(set(seen)) == 15


def test_feed_without_items_has_an_empty_list() -> None:
    assert checked(json.loads(render(make_export())))["items"] == []


@TITLES
def test_title_comes_back_as_it_was(title: str) -> None:
    (item,) = checked(
        json.loads(render(make_export([make_milestone_row(title=BilingualText(title))])))
    )["items"]

    assert item["title"] == shown(title)


@given(ANY_TEXT)
def test_any_text_makes_one_item(title: str) -> None:
    entry = make_milestone_row(summary=BilingualText(title), condition=BilingualText(title))

    assert (
        len(
            checked(json.loads(render(make_export([entry], heading=title, sentences=[title]))))[
                "items"
            ]
        )
        == 1
    )
