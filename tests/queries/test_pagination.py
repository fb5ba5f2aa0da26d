"""Older and newer by key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.factories import make_release
from timeline.models import Milestone, Release
from timeline.queries import pagination
from timeline.queries.pagination import (
    KeyField,
    KeysetPage,
    PageKey,
    PageKeyForm,
    paginate,
    read_key,
    write_key,
)

pytestmark = pytest.mark.postgresql

KINDS = (int, date, int)
ORDER = ("sort_day", "announced_on")
FIRST = date(2020, 1, 1)
NUMBERS = st.integers(min_value=0, max_value=10**18 - 1)
KEYS = st.tuples(NUMBERS, st.dates(), NUMBERS)
TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.one_of(st.text("0123456789-+ ½٣", max_size=25), st.dates().map(str)), max_size=4
    ).map("_".join),
)
TIES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=14)

many_examples = settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def file_rows(places: Iterable[tuple[int, int]]) -> None:
    """Milestones at these places in the order, many in the same one. No signal derives their
    columns."""
    rows = [
        Milestone(
            slug=f"m-{number}",
            title_en="M",
            kind="event",
            standing="planned",
            precision="none",
            sort_day=sort_day,
            announced_on=FIRST + timedelta(days=days),
        )
        for number, (sort_day, days) in enumerate(places)
    ]
    Milestone.objects.bulk_create(rows)


def at(*, after: str = "", before: str = "") -> KeysetPage[Milestone]:
    """The page that a link leads to."""
    older, newer = (read_key(text, KINDS) if text else None for text in (after, before))
    return paginate(Milestone.objects.all(), ORDER, older, newer)


def walk_to_older() -> list[KeysetPage[Milestone]]:
    pages = [at()]
    while pages[-1].older:
        pages.append(at(after=pages[-1].older))
    return pages


def walk_to_newer(last: KeysetPage[Milestone]) -> list[KeysetPage[Milestone]]:
    pages = [last]
    while pages[0].newer:
        pages.insert(0, at(before=pages[0].newer))
    return pages


def slugs(pages: Iterable[KeysetPage[Milestone]]) -> list[str]:
    return [row.slug for page in pages for row in page.rows]


def in_order() -> list[str]:
    return list(
        Milestone.objects.order_by("-sort_day", "-announced_on", "id").values_list(
            "slug", flat=True
        )
    )


# Keys


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ((737060, date(2018, 11, 13), 7), "737060_2018-11-13_7"),
        ((0, date(1, 1, 1), 0), "0_0001-01-01_0"),
        ((date(2023, 7, 13), 2), "2023-07-13_2"),
    ],
)
def test_write_key_values_are_joined_as_text(key: PageKey, text: str) -> None:
    assert write_key(key) == text


@given(KEYS)
def test_read_key_of_a_written_key_is_that_key(key: tuple[int, date, int]) -> None:
    assert read_key(write_key(key), KINDS) == key


@pytest.mark.parametrize(
    "text",
    [
        *("", "_", "__", "1_2018-11-13", "1_2018-11-13_7_8", "2018-11-13_1_7", "x_2018-11-13_7"),
        *(
            "-1_2018-11-13_7",
            "+1_2018-11-13_7",
            " 1_2018-11-13_7",
            "1.0_2018-11-13_7",
            "٣_2018-11-13_7",
        ),
        *(
            "²_2018-11-13_7",
            "1_2018-02-30_7",
            "1_0000-01-01_7",
            "1_13.11.2018_7",
            "1_2018-11-13_7\n",
        ),
        f"{'9' * 19}_2018-11-13_7",
    ],
)
def test_read_key_of_other_text_raises_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them: that is the promise
        read_key(text, KINDS)


@given(TEXTS)
def test_read_key_of_any_text_is_a_key_or_a_value_error(text: str) -> None:
    try:
        key = read_key(text, KINDS)
    except ValueError:
        return
    assert [type(value) for value in key] == list(KINDS)
    assert read_key(write_key(key), KINDS) == key


# The form


def test_key_field_left_empty_is_none() -> None:
    assert KeyField(KINDS).clean("") is None


def test_place_form_of_a_key_reads_it() -> None:
    form = PageKeyForm(QueryDict("after=737060_2018-11-13_7"), KINDS)

    assert form.is_valid()
    assert form.cleaned_data == {"after": (737060, date(2018, 11, 13), 7), "before": None}


@pytest.mark.parametrize("name", ["after", "before"])
def test_place_form_of_other_text_says_so(name: str) -> None:
    form = PageKeyForm(QueryDict(f"{name}=2"), KINDS)

    assert form.errors == {
        name: ["This place in the list does not exist. Start from the first page."]
    }


def test_place_form_of_two_places_asks_for_one() -> None:
    form = PageKeyForm(QueryDict("after=1_2018-11-13_7&before=1_2018-11-13_8"), KINDS)

    assert form.errors == {
        "__all__": ["Ask for what comes after a place or before it, not for both."]
    }


@given(TEXTS, TEXTS)
def test_place_form_of_any_text_is_valid_or_not_and_never_raises(after: str, before: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"after": after, "before": before})

    assert PageKeyForm(data, KINDS).is_valid() in {True, False}


# Walking


@pytest.mark.django_db
@many_examples
@given(places=TIES, size=st.integers(1, 5))
def test_page_of_walking_to_older_visits_each_row_once_in_order(
    places: list[tuple[int, int]], size: int
) -> None:
    with patch.object(pagination, "PAGE_SIZE", size), transaction.atomic():
        file_rows(places)

        assert slugs(walk_to_older()) == in_order()
        transaction.set_rollback(True)


@pytest.mark.django_db
@many_examples
@given(places=TIES, size=st.integers(1, 5))
def test_page_of_walking_back_to_newer_visits_each_row_once_in_order(
    places: list[tuple[int, int]], size: int
) -> None:
    with patch.object(pagination, "PAGE_SIZE", size), transaction.atomic():
        file_rows(places)
        last = walk_to_older()[-1]

        assert slugs(walk_to_newer(last)) == in_order()
        transaction.set_rollback(True)


@pytest.mark.django_db
@many_examples
@given(
    places=TIES, key=st.tuples(st.integers(0, 3), st.integers(-1, 3), st.integers(0, 20) | NUMBERS)
)
def test_page_of_any_key_parts_the_other_rows_in_two(
    places: list[tuple[int, int]], key: tuple[int, int, int]
) -> None:
    sort_day, announced_on, pk = key[0], FIRST + timedelta(days=key[1]), key[2]
    text = write_key((sort_day, announced_on, pk))
    with transaction.atomic():
        file_rows(places)
        its_own = Milestone.objects.filter(sort_day=sort_day, announced_on=announced_on, pk=pk)
        others = [slug for slug in in_order() if slug not in its_own.values_list("slug", flat=True)]

        assert slugs([at(before=text), at(after=text)]) == others
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_page_of_few_rows_leads_nowhere() -> None:
    file_rows([(1, 0), (2, 0)])

    page = at()

    assert (page.older, page.newer) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "leads_on"), [(25, False), (26, True)])
def test_page_of_more_than_25_rows_leads_on(number: int, leads_on: bool) -> None:
    file_rows([(1, 0)] * number)

    page = at()

    assert len(page.rows) == 25
    assert bool(page.older) is leads_on


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["after", "before"])
def test_page_of_nothing_is_empty_and_leads_nowhere(place: str) -> None:
    page = at(**{place: "1_2018-11-13_1"})

    assert page == KeysetPage([], "", "")


@pytest.mark.django_db
def test_page_of_older_rows_is_the_same_after_a_newer_row_is_filed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    file_rows([(day, 0) for day in range(1, 6)])
    link = at().older
    before = slugs([at(after=link)])

    Milestone.objects.filter(slug="m-0").update(sort_day=9)

    assert before == ["m-2", "m-1"]
    assert slugs([at(after=link)]) == before


@pytest.mark.django_db
def test_page_of_one_column_orders_by_it_and_by_id() -> None:
    second, first = [make_release(published_on=date(2018, 11, day)) for day in (12, 13)]
    third = make_release(published_on=date(2018, 11, 12))

    page = paginate(Release.objects.all(), ("published_on",), None, None)

    assert page.rows == [first, second, third]


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "after", "before"])
def test_page_of_any_number_of_rows_is_one_query(place: str) -> None:
    file_rows([(day % 7, day % 5) for day in range(60)])
    given = {place: "3_2020-01-03_20"} if place else {}

    with CaptureQueriesContext(
        connection,
    ) as queries:
        at(**given)

    assert len(queries) == 1
    assert "OFFSET" not in queries[0]["sql"]
    assert "COUNT(" not in queries[0]["sql"]
