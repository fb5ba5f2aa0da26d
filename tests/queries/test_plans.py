"""Every plan on file, and where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    LATER,
    TODAY,
    by_day,
    make_announced,
    make_plan,
    make_release,
    on_day,
)
from timeline.models.kept_counts import recount
from timeline.queries import pagination
from timeline.queries.plans import PlanList, PlanListQuery

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

PAST, TO_COME = date(2019, 1, 1), date(2027, 1, 1)


def plans(query: str = "", on: date = TODAY) -> PlanList:
    asked = PlanListQuery(QueryDict(query), at=AT)
    assert asked.is_valid(), asked.problems
    return PlanList(asked, on=on, at=AT)


def slugs(shown: PlanList) -> list[str]:
    return [plan.slug for plan in shown.page.rows]


def test_plans_are_what_is_planned_or_depends_on_a_condition() -> None:
    make_plan(slug="undated", standing="conditional", condition_en="if viable")
    make_plan(slug="past", **on_day(PAST))
    make_plan(slug="to-come", **by_day(TO_COME))
    make_announced(slug="happened")
    make_announced(slug="under-way", standing="under_way")
    make_plan(slug="draft", status="draft")
    make_plan(slug="later", publish_at=LATER)

    assert slugs(plans()) == ["to-come", "past", "undated"]


def test_plans_tally_is_by_outlook() -> None:
    for dated in (on_day(PAST), on_day(PAST), on_day(TO_COME), on_day(TODAY), {}):
        make_plan(**dated)
    make_announced(settles=make_plan(), settlement="changed")
    recount(AT)

    shown = plans()

    assert shown.outlook_counts == {
        "window_passed": 2,
        "ahead": 1,
        "window_open": 1,
        "no_date": 1,
        "changed": 1,
    }
    assert (shown.total, shown.settled, shown.to_come) == (6, 1, 2)


@pytest.mark.parametrize("settlement", ["achieved", "changed", "withdrawn"])
def test_plans_settled_are_those_with_any_outcome_on_file(settlement: str) -> None:
    make_announced(settles=make_plan(), settlement=settlement)

    assert plans().settled == 1


def test_plans_tally_adds_up_to_the_plans_of_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    for _ in range(5):
        make_plan()
    pages = [plans()]
    while pages[-1].older:
        pages.append(plans(pages[-1].older.removeprefix("?")))

    assert [len(page.page.rows) for page in pages] == [2, 2, 1]
    assert {page.total for page in pages} == {5}
    assert slugs(plans(pages[-1].newer.removeprefix("?"))) == slugs(pages[1])


def test_plans_conditional_counts_those_without_a_date_or_an_outcome() -> None:
    given = {"standing": "conditional", "condition_en": "if viable"}
    make_plan(**given)
    make_plan(**given, **on_day(PAST))
    make_plan()
    make_announced(settles=make_plan(**given), settlement="achieved")

    assert plans().conditional == 1


def test_plans_outcomes_are_the_public_words_on_each_oldest_first() -> None:
    plan = make_plan()
    older = make_announced(
        make_release(published_on=date(2020, 1, 1)), settles=plan, settlement="changed"
    )
    newer = make_announced(
        make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="achieved"
    )
    make_announced(settles=plan, settlement="withdrawn", status="draft")

    (promise,) = plans().promises

    assert [word.milestone for word in promise.outcomes] == [older, newer]
    assert promise.plan.outlook == "achieved"


def test_plans_outcomes_announced_after_the_day_are_not_known() -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), **on_day(PAST))
    make_announced(make_release(published_on=date(2020, 1, 1)), settles=plan, settlement="achieved")

    (promise,) = plans(on=date(2019, 12, 31)).promises

    assert promise.outcomes == []
    assert promise.plan.outlook == "window_passed"


def test_under_way_is_work_and_no_plan() -> None:
    make_plan()
    older = make_announced(standing="under_way", **on_day(date(2018, 1, 1)))
    newer = make_announced(standing="under_way", **on_day(date(2019, 1, 1)))

    assert plans().under_way == [newer, older]


@pytest.mark.parametrize(
    "query", ["after=2", "before=x", "after=1_2018-11-13_7&before=1_2018-11-13_8", "after=%00"]
)
def test_asked_plans_of_no_place_say_what_is_wrong(query: str) -> None:
    asked = PlanListQuery(QueryDict(query), at=AT)

    assert not asked.is_valid()
    assert len(asked.problems) == 1


@pytest.mark.parametrize(
    ("query", "canonical"),
    [("", ""), ("q=a&page=2", ""), ("after=01_2018-11-13_7", "?after=1_2018-11-13_7")],
)
def test_plans_canonical_address_is_that_of_the_place(query: str, canonical: str) -> None:
    assert plans(query).canonical == canonical


@pytest.mark.slow
def test_plans_ask_as_many_queries_of_many_as_of_few() -> None:
    def queries() -> int:
        make_announced(settles=make_plan(), settlement="achieved")
        make_announced(standing="under_way")
        with CaptureQueriesContext(connection) as asked:
            shown = plans()
            rows = [row for promise in shown.promises for row in promise.milestones]
            assert len(rows) > len(shown.promises)
            assert [c.paragraph.release.slug for row in rows for c in row.cited]
            assert (shown.total, len(shown.under_way), shown.conditional) >= (1, 1, 0)
        return len(asked)

    few = queries()

    assert queries() == queries() == few


@pytest.mark.usefixtures("record")
def test_plans_of_the_record_have_no_outcome() -> None:
    shown = plans()

    assert shown.outlook_counts == {"window_passed": 5, "no_date": 5}
    assert (shown.total, shown.settled, shown.to_come, shown.conditional) == (10, 0, 0, 2)
    assert {row.slug for row in shown.under_way} == {"search-for-partners", "flowsheet"}
