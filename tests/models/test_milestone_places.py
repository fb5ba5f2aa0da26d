"""The places of milestones in their projects follow every change, and find the neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    UNDATED,
    make_announced,
    make_paragraph,
    make_project,
    make_release,
    on_day,
)
from timeline.models import Citation, Milestone, MilestonePlace, Project
from timeline.models.milestone_place import DAYS, neighbours, position_of
from timeline.models.visibility import preview_moment

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

FIRST = date(2018, 1, 1)
ANNOUNCED = date(2018, 11, 13)


def places() -> set[tuple[str, str, int]]:
    return set(MilestonePlace.objects.values_list("project__slug", "milestone__slug", "position"))


def place(project: Project, milestone: Milestone) -> tuple[str, str, int]:
    """The place that its days on file give it."""
    milestone.refresh_from_db()
    return project.slug, milestone.slug, position_of(milestone)


@pytest.fixture
def filed() -> tuple[Project, Milestone]:
    """A milestone of 1 January 2018, announced on 13 November, in one project."""
    project = make_project()
    return project, make_announced(
        make_release(published_on=ANNOUNCED), projects=[project], **on_day(FIRST)
    )


# What they follow


def test_milestone_in_a_project_has_a_place_in_it(filed: tuple[Project, Milestone]) -> None:
    assert places() == {place(*filed)}


def test_milestone_taken_out_of_a_project_loses_its_place(
    filed: tuple[Project, Milestone],
) -> None:
    project, milestone = filed

    milestone.projects.remove(project)

    assert places() == set()


def test_milestones_put_into_a_project_have_places(filed: tuple[Project, Milestone]) -> None:
    first, milestone = filed
    second = make_project()

    second.milestones.add(milestone)

    assert places() == {place(first, milestone), place(second, milestone)}


def test_project_that_is_deleted_leaves_no_place(filed: tuple[Project, Milestone]) -> None:
    filed[0].delete()

    assert places() == set()


def test_place_follows_the_date(filed: tuple[Project, Milestone]) -> None:
    milestone = filed[1]

    for column, value in UNDATED.items():
        setattr(milestone, column, value)
    milestone.save()

    assert places() == {place(*filed)}
    assert position_of(milestone) == -ANNOUNCED.toordinal()


def test_place_follows_the_announcement(filed: tuple[Project, Milestone]) -> None:
    Citation.objects.get().delete()

    assert places() == {place(*filed)}
    assert position_of(filed[1]) == -FIRST.toordinal() * DAYS


def test_places_of_rows_made_in_bulk_are_derived(filed: tuple[Project, Milestone]) -> None:
    MilestonePlace.objects.all().delete()

    call_command("derive")

    assert places() == {place(*filed)}


def test_milestone_saved_unchanged_writes_no_place(filed: tuple[Project, Milestone]) -> None:
    before = set(MilestonePlace.objects.values_list("pk"))

    Milestone.objects.get().save()

    assert set(MilestonePlace.objects.values_list("pk")) == before


# The neighbours that they find


def make_varied(project: Project, count: int) -> list[Milestone]:
    """Milestones of few days, announcements and no date at all, so that many tie."""
    releases = [make_release(published_on=date(2018, month, 1)) for month in (3, 7)]
    cited = [make_paragraph(release) for release in releases]
    made = []
    for number in range(count):
        dated = on_day(FIRST + timedelta(days=number % 3)) if number % 4 else UNDATED
        made.append(make_announced(cited[number % 2], projects=[project], **dated))
    return made


def test_neighbours_are_those_of_the_whole_list() -> None:
    project = make_project()
    make_varied(project, 24)
    make_varied(make_project(), 6)

    in_order = list(Milestone.objects.filter(projects=project).newest_first())

    assert len(in_order) == 24
    for newer, older in pairwise(in_order):
        assert neighbours(newer, project, AT)[0] == older
        assert neighbours(older, project, AT)[1] == newer
    assert neighbours(in_order[0], project, AT)[1] is None
    assert neighbours(in_order[-1], project, AT)[0] is None


def test_neighbour_that_is_not_public_is_stepped_over() -> None:
    project = make_project()
    first, hidden, last = make_varied(project, 3)
    Milestone.objects.filter(pk=hidden.pk).update(status="draft", public_from=None)

    older, newer = neighbours(last, project, AT)

    assert first in {older, newer}
    assert hidden not in {older, newer}


def test_neighbour_of_a_preview_is_one_that_it_shows() -> None:
    project = make_project()
    shown = make_announced(projects=[project], **on_day(FIRST))
    draft = make_announced(projects=[project], status="draft", **on_day(date(2019, 1, 1)))

    assert neighbours(shown, project, preview_moment(AT, milestone=[draft.pk]))[1] == draft


# Their cost


@contextmanager
def plans_of_queries() -> Iterator[list[str]]:
    """What the database says that it does for each query of the block."""
    plans: list[str] = []
    with CaptureQueriesContext(connection) as asked:
        yield plans
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Few rows it would rather read and sort.
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        for query in asked.captured_queries:
            cursor.execute(f"{explain} {query['sql']}")
            plans.append("\n".join(str(row[-1]) for row in cursor.fetchall()))


def test_neighbours_are_read_from_the_index_of_the_order() -> None:
    project = make_project()
    milestone = make_varied(project, 8)[1]

    with plans_of_queries() as plans:
        neighbours(milestone, project, AT)

    assert len(plans) == 2
    for plan in plans:
        assert "newest_first_in_project" in plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
