"""What can be asked of the record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    LATER,
    TODAY,
    between,
    by_day,
    cite,
    from_day,
    make_announced,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from timeline.models import Milestone, Partner, Project, Release

MOMENT = datetime(2020, 5, 5, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def slugs(rows: Any) -> list[str]:
    return list(rows.values_list("slug", flat=True))


# Published


@pytest.mark.parametrize("model", [Project, Partner, Release, Milestone])
@pytest.mark.parametrize(
    ("at", "public"),
    [(MOMENT - INSTANT, False), (MOMENT, True), (MOMENT + INSTANT, True), (AT, True)],
)
def test_published_row_is_public_from_its_moment_on(model: Any, at: datetime, public: bool) -> None:
    make = {
        Project: make_project,
        Partner: make_partner,
        Release: make_release,
        Milestone: make_announced,
    }[model]
    make(publish_at=MOMENT)

    rows = model.objects.filter(publish_at=MOMENT)

    assert rows.published(at).exists() is public


@pytest.mark.parametrize("model", [Project, Partner, Release, Milestone])
@pytest.mark.parametrize(
    "over",
    [{"status": "draft"}, {"status": "withdrawn", "withdrawn_reason_fr": "Une erreur"}],
    ids=lambda o: o["status"],
)
def test_published_leaves_out_drafts_and_withdrawn_rows(model: Any, over: dict[str, Any]) -> None:
    make = {
        Project: make_project,
        Partner: make_partner,
        Release: make_release,
        Milestone: make_announced,
    }[model]
    make(slug="hidden", publish_at=MOMENT, **over)

    assert "hidden" not in slugs(model.objects.published(AT))


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("", True),
        ("  ", True),
        ("sept iles", True),
        ("ILES sept", True),
        ("iles nord", False),
        ("!!!", False),
        ("«", False),
    ],
)
def test_matching_finds_rows_with_every_word(words: str, finds: bool) -> None:
    make_release(summary_fr="À Sept-Îles")

    assert Release.objects.matching(words).exists() is finds


# Days and years


@pytest.mark.parametrize(("day", "expected"), [(12, []), (13, ["plan"]), (14, ["plan"])])
def test_announced_by_is_up_to_the_end_of_the_day(day: int, expected: list[str]) -> None:
    make_plan(make_release(published_on=date(2018, 11, 13)), slug="plan")
    make_milestone(slug="uncited", status="published")

    assert slugs(Milestone.objects.announced_by(date(2018, 11, day))) == expected


@pytest.mark.parametrize(
    ("dated", "years"),
    [
        (on_day(date(2018, 12, 31)), {2018}),
        (between(date(2018, 12, 31), date(2019, 1, 1)), {2018, 2019}),
        (between(date(2017, 1, 1), date(2020, 1, 1)), {2017, 2018, 2019, 2020}),
        (by_day(date(2018, 11, 13)), {2018}),
        (from_day(date(2018, 11, 13)), {2018}),
        ({"precision": "duration", "earliest": None, "latest": None}, set()),
        ({"precision": "none", "earliest": None, "latest": None}, set()),
    ],
    ids=["day", "turn of the year", "years", "latest only", "earliest only", "duration", "none"],
)
def test_dated_in_is_every_year_that_the_bounds_touch(
    dated: dict[str, Any], years: set[int]
) -> None:
    milestone = make_milestone(**dated)

    found = {year for year in range(2015, 2023) if milestone in Milestone.objects.dated_in([year])}

    assert found == years
    assert (milestone in Milestone.objects.undated()) is not bool(years)


def test_dated_in_several_years_is_in_one_of_them() -> None:
    for year in (2017, 2018, 2019):
        make_milestone(slug=f"of-{year}", **on_day(date(year, 1, 1)))

    assert set(slugs(Milestone.objects.dated_in([2017, 2019]))) == {"of-2017", "of-2019"}


@pytest.mark.parametrize("years", [[], [2025]])
def test_dated_in_no_year_of_its_own_is_nothing(years: list[int]) -> None:
    make_milestone(**on_day(date(2018, 1, 1)))

    assert not Milestone.objects.dated_in(years).exists()


def test_announced_in_is_the_year_of_the_first_release() -> None:
    plan = make_plan(make_release(published_on=date(2018, 12, 31)), **on_day(date(2019, 3, 1)))
    cite(plan, make_release(published_on=date(2023, 7, 13)))

    found = [year for year in (2018, 2019, 2023) if Milestone.objects.announced_in([year]).exists()]

    assert found == [2018]


# Order


def test_newest_first_is_by_day_then_announcement_then_filing() -> None:
    old, new = (make_release(published_on=date(year, 1, 1)) for year in (2018, 2020))
    make_plan(old, slug="undated-old")
    make_plan(new, slug="undated-new")
    make_plan(old, slug="by-2018", **by_day(date(2018, 11, 16)))
    make_plan(old, slug="from-2018", **from_day(date(2018, 11, 17)))
    make_plan(
        old,
        slug="early-2019",
        precision="part_of_year",
        earliest=date(2019, 1, 1),
        latest=date(2019, 4, 30),
    )
    make_plan(old, slug="tie-old", **on_day(date(2018, 11, 1)))
    make_plan(new, slug="tie-new", **on_day(date(2018, 11, 1)))
    make_plan(new, slug="tie-new-filed-later", **on_day(date(2018, 11, 1)))

    assert slugs(Milestone.objects.newest_first()) == [
        *("early-2019", "from-2018", "by-2018", "tie-new", "tie-new-filed-later", "tie-old"),
        *("undated-new", "undated-old"),
    ]


def test_newest_first_releases_are_by_day_then_the_first_filed() -> None:
    for slug, day in (("a", 12), ("b", 13), ("c", 13)):
        make_release(slug=slug, published_on=date(2018, 11, day))

    assert slugs(Release.objects.newest_first()) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("years", "expected"), [([2018], ["b", "a"]), ([2018, 2020], ["d", "b", "a"]), ([], [])]
)
def test_issued_in_is_the_year_of_the_dateline(years: list[int], expected: list[str]) -> None:
    days = (date(2018, 1, 1), date(2018, 12, 31), date(2019, 1, 1), date(2020, 6, 6))
    for slug, day in zip("abcd", days, strict=True):
        make_release(slug=slug, published_on=day)

    assert slugs(Release.objects.issued_in(years).newest_first()) == expected


# Outlook


def outlook_of(milestone: Milestone, on: date = TODAY, at: datetime = AT) -> str:
    """As it is set on rows that are read. What the database annotates is the same."""
    read = Milestone.objects.with_outlook(on, at).get(pk=milestone.pk)
    annotated = Milestone.objects.annotate_outlook(on, at).get(pk=milestone.pk)
    assert (read.outlook, read.is_revised) == (annotated.outlook, annotated.is_revised)
    return read.outlook


@pytest.mark.parametrize("standing", ["planned", "conditional"])
@pytest.mark.parametrize(
    ("dated", "outlook"),
    [
        ({"precision": "none", "earliest": None, "latest": None}, "no_date"),
        ({"precision": "duration", "earliest": None, "latest": None}, "no_date"),
        (on_day(YESTERDAY), "window_passed"),
        (on_day(TODAY), "window_open"),
        (on_day(TOMORROW), "ahead"),
        (between(YESTERDAY, TODAY), "window_open"),
        (between(TODAY, TOMORROW), "window_open"),
        (by_day(YESTERDAY), "window_passed"),
        (by_day(TODAY), "window_open"),
        (by_day(TOMORROW), "window_open"),
        (from_day(YESTERDAY), "window_open"),
        (from_day(TODAY), "window_open"),
        (from_day(TOMORROW), "ahead"),
    ],
)
def test_with_outlook_of_a_plan_is_where_the_day_stands(
    dated: dict[str, Any], outlook: str, standing: str
) -> None:
    plan = make_plan(**{"standing": standing, "condition_en": "if viable", **dated})

    assert outlook_of(plan) == outlook


@pytest.mark.parametrize("standing", ["happened", "under_way"])
@pytest.mark.parametrize("dated", [on_day(YESTERDAY), on_day(TOMORROW), by_day(TODAY)])
def test_with_outlook_of_what_is_no_plan_is_none(dated: dict[str, Any], standing: str) -> None:
    assert outlook_of(make_announced(standing=standing, **dated)) == ""


@pytest.mark.parametrize("settlement", ["achieved", "changed", "withdrawn"])
@pytest.mark.parametrize("dated", [on_day(YESTERDAY), on_day(TOMORROW), {}])
def test_with_outlook_of_a_settled_plan_is_its_settlement(
    dated: dict[str, Any], settlement: str
) -> None:
    plan = make_plan(**dated)
    make_announced(settles=plan, settlement=settlement)

    assert outlook_of(plan) == settlement


@pytest.mark.parametrize(
    "over",
    [
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_reason_en": "An error"},
        {"publish_at": LATER},
        {"publish_at": AT + INSTANT},
    ],
    ids=["draft", "withdrawn", "next year", "an instant later"],
)
def test_with_outlook_settlement_that_is_not_public_does_not_count(over: dict[str, Any]) -> None:
    plan = make_plan(**on_day(YESTERDAY))
    make_announced(settles=plan, settlement="achieved", **over)

    assert outlook_of(plan) == "window_passed"


@pytest.mark.parametrize("over", [{"status": "draft"}, {"publish_at": LATER}])
def test_with_outlook_settlement_of_a_release_that_is_not_public_does_not_count(
    over: dict[str, Any],
) -> None:
    plan = make_plan(**on_day(YESTERDAY))
    make_announced(make_release(**over), settles=plan, settlement="achieved")

    assert outlook_of(plan) == "window_passed"


def test_with_outlook_settlement_without_a_source_does_not_count() -> None:
    plan = make_plan(**on_day(YESTERDAY))
    make_milestone(status="published", settles=plan, settlement="achieved")

    assert outlook_of(plan) == "window_passed"


@pytest.mark.parametrize(
    ("on", "outlook"),
    [(date(2020, 12, 31), "window_passed"), (date(2021, 1, 1), "achieved"), (TODAY, "achieved")],
)
def test_with_outlook_settlement_counts_from_its_announcement_on(on: date, outlook: str) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), **on_day(date(2019, 1, 1)))
    make_announced(make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="achieved")

    assert outlook_of(plan, on=on) == outlook


def test_with_outlook_of_two_settlements_is_the_newest_word() -> None:
    plan = make_plan()
    make_announced(make_release(published_on=date(2022, 1, 1)), settles=plan, settlement="achieved")
    make_announced(make_release(published_on=date(2021, 1, 1)), settles=plan, settlement="changed")

    assert outlook_of(plan) == "achieved"
    assert outlook_of(plan, on=date(2021, 12, 31)) == "changed"


def test_with_outlook_of_two_settlements_of_a_day_is_the_last_one_filed() -> None:
    plan, release = make_plan(), make_release(published_on=date(2021, 1, 1))
    make_announced(release, settles=plan, settlement="changed")
    make_announced(release, settles=plan, settlement="withdrawn")

    assert outlook_of(plan) == "withdrawn"


def test_with_outlook_of_any_number_of_rows_is_three_queries() -> None:
    for _ in range(3):
        make_announced(settles=make_plan(), settlement="achieved")

    with CaptureQueriesContext(connection) as queries:
        outlooks = sorted(m.outlook for m in Milestone.objects.with_outlook(TODAY, AT))

    assert outlooks == ["", "", "", "achieved", "achieved", "achieved"]
    assert len(queries) == 3


def test_with_outlook_of_what_happened_is_one_query() -> None:
    make_announced()

    with CaptureQueriesContext(connection) as queries:
        [milestone] = Milestone.objects.with_outlook(TODAY, AT)

    assert milestone.outlook == ""
    assert len(queries) == 1


# Sources and names


def test_with_citations_are_public_ones_by_release() -> None:
    newer, older = (
        make_paragraph(make_release(published_on=date(year, 1, 1))) for year in (2020, 2018)
    )
    hidden = make_paragraph(make_release(published_on=date(2017, 1, 1), status="draft"))
    make_announced(newer, hidden, older, slug="stated")

    with CaptureQueriesContext(connection) as queries:
        cited = [
            c.paragraph.release.published_on.year
            for c in Milestone.objects.with_citations(AT).get().cited
        ]

    assert cited == [2018, 2020]
    assert len(queries) == 2


@pytest.mark.parametrize(
    ("by", "years"), [(date(2019, 12, 31), [2018]), (date(2020, 1, 1), [2018, 2020])]
)
def test_with_citations_by_a_day_are_those_said_until_then(by: date, years: list[int]) -> None:
    make_announced(*(make_release(published_on=date(year, 1, 1)) for year in (2020, 2018)))

    milestone = Milestone.objects.with_citations(AT, by).get()

    assert [c.paragraph.release.published_on.year for c in milestone.cited] == years


def test_stated_by_is_what_a_release_states_each_once() -> None:
    release = make_release()
    first, second = make_paragraph(release), make_paragraph(release)
    make_announced(first, second, slug="twice")
    make_announced(second, slug="once")
    make_announced(slug="elsewhere")

    assert slugs(Milestone.objects.stated_by(release)) == ["twice", "once"]


def test_with_partner_is_what_it_has_a_part_in_each_once() -> None:
    partner = make_partner()
    milestone = make_announced(slug="talk", partners=[partner])
    make_part(milestone, partner, "host")
    make_announced(partners=[make_partner()])

    assert slugs(Milestone.objects.with_partner(partner)) == ["talk"]


def test_in_project_is_partners_of_its_milestones_each_once() -> None:
    project, partner = make_project(), make_partner(slug="partner")
    for _ in range(2):
        make_announced(projects=[project], partners=[partner])
    make_announced(partners=[make_partner(slug="elsewhere")])

    assert slugs(Partner.objects.in_project(project, AT)) == ["partner"]
