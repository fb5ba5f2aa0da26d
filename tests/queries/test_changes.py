"""What is new since a day: each kind of change, its order and its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    LATER,
    make_announced,
    make_partner,
    make_plan,
    make_project,
    make_release,
)
from timeline.models import Correction, Milestone
from timeline.queries.changes import ChangeList, ChangeListQuery, sources_of_changes

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MAY, JUNE = datetime(2026, 5, 1, 16, tzinfo=UTC), datetime(2026, 6, 1, 16, tzinfo=UTC)


def changes(query: str = "", at: datetime = AT, size: int = 0) -> ChangeList:
    asked = ChangeListQuery(QueryDict(query), at=at)
    assert asked.is_valid(), asked.problems
    return ChangeList(asked, at, size)


def told(listed: ChangeList) -> list[tuple[str, str]]:
    return [(change.kind, getattr(change.row, "slug", "")) for change in listed.changes]


def correct(milestone: Milestone, made_at: datetime) -> None:
    changed = [
        {"label": {"en": "date", "fr": "date"}, "was": {"en": "2018"}, "now": {"en": "2019"}}
    ]
    Correction.objects.create(
        milestone=milestone, changes=changed, note_en="Misread.", made_at=made_at
    )


def test_what_was_published_since_the_day_is_new_and_what_was_before_is_not() -> None:
    old = make_release(slug="old", publish_at=MAY)
    make_release(slug="new", publish_at=JUNE)
    make_announced(old, slug="noted", publish_at=JUNE)
    make_project(slug="lake", publish_at=JUNE)
    make_partner(slug="buyer", publish_at=MAY)

    assert set(told(changes("since=2026-06-01"))) == {
        ("published", "new"),
        ("published", "noted"),
        ("published", "lake"),
    }


def test_the_day_itself_counts() -> None:
    make_release(slug="old", publish_at=MAY)

    assert told(changes("since=2026-05-01")) == [("published", "old")]
    assert told(changes("since=2026-05-02")) == []


def test_a_day_begins_at_midnight_of_the_sites_time_zone() -> None:
    make_release(slug="late", publish_at=datetime(2026, 5, 2, 3, tzinfo=UTC))  # 23:00 in Toronto

    assert told(changes("since=2026-05-02")) == []
    assert changes().days[0].day == date(2026, 5, 1)


@pytest.mark.parametrize(
    "over", [{"status": "draft"}, {"status": "published", "publish_at": LATER}]
)
def test_what_visitors_cannot_see_yet_is_not_new(over: dict[str, object]) -> None:
    make_release(**over)

    assert told(changes()) == []


def test_milestone_that_waited_for_its_release_is_new_with_it() -> None:
    release = make_release(slug="held", publish_at=JUNE)
    make_announced(release, slug="waited", publish_at=MAY)

    assert set(told(changes("since=2026-06-01"))) == {
        ("published", "held"),
        ("published", "waited"),
    }
    assert [change.moment for change in changes().changes] == [JUNE, JUNE]


def test_milestone_that_settles_a_plan_is_told_of_with_what_it_says() -> None:
    plan = make_plan(slug="plan", publish_at=MAY)
    make_announced(slug="met", settles=plan, settlement="achieved", publish_at=JUNE)

    (change, *_earlier) = [one for one in changes().changes if one.of == "milestone"]

    assert (change.kind, change.row.slug) == ("settled", "met")
    assert [(word.plan.slug, word.settlement) for word in change.words] == [("plan", "achieved")]


def test_word_on_a_plan_that_is_not_public_is_not_told() -> None:
    plan = make_plan(slug="plan", publish_at=MAY)
    make_announced(slug="met", settles=plan, settlement="achieved", publish_at=JUNE)
    Milestone.objects.filter(pk=plan.pk).update(status="draft", public_from=None)

    assert ("published", "met") in told(changes())


def test_correction_is_new_on_the_day_it_was_made() -> None:
    milestone = make_announced(slug="drilled", publish_at=MAY)
    correct(milestone, JUNE)

    assert told(changes("since=2026-06-01")) == [("corrected", "drilled")]


def test_what_was_withdrawn_is_new_and_says_why() -> None:
    release = make_release(slug="gone", publish_at=MAY)
    release.status, release.withdrawn_reason_en = "withdrawn", "Not theirs."
    release.save()

    (change,) = changes(at=LATER).changes

    assert (change.kind, change.row.withdrawn_reason_en) == ("withdrawn", "Not theirs.")


def test_what_was_withdrawn_before_anybody_could_see_it_is_not_told() -> None:
    release = make_release(publish_at=datetime(2127, 1, 1, tzinfo=UTC))
    release.status, release.withdrawn_reason_en = "withdrawn", "Not theirs."
    release.save()

    assert told(changes(at=datetime(2128, 1, 1, tzinfo=UTC))) == []


def test_days_come_newest_first_and_each_tells_of_publications_first() -> None:
    milestone = make_announced(make_release(publish_at=MAY), slug="drilled", publish_at=MAY)
    correct(milestone, JUNE)
    make_release(slug="new", publish_at=JUNE)

    days = changes().days

    assert [day.day for day in days] == [date(2026, 6, 1), date(2026, 5, 1)]
    assert [kind for kind, _changes in days[0].kinds] == ["published", "corrected"]


def test_pages_tell_of_each_change_once_even_of_one_moment() -> None:
    release = make_release(publish_at=MAY)
    for number in range(4):
        milestone = make_announced(release, slug=f"one-{number}", publish_at=MAY)
        correct(milestone, MAY)
        make_project(slug=f"two-{number}", publish_at=MAY)
    whole = [change.name for change in changes(size=100).changes]

    pages = [changes(size=3)]
    while pages[-1].older:
        pages.append(changes(pages[-1].older.removeprefix("?"), size=3))

    assert [change.name for page in pages for change in page.changes] == whole
    assert len(whole) == len(set(whole)) == 13
    assert (pages[0].newer, pages[1].newer) == ("", "./")


@pytest.mark.parametrize(
    "query",
    [
        *("since=2127-01-01", "since=May", "since=2026-13-01", "since=%00", "after=1_2"),
        *("after=x_1_1", "since=2026-05-01&since=2026-05-02"),
    ],
)
def test_bad_days_and_places_are_refused(query: str) -> None:
    asked = ChangeListQuery(QueryDict(query), at=AT)

    assert not asked.is_valid()
    assert len(asked.problems) == 1


@pytest.mark.parametrize("query", ["since=0001-01-01", "after=999999999999999999_0_1"])
def test_days_and_places_beyond_all_rows_are_answered(query: str) -> None:
    make_release(slug="old", publish_at=MAY)

    assert told(changes(query)) == [("published", "old")]


@pytest.mark.slow
def test_page_asks_as_many_queries_of_many_as_of_few() -> None:
    def queries() -> int:
        plan = make_plan(publish_at=MAY)
        make_announced(settles=plan, settlement="achieved", publish_at=JUNE)
        correct(plan, JUNE)
        with CaptureQueriesContext(connection) as asked:
            assert [word.plan.title for one in changes().changes for word in one.words]
        return len(asked)

    few = queries()

    assert queries() == queries() == few == 13


def test_page_is_read_from_the_indexes_of_the_moments_and_never_sorted() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan is read as SQLite writes it")

    for source in sources_of_changes(AT):
        since = source.rows.filter(**{f"{source.moment}__gte": MAY})
        steps = since.order_by(f"-{source.moment}", "-pk")[:26].explain().splitlines()
        assert "USING INDEX" in steps[0]
        assert "SCAN" not in "".join(steps)
        assert "TEMP B-TREE" not in "".join(steps)
