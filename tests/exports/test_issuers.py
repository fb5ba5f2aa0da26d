"""Data name the type of a document and its issuer as printed, and never the company's name of
today for what it did not issue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import loaded
from tests.exports.format_readers import body, rows_of
from tests.factories import (
    LATER,
    LONG_AGO,
    make_contact,
    make_document_copy,
    make_document_relation,
    make_listing,
    make_paragraph,
    make_partner,
    make_release,
)
from tests.issuers import make_documents
from timeline.exports.sitemaps import news_sitemap

__all__ = ["loaded"]  # the record for one test, not for the whole file

pytestmark = pytest.mark.django_db

NAMES = {
    "report": "Securities Office",
    "article": "The Daily of Sept-Îles",
    "filing": "Old Example Ltd.",
    "parent-release": "Parent Mining Ltd.",
}
FRENCH_NAMES = NAMES | {"report": "Bureau des valeurs"}
ATOM = "{http://www.w3.org/2005/Atom}"


def items(client: Client, address: str = "/releases.json") -> dict[str, dict[str, Any]]:
    return {item["slug"]: item for item in client.get(address).json()["items"]}


@pytest.mark.parametrize("language", ["", "/fr"])
def test_json_has_type_issuer_and_name_as_printed(client: Client, language: str) -> None:
    make_documents()

    told = {
        slug: (item["document_type"], item["issuer"], item["issuer_name"])
        for slug, item in items(client, f"{language}/releases.json").items()
    }

    assert told == {
        "report": ("report", "office", ""),
        "article": ("article", "daily", "The Daily of Sept-Îles"),
        "filing": ("filing", None, "Old Example Ltd."),
        "parent-release": ("other_release", "parent", "Parent Mining Ltd."),
    }


def test_json_counts_documents_where_some_are_no_releases(client: Client) -> None:
    make_documents()

    assert client.get("/releases.json").json()["description"] == "Four documents on file."
    assert client.get("/releases.json?year=2017").json()["description"] == "One release on file."


@pytest.mark.parametrize("language", ["", "/fr"])
def test_csv_has_type_issuer_and_name_as_printed(client: Client, language: str) -> None:
    make_documents()

    rows = rows_of(body(client.get(f"{language}/releases.csv")))

    assert [(row["document_type"], row["issuer"], row["issuer_name"]) for row in rows] == [
        ("report", "office", ""),
        ("article", "daily", "The Daily of Sept-Îles"),
        ("filing", "", "Old Example Ltd."),
        ("other_release", "parent", "Parent Mining Ltd."),
    ]


@pytest.mark.parametrize(("language", "names"), [("", NAMES), ("/fr", FRENCH_NAMES)])
def test_atom_entry_has_the_issuer_for_author(
    client: Client, language: str, names: dict[str, str]
) -> None:
    make_documents()

    text = client.get(f"{language}/releases.atom").content.decode()
    entries = text.split("<entry")[1:]

    assert [
        f"<author><name>{name}</name></author>" in entry
        for name, entry in zip(names.values(), entries, strict=True)
    ] == [True] * 4
    assert not any("Northern Example" in entry for entry in entries)


@pytest.mark.parametrize(("language", "names"), [("", NAMES), ("/fr", FRENCH_NAMES)])
def test_json_feed_item_has_the_issuer_for_author(
    client: Client, language: str, names: dict[str, str]
) -> None:
    make_documents()

    feed = client.get(f"{language}/releases.jsonfeed").json()

    assert [item["authors"] for item in feed["items"]] == [
        [{"name": name}] for name in names.values()
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/releases.jsonfeed", "Article, The Daily of Sept-Îles"),
        ("/fr/releases.jsonfeed", "Article, The Daily of Sept-Îles"),
    ],
)
def test_feed_says_what_a_document_is(client: Client, address: str, words: str) -> None:
    make_documents()

    article = client.get(address).json()["items"][1]

    assert article["content_text"].splitlines()[0] == words
    assert article["_timeline"]["document_type"] == "article"


def test_issuer_that_is_a_draft_is_not_given_away(client: Client) -> None:
    hidden = make_partner(slug="hidden", name_en="Hidden", publish_at=LATER)
    make_release(slug="paper", document_type="article", issuer=hidden)

    assert items(client)["paper"]["issuer"] is None
    for suffix in ("json", "csv", "atom", "jsonfeed"):
        assert b"idden" not in body(client.get(f"/releases.{suffix}"))
    assert "<name>Issuer not named</name>" in client.get("/releases.atom").content.decode()


def test_news_sitemap_has_releases_of_the_company_alone() -> None:
    day = date(2026, 11, 22)
    make_release(slug="ours", published_on=day)
    make_release(
        slug="paper", published_on=day, document_type="article", issuer=make_partner(name_en="X")
    )

    news = news_sitemap("https://example.com/", "Example", LATER, day)

    assert "/releases/ours/" in news.decode()
    assert "/releases/paper/" not in news.decode()


# Listings, copies, relations, contacts, paragraphs


def test_json_of_a_release_has_what_is_printed_in_it(client: Client) -> None:
    release = make_release(slug="paper", document_name="paper.txt", sha256="a" * 64)
    make_paragraph(release, kind="heading", summary_en="A heading", summary_fr="Un titre")
    make_paragraph(release, summary_en="", summary_fr="", text="Its own words")
    make_contact(
        release,
        name="Pat Example",
        role_en="Manager",
        role_fr="Gestionnaire",
        organisation="Example Capital",
        phone="+1 514 555-0100",
        extension="7",
        email="pat@example.com",
    )
    parent = make_partner(slug="parent")
    release.listings.add(
        make_listing(code="TSXV", symbol="OUR"),
        make_listing(code="TSX", symbol="PAR", partner=parent),
    )

    row = client.get("/releases/paper.json").json()

    assert (row["document_name"], row["sha256"]) == ("paper.txt", "a" * 64)
    assert row["paragraphs"] == 2
    assert row["outline"] == [
        {
            "number": 1,
            "kind": "heading",
            "summary": {"en": "A heading", "fr": "Un titre"},
            "text": "",
        },
        {"number": 2, "kind": "body", "summary": {"en": "", "fr": ""}, "text": "Its own words"},
    ]
    assert row["contacts"] == [
        {
            "name": "Pat Example",
            "role": {"en": "Manager", "fr": "Gestionnaire"},
            "organization": "Example Capital",
            "phone": "+1 514 555-0100",
            "extension": "7",
            "email": "pat@example.com",
            "website": "",
        }
    ]
    assert row["listings"] == [
        {"code": "TSXV", "symbol": "OUR", "organization": None},
        {"code": "TSX", "symbol": "PAR", "organization": "parent"},
    ]
    assert items(client)["paper"]["outline"] == row["outline"]


def test_csv_of_a_release_joins_what_is_printed_in_it(client: Client) -> None:
    release = make_release(slug="paper")
    make_paragraph(release, kind="heading")
    make_paragraph(release)
    make_contact(release, name="Pat Example")
    make_contact(release, name="Sam Example")
    make_document_copy(release, publisher="Wire", url="https://wire.example.com/1")
    make_document_copy(release, publisher="", printed_date="13.07.2023")
    other = make_release(slug="other")
    make_document_relation(release, other, relation="repeats")
    make_document_relation(other, release, relation="corrects")

    row = next(row for row in rows_of(body(client.get("/releases.csv"))) if row["slug"] == "paper")

    assert (row["outline"], row["contacts"]) == ("1 heading; 2 body", "Pat Example; Sam Example")
    assert (row["copies"], row["copy_publishers"], row["copy_dates"]) == (
        "https://wire.example.com/1; ",
        "Wire; ",
        "; 13.07.2023",
    )
    assert (row["relations"], row["related_by"]) == ("repeats other", "corrects other")


def test_json_has_where_a_document_stands(client: Client) -> None:
    release = make_release(slug="paper")
    make_document_copy(
        release, was_read=True, publisher="", printed_date="13.07.2023", read_on=date(2024, 3, 3)
    )

    assert items(client)["paper"]["copies"] == [
        {
            "was_read": True,
            "is_repost": True,
            "publisher": None,
            "url": None,
            "printed_date": "13.07.2023",
            "read_on": "2024-03-03",
        }
    ]


def test_json_has_what_a_document_does_to_others_on_both(client: Client) -> None:
    first = make_release(slug="first", headline_en="First", headline_fr="Premier")
    second = make_release(slug="second", headline_en="Second", headline_fr="Deuxième")
    make_document_relation(second, first, relation="replaces")

    found = items(client)

    assert found["second"]["relations"] == [
        {
            "relation": "replaces",
            "id": "http://testserver/releases/first/",
            "slug": "first",
            "name": {"en": "First", "fr": "Premier"},
        }
    ]
    assert [(one["relation"], one["slug"]) for one in found["first"]["related_by"]] == [
        ("replaces", "second")
    ]
    assert found["first"]["relations"] == found["second"]["related_by"] == []


def test_json_has_no_relation_to_a_draft(client: Client) -> None:
    first = make_release(slug="first")
    hidden = make_release(slug="hidden", status="draft", publish_at=LONG_AGO)
    make_document_relation(hidden, first)
    make_document_relation(first, hidden)

    row = items(client)["first"]

    assert row["relations"] == row["related_by"] == []


@pytest.mark.usefixtures("record")
def test_shipped_releases_say_what_they_are_and_where_they_were_read(client: Client) -> None:
    found = items(client)
    update = found["2018-11-13-scandium-marketing-update"]
    memorandum = found["2023-07-13-albecour-memorandum"]

    assert update["issuer_name"] == memorandum["issuer_name"] == "Imperial Mining Group Ltd."
    assert update["source_url"] == memorandum["source_url"] == ""
    assert (update["copies"], [one["printed_date"] for one in memorandum["copies"]]) == (
        [],
        ["13.07.2023"],
    )
    assert len(memorandum["outline"]) == memorandum["paragraphs"] == 17
