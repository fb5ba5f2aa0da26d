"""Prepared queries: they find what the querysets find that they are written from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    LATER,
    cite,
    make_announced,
    make_milestone,
    make_paragraph,
    make_release,
)
from timeline.models import Citation, Milestone, Status
from timeline.models.prepared import MOST_KEYS, prepared
from timeline.models.visibility import preview_moment

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@prepared
def published(keys: Sequence[int], at: datetime) -> QuerySet[Milestone]:
    return Milestone.objects.published(at).filter(pk__in=keys).order_by("slug")


@prepared
def announced_by(day: date) -> QuerySet[Milestone, str]:
    known = Milestone.objects.filter(announced_on__lte=day).order_by("slug")
    return known.values_list("slug", flat=True)


@prepared
def of_either(some: set[int], others: set[int]) -> QuerySet[Milestone, str]:
    chosen = Milestone.objects.filter(Q(pk__in=some) | Q(pk__in=others)).order_by("slug")
    return chosen.values_list("slug", flat=True)


@prepared
def titled(title: str) -> QuerySet[Milestone]:
    return Milestone.objects.filter(title_en=title)


@prepared
def citations_of(milestones: Sequence[int]) -> QuerySet[Citation]:
    cited = Citation.objects.filter(milestone__in=milestones)
    return cited.select_related("paragraph__release").order_by("pk")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9])
def test_any_number_of_keys_finds_these_rows(count: int) -> None:
    milestones = [make_announced(slug=f"m{number}") for number in range(10)]
    asked = milestones[:count]
    assert published([milestone.pk for milestone in asked], AT) == asked


def test_other_values_find_other_rows() -> None:
    of_2018 = make_milestone([make_paragraph(make_release(published_on=date(2018, 1, 2)))])
    of_2020 = make_milestone([make_paragraph(make_release(published_on=date(2020, 1, 2)))])
    assert announced_by(date(2019, 1, 1)) == [of_2018.slug]
    assert announced_by(date(2021, 1, 1)) == sorted([of_2018.slug, of_2020.slug])
    assert announced_by(date(2017, 1, 1)) == []


def test_a_moment_is_compared_as_a_moment() -> None:
    milestone = make_announced(publish_at=datetime(2020, 5, 1, 12, tzinfo=UTC))
    assert published([milestone.pk], datetime(2020, 5, 1, 11, 59, tzinfo=UTC)) == []
    assert published([milestone.pk], datetime(2020, 5, 1, 12, tzinfo=UTC)) == [milestone]


@pytest.mark.parametrize("title", ["Drilling ends", "100 % of it", "%s", "O'Brien", 'a "b"'])
def test_a_text_is_a_value_whatever_is_in_it(title: str) -> None:
    make_milestone(title_en="Another")
    milestone = make_milestone(title_en=title)
    assert titled(title) == [milestone]


def test_no_keys_find_nothing_and_ask_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert published([], AT) == []
    assert len(queries) == 0


def test_no_keys_beside_others_leave_out_only_their_half() -> None:
    one, other = make_milestone(slug="one"), make_milestone(slug="other")
    assert of_either({one.pk}, set()) == ["one"]
    assert of_either(set(), {other.pk}) == ["other"]
    assert of_either({one.pk}, {other.pk}) == ["one", "other"]


def test_related_rows_are_read_with_the_rows() -> None:
    milestone, paragraph = make_milestone(), make_paragraph()
    cite(milestone, paragraph)
    (citation,) = citations_of([milestone.pk])
    with CaptureQueriesContext(connection) as queries:
        assert citation.paragraph.release == paragraph.release
    assert len(queries) == 0


def test_a_row_can_be_changed_and_saved() -> None:
    milestone = make_milestone(title_en="Before")
    (row,) = titled("Before")
    row.title_en = "After"
    row.save()
    milestone.refresh_from_db()
    assert milestone.title_en == "After"


def test_a_preview_finds_the_rows_that_it_foresees() -> None:
    draft = make_milestone(status=Status.DRAFT)
    assert published([draft.pk], AT) == []
    assert published([draft.pk], preview_moment(AT, milestone=[draft.pk])) == [draft]
    assert published([draft.pk], LATER) == []


def test_more_keys_than_are_prepared_find_the_same() -> None:
    milestone = make_announced()
    keys = [milestone.pk, *range(10_000_000, 10_000_000 + MOST_KEYS + 1)]
    assert published(keys, AT) == [milestone]


def test_the_sql_is_written_once() -> None:
    built = []

    @prepared
    def counted(keys: Sequence[int]) -> QuerySet[Milestone]:
        built.append(keys)
        return Milestone.objects.filter(pk__in=keys)

    milestones = [make_milestone() for _ in range(4)]
    for first in range(2):
        counted([milestone.pk for milestone in milestones[first:]])
    assert len(built) == 1  # three keys are asked as four


def test_threads_ask_the_same_query_with_their_own_values() -> None:
    found: dict[str, Any] = {}

    def ask(title: str) -> None:
        for _ in range(20):
            found[title] = [title, len(titled(title))]
        connection.close()

    threads = [Thread(target=ask, args=(title,)) for title in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {title: [title, 0] for title in ("one", "two", "three")}


@pytest.mark.parametrize("value", [None, 1.5, object()])
def test_what_is_no_value_of_a_lookup_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="title"):
        titled(value)


@pytest.mark.parametrize(
    ("args", "kwargs"), [((), {}), (("a", "b"), {}), (("a",), {"title": "b"}), ((), {"name": "a"})]
)
def test_arguments_that_are_not_those_of_the_function_are_refused(args: Any, kwargs: Any) -> None:
    with pytest.raises(TypeError, match="title"):
        titled(*args, **kwargs)


def test_rows_as_mappings_are_refused() -> None:
    @prepared
    def as_mappings(keys: Sequence[int]) -> QuerySet[Milestone, Any]:
        return Milestone.objects.filter(pk__in=keys).values("slug")

    with pytest.raises(TypeError, match="values_list"):
        as_mappings([1])


def test_threads_that_ask_first_at_once_write_the_sql_once() -> None:
    built, found = [], []
    together = Barrier(4)

    @prepared
    def cited(title: str) -> QuerySet[Citation]:
        built.append(title)
        rows = Citation.objects.filter(milestone__title_en=title)
        return rows.select_related("paragraph__release__issuer", "milestone")

    def ask() -> None:
        together.wait()
        found.append(cited("one"))
        connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, len(built)) == ([[]] * 4, 1)


def test_what_would_be_read_ahead_is_refused() -> None:
    @prepared
    def with_citations(keys: Sequence[int]) -> QuerySet[Milestone]:
        return Milestone.objects.filter(pk__in=keys).prefetch_related("citations")

    with pytest.raises(TypeError, match="prefetch_related"):
        with_citations([1])
