"""Plans that revise one another share a number, which follows every change."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories import make_announced, make_milestone, make_plan, settle
from tests.promises import make_promise
from timeline.models import Milestone, PlanSettlement

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def promises(*milestones: Milestone) -> list[int | None]:
    numbers = dict(Milestone.objects.values_list("pk", "promise"))
    return [numbers[milestone.pk] for milestone in milestones]


def test_plan_that_was_never_revised_is_its_own_promise() -> None:
    plan = make_plan()

    assert promises(plan) == [plan.pk]


def test_what_is_no_plan_has_no_promise() -> None:
    outcome = make_announced(settles=make_plan())

    assert promises(outcome) == [None]


def test_plans_that_revise_one_another_share_the_first() -> None:
    plans = make_promise(3)

    assert promises(*plans) == [plans[0].pk] * 4


def test_promise_parts_where_a_revision_is_deleted() -> None:
    plans = make_promise(3)
    PlanSettlement.objects.get(milestone=plans[2]).delete()

    assert promises(*plans) == [plans[0].pk, plans[0].pk, plans[2].pk, plans[2].pk]


def test_promise_parts_where_a_plan_is_no_plan_any_more() -> None:
    plans = make_promise(2)
    plans[1].refresh_from_db()
    plans[1].standing = "happened"
    plans[1].save()

    assert promises(*plans) == [plans[0].pk, None, plans[2].pk]


def test_promise_follows_a_settlement_that_is_given_another_plan() -> None:
    plan, other, newer = make_plan(), make_plan(), make_plan()
    said = settle(plan, newer, "changed")
    said.plan = other
    said.save()

    assert promises(plan, other, newer) == [plan.pk, other.pk, other.pk]


def test_change_by_what_is_no_plan_joins_nothing() -> None:
    plan, outcome = make_plan(), make_milestone()
    settle(plan, outcome, "changed")

    assert promises(plan, outcome) == [plan.pk, None]


def test_circle_that_got_into_the_database_ends() -> None:
    first, second = make_plan(), make_plan()
    settle(first, second, "changed")
    settle(second, first, "changed")

    assert promises(first, second) == [first.pk, first.pk]


@pytest.mark.slow
def test_loaddata_brings_promises_back(tmp_path: Path) -> None:
    plans = make_promise(2)
    numbers = promises(*plans)
    file = tmp_path / "record.json"
    call_command("dumpdata", "timeline.milestone", "timeline.plansettlement", output=str(file))
    Milestone.objects.update(promise=None)

    call_command("loaddata", str(file), stdout=StringIO())

    assert promises(*plans) == numbers
