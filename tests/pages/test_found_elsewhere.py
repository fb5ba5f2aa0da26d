"""A search of the shipped record that no milestone answers leads to what does: an organization, a
person, a paragraph."""

from __future__ import annotations

import pytest

from tests.addresses import A, B
from tests.markup import Visit
from tests.pages.found_lists import leads

pytestmark = pytest.mark.usefixtures("record")


@pytest.mark.parametrize(
    ("words", "heading", "address"),
    [
        ("Dalmau", "People", "/people/nicolas-dalmau/"),
        ("alain bureau", "People", "/people/alain-bureau/"),
        ("investissement quebec", "Organizations", "/partners/investissement-quebec/"),
        ("technology metals", "Releases", f"{A}?q=technology%20metals#p8"),
        ("technology metals", "Releases", f"{B}?q=technology%20metals#p10"),
        ("allègement avions", "Releases", f"{A}?q=all%C3%A8gement%20avions#p3"),
    ],
)
def test_search_that_only_something_else_answers_leads_there(
    visit: Visit, words: str, heading: str, address: str
) -> None:
    assert address in leads(visit, f"/?q={words.replace(' ', '+')}")[heading]


def test_french_page_has_the_same_lists_under_french_headings(visit: Visit) -> None:
    found = leads(visit, "/?q=dalmau", language="fr")

    assert found["Personnes"] == ["/fr/people/nicolas-dalmau/"]
    assert found["Communiqués"] == [f"/fr{B}?q=dalmau#p6"]


def test_name_of_an_exchange_finds_the_paragraphs_that_print_it(visit: Visit) -> None:
    for words in ("TSX+Venture", "TSXV"):
        found = leads(visit, f"/?q={words}")["Releases"]

        paragraphs = {link.replace("%20", "+") for link in found}
        assert paragraphs >= {f"{A}?q={words}#p8", f"{B}?q={words}#p10"}


@pytest.mark.parametrize("words", ["forage", "Parry", ""])
def test_search_that_milestones_answer_has_no_lists_in_their_place(
    visit: Visit, words: str
) -> None:
    assert leads(visit, f"/?q={words}") == {}


def test_search_that_nothing_answers_leads_nowhere(visit: Visit) -> None:
    assert leads(visit, "/?q=quorumite") == {}


def test_search_as_of_a_day_leads_to_nothing_newer(visit: Visit) -> None:
    assert leads(visit, "/?q=dalmau&as_of=2018-12-31") == {}
    found = leads(visit, "/?q=technology+metals&as_of=2018-12-31")
    assert f"{A}?q=technology%20metals#p8" in found["Releases"]
    assert [link for link in found["Releases"] if not link.startswith(A)] == []


def test_search_that_another_filter_leaves_without_milestones_offers_them(visit: Visit) -> None:
    page = visit("/?q=drilling&year=2023")

    assert page.milestones == []
    assert "Without the other filters" in page.one("div", css="void").text
    assert "?q=drilling" in [link.attrs["href"] for link in page.main.all("a")]
    assert page.all("section", css="elsewhere") == []


def test_search_that_no_milestone_answers_leads_elsewhere_under_other_filters_too(
    visit: Visit,
) -> None:
    assert leads(visit, "/?q=dalmau&year=2018")["People"] == ["/people/nicolas-dalmau/"]
