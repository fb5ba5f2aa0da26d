"""Columns worked out from other rows follow every change of those."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    LATER,
    LONG_AGO,
    UNDATED,
    between,
    by_day,
    cite,
    from_day,
    make_announced,
    make_milestone,
    make_paragraph,
    make_partner,
    make_plan,
    make_project,
    make_release,
    on_day,
)
from timeline.models import Citation, Milestone, Paragraph, Release, derived_columns
from timeline.models.derived_columns import MILESTONE_COLUMNS, derive_milestones, derive_releases

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SOON = datetime(2019, 1, 1, tzinfo=UTC)


def stored(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def finds(row: Any, words: str) -> bool:
    return bool(type(row).objects.filter(pk=row.pk).matching(words).exists())


def released(day: date, **over: Any) -> Paragraph:
    return make_paragraph(make_release(published_on=day, **over))


# When a milestone is public


@pytest.mark.parametrize(
    ("own", "releases", "public_from"),
    [
        (LONG_AGO, [LONG_AGO], LONG_AGO),
        (LONG_AGO, [SOON], SOON),
        (SOON, [LONG_AGO], SOON),
        (LONG_AGO, [LATER, SOON], SOON),
        (LONG_AGO, [None, SOON], SOON),
        (LATER, [SOON, SOON], LATER),
        (LONG_AGO, [None], None),
        (LONG_AGO, [], None),
        (None, [LONG_AGO], None),
    ],
)
def test_public_from_is_the_later_of_its_own_moment_and_its_first_release(
    own: datetime | None, releases: list[datetime | None], public_from: datetime | None
) -> None:
    def state(moment: datetime | None) -> dict[str, Any]:
        return {"status": "published", "publish_at": moment} if moment else {"status": "draft"}

    milestone = make_milestone(
        [make_paragraph(make_release(**state(moment))) for moment in releases], **state(own)
    )

    assert stored(milestone).public_from == public_from


@pytest.mark.parametrize(
    "change",
    [
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_reason_en": "An error"},
        {"publish_at": LATER},
    ],
)
def test_public_from_follows_the_state_of_its_release(change: dict[str, Any]) -> None:
    release = make_release()
    milestone = make_announced(release)

    for name, value in change.items():
        setattr(release, name, value)
    release.save()

    assert stored(milestone).public_from == (LATER if "publish_at" in change else None)


def test_public_from_is_none_once_the_last_citation_is_gone() -> None:
    milestone = make_announced()

    milestone.citations.get().delete()

    assert (stored(milestone).public_from, stored(milestone).announced_on) == (None, None)


# When it was announced


def test_announced_on_is_the_day_of_the_earliest_release() -> None:
    milestone = make_announced(released(date(2023, 7, 13)), released(date(2018, 11, 13)))

    assert (milestone.announced_on, milestone.announced_year) == (date(2018, 11, 13), 2018)


def test_announced_on_leaves_out_releases_that_are_not_published() -> None:
    milestone = make_announced(
        released(date(2018, 1, 1), status="draft"), released(date(2020, 1, 1))
    )

    assert milestone.announced_on == date(2020, 1, 1)


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2021, 1, 1)])
def test_announced_on_follows_the_day_of_its_release(day: date) -> None:
    release = make_release(published_on=date(2019, 1, 1))
    milestone = make_announced(release)

    release.published_on = day
    release.save()

    assert (stored(milestone).announced_on, stored(milestone).announced_year) == (day, day.year)


def test_published_year_follows_the_day_of_the_release() -> None:
    release = make_release(published_on=date(2019, 1, 1))

    release.published_on = date(2021, 12, 31)
    release.save()

    assert stored(release).published_year == 2021


def test_announced_on_follows_citations_that_come_and_go() -> None:
    milestone = make_announced(released(date(2020, 1, 1)))

    citation = cite(milestone, released(date(2018, 1, 1)))
    earlier = stored(milestone).announced_on
    citation.delete()

    assert (earlier, stored(milestone).announced_on) == (date(2018, 1, 1), date(2020, 1, 1))


def test_announced_on_follows_a_citation_changed_to_another_paragraph() -> None:
    milestone = make_announced(released(date(2020, 1, 1)))
    citation = milestone.citations.get()

    citation.paragraph = released(date(2018, 1, 1))
    citation.save()

    assert stored(milestone).announced_on == date(2018, 1, 1)


def test_announced_on_follows_a_citation_moved_to_another_milestone() -> None:
    left, joined = make_announced(), make_milestone(status="published")
    citation = left.citations.get()

    citation.milestone = joined
    citation.save()

    assert (stored(left).announced_on, stored(left).public_from) == (None, None)
    assert stored(joined).announced_on == date(2018, 11, 13)


def test_announced_on_follows_a_paragraph_moved_to_another_release() -> None:
    paragraph = released(date(2020, 1, 1))
    milestone = make_announced(paragraph)

    paragraph.release = make_release(published_on=date(2018, 1, 1))
    paragraph.save()

    assert stored(milestone).announced_on == date(2018, 1, 1)


# The days that it is sorted and filtered by


@pytest.mark.parametrize(
    ("dated", "sort_day", "first_year", "last_year"),
    [
        (on_day(date(2018, 11, 13)), date(2018, 11, 13), 2018, 2018),
        (between(date(2018, 12, 1), date(2020, 1, 1)), date(2018, 12, 1), 2018, 2020),
        (by_day(date(2018, 11, 16)), date(2018, 11, 16), 2018, 2018),
        (from_day(date(2018, 11, 16)), date(2018, 11, 16), 2018, 2018),
        (UNDATED, None, None, None),
        ({**UNDATED, "precision": "duration"}, None, None, None),
    ],
)
def test_sort_day_and_years_are_those_of_the_stated_date(
    dated: dict[str, Any], sort_day: date | None, first_year: int | None, last_year: int | None
) -> None:
    milestone = make_milestone(**dated)

    assert milestone.sort_day == (sort_day.toordinal() if sort_day else 0)
    assert (milestone.first_year, milestone.last_year) == (first_year, last_year)


def test_sort_day_and_years_follow_a_change_of_the_date() -> None:
    milestone = make_milestone(**on_day(date(2018, 11, 13)))

    milestone.earliest = milestone.latest = date(2020, 2, 29)
    milestone.save()

    row = stored(milestone)
    assert (row.sort_day, row.first_year, row.last_year) == (
        date(2020, 2, 29).toordinal(),
        2020,
        2020,
    )


# Raw saves, many rows


def columns_of(milestone: Milestone) -> list[Any]:
    return [getattr(milestone, name) for name in MILESTONE_COLUMNS]


@pytest.mark.parametrize("parts_first", [False, True], ids=["milestone first", "citation first"])
def test_columns_after_a_plain_load_are_those_of_a_save(tmp_path: Path, parts_first: bool) -> None:
    project, release = make_project(name_en="Lake"), make_release()
    saved = make_announced(release, projects=[project], **on_day(date(2018, 11, 13)))
    fields = {
        "slug": "loaded",
        "title_en": saved.title_en,
        "kind": "event",
        "standing": "happened",
        "precision": "day",
        "earliest": "2018-11-13",
        "latest": "2018-11-13",
        "status": "published",
        "version": 1,
        "publish_at": "2018-01-01T00:00:00Z",
        "updated_at": "2018-01-01T00:00:00Z",
        "projects": [[project.slug]],
    }
    rows = [
        {"model": "timeline.milestone", "pk": 900, "fields": fields},
        {
            "model": "timeline.citation",
            "pk": 901,
            "fields": {"milestone": 900, "paragraph": [release.slug, 1]},
        },
    ]
    file = tmp_path / "record.json"
    file.write_text(json.dumps(rows[::-1] if parts_first else rows))

    call_command("loaddata", str(file), verbosity=0)

    assert columns_of(Milestone.objects.get(pk=900)) == columns_of(saved)


def test_derive_milestones_works_them_out_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived_columns, "BATCH", 2)
    milestones = [make_plan() for _ in range(5)]
    before = [columns_of(milestone) for milestone in milestones]
    Milestone.objects.update(
        announced_on=None, search_text="", sort_day=7, first_year=1, public_from=None
    )

    derive_milestones([milestone.pk for milestone in milestones] * 2)

    assert [columns_of(stored(milestone)) for milestone in milestones] == before


def test_derive_milestones_with_nothing_to_change_writes_nothing() -> None:
    ids = [
        make_announced(projects=[make_project()], partners=[make_partner()]).pk for _ in range(3)
    ]

    with CaptureQueriesContext(connection) as queries:
        derive_milestones(ids)

    assert not [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]


@pytest.mark.slow
def test_derive_milestones_asks_as_many_queries_for_many_as_for_few() -> None:
    def queries_for(number: int) -> int:
        ids = [
            make_announced(projects=[make_project()], partners=[make_partner()]).pk
            for _ in range(number)
        ]
        Milestone.objects.update(search_text="")
        with CaptureQueriesContext(connection) as queries:
            derive_milestones(ids)
        return len(queries)

    assert queries_for(2) == queries_for(12)


def test_derive_releases_works_out_when_they_are_public_and_what_finds_them() -> None:
    release = make_paragraph(summary_en="Scandium").release
    Release.objects.update(public_from=None, published_year=None, search_text="")

    derive_releases([release.pk])

    assert stored(release).public_from == LONG_AGO
    assert stored(release).published_year == release.published_on.year
    assert finds(release, "scandium")


def test_columns_of_a_deleted_milestone_are_nobodys_business() -> None:
    milestone = make_announced(projects=[make_project()], partners=[make_partner()])

    milestone.delete()

    assert not Milestone.objects.exists()
    assert not Citation.objects.exists()


def test_announced_on_a_day_is_not_shifted_by_the_moment_of_publishing() -> None:
    """A dateline is a day of the document; the moment of publishing is ours."""
    release = make_release(published_on=date(2018, 11, 13), publish_at=SOON + timedelta(days=400))

    assert make_announced(release).announced_on == date(2018, 11, 13)
