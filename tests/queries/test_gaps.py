"""Stretches with nothing on file."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.queries.gaps import Gap, gaps

pytestmark = pytest.mark.postgresql

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def stated(earliest: date | None, latest: date | None) -> StatedDate:
    return StatedDate("", Precision.ABOUT, earliest, latest)


@st.composite
def stated_dates(draw: st.DrawFn) -> StatedDate:
    """With both ends, one, or none."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return stated(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


def months(first: date, last: date) -> set[int]:
    return set(range(first.year * 12 + first.month, last.year * 12 + last.month + 1))


def touched(dates: list[StatedDate], days: list[date]) -> set[int]:
    """The months that something on file lies in."""
    found: set[int] = set()
    for one in dates:
        ends = [day for day in (one.earliest, one.latest) if day]
        found |= months(ends[0], ends[-1]) if ends else set()
    for day in days:
        found |= months(day, day)
    return found


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (date(2019, 1, 31), []),
        (date(2020, 1, 31), []),  # twelve empty months: not shown
        (date(2020, 2, 1), [Gap(date(2019, 1, 1), date(2020, 1, 1))]),  # thirteen
        (date(2023, 7, 13), [Gap(date(2019, 1, 1), date(2023, 6, 1))]),
    ],
)
def test_gaps_between_two_days_are_longer_than_twelve_months(
    newer: date, expected: list[Gap]
) -> None:
    assert gaps([], [date(2018, 12, 31), newer]) == expected


def test_gaps_of_the_record_lie_between_early_2019_and_july_2023() -> None:
    dates = [
        stated(date(2018, 1, 1), date(2018, 11, 13)),
        stated(None, date(2018, 11, 16)),
        stated(date(2019, 1, 1), date(2019, 4, 30)),
        stated(None, None),
        stated(None, date(2023, 7, 13)),
    ]

    assert gaps(dates, [date(2018, 11, 13), date(2023, 7, 13)]) == [
        Gap(date(2019, 5, 1), date(2023, 6, 1))
    ]


def test_gaps_come_newest_first() -> None:
    found = gaps([], [date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)])

    assert [gap.first for gap in found] == [date(2010, 2, 1), date(2000, 2, 1)]


def test_gaps_under_a_long_span_are_none() -> None:
    whole = stated(date(2000, 1, 1), date(2020, 12, 31))

    assert gaps([whole], [date(2005, 5, 5), date(2019, 1, 1)]) == []


@pytest.mark.parametrize(
    "one_end",
    [stated(None, date(2010, 6, 15)), stated(date(2010, 6, 15), None)],
    ids=["latest", "earliest"],
)
def test_gaps_beside_a_date_with_one_end_reach_up_to_its_month(one_end: StatedDate) -> None:
    found = gaps([one_end], [date(2000, 1, 1), date(2020, 1, 1)])

    assert found == [
        Gap(date(2010, 7, 1), date(2019, 12, 1)),
        Gap(date(2000, 2, 1), date(2010, 5, 1)),
    ]


@pytest.mark.parametrize("days", [[], [date(2018, 11, 13)]])
def test_gaps_beside_nothing_else_are_none(days: list[date]) -> None:
    assert gaps([stated(None, None)], days) == []


@given(st.lists(stated_dates()), st.lists(DAYS))
def test_gaps_cover_no_month_that_is_on_file(dates: list[StatedDate], days: list[date]) -> None:
    for gap in gaps(dates, days):
        assert not months(gap.first, gap.last) & touched(dates, days)


@given(st.lists(stated_dates()), st.lists(DAYS))
def test_gaps_are_longer_than_twelve_months_and_apart(
    dates: list[StatedDate], days: list[date]
) -> None:
    found = gaps(dates, days)

    assert all(len(months(gap.first, gap.last)) > 12 for gap in found)
    assert all(newer.first > older.last for newer, older in pairwise(found))


@given(st.lists(stated_dates()), st.lists(DAYS))
def test_gaps_leave_out_no_long_empty_stretch(dates: list[StatedDate], days: list[date]) -> None:
    on_file = touched(dates, days)
    covered = {month for gap in gaps(dates, days) for month in months(gap.first, gap.last)}
    known = sorted(on_file | covered)

    assert all(later - earlier - 1 <= 12 for earlier, later in pairwise(known))
