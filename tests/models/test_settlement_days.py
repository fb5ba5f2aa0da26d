"""A plan is settled by a later release only: not by one of the day that announced it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announced, make_plan, make_release
from timeline.models.settlement import announcement_refusals

pytestmark = pytest.mark.django_db

SETTLED_ON = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("announced_on", "refused"),
    [(date(2021, 5, 31), False), (SETTLED_ON, True), (date(2021, 6, 2), True)],
)
def test_plan_may_not_be_announced_on_the_day_of_its_outcome_or_later(
    announced_on: date, refused: bool
) -> None:
    plan = make_plan(make_release(published_on=date(2021, 1, 5)))
    outcome = make_release(published_on=SETTLED_ON)
    make_announced(outcome, settles=plan, settlement="achieved")

    assert bool(list(announcement_refusals(plan, announced_on))) is refused
