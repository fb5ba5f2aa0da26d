"""``/timeline.atom`` and ``/releases.atom``: what a feed reader follows."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, fromstring

import feedparser
import pytest
from django.test import Client
from hypothesis import given

from tests.export_rows import make_export, make_milestone_row, make_release_row, make_source
from tests.exports.hostile_texts import ANY_TEXT, TITLES, shown
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.named_rows import BilingualText
from timeline.exports.renderers.atom import render
from timeline.exports.rows import MilestoneRow

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = pytest.mark.parametrize("name", ["timeline", "releases"])


def feed(*rows: MilestoneRow | ReleaseRow, **over: Any) -> Element:
    return fromstring(render(make_export(rows, **over)))  # noqa: S314 - our own


def texts(feed: Element, path: str) -> list[str | None]:
    return [one.text for one in feed.findall(path.replace("/", f"/{ATOM}"))]


def links(parent: Element, rel: str) -> list[tuple[str, str | None]]:
    """(address, language) of each link of that kind."""
    found = [one for one in parent.findall(f"{ATOM}link") if one.get("rel") == rel]
    return [(one.attrib["href"], one.get("hreflang")) for one in found]


def parsed(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    found = feedparser.parse(
        answer.content, response_headers={"content-type": answer.headers["Content-Type"]}
    )
    assert found.bozo is False, found.get("bozo_exception")
    return found


@pytest.mark.usefixtures("record")
class TestRecord:
    @FEEDS
    @pytest.mark.parametrize("language", ["", "/fr"])
    def test_feed_is_read_without_a_complaint(
        self, client: Client, name: str, language: str
    ) -> None:
        found = parsed(client, f"{language}/{name}.atom")

        assert found.version == "atom10"
        assert len(found.entries) == {"timeline": 15, "releases": 2}[name]
        assert found.feed.language == (language.lstrip("/") or "en")

    def test_entry_of_a_milestone_leads_to_its_page_and_its_paragraphs(
        self, client: Client
    ) -> None:
        (entry,) = parsed(client, "/timeline.atom?q=berlin&kind=event").entries

        source = "http://testserver/releases/2018-11-13-scandium-marketing-update/"
        assert entry.link == "http://testserver/milestones/scale-symposium/"
        assert [link.href for link in entry.links if link.rel == "via"] == [
            f"{source}#p5",  # states most: staff named it first
            f"{source}#p1",
        ]

    def test_entry_of_a_release_is_published_on_its_day_in_the_sites_time_zone(
        self, client: Client
    ) -> None:
        assert [entry.published for entry in parsed(client, "/releases.atom").entries] == [
            "2023-07-13T00:00:00-04:00",
            "2018-11-13T00:00:00-05:00",
        ]

    def test_feed_leads_on_over_every_milestone_once(self, client: Client) -> None:
        address, seen = "/timeline.atom?limit=4", []
        while address:
            found = parsed(client, address)
            seen += [entry.id for entry in found.entries]
            address = next((link.href for link in found.feed.links if link.rel == "next"), "")

        assert len(seen) == len(set(seen)) == 15

    def test_pages_of_one_feed_have_the_same_id_and_first_page(self, client: Client) -> None:
        first = parsed(client, "/timeline.atom?limit=4")
        second = parsed(client, next(link.href for link in first.feed.links if link.rel == "next"))

        assert first.feed.id == second.feed.id == "tag:testserver,2026:/"
        assert [link.href for link in second.feed.links if link.rel == "first"] == [
            "http://testserver/timeline.atom?limit=4"
        ]

    def test_feeds_of_two_views_or_languages_have_ids_of_their_own(self, client: Client) -> None:
        addresses = (
            "/timeline.atom",
            "/fr/timeline.atom",
            "/timeline.atom?year=2018",
            "/releases.atom",
        )

        assert len({parsed(client, address).feed.id for address in addresses}) == 4

    def test_entry_has_the_same_id_in_both_languages(self, client: Client) -> None:
        english, french = parsed(client, "/timeline.atom"), parsed(client, "/fr/timeline.atom")

        assert [entry.id for entry in english.entries] == [entry.id for entry in french.entries]


def test_feed_names_its_page_and_the_feed_in_the_other_language() -> None:
    found = feed(
        language="fr",
        html_address="https://example.com/fr/",
        other_language_address="https://example.com/x.atom",
    )

    assert links(found, "alternate") == [
        ("https://example.com/fr/", "fr"),
        ("https://example.com/x.atom", "en"),
    ]
    assert found.get(LANGUAGE) == "fr"


def test_feed_without_a_stamp_changed_when_its_newest_entry_did() -> None:
    assert texts(feed(make_milestone_row()), "./updated") == ["2020-02-03T04:05:06+00:00"]


def test_feed_without_entries_is_a_feed() -> None:
    found = feed()

    assert texts(found, "./updated") == ["1970-01-01T00:00:00+00:00"]
    assert found.findall(f"{ATOM}entry") == []


def test_entry_has_one_alternate_and_its_other_language_is_related() -> None:
    entry = feed(make_milestone_row()).find(f"{ATOM}entry")

    assert entry is not None
    assert links(entry, "alternate") == [("https://example.com/milestones/drilling/", "en")]
    assert links(entry, "related") == [("https://example.com/fr/milestones/drilling/", "fr")]


def test_entry_with_a_title_in_the_other_language_says_so() -> None:
    entry = feed(make_milestone_row(title=BilingualText("", "Forages"))).find(f"{ATOM}entry")

    assert entry is not None
    assert entry.get(LANGUAGE) == "fr"


def test_release_leads_to_where_its_document_comes_from() -> None:
    entry = feed(make_release_row(), row_type="releases").find(f"{ATOM}entry")

    assert entry is not None
    assert links(entry, "via") == [("https://example.org/update", None)]


def test_release_without_a_summary_or_a_source_has_neither() -> None:
    entry = feed(
        make_release_row(summary=BilingualText(), source_url=""), row_type="releases"
    ).find(f"{ATOM}entry")

    assert entry is not None
    assert entry.find(f"{ATOM}summary") is None
    assert links(entry, "via") == []


@TITLES
def test_title_comes_back_as_it_was(title: str) -> None:
    found = feed(
        make_milestone_row(
            title=BilingualText(title), sources=(make_source(headline=BilingualText(title)),)
        )
    )

    assert texts(found, "./entry/title") == [shown(title) or None]


@given(ANY_TEXT)
def test_any_text_makes_one_entry(title: str) -> None:
    found = feed(
        make_milestone_row(title=BilingualText(title), summary=BilingualText(title)),
        heading=title,
        sentences=[title],
    )

    assert len(found.findall(f"{ATOM}entry")) == 1
    assert texts(found, "./entry/title") == [shown(title) or None]
