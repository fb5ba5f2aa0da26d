"""Fiscal years and their quarters, by the calendar of the company."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dates.values import bounds
from timeline.dates import basis
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, FiscalStart, starting_in
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.wording import write

APRIL = starting_in(4)
JANUARY_SINCE_2022 = FiscalCalendar((FiscalStart(4), FiscalStart(1, date(2022, 1, 1))))
JULY_SINCE_MID_2022 = FiscalCalendar((FiscalStart(1), FiscalStart(7, date(2022, 7, 1))))

YEAR, HALF, QUARTER = Precision.FISCAL_YEAR, Precision.HALF, Precision.QUARTER

# In a year that begins in April: words, precision, bounds, and the words shown in both languages.
FROM_APRIL = [
    (
        "Q4 FY2019",
        (QUARTER, "2019-01-01", "2019-03-31"),
        "Fourth quarter of fiscal 2019",
        "Quatrième trimestre de l’exercice 2019",
    ),
    ("fiscal 2024", (YEAR, "2023-04-01", "2024-03-31"), "Fiscal 2024", "Exercice 2024"),
    (
        "third quarter of fiscal 2022",
        (QUARTER, "2021-10-01", "2021-12-31"),
        "Third quarter of fiscal 2022",
        "Troisième trimestre de l’exercice 2022",
    ),
    (
        "T3 de l’exercice 2024",
        (QUARTER, "2023-10-01", "2023-12-31"),
        "Third quarter of fiscal 2024",
        "Troisième trimestre de l’exercice 2024",
    ),
    ("l’exercice 2025", (YEAR, "2024-04-01", "2025-03-31"), "Fiscal 2025", "Exercice 2025"),
    ("exercice 2024-2025", (YEAR, "2024-04-01", "2025-03-31"), "Fiscal 2025", "Exercice 2025"),
    (
        "first half of fiscal 2024",
        (HALF, "2023-04-01", "2023-09-30"),
        "First half of fiscal 2024",
        "Premier semestre de l’exercice 2024",
    ),
    (
        "first quarter of fiscal 2019",
        (QUARTER, "2018-04-01", "2018-06-30"),
        "First quarter of fiscal 2019",
        "Premier trimestre de l’exercice 2019",
    ),
]

# Words, the month fiscal years begin in, first and last day.
YEARS = [
    ("fiscal 2019", 4, "2018-04-01", "2019-03-31"),
    ("FY2019", 7, "2018-07-01", "2019-06-30"),
    ("FY 2019", 7, "2018-07-01", "2019-06-30"),
    ("exercice 2019", 12, "2018-12-01", "2019-11-30"),
    ("exercice financier 2018-2019", 4, "2018-04-01", "2019-03-31"),
    ("fiscal 2018-19", 4, "2018-04-01", "2019-03-31"),
    ("fiscal 2019", 1, "2019-01-01", "2019-12-31"),
]


@pytest.mark.parametrize(("words", "start", "earliest", "latest"), YEARS)
def test_fiscal_year_ends_in_the_year_it_is_named_for(
    words: str, start: int, earliest: str, latest: str
) -> None:
    stated = read(words, fiscal_calendar=starting_in(start))
    assert bounds(stated) == (YEAR, earliest, latest)


@pytest.mark.parametrize("words", [row[0] for row in FROM_APRIL + YEARS])
def test_fiscal_words_with_an_unknown_calendar_are_refused_with_advice(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words, stated_on=date(2018, 11, 13), fiscal_calendar=UNKNOWN)
    assert refusal.value.code == "fiscal_unknown"
    assert "company’s page" in refusal.value.reason


@pytest.mark.parametrize(("words", "expected", "english", "french"), FROM_APRIL)
def test_fiscal_words_with_a_year_from_april_keep_fiscal_and_say_the_calendar(
    words: str, expected: tuple[Precision, str, str], english: str, french: str
) -> None:
    stated = read(words, fiscal_calendar=APRIL)
    assert bounds(stated) == expected
    assert (write(stated, "en"), write(stated, "fr")) == (english, french)
    assert (stated.basis_en, stated.basis_fr) == basis.fiscal_year_from(4)
    assert "April" in stated.basis_en
    assert "avril" in stated.basis_fr


@pytest.mark.parametrize(
    ("words", "calendar", "expected"),
    [
        ("fiscal 2021", JANUARY_SINCE_2022, (YEAR, "2020-04-01", "2021-03-31")),
        ("fiscal 2023", JANUARY_SINCE_2022, (YEAR, "2023-01-01", "2023-12-31")),
        ("Q1 FY2021", JANUARY_SINCE_2022, (QUARTER, "2020-04-01", "2020-06-30")),
        ("Q1 FY2023", JANUARY_SINCE_2022, (QUARTER, "2023-01-01", "2023-03-31")),
        ("fiscal 2021", JULY_SINCE_MID_2022, (YEAR, "2021-01-01", "2021-12-31")),
        ("fiscal 2023", JULY_SINCE_MID_2022, (YEAR, "2022-07-01", "2023-06-30")),
    ],
)
def test_fiscal_words_on_either_side_of_a_change_go_by_the_calendar_of_then(
    words: str, calendar: FiscalCalendar, expected: tuple[Precision, str, str]
) -> None:
    assert bounds(read(words, fiscal_calendar=calendar)) == expected


@pytest.mark.parametrize("words", ["fiscal 2022", "Q1 FY2022", "exercice 2022"])
def test_fiscal_words_of_a_year_that_a_change_cuts_are_refused(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words, fiscal_calendar=JULY_SINCE_MID_2022)
    assert refusal.value.code == "fiscal_changed"


@pytest.mark.parametrize("words", ["fiscal 2018-2019", "exercice 2018-2019"])
def test_fiscal_year_of_two_years_with_a_calendar_year_is_refused(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words, fiscal_calendar=starting_in(1))
    assert refusal.value.code == "two_readings"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fiscal year ended March 31, 2024", (YEAR, "2023-04-01", "2024-03-31")),
        ("exercice terminé le 31 mars 2024", (YEAR, "2023-04-01", "2024-03-31")),
        ("quarter ended June 30, 2024", (QUARTER, "2024-04-01", "2024-06-30")),
    ],
)
@pytest.mark.parametrize("calendar", [UNKNOWN, APRIL, starting_in(1)])
def test_fiscal_year_whose_last_day_is_named_needs_no_calendar(
    words: str, expected: tuple[Precision, str, str], calendar: FiscalCalendar
) -> None:
    assert bounds(read(words, fiscal_calendar=calendar)) == expected
