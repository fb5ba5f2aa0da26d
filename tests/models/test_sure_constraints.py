"""What surely holds is not asked of the database; what is not sure is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import CheckConstraint, F, Q
from django.test.utils import CaptureQueriesContext

from tests.constraints import new_milestone
from tests.factories import make_announced, make_plan, make_project, make_release
from tests.models.test_constraints import RULES, Broken
from timeline.models import Publishing
from timeline.models.sure_constraints import surely_holds

DAY = date(2018, 11, 13)
MOMENT = datetime(2018, 11, 13, 12, tzinfo=UTC)


def surely(condition: Any, **values: Any) -> bool:
    return surely_holds(
        new_milestone(**values), CheckConstraint(condition=condition, name="a_rule")
    )


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        (Q(kind="event"), {}),
        (Q(kind__exact="event"), {}),
        (Q(kind__in=["market", "event"]), {}),
        (~Q(kind="market"), {}),
        (Q(earliest__isnull=True), {}),
        (Q(earliest__isnull=False), {"earliest": DAY}),
        (Q(earliest=F("latest")), {"earliest": DAY, "latest": DAY}),
        (Q(earliest__lte=F("latest")), {"earliest": DAY, "latest": DAY}),
        (Q(sort_day__gt=0), {"sort_day": 1}),
        (Q(sort_day__gte=1, sort_day__lt=2), {"sort_day": 1}),
        (Q(publish_at__gte=MOMENT), {"publish_at": MOMENT}),
        (Q(kind="market") | Q(kind="event"), {}),
        # One side is sure, whatever the other is.
        (Q(kind="event") | Q(latest=DAY), {}),
        (~(Q(kind="market") & Q(latest=DAY)), {}),
    ],
)
def test_condition_surely_holds(condition: Q, values: dict[str, Any]) -> None:
    assert surely(condition, **values)


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        (Q(kind="market"), {}),
        (~Q(kind="event"), {}),
        (Q(kind="event") & Q(kind="market"), {}),
        # Of NULL nothing is known.
        (Q(latest=DAY), {}),
        (~Q(latest=DAY), {}),
        (Q(latest=F("earliest")), {}),
        (Q(latest__in=[DAY]), {}),
        # What databases compare in ways of their own.
        (Q(kind__gt="a"), {}),
        (Q(latest=DAY), {"latest": "2018-11-13"}),
        (Q(sort_day__lt="2"), {"sort_day": 1}),
        (Q(publish_at__lte=MOMENT), {"publish_at": MOMENT.replace(tzinfo=None)}),
        (Q(publish_at__lte=MOMENT), {"publish_at": DAY}),
        # What is not listed.
        (Q(kind__startswith="ev"), {}),
        (Q(no_column=1), {}),
        (Q(kind="event") ^ Q(kind="market"), {}),
        (Q(Q(kind="event"), F("sort_day")), {}),
    ],
)
def test_condition_does_not_surely_hold(condition: Q, values: dict[str, Any]) -> None:
    assert not surely(condition, **values)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule)
def test_broken_rule_never_surely_holds(broken: Broken) -> None:
    row = broken.row()

    held = [rule.name for rule in row._meta.constraints if surely_holds(row, rule)]

    assert broken.rule not in held


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_announced, make_plan, make_release, make_project])
def test_valid_row_asks_nothing_for_its_checks(make: Any) -> None:
    row: Publishing = make()

    with CaptureQueriesContext(connection) as asked:
        row.validate_constraints()

    assert [query["sql"] for query in asked.captured_queries] == []
