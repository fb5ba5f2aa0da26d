"""``/releases/`` and each release: a document, paragraph by paragraph."""

from __future__ import annotations

import pytest

from tests.addresses import A, B
from tests.factories import make_paragraph
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")


def headlines(page: Document) -> list[str]:
    return [article.one("h3").one("a").attrs["href"] for article in page.all("article", css="ms")]


def facts(page: Document) -> dict[str, str]:
    return {fact.one("dt").text: fact.one("dd").text for fact in page.main.all("dl")[0].all("div")}


def contacts(page: Document) -> list[str]:
    return [person.text for person in page.one("section", aria_labelledby="contacts").all("li")]


# The list


def test_release_list_is_newest_first(visit: Visit) -> None:
    page = visit("/releases/")

    assert headlines(page) == [B, A]
    assert page.title == "Releases on file · Imperial Mining Group"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/releases/?year=2018", [A]),
        ("/releases/?year=2023", [B]),
        ("/releases/?year=2018&year=2023", [B, A]),
        ("/releases/?year=2019", []),
        ("/releases/?q=CETA", [A]),
        ("/releases/?q=CETA&year=2023", []),
        ("/releases/?q=Zheliasko", [B]),
        ("/releases/?q=!!!", []),
    ],
)
def test_release_list_of_a_selection_shows_those_releases(
    visit: Visit, address: str, found: list[str]
) -> None:
    assert headlines(visit(address)) == found


def test_release_list_says_how_many_milestones_and_plans_each_states(visit: Visit) -> None:
    counted = [
        article.one("p", css="ms-m").all("span")[0].text
        for article in visit("/releases/").all("article")
    ]

    assert counted == ["5 milestones, 4 of them plans", "10 milestones, 6 of them plans"]


def test_release_list_shows_the_years_between_as_empty(visit: Visit) -> None:
    assert "December 2018 to June 2023: no release on file." in visit("/releases/").main.text


# A release


@pytest.mark.parametrize(
    ("address", "headline"),
    [
        (A, "Scandium marketing update, Crater Lake"),
        (
            B,
            "Imperial Mining and Albecour Strike an Agreement to Develop Scandium-Aluminum Alloys in Québec",
        ),
    ],
)
def test_release_page_is_titled_after_its_headline(
    visit: Visit, address: str, headline: str
) -> None:
    page = visit(address)

    assert page.one("h1").text == headline
    assert page.title == f"{headline} · Imperial Mining Group"


def test_headline_that_is_ours_is_said_to_be_ours(visit: Visit) -> None:
    said = "The document has no headline; this one is ours."

    assert said in visit(A).main.text
    assert said not in visit(B).main.text


@pytest.mark.parametrize(("address", "blocks"), [(A, 16), (B, 17)])
def test_release_page_has_an_anchor_for_every_paragraph(
    visit: Visit, address: str, blocks: int
) -> None:
    anchors = [name for name in visit(address).ids if name[0] == "p" and name[1:].isdigit()]

    assert anchors == [f"p{number}" for number in range(1, blocks + 1)]


def test_release_page_sets_each_milestone_beside_the_paragraph_that_states_it(visit: Visit) -> None:
    sixth = visit(A).id("p6")

    assert [link.attrs["href"] for link in sixth.one("ul", css="says").all("a")] == [
        "/milestones/drilling/",
        "/milestones/resource-estimate/",
        "/milestones/flowsheet/",
        "/milestones/discovery/",
    ]


def test_release_page_of_2018_says_early_2019_as_its_sixth_paragraph_does(visit: Visit) -> None:
    assert "planned for early 2019" in visit(A).id("p6").text


def test_release_page_shows_markup_in_the_text_of_a_paragraph_as_text(visit: Visit) -> None:
    paragraph = make_paragraph(text="R&D <b>alloys</b>")

    page = visit(paragraph.release.get_absolute_url())

    assert page.one("blockquote").text == "R&D <b>alloys</b>"


@pytest.mark.parametrize(
    ("address", "listings", "wire", "caution"),
    [
        (A, "TSXV: IPG", "none stated", "¶ 15"),
        (
            B,
            "TSXV: IPG OTCQB: IMPNF",
            "GlobeNewswire",
            "None in this document.",
        ),
    ],
)
def test_release_page_says_what_its_document_prints(
    visit: Visit, address: str, listings: str, wire: str, caution: str
) -> None:
    filed = facts(visit(address))

    assert (filed["Listings"], filed["Wire"]) == (listings, wire)
    assert filed["Forward-looking caution"] == caution


def test_releases_lead_to_each_other(visit: Visit) -> None:
    assert visit(A).one("nav", css="pager").one("a", rel="next").attrs["href"] == B
    assert visit(B).one("nav", css="pager").one("a", rel="prev").attrs["href"] == A


# Contacts


def test_contact_of_2018_stands_as_printed(visit: Visit) -> None:
    (cashin,) = contacts(visit(A))

    assert cashin == (
        "Peter J. Cashin President and Chief Executive Officer "
        "+1 514 360-0571 info@imperialmgp.com https://www.imperialmgp.com"
    )


def test_contacts_of_2023_stand_as_printed(visit: Visit) -> None:
    bureau, zheliasko = contacts(visit(B))

    assert bureau.startswith(
        "Alain Bureau Interim Chief Executive Officer +1 514 944-9544 alain@imperialmgp.com"
    )
    assert zheliasko == (
        "Iryna Zheliasko Manager, Corporate Communications, CHF Capital Markets "
        "+1 416 868-1079 ext. 229 iryna@chfir.com"
    )


def test_historical_contacts_cannot_be_dialled(visit: Visit) -> None:
    section = visit(A).one("section", aria_labelledby="contacts")

    assert "As printed on 13 November 2018. They may be out of date." in section.text
    assert section.all("a") == []


def test_contacts_of_the_newest_release_can_be_dialled(visit: Visit) -> None:
    links = [
        link.attrs["href"] for link in visit(B).one("section", aria_labelledby="contacts").all("a")
    ]

    assert [link for link in links if not link.startswith("http")] == [
        "tel:+15149449544",
        "mailto:alain@imperialmgp.com",
        "tel:+14168681079;ext=229",
        "mailto:iryna@chfir.com",
    ]


def test_footer_of_a_historical_page_names_the_contact_of_its_day_without_links(
    visit: Visit,
) -> None:
    asked = visit(A).one("address")

    assert "Peter J. Cashin" in asked.text
    assert not [
        link for link in asked.all("a") if link.attrs["href"].startswith(("tel:", "mailto:"))
    ]


def test_release_list_of_2018_shows_no_later_listing(visit: Visit) -> None:
    assert "IMPNF" not in visit("/releases/?year=2018").text


def test_release_list_that_finds_nothing_describes_no_release(visit: Visit) -> None:
    assert visit("/releases/?q=zzz", language="fr").all(css="deck") == []


def test_footer_begins_a_line_with_the_role_of_the_contact(visit: Visit) -> None:
    assert (
        "Alain Bureau Chef de la direction par intérim"
        in visit(B, language="fr").one("address").text
    )
