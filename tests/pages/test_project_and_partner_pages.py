"""``/projects/``, ``/partners/`` and each of them."""

from __future__ import annotations

import pytest

from tests.addresses import SLUGS_OF_2018, SLUGS_OF_2023, A
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")


def stakes(page: Document) -> list[str]:
    """Who owns it and what it owns, without the sources."""
    facts = page.one("aside").one("dl").all("div")
    said = [(fact.one("dt").text, fact.one("dd").text.partition("¶")[0].strip()) for fact in facts]
    return [f"{what}: {who}" for what, who in said if what.startswith("Own")]


def test_project_list_counts_their_milestones(visit: Visit) -> None:
    page = visit("/projects/")
    counted = [
        (link.all("span")[0].text, link.all("small")[0].text)
        for link in page.one("ul", css="links").all("a")
    ]

    assert page.title == "Projects · Imperial Mining Group"
    assert counted == [
        ("Crater Lake", "11 milestones"),
        ("Scandium-aluminum alloys", "5 milestones"),
    ]


@pytest.mark.parametrize(
    ("slug", "name", "milestones"),
    [
        ("crater-lake", "Crater Lake", {*SLUGS_OF_2018, "memorandum"}),
        ("scandium-aluminum-alloys", "Scandium-aluminum alloys", set(SLUGS_OF_2023)),
    ],
)
def test_project_page_lists_its_milestones(
    visit: Visit, slug: str, name: str, milestones: set[str]
) -> None:
    page = visit(f"/projects/{slug}/")

    assert page.title == f"{name} · Imperial Mining Group"
    assert page.one("h1").text == name
    assert set(page.milestones) == milestones


def test_project_page_dates_each_name_by_the_release_that_uses_it(visit: Visit) -> None:
    names = visit("/projects/crater-lake/").one("section", aria_labelledby="names").all("div")

    assert [fact.one("dt").text for fact in names] == ["13 November 2018", "13 July 2023"]
    assert names[0].one("a").attrs["href"] == A


def test_project_page_names_the_partners_of_its_milestones(visit: Visit) -> None:
    partners = (
        visit("/projects/scandium-aluminum-alloys/")
        .one("section", aria_labelledby="partners")
        .all("li")
    )

    assert [partner.text for partner in partners] == ["Albecour Inc."]


def test_partner_list_names_all_five(visit: Visit) -> None:
    page = visit("/partners/")

    assert page.title == "Organizations · Imperial Mining Group"
    assert [link.attrs["href"] for link in page.one("ul", css="links").all("a")] == [
        "/partners/albecour/",
        "/partners/aluminerie-alouette/",
        "/partners/european-commission/",
        "/partners/investissement-quebec/",
        "/partners/scale/",
    ]


@pytest.mark.parametrize(
    ("slug", "name", "milestones"),
    [
        ("albecour", "Albecour Inc.", set(SLUGS_OF_2023)),
        ("european-commission", "European Commission", {"brussels"}),
        ("scale", "SCALE (Scandium Aluminium Europe)", {"scale-symposium"}),
        ("investissement-quebec", "Investissement Québec", set()),
        ("aluminerie-alouette", "Aluminerie Alouette Inc.", set()),
    ],
)
def test_partner_page_lists_the_milestones_it_has_a_part_in(
    visit: Visit, slug: str, name: str, milestones: set[str]
) -> None:
    page = visit(f"/partners/{slug}/")

    assert page.title == f"{name} · Imperial Mining Group"
    assert page.one("h1").text == name
    assert set(page.milestones) == milestones


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "albecour",
            ["Owned by: Investissement Québec, 100%", "Owns: 6.67% of Aluminerie Alouette Inc."],
        ),
        ("investissement-quebec", ["Owns: 100% of Albecour Inc."]),
        ("aluminerie-alouette", ["Owned by: Albecour Inc., 6.67%"]),
        ("european-commission", []),
        ("scale", []),
    ],
)
def test_partner_page_says_who_owns_how_much_of_whom(
    visit: Visit, slug: str, said: list[str]
) -> None:
    assert stakes(visit(f"/partners/{slug}/")) == said


def test_partner_page_in_french_writes_percentages_as_french_does(visit: Visit) -> None:
    page = visit("/partners/aluminerie-alouette/", language="fr")

    assert "6,67\u00a0%" in page.source


def test_stake_leads_to_the_paragraph_that_states_it(visit: Visit) -> None:
    facts = visit("/partners/albecour/").one("aside").one("dl")
    sources = facts.all("a", css="src")

    assert {link.attrs["href"] for link in sources} == {
        "/releases/2023-07-13-albecour-memorandum/#p12"
    }
    assert {link.text for link in sources} == {"¶ 12 Release of 13 July 2023"}
