"""Which mark and words say what a milestone is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import AT, TODAY, make_announced, make_plan, make_release, on_day
from timeline.models import Milestone, Outlook, Settlement, Standing
from timeline.models.status_marks import CODES, StatusMark, status_mark, words_of

PAST, TO_COME = date(2019, 1, 1), date(2027, 1, 1)


def mark_of(milestone: Milestone) -> StatusMark:
    return status_mark(Milestone.objects.with_outlook(TODAY, AT).get(pk=milestone.pk))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"standing": "happened"}, StatusMark("h", "Happened")),
        ({"standing": "under_way"}, StatusMark("u", "Under way on 13 November 2018")),
        ({"standing": "planned", **on_day(TO_COME)}, StatusMark("p", "Planned")),
        (
            {"standing": "conditional", "condition_en": "if viable", **on_day(TO_COME)},
            StatusMark("c", "Conditional"),
        ),
        ({"standing": "planned", **on_day(TODAY)}, StatusMark("o", "Due now")),
        (
            {"standing": "planned", **on_day(PAST)},
            StatusMark("x", "Date passed, no outcome recorded here"),
        ),
        ({"standing": "planned"}, StatusMark("p", "Planned")),
    ],
)
def test_marking_says_what_a_milestone_is(over: dict[str, object], expected: StatusMark) -> None:
    milestone = make_plan(make_release(published_on=date(2018, 11, 13)), **over)

    assert mark_of(milestone) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("settlement", "code"), [("achieved", "a"), ("changed", "g"), ("withdrawn", "w")]
)
def test_marking_of_a_settled_plan_says_what_became_of_it(settlement: str, code: str) -> None:
    plan = make_plan(**on_day(PAST))
    make_announced(settles=plan, settlement=settlement)

    assert mark_of(plan).code == code


@pytest.mark.parametrize(
    ("code", "fill", "sign"),
    [(code, code, "") for code in "hupc"] + [(code, "p", code) for code in "oxagw"],
)
def test_marking_has_a_shape_and_a_sign_that_tell_it_apart(code: str, fill: str, sign: str) -> None:
    mark = StatusMark(code, "")

    assert (mark.fill, mark.sign) == (fill, sign)


def test_codes_name_every_standing_and_settlement_once() -> None:
    assert {*Standing.values, *Settlement.values} <= CODES.keys()
    assert CODES.keys() - {*Standing.values, *Settlement.values} == {
        Outlook.WINDOW_OPEN,
        Outlook.WINDOW_PASSED,
    }
    assert len(set(CODES.values())) == len(CODES)
    assert len({words_of(code) for code in CODES.values()}) == len(CODES)
