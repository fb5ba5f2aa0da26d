"""The places of promises in the ledger follow every change, and pages are read from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    TODAY,
    between,
    by_day,
    from_day,
    make_announced,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from tests.promises import make_promise
from timeline.models import Milestone, PromisePlace
from timeline.models.kept_counts import KeptCounts
from timeline.models.promise_place import (
    OUTCOMES,
    OVERDUE,
    SETTLED,
    TO_COME,
    UNDATED,
    positions_of,
    promise_position,
)
from timeline.queries.promise_places import PromisePlaces

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

PAST, AHEAD = date(2019, 1, 1), date(2127, 1, 1)


def places() -> list[tuple[str | None, str]]:
    rows = PromisePlace.objects.order_by("project__slug", "position", "milestone")
    return list(rows.values_list("project__slug", "milestone__slug"))


def position(plan: Milestone) -> int:
    return PromisePlace.objects.values_list("position", flat=True).get(
        milestone=plan, project__isnull=True
    )


# What they follow


def test_plan_stands_in_the_ledger_of_all_and_in_that_of_each_project() -> None:
    make_plan(slug="drilling", projects=[make_project(slug="lake"), make_project(slug="alloys")])

    assert set(places()) == {(None, "drilling"), ("lake", "drilling"), ("alloys", "drilling")}


@pytest.mark.parametrize("over", [{"standing": "happened"}, {"status": "draft"}])
def test_what_is_no_public_plan_has_no_place(over: dict[str, Any]) -> None:
    make_announced(**over)

    assert places() == []


def test_of_a_revised_promise_the_newest_plan_alone_has_a_place() -> None:
    make_promise(2)

    assert places() == [(None, "drilling-2")]


def test_settled_promise_moves_behind_what_is_open() -> None:
    overdue = make_plan(**on_day(PAST))
    open_plan = make_plan()
    before = position(overdue) < position(open_plan)

    make_announced(settles=overdue, settlement="achieved")

    assert before
    assert position(overdue) > position(open_plan)


def test_withdrawn_plan_leaves_the_ledger() -> None:
    plan = make_plan()

    plan.status, plan.withdrawn_reason_en = "withdrawn", "Filed twice."
    plan.save()

    assert places() == []


def test_deleted_plan_leaves_the_ledger() -> None:
    make_plan().delete()

    assert places() == []


def test_save_that_moves_no_promise_writes_no_place() -> None:
    plan = make_plan(projects=[make_project()], **on_day(PAST))

    plan.summary_en = "Said better"
    with CaptureQueriesContext(connection) as asked:
        plan.save()

    written = [query["sql"] for query in asked if "promiseplace" in query["sql"].lower()]
    assert written == []


# The order


def test_order_is_overdue_longest_first_then_due_next_then_undated_then_settled() -> None:
    released = make_release(published_on=date(2018, 1, 1))
    plans = [
        make_plan(released, **on_day(PAST)),
        make_plan(released, **by_day(date(2020, 1, 1))),
        make_plan(released, **between(date(2019, 6, 1), AHEAD)),
        make_plan(released, **from_day(PAST)),
        make_plan(released),
        make_plan(released, **on_day(PAST)),
    ]
    make_announced(settles=plans[-1], settlement="achieved")

    positions = [position(plan) for plan in plans]

    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)


@pytest.mark.parametrize(
    ("outlook", "earliest", "latest", "outcome"),
    [
        ("window_passed", PAST, PAST, OVERDUE),
        ("window_open", None, TODAY, TO_COME),
        ("window_open", PAST, None, TO_COME),
        ("ahead", AHEAD, AHEAD, TO_COME),
        ("no_date", None, None, UNDATED),
        *((settled, PAST, PAST, settled) for settled in SETTLED),
        *((settled, None, None, settled) for settled in SETTLED),
    ],
)
def test_place_is_in_the_range_of_its_outcome_alone(
    outlook: str, earliest: date | None, latest: date | None, outcome: str
) -> None:
    place = promise_position(outlook, earliest, latest)

    assert [each for each in OUTCOMES if place in positions_of(each, TODAY)] == [outcome]


def test_page_of_any_outcome_and_project_is_one_range_of_the_index() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan is read as SQLite writes it")
    project = make_project()

    for outcome in ("", *OUTCOMES):
        for key in (None, project.pk):
            places = PromisePlaces(KeptCounts(AT), TODAY, key, outcome)
            with CaptureQueriesContext(connection) as asked:
                places.page((700_000, 5), None)
            (query,) = [each["sql"] for each in asked if "promiseplace" in each["sql"]]
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query}")
                steps = [row[3] for row in cursor.fetchall()]
            assert "INDEX ledger_of_project (project_id=? AND position>?" in steps[0]
            assert not [step for step in steps if "TEMP B-TREE" in step]
