"""What stands behind the graphic's places: lanes, counts, and the lists that cells lead to."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    AT,
    LATER,
    TODAY,
    make_announced,
    make_company,
    make_plan,
    make_project,
    make_release,
)
from tests.markup import Document
from tests.selecting import select
from timeline.chart import builder as graphics
from timeline.chart.builder import Chart, build_chart
from timeline.models import Milestone
from timeline.queries.pagination import query_string
from timeline.queries.year_counts import years_of_selection

pytestmark = pytest.mark.django_db


def drawn(query: list[tuple[str, Any]] | None = None, on: date = TODAY) -> Chart:
    """The chart of every milestone, as of a selection that asked this."""
    return build_chart(
        Milestone.objects.published(AT),
        on=on,
        today=TODAY,
        at=AT,
        query=query or [],
        years=partial(years_of_selection, select(query_string(query or [])).counts),
    )


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the record held more than can be drawn one by one."""
    monkeypatch.setattr(graphics, "MOST_MARKS", 2)


def counts(chart: Chart) -> dict[tuple[str, int], int]:
    """(lane, first year) -> the number of each cell that has one."""
    assert chart.counts is not None
    return {
        (cell.lane, row.first_year): cell.count
        for row in chart.counts.rows
        for cell in row.cells
        if cell.count
    }


def test_mark_in_two_projects_is_drawn_once_in_the_smaller() -> None:
    large, small = make_project(slug="large"), make_project(slug="small")
    make_announced(projects=[large])
    shared = make_announced(projects=[large, small])
    wide = drawn().wide
    assert wide is not None
    assert [lane.key for lane in wide.lanes] == ["large", "small"]
    assert [placed.key for placed in wide.marks].count(shared.slug) == 1


def test_mark_on_the_page_of_one_project_stands_in_its_lane_alone() -> None:
    large, small = make_project(slug="large"), make_project(slug="small")
    make_announced(projects=[large, small])
    wide = drawn([("project", "large")]).wide
    assert wide is not None
    assert [lane.key for lane in wide.lanes] == ["large"]


def test_undated_milestone_is_named_below_and_not_drawn() -> None:
    plan = make_plan()
    found = drawn()
    assert found.drawing.wide is None
    assert [one.milestone.slug for one in found.undated] == [plan.slug]


def test_outcome_of_two_settlers_is_the_newest() -> None:
    plan = make_plan(
        precision="year", date_words="2019", earliest=date(2019, 1, 1), latest=date(2019, 12, 31)
    )
    for on in (date(2020, 1, 1), date(2021, 1, 1)):
        source = make_release(published_on=on)
        newest = make_announced(source, settles=plan, settlement="changed", earliest=on, latest=on)
    found = drawn()
    assert found.wide is not None
    (placed,) = (placed for placed in found.wide.marks if placed.key == plan.slug)
    assert placed.mark.outcome == newest.slug


@pytest.mark.usefixtures("crowded")
def test_counts_leave_out_projects_that_are_not_public() -> None:
    kept = make_project(slug="kept")
    hidden = make_project(slug="hidden", publish_at=LATER)
    for projects in ([kept], [kept, hidden], [hidden]):
        make_announced(projects=projects)
    assert counts(drawn()) == {("kept", 2018): 2, ("", 2018): 1}


@pytest.mark.usefixtures("crowded")
def test_counts_of_one_project_show_no_other() -> None:
    one, other = make_project(slug="one"), make_project(slug="other")
    for _ in range(3):
        make_announced(projects=[one, other])
    assert counts(drawn([("project", ["one"])])) == {("one", 2018): 3}


@pytest.mark.usefixtures("crowded")
def test_cell_leads_to_a_list_of_as_many_as_it_counts(client: Client) -> None:
    make_company()
    one, other = make_project(slug="one"), make_project(slug="other")
    spanning: dict[str, Any] = {
        "precision": "about",
        "earliest": date(2018, 11, 1),
        "latest": date(2019, 2, 28),
    }
    for projects, dated in (
        ([one], dict[str, Any]()),
        ([one, other], spanning),
        ([other], {}),
        ([one], spanning),
    ):
        make_announced(projects=projects, **dated)
    found = drawn()
    listed = {}
    for lane, year in counts(found):
        page = client.get(found.addresses.list_of(lane, range(year, year + 1)))
        listed[lane, year] = len(Document(page.content.decode()).milestones)
    assert listed == counts(found)
    assert len(listed) == 4


@pytest.mark.parametrize(
    ("lane", "years", "query"),
    [
        ("", range(2018, 2019), []),
        ("one", range(1900, 2000), []),
        ("one", range(2019, 2020), [("year", [2018])]),
        ("one", range(2018, 2019), [("year", [2018]), ("dated", "announced")]),
    ],
    ids=["no project", "a century", "a year beside those asked for", "years of announcements"],
)
def test_cell_that_no_filter_selects_has_no_address(
    lane: str, years: range, query: list[tuple[str, Any]]
) -> None:
    assert drawn(query).addresses.list_of(lane, years) == ""


def test_mark_names_the_language_of_its_label_only_where_it_is_not_the_pages() -> None:
    english, french = make_announced(), make_announced(title_en="", title_fr="Un jalon")
    shown = drawn().shown

    assert shown[english.slug].language == ""
    assert shown[french.slug].language == "fr"
