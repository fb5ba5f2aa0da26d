"""Promises are followed by what is public, and as the database's outlook says."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from tests.factories import AT, TODAY, make_plan, make_release, settle
from tests.promises import make_promise, said_on
from timeline.models import Milestone, PlanSettlement
from timeline.models.outlooks import PLANS
from timeline.queries.plans import newest_plans
from timeline.queries.promises import FollowedPromise, followed_promises

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def followed(plan: Milestone, on: date = TODAY) -> FollowedPromise:
    row = Milestone.objects.with_outlook(on, AT).with_citations(AT, on).get(pk=plan.pk)
    return followed_promises([row], on, AT).of(row)


def outlook(plan: Milestone, on: date = TODAY) -> str:
    return Milestone.objects.with_outlook(on, AT).get(pk=plan.pk).outlook


def planned_on(day: date, **over: Any) -> Milestone:
    return make_plan(make_release(published_on=day), **over)


def test_promise_is_followed_from_any_of_its_plans() -> None:
    plans = make_promise(3)

    for plan in plans:
        promise = followed(plan)
        assert (promise.plans, promise.revisions, promise.outcome) == (plans, 3, None)


def test_promise_is_settled_by_the_newest_word_on_any_of_its_plans() -> None:
    plans = make_promise(1)
    said_on(date(2022, 1, 1), settles=plans[0], settlement="achieved")

    assert [outlook(plan) for plan in plans] == ["changed", "achieved"]


def test_promise_is_open_again_where_the_newest_word_is_a_revision() -> None:
    plan = planned_on(date(2018, 1, 1))
    said_on(date(2019, 1, 1), settles=plan, settlement="partly_achieved")
    newer = planned_on(date(2020, 1, 1))
    settle(plan, newer, "changed")

    assert [outlook(plan), outlook(newer)] == ["changed", "no_date"]
    assert followed(plan).outcome is None


def test_plans_that_one_plan_was_split_into_go_each_its_own_way() -> None:
    plan = planned_on(date(2018, 1, 1))
    first, second = planned_on(date(2019, 1, 1)), planned_on(date(2019, 2, 1))
    settle(plan, first, "changed")
    settle(plan, second, "changed")
    said_on(date(2020, 1, 1), settles=first)

    assert [outlook(one) for one in (plan, first, second)] == ["changed", "achieved", "no_date"]
    assert followed(second).plans == [plan, second]


def test_plan_that_two_plans_were_joined_in_settles_both() -> None:
    plans = [planned_on(date(2018, 1, 1)), planned_on(date(2018, 2, 1))]
    joined = planned_on(date(2019, 1, 1))
    for plan in plans:
        settle(plan, joined, "changed")
    said_on(date(2020, 1, 1), settles=joined, settlement="suspended")

    assert [outlook(plan) for plan in (*plans, joined)] == ["changed", "changed", "suspended"]
    assert followed(joined).plans == [*plans, joined]
    assert list(newest_plans(TODAY, AT)) == [joined]


def test_revision_that_is_a_draft_is_not_followed() -> None:
    plan = planned_on(date(2018, 1, 1))
    settle(plan, planned_on(date(2019, 1, 1), status="draft"), "changed")

    assert outlook(plan) == "no_date"
    assert followed(plan).plans == [plan]
    assert list(newest_plans(TODAY, AT)) == [plan]


def test_promise_on_a_day_knows_nothing_later() -> None:
    plans = make_promise(2)  # announced in June 2017, 2018 and 2019
    on = date(2018, 12, 31)

    assert followed(plans[0], on).plans == plans[:2]
    assert list(newest_plans(on, AT).announced_by(on)) == [plans[1]]
    assert [outlook(plan, on) for plan in plans[:2]] == ["changed", "ahead"]


@pytest.mark.parametrize("settlement", ["ended", "suspended", "withdrawn"])
def test_work_under_way_has_the_outlook_that_a_later_word_gives_it(settlement: str) -> None:
    work = said_on(date(2018, 1, 1), standing="under_way")
    said_on(date(2019, 1, 1), settles=work, settlement=settlement)

    assert outlook(work) == settlement
    assert outlook(work, date(2018, 12, 31)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_outlook_of_the_database_is_the_outcome_that_is_followed(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - the same plans each time
    rows: list[Milestone] = []
    for place in range(14):
        standing = rng.choice(["planned", "planned", "happened", "conditional"])
        condition = {"condition_en": "if viable"} if standing == "conditional" else {}
        row = said_on(date(2010 + place, 1, 1), standing=standing, **condition)
        plans = [earlier for earlier in rows if earlier.standing in PLANS]
        for plan in rng.sample(plans, min(len(plans), rng.choice([0, 1, 1, 2]))):
            settle(plan, row, rng.choice(["changed", "changed", "achieved", "withdrawn"]))
        rows.append(row)

    for plan in Milestone.objects.plans().with_outlook(TODAY, AT):
        promise = followed(plan)
        is_revised = PlanSettlement.objects.revisions().filter(plan=plan).exists()
        expected = "window_passed"
        if is_revised:
            expected = "changed"
        elif promise.outcome:
            expected = promise.outcome.settlement
        assert plan.outlook == expected


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_outlook_of_rows_that_are_read_is_that_of_the_database(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - the same plans each time
    rows: list[Milestone] = []
    for place in range(14):
        standing = rng.choice(["planned", "planned", "happened", "under_way"])
        status = rng.choice(["published", "published", "published", "draft"])
        row = said_on(date(2010 + place, 1, 1), standing=standing, status=status)
        open_rows = [earlier for earlier in rows if earlier.standing != "happened"]
        for earlier in rng.sample(open_rows, min(len(open_rows), rng.choice([0, 1, 1, 2]))):
            of_plans = ["changed", "changed", "achieved", "withdrawn"]
            settle(earlier, row, rng.choice(of_plans if earlier.is_plan else ["changed", "ended"]))
        rows.append(row)

    for on in (TODAY, date(2016, 6, 1)):
        known = Milestone.objects.published(AT).announced_by(on)
        read = {row.pk: (row.outlook, row.is_revised) for row in known.with_outlook(on, AT)}
        annotated = known.annotate_outlook(on, AT)
        assert read == {row.pk: (row.outlook, row.is_revised) for row in annotated}
