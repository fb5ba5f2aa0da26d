"""What a search that no milestone answers may lead to: what is public, what was known, so many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    LONG_AGO,
    make_announced,
    make_company,
    make_listing,
    make_paragraph,
    make_partner,
    make_partner_name,
    make_person,
    make_post,
    make_project,
    make_project_name,
    make_release,
    make_stake,
)
from tests.markup import Visit
from tests.pages.found_lists import leads
from tests.selecting import select
from timeline.models import Person
from timeline.queries.found_elsewhere import FoundElsewhere, FoundRows

pytestmark = pytest.mark.django_db

WORD = "Quorumite"


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def test_lists_end_after_five_and_say_how_many_more_there_are(visit: Visit) -> None:
    for number in range(7):
        make_person(name=f"{WORD} {number}")

    part = visit(f"/?q={WORD}").one("section", css="elsewhere")

    assert [link.text for link in part.one("ul").all("a")] == [
        *(f"{WORD} {number}" for number in range(5))
    ]
    assert part.one("p").text == "and 2 more: see all"
    assert part.one("p").one("a").attrs["href"] == "/people/"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "and more than 1,000 more: see all"),
        ("fr", "et plus de 1 000 autres : voir tout"),
    ],
)
def test_nobody_counts_more_than_a_thousand_further_rows(
    visit: Visit, language: str, text: str
) -> None:
    Person.objects.bulk_create(
        Person(
            slug=f"p-{number}",
            name=f"{WORD} {number}",
            status="published",
            publish_at=LONG_AGO,
            public_from=LONG_AGO,
            search_text=f" {WORD.lower()} ",
        )
        for number in range(1_006)
    )

    part = visit(f"/?q={WORD}", language=language).one("section", css="elsewhere")

    assert part.one("p").text == text


def test_paragraphs_end_after_five_of_the_newest_releases(visit: Visit) -> None:
    older = make_release(slug="older", published_on=date(2020, 1, 1))
    newer = make_release(slug="newer", published_on=date(2021, 1, 1))
    for _ in range(4):
        make_paragraph(older, summary_en=WORD)
        make_paragraph(newer, summary_en=WORD)

    part = visit(f"/?q={WORD}").one("section", css="elsewhere")

    releases = [link.attrs["href"].split("/")[2] for link in part.one("ul").all("a")]
    assert releases == ["newer"] * 4 + ["older"]
    assert part.one("p", css="note").one("a").attrs["href"] == f"/releases/?q={WORD}"


def test_drafts_and_what_is_of_drafts_are_not_found(visit: Visit) -> None:
    make_partner(name_en=WORD, status="draft")
    make_person(name=WORD, status="draft")
    make_project(name_en=WORD, status="draft")
    make_paragraph(make_release(status="draft"), summary_en=WORD)

    assert leads(visit, f"/?q={WORD}") == {}


def test_organization_and_project_are_found_under_their_former_names(visit: Visit) -> None:
    make_partner_name(make_partner(slug="renamed"), name_en=WORD)
    make_project_name(make_project(slug="renamed"), make_release(), name_en=WORD)

    found = leads(visit, f"/?q={WORD}")

    assert found == {
        "Organizations": ["/partners/renamed/"],
        "Projects": ["/projects/renamed/"],
    }


def test_former_name_that_a_draft_states_finds_nothing(visit: Visit) -> None:
    draft = make_release(status="draft")
    make_partner_name(make_partner(), make_paragraph(draft), name_en=WORD)
    make_project_name(make_project(), draft, name_en=WORD)

    assert leads(visit, f"/?q={WORD}") == {}


@pytest.mark.parametrize(("day", "known"), [("2020-04-30", False), ("2020-05-05", True)])
def test_as_of_a_day_only_who_a_document_named_by_then_is_found(
    visit: Visit, day: str, known: bool
) -> None:
    paragraph = make_paragraph(make_release(published_on=date(2020, 5, 5)))
    make_stake(make_partner(name_en=WORD, slug="owner"), make_partner(), paragraph)
    make_post(make_person(name=WORD, slug="holder"), paragraph)
    make_announced(paragraph, projects=[make_project(slug="other")])
    make_project_name(make_project(slug="named"), paragraph.release, name_en=WORD)

    found = leads(visit, f"/?q={WORD}&as_of={day}")

    every = ["/partners/owner/", "/people/holder/", "/projects/named/"]
    assert [*found.values()] == ([[address] for address in every] if known else [])


def test_as_of_a_day_an_organization_has_its_name_of_then(visit: Visit) -> None:
    partner = make_partner(name_en=f"{WORD} Today")
    paragraph = make_paragraph(make_release(published_on=date(2020, 5, 5)))
    make_partner_name(partner, paragraph, name_en=f"{WORD} Then", holds_until="2021")
    make_partner_name(partner, paragraph, name_en=f"{WORD} Today", holds_from="2022")

    part = visit(f"/?q={WORD}&as_of=2020-12-31").one("section", css="elsewhere")

    assert part.one("ul").text == f"{WORD} Then"


@pytest.mark.parametrize("words", ["TSX Venture", "TSXV", "tsx venture exchange"])
@pytest.mark.parametrize("title", ["Listed on the TSXV", "Listed on TSX Venture Exchange"])
def test_exchange_is_found_among_milestones_under_both_its_names(
    visit: Visit, words: str, title: str
) -> None:
    make_release().listings.add(make_listing(exchange="TSX Venture Exchange", code="TSXV"))
    make_announced(title_en=title, slug="listed")

    assert visit(f"/?q={words.replace(' ', '+')}").milestones == ["listed"]


@pytest.mark.parametrize("query", ["", "?kind=event"])
def test_timeline_without_a_search_looks_nowhere_else(client: Client, query: str) -> None:
    make_announced(title_en=WORD, kind="event")
    make_person(name=WORD)

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/{query}")

    people = [one["sql"] for one in asked if 'FROM "timeline_person"' in one["sql"]]
    assert [sql for sql in people if "timeline_edition" not in sql] == []


def test_what_is_found_elsewhere_takes_few_queries() -> None:
    make_person(name=WORD)
    found = FoundElsewhere(select(f"q={WORD}"))

    with CaptureQueriesContext(connection) as asked:
        lists: list[FoundRows[Any]] = [found.people, found.organizations]
        lists += [found.projects, found.paragraphs]
        releases = found.releases

    assert [len(each.rows) for each in lists] == [1, 0, 0, 0]
    assert releases == 0
    assert len(asked) <= 9
