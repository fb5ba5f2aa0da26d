"""Rails of a long record: what stands at once, and what opens."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announced, make_company, make_project, on_day
from tests.markup import Element, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def make_years(first: int, last: int) -> None:
    for year in range(first, last + 1):
        make_announced(**on_day(date(year, 5, 5)))


def years(part: Element) -> list[str]:
    return [link.attrs["id"].removeprefix("year-") for link in part.all("a")]


def rail(visit: Visit, address: str) -> tuple[list[str], list[str]]:
    """The years that stand at once, and those that open."""
    part = visit(address).one("nav", css="rail-year")
    opened = [year for details in part.all("details") for year in years(details)]
    return [year for year in years(part) if year not in opened], opened


def test_all_of_a_few_years_stand_at_once(visit: Visit) -> None:
    make_years(1990, 2015)

    assert rail(visit, "/") == ([str(year) for year in range(2015, 1989, -1)], [])


def test_of_sixty_years_the_newest_twenty_stand_at_once_and_the_others_open(visit: Visit) -> None:
    make_years(1960, 2019)

    at_once, opened = rail(visit, "/")

    assert at_once == [str(year) for year in range(2019, 1999, -1)]
    assert opened == [str(year) for year in range(1999, 1959, -1)]


def test_early_year_that_is_chosen_stands_at_once(visit: Visit) -> None:
    make_years(1960, 2019)

    at_once, opened = rail(visit, "/?year=1960")

    assert "1960" in at_once
    assert "1960" not in opened


def test_of_forty_projects_those_with_most_stand_at_once(visit: Visit) -> None:
    for number in range(40):
        project = make_project(slug=f"p{number:02}", name_en=f"Project {number:02}")
        for _ in range(2 if number >= 30 else 1):
            make_announced(projects=[project])

    part = visit("/").one("nav", css="rail-project")

    at_once = [link.attrs["id"] for link in part.all("ul")[0].all("a")]
    assert at_once == [f"project-p{number}" for number in range(30, 40)]
    assert len(part.one("details").all("a")) == 30


def test_year_that_goes_on_overleaf_says_that_it_counts_this_page(visit: Visit) -> None:
    for day in range(1, 29):
        make_announced(**on_day(date(2019, 5, day)))
    make_announced(**on_day(date(2020, 5, 5)))

    headers = [part.one("header").text for part in visit("/").all("section", css="year")]

    assert headers == ["2020 1 milestone", "2019 24 milestones on this page"]
