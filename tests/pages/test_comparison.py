"""Two releases side by side."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.addresses import COMPARED, A, B
from tests.factories import (
    AT,
    TODAY,
    make_announced,
    make_contact,
    make_figure,
    make_paragraph,
    make_plan,
    make_post,
    make_release,
    settle,
)
from tests.markup import Document
from timeline.pages.comparison import Told, comparison, difference


def told(*pairs: tuple[str, str]) -> list[Told]:
    return [Told((subject,), subject, text) for subject, text in pairs]


def in_lists(earlier: list[Told], later: list[Told]) -> dict[str, list[str]]:
    found = difference("People", earlier, later)
    return {
        "anew": [each.subject for each in found.anew],
        "otherwise": [pair.subject for pair in found.otherwise],
        "no longer": [each.subject for each in found.no_longer],
        "again": [each.subject for each in found.again],
    }


def test_each_subject_stands_where_it_belongs() -> None:
    earlier = told(("Ann", "President"), ("Bob", "Adviser"), ("Cal", "Director"))
    later = told(("Ann", "President"), ("Cal", "Chair"), ("Dan", "Geologist"))

    assert in_lists(earlier, later) == {
        "anew": ["Dan"],
        "otherwise": ["Cal"],
        "no longer": ["Bob"],
        "again": ["Ann"],
    }


def test_what_is_said_twice_in_a_release_counts_once() -> None:
    twice = told(("Ann", "President"), ("Ann", "President"))

    assert in_lists(twice, told(("Ann", "President")))["again"] == ["Ann"]


def test_order_of_several_texts_of_a_subject_does_not_count() -> None:
    one = told(("Ann", "President"), ("Ann", "Director"))

    assert in_lists(one, one[::-1])["otherwise"] == []


SAID = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y"])))


@given(SAID, SAID)
def test_each_subject_is_in_exactly_one_list(
    earlier: list[tuple[str, str]], later: list[tuple[str, str]]
) -> None:
    lists = in_lists(told(*earlier), told(*later))
    subjects = {subject for subject, _text in [*earlier, *later]}

    assert {subject for found in lists.values() for subject in found} == subjects
    assert sum(len(set(found)) for found in lists.values()) == len(subjects)


@given(SAID, SAID)
def test_the_other_way_round_new_is_what_was_gone(
    earlier: list[tuple[str, str]], later: list[tuple[str, str]]
) -> None:
    there = in_lists(told(*earlier), told(*later))
    back = in_lists(told(*later), told(*earlier))

    assert set(there["anew"]) == set(back["no longer"])
    assert set(there["otherwise"]) == set(back["otherwise"])


@pytest.mark.usefixtures("record")
class TestShippedReleases:
    def texts(self, client: Client, heading: str) -> str:
        """What stands under a heading of the page."""
        page = Document(client.get(COMPARED).content.decode())
        (section,) = [each for each in page.all("section") if each.one("h2").text == heading]
        return section.text

    def test_who_has_gone_and_who_has_come(self, client: Client) -> None:
        people = self.texts(client, "People")

        assert people.index("In the later release only") < people.index("Alain Bureau")
        assert people.index("In the earlier release only") < people.index("Peter Cashin")

    def test_project_is_named_otherwise(self, client: Client) -> None:
        names = self.texts(client, "Names of projects")

        assert names.index("In both, differently") < names.index("Crater Lake scandium project")

    def test_listing_that_stays_and_the_one_that_came(self, client: Client) -> None:
        listings = self.texts(client, "Listings")

        assert listings.index("In the later release only") < listings.index("OTCQB: IMPNF")
        assert listings.index("In both, alike") < listings.index("TSXV: IPG")

    def test_nothing_is_said_of_earlier_plans(self, client: Client) -> None:
        settled = self.texts(client, "What came of the earlier plans")

        assert "says nothing of the earlier one’s plans" in settled

    def test_release_page_leads_to_it(self, client: Client) -> None:
        page = client.get(B).content.decode()

        assert f'href="{COMPARED}"' in page

    def test_wrong_way_round_leads_to_the_right_one(self, client: Client) -> None:
        answer = client.get(f"{A}since/{B.removeprefix('/releases/')}")

        assert (answer.status_code, answer.headers["Location"]) == (301, COMPARED)

    @pytest.mark.parametrize(
        "address", [f"{A}since/{A.removeprefix('/releases/')}", f"{A}since/nothing/"]
    )
    def test_what_cannot_be_compared_is_not_found(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_word_on_a_plan_stands_first() -> None:
    earlier = make_release(published_on=date(2018, 5, 1))
    later = make_release(published_on=date(2019, 5, 1))
    plan, done = make_plan(earlier), make_announced(later)
    settle(plan, done)

    compared = comparison(earlier, later, TODAY, AT)

    assert [(word.plan, word.milestone) for word in compared.settled] == [(plan, done)]


@pytest.mark.django_db
def test_queries_do_not_grow_with_what_the_releases_say() -> None:
    earlier = make_release(published_on=date(2018, 5, 1))
    later = make_release(published_on=date(2019, 5, 1))
    counts = []
    for _ in range(2):
        for release in (earlier, later):
            make_post(paragraph=make_paragraph(release))
            make_figure(make_announced(release), make_paragraph(release))
            make_contact(release)
        with CaptureQueriesContext(connection) as queries:
            comparison(earlier, later, TODAY, AT)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20
