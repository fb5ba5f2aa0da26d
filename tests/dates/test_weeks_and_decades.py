"""Weeks by the day that names them, and decades."""

from __future__ import annotations

import pytest

from tests.dates.values import bounds
from timeline.dates.precisions import Precision
from timeline.dates.reading import read


@pytest.mark.parametrize("words", ["week of November 12, 2023", "la semaine du 12 novembre 2023"])
def test_week_of_a_sunday_begins_with_it(words: str) -> None:
    assert bounds(read(words)) == (Precision.WEEK, "2023-11-12", "2023-11-18")


@pytest.mark.parametrize("words", ["week of November 12, 2018", "la semaine du 12 novembre 2018"])
def test_week_of_a_monday_begins_with_it(words: str) -> None:
    assert bounds(read(words)) == (Precision.WEEK, "2018-11-12", "2018-11-18")


def test_week_of_a_wednesday_is_the_week_that_holds_it() -> None:
    assert bounds(read("week of November 14, 2018")) == (
        Precision.WEEK,
        "2018-11-12",
        "2018-11-18",
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("week beginning November 14, 2018", "2018-11-14", "2018-11-20"),
        ("week ending November 16, 2018", "2018-11-10", "2018-11-16"),
        ("la semaine se terminant le 16 novembre 2018", "2018-11-10", "2018-11-16"),
    ],
)
def test_week_whose_first_or_last_day_is_named_begins_or_ends_with_it(
    words: str, first: str, last: str
) -> None:
    assert bounds(read(words)) == (Precision.WEEK, first, last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("les années 1990", "1990-01-01", "1999-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 2010s", "2010-01-01", "2019-12-31"),
    ],
)
def test_decade_is_ten_years_and_not_its_first(words: str, first: str, last: str) -> None:
    assert bounds(read(words)) == (Precision.DECADE, first, last)
