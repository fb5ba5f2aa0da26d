"""Every plan on file, and where it stands."""

from __future__ import annotations

from datetime import date, timedelta

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
    make_project,
    make_release,
    on_day,
)
from timeline.models.kept_counts import recount
from timeline.queries import pagination
from timeline.queries.plans import PlanList, PlanListQuery
from timeline.queries.selection import filter_names

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

PAST, TO_COME, FAR = date(2019, 1, 1), date(2027, 1, 1), date(2127, 1, 1)


def plans(query: str = "", on: date = TODAY) -> PlanList:
    projects, _partners = filter_names(AT)
    asked = PlanListQuery(QueryDict(query), at=AT, projects=projects)
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

    assert slugs(plans()) == ["past", "to-come", "undated"]


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
    assert (shown.selected, shown.settled, shown.to_come) == (6, 1, 2)


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
    assert {page.selected for page in pages} == {5}
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


def test_under_way_is_the_newest_ten_and_leads_to_all() -> None:
    for number in range(12):
        make_announced(standing="under_way", **on_day(date(2018, 1, 1 + number)))

    shown = plans()

    assert [row.earliest.day for row in shown.under_way if row.earliest] == [*range(12, 2, -1)]
    assert shown.is_more_under_way
    assert shown.under_way_address == "?standing=under_way"


def test_under_way_is_of_the_project_asked_for() -> None:
    hill = make_project(slug="hill")
    of_hill = make_announced(standing="under_way", projects=[hill])
    make_announced(standing="under_way")

    assert plans("project=hill").under_way == [of_hill]


def test_under_way_stands_beside_every_outcome_only() -> None:
    make_announced(standing="under_way")

    assert plans().has_under_way
    assert not plans("outcome=overdue").has_under_way


@pytest.mark.parametrize(
    "query",
    [
        *("after=2", "before=x", "after=1_7&before=1_8", "after=%00", "after=1_2018-11-13_7"),
        *(
            "as_of=2020-01-01&after=1_7",
            "outcome=nope",
            "project=nope",
            "outcome=achieved&outcome=x",
        ),
    ],
)
def test_asked_plans_of_no_place_say_what_is_wrong(query: str) -> None:
    asked = PlanListQuery(QueryDict(query), at=AT)

    assert not asked.is_valid()
    assert len({label for label, _message in asked.problems}) == 1


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=a&page=2", ""),
        ("after=01_7", "?after=1_7"),
        ("as_of=2020-01-01&after=01_2018-11-13_7", "?as_of=2020-01-01&after=1_2018-11-13_7"),
        ("as_of=&outcome=overdue", "?outcome=overdue"),
    ],
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
            assert (shown.selected or 0, len(shown.under_way), shown.conditional) >= (1, 1, 0)
        return len(asked)

    few = queries()

    assert queries() == queries() == few


@pytest.mark.usefixtures("record")
def test_plans_of_the_record_have_no_outcome() -> None:
    shown = plans()

    assert shown.outlook_counts == {"window_passed": 5, "no_date": 5}
    assert (shown.selected, shown.settled, shown.to_come, shown.conditional) == (10, 0, 0, 2)
    assert {row.slug for row in shown.under_way} == {"search-for-partners", "flowsheet"}


# The filters


@pytest.fixture
def filed() -> None:
    """In the lake an overdue plan and one achieved, in the alloys one to come, in none one undated."""
    released = make_release(published_on=date(2018, 1, 1))
    lake, alloys = make_project(slug="lake"), make_project(slug="alloys")
    make_plan(released, slug="overdue", projects=[lake], **on_day(PAST))
    make_plan(released, slug="to-come", projects=[alloys], **by_day(FAR))
    make_plan(released, slug="undated")
    met = make_plan(released, slug="met", projects=[lake], **on_day(PAST))
    make_announced(released, settles=met, settlement="achieved")


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("day", ["", "&as_of=2026-11-21"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("outcome=overdue", {"overdue"}),
        ("outcome=to_come", {"to-come"}),
        ("outcome=no_date", {"undated"}),
        ("outcome=achieved", {"met"}),
        ("outcome=withdrawn", set()),
        ("project=lake", {"overdue", "met"}),
        ("project=lake&outcome=achieved", {"met"}),
        ("project=alloys&outcome=achieved", set()),
    ],
)
def test_plans_of_a_project_and_of_an_outcome_are_those_alone(
    query: str, found: set[str], day: str
) -> None:
    assert set(slugs(plans(query + day))) == found


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("query", "numbers", "by_project"),
    [
        ("", {"overdue": 1, "to_come": 1, "no_date": 1, "achieved": 1}, {"lake": 2, "alloys": 1}),
        ("project=lake", {"overdue": 1, "achieved": 1}, {"lake": 2, "alloys": 1}),
        (
            "outcome=to_come",
            {"overdue": 1, "to_come": 1, "no_date": 1, "achieved": 1},
            {"lake": 0, "alloys": 1},
        ),
    ],
)
def test_plans_are_counted_by_outcome_in_a_project_and_by_project_of_an_outcome(
    query: str, numbers: dict[str, int], by_project: dict[str, int]
) -> None:
    recount(AT)

    shown = plans(query)

    assert shown.outcome_counts == numbers
    assert shown.project_counts == by_project


def test_plan_that_came_out_since_the_last_save_has_its_place() -> None:
    make_plan(slug="first", **on_day(PAST))
    make_plan(slug="undated")
    soon = make_plan(slug="scheduled", publish_at=LATER, **on_day(date(2019, 6, 1)))
    assert slugs(plans()) == ["first", "undated"]

    after = PlanListQuery(QueryDict(), at=LATER + timedelta(days=1))
    assert after.is_valid()
    shown = PlanList(after, on=TODAY, at=LATER + timedelta(days=1))

    assert [plan.slug for plan in shown.page.rows] == ["first", soon.slug, "undated"]


def test_pages_lead_through_all_plans_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        make_plan(slug=f"plan-{number}", **on_day(date(2019, 1, 1 + number)))
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    second = plans(plans().older.removeprefix("?"))
    third = plans(second.older.removeprefix("?"))

    assert slugs(third) == ["plan-4"]
    assert slugs(plans(third.newer.removeprefix("?"))) == slugs(second) == ["plan-2", "plan-3"]
    assert slugs(plans(second.newer.removeprefix("?"))) == ["plan-0", "plan-1"]
    assert third.older == ""
