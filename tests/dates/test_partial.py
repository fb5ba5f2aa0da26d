"""A day, a month or a year, and which days it may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.partial import first_day, last_day, stated_partial
from timeline.dates.precisions import Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2019-03-14", Precision.DAY, date(2019, 3, 14), date(2019, 3, 14)),
        ("2019-02", Precision.MONTH, date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2019", Precision.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_partial_date_means_each_day_of_its_time(
    text: str, precision: Precision, first: date, last: date
) -> None:
    assert stated_partial(text).precision == precision
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "19", "2019-3", "2019-13", "2019-02-30", "2019-00", "14.03.2019", "2019-03-14T00"]
)
def test_other_text_is_no_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        stated_partial(text)


def test_day_that_is_not_stated_excludes_none() -> None:
    assert (first_day(""), last_day("")) == (date.min, date.max)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_partial_date_holds_the_day_that_it_was_cut_from(day: date, length: int) -> None:
    text = day.isoformat()[:length]

    assert first_day(text) <= day <= last_day(text)
