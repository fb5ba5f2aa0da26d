"""``/people/`` and each of them: posts over time, and what is not known between two statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    LATER,
    make_company,
    make_paragraph,
    make_partner,
    make_person,
    make_post,
    make_release,
)
from tests.markup import Document, Visit
from timeline.models import Paragraph, Person

pytestmark = pytest.mark.django_db


def stated(year: int, month: int, day: int, **over: Any) -> Paragraph:
    """A paragraph of a release of that day."""
    return make_paragraph(make_release(published_on=date(year, month, day), **over))


def three_chief_executives() -> None:
    """Ada is stated once, Ben from a day to a month, and Cleo begins before Ben has ended."""
    make_company()
    ada = make_person(slug="ada", name="Ada Archer")
    ben = make_person(slug="ben", name="Ben Boucher")
    cleo = make_person(slug="cleo", name="Cleo Côté")
    make_post(ada, stated(2016, 5, 10))
    make_post(ben, stated(2018, 3, 2), holds_from="2018-03-01", holds_until="2019-09")
    make_post(
        cleo,
        stated(2019, 7, 1),
        holds_from="2019-06-15",
        title_en="Interim CEO",
        title_fr="Chef de la direction par intérim",
    )


def lines(page: Document) -> list[str]:
    """What the page says of each post and of the time between them, without the sources."""
    posts = page.main.one("ul", css="con")
    return [item.text.partition("¶")[0].strip() for item in posts.all("li")]


def names(page: Document) -> list[str]:
    held = page.main.all("ul", css="con")
    links = [link for posts in held for link in posts.all("a") if not link.attrs.get("class")]
    return [link.text for link in links]


def test_posts_come_in_the_order_of_time_with_what_is_not_known(visit: Visit) -> None:
    three_chief_executives()

    assert lines(visit("/people/")) == [
        "Ada Archer President and CEO",
        "Between 10 May 2016 and 1 March 2018 no document on file says who held it.",
        "Ben Boucher President and CEO, from 1 March 2018 until September 2019",
        "Cleo Côté Interim CEO, from 15 June 2019",
    ]


def test_posts_in_french(visit: Visit) -> None:
    three_chief_executives()

    gap = "Entre le 10 mai 2016 et le 1er mars 2018, aucun document au dossier ne dit qui"
    held = "dès le 1er mars 2018 jusqu’en septembre 2019"

    assert lines(visit("/people/", language="fr")) == [
        "Ada Archer Président et chef de la direction",
        f"{gap} occupait ce poste.",
        f"Ben Boucher Président et chef de la direction, {held}",
        "Cleo Côté Chef de la direction par intérim, dès le 15 juin 2019",
    ]


def test_post_leads_to_the_paragraph_that_states_it(visit: Visit) -> None:
    make_company()
    release = make_release(slug="named", published_on=date(2018, 3, 2))
    make_post(paragraph=make_paragraph(release, number=4))

    (link,) = visit("/people/").main.all("a", css="src")

    assert link.attrs["href"] == "/releases/named/#p4"
    assert link.text == "¶ 4 Release of 2 March 2018"


@pytest.mark.parametrize(
    ("year", "holders"),
    [
        (2015, []),
        (2016, ["Ada Archer"]),
        (2017, []),
        (2018, ["Ben Boucher"]),
        (2019, ["Ben Boucher", "Cleo Côté"]),
        (2020, []),
    ],
)
def test_year_shows_who_is_known_to_have_held_a_post_in_it(
    visit: Visit, year: int, holders: list[str]
) -> None:
    three_chief_executives()

    assert names(visit(f"/people/?year={year}")) == holders


def test_years_that_leave_a_holder_out_claim_no_gap_between_the_others(visit: Visit) -> None:
    three_chief_executives()
    make_post(make_person(name="Dan Daoust"), stated(2017, 2, 2))

    page = visit("/people/?year=2016&year=2018")

    assert names(page) == ["Ada Archer", "Ben Boucher"]
    assert "no document on file says" not in page.text


def test_year_that_nothing_states_says_so(visit: Visit) -> None:
    three_chief_executives()

    assert "No document on file names a post for this year." in visit("/people/?year=2017").text


@pytest.mark.parametrize("query", ["year=x", "year=20189", "year=0999"])
def test_year_that_is_none_is_refused_with_a_message(client: Client, query: str) -> None:
    response = client.get(f"/people/?{query}")

    assert response.status_code == 400
    assert "is not a year. Give one from 1000 to 2999, as 2019." in response.content.decode()


def test_two_holders_of_which_one_follows_the_other_leave_no_gap(visit: Visit) -> None:
    make_company()
    make_post(make_person(), stated(2018, 1, 1), holds_until="2018-12-31")
    make_post(make_person(), stated(2020, 1, 1), holds_from="2019-01-01")

    assert len(lines(visit("/people/"))) == 2


def test_gap_names_a_year_where_no_more_is_stated(visit: Visit) -> None:
    make_company()
    make_post(make_person(), stated(2018, 1, 1), holds_until="2017")
    make_post(make_person(), stated(2020, 1, 1), holds_from="2019-05")

    said = "Between 2017 and May 2019 no document on file says who held it."
    assert lines(visit("/people/"))[1] == said


def test_one_person_stated_twice_leaves_no_gap(visit: Visit) -> None:
    make_company()
    ada = make_person()
    make_post(ada, stated(2016, 1, 1))
    make_post(ada, stated(2019, 1, 1))

    assert len(lines(visit("/people/"))) == 2


def test_posts_that_several_hold_at_once_leave_no_gap(visit: Visit) -> None:
    make_company()
    make_post(make_person(), stated(2016, 1, 1), office="director")
    make_post(make_person(), stated(2019, 1, 1), office="director")

    assert len(lines(visit("/people/"))) == 2


def test_company_comes_before_other_organizations(visit: Visit) -> None:
    make_company()
    abacus = make_partner(name_en="Abacus Ltd.", slug="abacus")
    make_post(organisation=abacus)
    make_post()

    parts = visit("/people/").main.all("section", css="stack")
    headings = [part.one("h2").text for part in parts]

    assert headings[:2] == ["Example Resources Inc.", "Abacus Ltd."]


def test_sorts_of_posts_stand_apart(visit: Visit) -> None:
    make_company()
    make_post(office="director")
    make_post(office="chief_executive")

    headings = [heading.text for heading in visit("/people/").main.all("h3")]

    assert headings == ["Chief executive", "Director"]


@pytest.mark.parametrize("hidden", ["person", "release", "organization"])
def test_post_is_seen_once_person_release_and_organization_are_public(
    visit: Visit, hidden: str
) -> None:
    make_company()
    states = {"publish_at": LATER}
    person = make_person(name="Hidden Person", **states if hidden == "person" else {})
    release = make_release(**states if hidden == "release" else {})
    organization = make_partner(**states if hidden == "organization" else {})
    make_post(person, make_paragraph(release), organisation=organization)

    assert "Hidden Person" not in visit("/people/").text


def test_page_without_posts_says_so(visit: Visit) -> None:
    make_company()

    assert "No post on file yet." in visit("/people/").text


# One person


def test_person_has_a_page_with_each_post(visit: Visit) -> None:
    make_company()
    ada = make_person(slug="ada", name="Ada Archer")
    abacus = make_partner(name_en="Abacus Ltd.", slug="abacus")
    make_post(ada, stated(2019, 7, 1), organisation=abacus, title_en="Director")
    make_post(ada, stated(2016, 5, 10))

    page = visit("/people/ada/")

    assert page.title == "Ada Archer · Example"
    assert lines(page) == [
        "Example Resources Inc. President and CEO",
        "Abacus Ltd. Director",
    ]


def test_withdrawn_person_is_gone_with_the_reason(client: Client) -> None:
    make_company()
    make_person(slug="ada")
    person = Person.objects.get(slug="ada")
    person.status, person.withdrawn_reason_en = "withdrawn", "Another person was meant."
    person.save()

    response = client.get("/people/ada/")

    assert response.status_code == 410
    assert "Another person was meant." in response.content.decode()


def test_draft_of_a_person_is_not_given_away(client: Client) -> None:
    make_person(slug="ada", status="draft")

    assert client.get("/people/ada/").status_code == 404


def test_person_is_told_to_search_engines_by_name_alone(visit: Visit) -> None:
    make_company()
    make_post(make_person(slug="ada", name="Ada Archer"))

    data = visit("/people/ada/").json_ld

    assert data["@type"] == "WebPage"
    assert data["about"] == {"@type": "Person", "name": "Ada Archer"}


def test_organization_names_the_people_who_held_posts_in_it(visit: Visit) -> None:
    make_company()
    abacus = make_partner(slug="abacus")
    make_post(make_person(name="Ada Archer"), organisation=abacus)

    people = visit("/partners/abacus/").one("section", aria_labelledby="people")

    assert people.all("a")[0].text == "Ada Archer"


@pytest.mark.parametrize("address", ["/", "/partners/"])
def test_people_are_one_link_away(visit: Visit, address: str) -> None:
    make_company()

    assert visit(address).all("a", href="/people/")


# The record that ships


@pytest.mark.usefixtures("record")
class TestShippedPeople:
    def test_four_people_have_one_post_each(self, visit: Visit) -> None:
        assert names(visit("/people/")) == [
            "Peter Cashin",
            "Alain Bureau",
            "Nick Parry",
            "Nicolas Dalmau",
        ]

    def test_nothing_is_said_of_who_followed_whom(self, visit: Visit) -> None:
        page = visit("/people/")

        said = "Between 13 November 2018 and 13 July 2023 no document on file says who held it."
        assert said in page.text
        assert not [link for link in page.main.all("li") if ", from" in link.text]

    def test_chief_executive_of_2018_is_told(self, visit: Visit) -> None:
        text = visit("/people/?year=2018").main.text

        assert "Peter Cashin" in text
        assert "Alain Bureau" not in text
