"""What is counted of a selection: kept, looked at, or left out where it would take too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.factories import (
    make_announced,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
    settle,
)
from tests.selecting import select as select_at
from timeline.models import Partner, Project
from timeline.queries import selection_counts
from timeline.queries.selection import Selection
from timeline.queries.year_counts import ALL_PROJECTS, NO_PROJECT, years_of_selection

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def select(query: str = "") -> Selection:
    return select_at(query, at=timezone.now(), today=timezone.localdate())


@pytest.fixture(scope="class")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two projects and what is in none, plans and what came of them, over three years.

    Made once for the tests of a class, and taken back after them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        make_three_years()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(made: None, db: None) -> None:
    """That record."""


def make_three_years() -> None:
    one, other = make_project(slug="one"), make_project(slug="other")
    partner = make_partner(slug="partner")
    for year, projects in ((2018, [one]), (2019, [one, other]), (2020, [])):
        source = make_release(published_on=date(year, 5, 1))
        dated = on_day(date(year, 6, 1))
        make_announced(source, projects=projects, partners=[partner], **dated)
        plan = make_plan(source, projects=projects, kind="market", title_en="A plan for drilling")
        later = make_release(published_on=date(year + 1, 5, 1))
        settle(plan, make_announced(later, projects=projects, **on_day(date(year + 1, 2, 1))))
    make_plan(standing="conditional", condition_en="if viable", projects=[one])


@pytest.fixture
def one_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the record held more than can be looked at."""
    monkeypatch.setattr(selection_counts, "MOST_COUNTED", 1)


def counted_one_by_one(selection: Selection, name: str) -> Counter[Any]:
    """What each value of a filter would select, asked one by one."""
    values = {
        "project": Project.objects.values_list("slug", flat=True),
        "partner": Partner.objects.values_list("slug", flat=True),
        "year": range(2017, 2023),
        "standing": ["happened", "under_way", "planned", "conditional"],
        "outlook": ["no_date", "achieved", "window_passed", "changed"],
        "kind": ["event", "market"],
    }[name]
    others = {**selection.parameters}
    others.pop(name, None)
    counts: Counter[Any] = Counter()
    for value in values:
        query = "&".join(
            f"{key}={one}"
            for key, asked in others.items()
            for one in (asked if isinstance(asked, list) else [asked])
        )
        counts[value] = select(f"{query}&{name}={value}").rows.count()
    return +counts


QUERIES = [
    "",
    "project=one",
    "project=one&project=other",
    "year=2019",
    "year=2019&year=2020",
    "year=2019&dated=announced",
    "year=2019&year=2020&dated=announced",
    "dated=none",
    "year=2019&dated=none",
    "partner=partner",
    "standing=planned&standing=conditional",
    "kind=market",
    "outlook=achieved",
    "outlook=achieved&outlook=no_date",
    "project=one&year=2019",
    "project=one&outlook=achieved",
    "project=one&year=2019&kind=event",
    "project=one&as_of=2019-06-01",
    "as_of=2019-06-01",
    "q=drilling",
    "q=drilling&project=one",
    "kind=permit",
]


@pytest.mark.usefixtures("record")
class TestThreeYears:
    @pytest.mark.parametrize("query", QUERIES)
    @pytest.mark.parametrize("name", ["project", "partner", "year", "standing", "outlook", "kind"])
    def test_count_of_a_value_is_what_it_would_select(self, query: str, name: str) -> None:
        selection = select(query)
        counts = selection.counts.of_filter(name)
        assert counts is not None
        counts.pop(None, None)  # what has no date

        assert +counts == counted_one_by_one(selection, name)

    @pytest.mark.parametrize("query", QUERIES)
    def test_total_is_the_number_of_rows_and_the_days_are_theirs(self, query: str) -> None:
        selection = select(query)
        days = sorted(row.announced_on for row in selection.rows if row.announced_on)

        assert selection.counts.total == selection.rows.count()
        assert selection.counts.undated == selection.rows.undated().count()
        assert selection.counts.announced == ((days[0], days[-1]) if days else (None, None))

    @pytest.mark.parametrize("query", QUERIES)
    def test_promises_are_counted_by_how_they_stand(self, query: str) -> None:
        selection = select(query)
        plans = selection.rows.plans().not_revised(selection.as_of_day, selection.public_at)
        expected = plans.annotate_outlook(selection.as_of_day, selection.public_at).count_by(
            "outlook"
        )

        assert selection.promise_counts == expected

    @pytest.mark.parametrize("query", QUERIES)
    def test_years_by_project_are_those_of_the_rows(self, query: str) -> None:
        selection = select(query)
        years = years_of_selection(selection.counts)
        assert years is not None
        dated = selection.rows.filter(first_year__isnull=False).order_by()
        expected: dict[str, Counter[str]] = {}
        for row in dated:
            keys = [str(project.pk) for project in row.projects.all()] or [NO_PROJECT]
            for key in keys:
                span = f"{row.first_year}-{row.last_year}"
                expected.setdefault(key, Counter())[span] += 1
        if "project" in selection.parameters:
            asked = Project.objects.filter(slug__in=selection.parameters["project"])
            keys_asked = {str(project.pk) for project in asked}
            expected = {key: spans for key, spans in expected.items() if key in keys_asked}
            years_found = {key: spans for key, spans in years.lanes.items() if key in keys_asked}
        else:
            years_found = dict(years.lanes)

        assert {key: +spans for key, spans in years_found.items() if +spans} == expected

    @pytest.mark.usefixtures("one_is_much")
    def test_two_filters_are_counted_together_whatever_they_select(self) -> None:
        selection = select("project=one&year=2019")

        assert selection.total == selection.rows.count() == 2
        assert not selection.is_more

    @pytest.mark.usefixtures("one_is_much")
    def test_values_of_further_filters_are_left_uncounted_where_there_are_too_many(self) -> None:
        selection = select("project=one&year=2019")

        assert selection.counts.of_filter("kind") is None
        assert {choice.count for choice in selection.choices("kind")} == {-1}
        assert selection.counts.of_filter("year") == counted_one_by_one(
            selection, "year"
        ) + Counter({None: 3})

    @pytest.mark.usefixtures("one_is_much")
    @pytest.mark.parametrize(
        "query", ["q=drilling", "as_of=2019-06-01", "project=one&project=other"]
    )
    def test_there_are_more_than_can_be_counted(self, query: str) -> None:
        selection = select(query)

        assert selection.is_more
        assert selection.counts.undated is None
        assert selection.promise_counts == {}
        assert selection.facet_count("standing", "happened") == 0

    @pytest.mark.usefixtures("one_is_much")
    def test_years_of_a_kind_are_told_without_projects_where_there_are_too_many(self) -> None:
        years = years_of_selection(select("kind=event").counts)

        assert years is not None
        assert list(years.lanes) == [ALL_PROJECTS]

    @pytest.mark.usefixtures("one_is_much")
    def test_years_offered_are_those_of_the_whole_record_where_none_is_counted(self) -> None:
        offered = [choice.value for choice in select("q=drilling").choices("year")]

        assert offered == ["2021", "2020", "2019", "2018"]


@pytest.mark.parametrize("query", ["", "project=one", "project=one&year=2019", "q=drilling"])
def test_counts_take_as_many_queries_however_many_rows_there_are(query: str) -> None:
    one = make_project(slug="one")
    make_plan(projects=[one], title_en="A plan for drilling", **on_day(date(2019, 1, 1)))

    def queries() -> int:
        selection = select(query)
        with CaptureQueriesContext(connection) as asked:
            for name in selection.filters.counted:
                selection.choices(name)
            years_of_selection(selection.counts)
        return len(asked)

    before = queries()
    for _ in range(5):
        make_plan(projects=[one], title_en="A plan for drilling", **on_day(date(2019, 1, 1)))

    assert queries() == before
