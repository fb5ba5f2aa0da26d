"""What releases call a project: the newest names on its page."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import AT, make_company, make_project, make_project_name, make_release
from tests.markup import Visit
from timeline.models import Project
from timeline.queries.project_names import NEWEST, NewestNames

pytestmark = pytest.mark.django_db


def name_in_releases(project: Project, count: int) -> list[str]:
    """As many names, of a release a year each; the oldest first."""
    names = []
    for year in range(2000, 2000 + count):
        name = make_project_name(
            project, make_release(published_on=date(year, 1, 1)), name_en=f"Name of {year}"
        )
        names.append(name.name)
    return names


def test_names_stand_in_the_order_of_their_releases() -> None:
    project = make_project()
    names = name_in_releases(project, NEWEST)

    newest = NewestNames(project, AT)

    assert ([name.name for name in newest.rows], newest.are_all) == (names, True)


def test_of_many_names_the_newest_are_shown() -> None:
    project = make_project()
    names = name_in_releases(project, NEWEST + 1)

    newest = NewestNames(project, AT)

    assert ([name.name for name in newest.rows], newest.are_all) == (names[1:], False)


def test_name_in_a_release_that_is_not_public_is_left_out() -> None:
    project = make_project()
    make_project_name(project, make_release(status="draft"))

    assert NewestNames(project, AT).rows == []


@pytest.mark.parametrize(("count", "links"), [(NEWEST, 0), (NEWEST + 1, 1)])
def test_page_of_a_project_leads_to_all_names_where_it_leaves_some_out(
    visit: Visit, count: int, links: int
) -> None:
    make_company()
    name_in_releases(make_project(slug="mine"), count)

    names = visit("/projects/mine/").one("section", aria_labelledby="names")

    assert len(names.all("a", href="/statements.csv")) == links
