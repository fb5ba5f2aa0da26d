"""Who owns how much of whom, the company and projects included, and what became of projects."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_paragraph,
    make_part,
    make_partner,
    make_project,
    make_project_state,
    make_release,
)
from tests.markup import Document, Visit
from timeline.models import Paragraph, PartnerRole, Stake

pytestmark = pytest.mark.django_db


def stated(year: int, month: int, day: int) -> Paragraph:
    """A paragraph of a release of that day."""
    return make_paragraph(make_release(published_on=date(year, month, day)))


def stake(paragraph: Paragraph, percent: float, **ends: Any) -> Stake:
    """A stake of the company in itself but for the ends that are given."""
    return Stake.objects.create(paragraph=paragraph, percent=percent, **ends)


def facts(page: Document, heading: str) -> list[str]:
    """The facts under a heading, each with its term, without the words of the source."""
    said = []
    for fact in page.all(aria_labelledby=heading)[0].one("dl").all("div"):
        told = fact.one("dd").text.replace("¶ 1 Release of", "stated")
        said.append(f"{fact.one('dt').text}: {told}")
    return said


def test_project_says_what_became_of_it_the_newest_statement_first(visit: Visit) -> None:
    make_company()
    project = make_project(slug="lake")
    make_project_state(project, stated(2018, 5, 1), state="optioned", holds_from="2018-04")
    make_project_state(project, stated(2021, 2, 3), state="sold")

    assert facts(visit("/projects/lake/"), "facts") == [
        "State: Sold stated 3 February 2021",
        "State: Optioned, from April 2018 stated 1 May 2018",
        "Owned by: No document on file states who owns it.",
    ]


def test_project_without_a_stated_owner_says_so_in_french_too(visit: Visit) -> None:
    make_company()
    make_project(slug="lake")

    assert facts(visit("/projects/lake/", language="fr"), "facts") == [
        "Participation détenue par: Aucun document au dossier ne le dit."
    ]


def test_list_of_projects_gives_the_newest_state(visit: Visit) -> None:
    make_company()
    project = make_project(name_en="Lake")
    make_project_state(project, stated(2018, 5, 1), state="active")
    make_project_state(project, stated(2021, 2, 3), state="sold")

    assert "Sold, as stated on 3 February 2021" in visit("/projects/").main.text
    assert "Active" not in visit("/projects/").main.text


def test_list_of_projects_in_french(visit: Visit) -> None:
    make_company()
    make_project_state(make_project(), stated(2021, 2, 3), state="sold")

    text = visit("/projects/", language="fr").main.text

    assert "Vendu, selon le document du 3 février 2021" in text


def test_state_that_ended_is_not_given_for_today(visit: Visit) -> None:
    make_company()
    project = make_project()
    make_project_state(project, stated(2018, 5, 1), state="suspended", holds_until="2019")

    assert "as stated on" not in visit("/projects/").main.text


def test_state_that_is_not_public_is_not_told(visit: Visit) -> None:
    make_company()
    project = make_project(slug="lake")
    make_project_state(project, make_paragraph(make_release(publish_at=LATER)), state="sold")

    assert "Sold" not in visit("/projects/").text
    assert "Sold" not in visit("/projects/lake/").text


def test_project_says_who_owns_how_much_of_it(visit: Visit) -> None:
    make_company()
    project = make_project(slug="lake")
    stake(stated(2018, 5, 1), 60, owned_project=project, holds_from="2018")
    stake(stated(2018, 5, 2), 40, owned_project=project, owner=make_partner(name_en="Abacus"))

    assert facts(visit("/projects/lake/"), "facts") == [
        "Owned by: Abacus, 40% stated 2 May 2018",
        "Owned by: Example Resources Inc., 60%, from 2018 stated 1 May 2018",
    ]


def test_older_statement_of_a_stake_stands_under_the_newer_one(visit: Visit) -> None:
    make_company()
    project, abacus = make_project(slug="lake"), make_partner(name_en="Abacus")
    stake(stated(2018, 5, 1), 40, owned_project=project, owner=abacus)
    stake(stated(2019, 5, 1), 50, owned_project=project)
    stake(stated(2020, 5, 1), 50, owned_project=project, owner=abacus)

    assert facts(visit("/projects/lake/"), "facts") == [
        "Owned by: Abacus, 50% stated 1 May 2020",
        "Owned by: Abacus, 40% stated 1 May 2018",
        "Owned by: Example Resources Inc., 50% stated 1 May 2019",
    ]


def test_stakes_of_and_in_the_company_stand_on_the_list_of_organizations(visit: Visit) -> None:
    make_company()
    stake(stated(2018, 5, 1), 25, owned=make_partner(name_en="Abacus"))
    stake(stated(2018, 5, 2), 12, owner=make_partner(name_en="Birch Fund"))

    assert facts(visit("/partners/"), "stakes") == [
        "Owned by: Birch Fund, 12% stated 2 May 2018",
        "Owns: 25% of Abacus stated 1 May 2018",
    ]


def test_organization_that_the_company_owns_says_so(visit: Visit) -> None:
    make_company()
    stake(stated(2018, 5, 1), 25, owned=make_partner(slug="abacus"))

    assert "Owned by: Example Resources Inc., 25% stated 1 May 2018" in facts(
        visit("/partners/abacus/"), "facts"
    )


def test_organization_that_owns_the_company_or_a_project_says_so(visit: Visit) -> None:
    make_company()
    abacus = make_partner(slug="abacus")
    stake(stated(2018, 5, 1), 12, owner=abacus, holds_until="2019-03-02")
    stake(stated(2017, 5, 1), 30, owner=abacus, owned_project=make_project(name_en="Lake"))

    assert facts(visit("/partners/abacus/"), "facts")[1:] == [
        "Owns: 12% of Example Resources Inc. (until 2 March 2019) stated 1 May 2018",
        "Owns: 30% of Lake stated 1 May 2017",
    ]


# Organizations, not all of them partners


def test_list_gives_the_parts_that_an_organization_has(visit: Visit) -> None:
    make_company()
    abacus = make_partner(name_en="Abacus")
    make_part(make_announced(), abacus, "seller")
    make_part(make_announced(), abacus, "adviser")

    (link,) = visit("/partners/").one("ul", css="links").all("a")

    assert [small.text for small in link.all("small")] == [
        "Company, named in 2 milestones",
        "Adviser; Seller",
    ]


def test_organization_that_no_milestone_names_says_so(visit: Visit) -> None:
    make_company()
    make_partner(slug="abacus")

    assert "no part in a milestone on file" in visit("/partners/").text
    assert "It has no part in a milestone on file." in visit("/partners/abacus/").text


@pytest.mark.parametrize("address", ["/", "/partners/", "/partners/scale/", "/about/"])
@pytest.mark.usefixtures("record")
def test_nobody_is_called_a_partner_by_the_site(visit: Visit, address: str) -> None:
    page = visit(address)

    assert "Partners" not in page.text
    assert "together" not in page.text


@pytest.mark.usefixtures("record")
def test_symposium_that_bears_the_name_of_an_initiative_has_no_organizer(visit: Visit) -> None:
    who = visit("/milestones/scale-symposium/").one("section", aria_labelledby="who").text

    assert "Organizer" not in who
    assert "Also named SCALE (Scandium Aluminium Europe)" in who


def test_every_part_has_a_name() -> None:
    assert all(role.label for role in PartnerRole)
