"""Lengths of time, read from words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.values import bounds
from timeline.dates.precisions import Precision
from timeline.dates.reading import Duration, duration_of, read
from timeline.dates.wording import write

DURATIONS = [
    ("18 to 24 months", Duration(18, 24, "month")),
    ("18-24 months", Duration(18, 24, "month")),
    ("18–24 month period", Duration(18, 24, "month")),
    ("de 18 à 24 mois", Duration(18, 24, "month")),
    ("over the next 18 to 24 months", Duration(0, 24, "month", from_release="ahead")),
    ("an 18-month period", Duration(18, 18, "month")),
    ("two years", Duration(2, 2, "year")),
    ("deux ans", Duration(2, 2, "year")),
    ("sept mois", Duration(7, 7, "month")),
    ("twelve weeks", Duration(12, 12, "week")),
    ("90 jours", Duration(90, 90, "day")),
    ("within 6 months", Duration(0, 6, "month", from_release="ahead")),
    ("dans les six mois", Duration(0, 6, "month", from_release="ahead")),
    ("up to 24 months", Duration(0, 24, "month")),
    ("about 18 months", Duration(18, 18, "month", about=True)),
    ("18 to 24 months from 1 January 2024", Duration(18, 24, "month", start=date(2024, 1, 1))),
    (
        "de 18 à 24 mois à compter du 1er janvier 2024",
        Duration(18, 24, "month", start=date(2024, 1, 1)),
    ),
    ("1,200 days", Duration(1200, 1200, "day")),
    ("de 1\u00a0000 à 1\u00a0200 jours", Duration(1000, 1200, "day")),
    ("between 1,000 and 1,200 days", Duration(1000, 1200, "day")),
    ("30 June 1 200 days", None),
    ("in 6 months", Duration(0, 6, "month", from_release="ahead")),
    ("en 6 mois", Duration(6, 6, "month")),
    ("24 to 18 months", None),
    ("0 months", None),
    ("early 2019", None),
    ("", None),
    ("soon", None),
    ("18 months from today", None),
    ("1 month " * 2000, None),
]


@pytest.mark.parametrize(("words", "expected"), DURATIONS, ids=[row[0][:40] for row in DURATIONS])
def test_duration_of_words_gives_the_length_they_state(
    words: str, expected: Duration | None
) -> None:
    assert duration_of(words) == expected


def test_a_length_is_read_once() -> None:
    assert duration_of("18 to 24 months") is duration_of("18 to 24 months")


@given(st.integers(1, 48), st.integers(1, 48), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_read_of_a_duration_never_counts_from_the_release(
    least: int, more: int, released: date
) -> None:
    stated = read(f"{least} to {least + more} months", stated_on=released)
    assert bounds(stated) == (Precision.DURATION, "", "")


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("1 month from 31 January 2024", "2024-02-29", "2024-02-29"),
        ("2 weeks from 1 January 2024", "2024-01-15", "2024-01-15"),
        ("within 6 months of 1 January 2024", "2024-01-01", "2024-07-01"),
        ("1 to 2 years from 29 February 2024", "2025-02-28", "2026-02-28"),
    ],
)
def test_read_of_a_duration_from_a_stated_day_gives_the_window_of_its_end(
    words: str, earliest: str, latest: str
) -> None:
    assert bounds(read(words)) == (Precision.DURATION, earliest, latest)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,000 to 1,200 days, once begun"),
        ("fr", "De 1\u00a0000 à 1\u00a0200 jours après le début"),
    ],
)
def test_length_of_thousands_is_written_with_them_apart_and_read_again(
    language: str, written: str
) -> None:
    stated = read("1000 to 1200 days")
    assert write(stated, language) == written
    assert bounds(read(written)) == bounds(stated)
