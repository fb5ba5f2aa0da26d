"""The year of words without one, by what the release says of the milestone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dates.values import bounds
from timeline.dates import basis
from timeline.dates.basis import Basis
from timeline.dates.precisions import Precision
from timeline.dates.reading import read

RELEASED = date(2018, 11, 13)

# What lies before a release of 13 November 2018 in its own year, and so is of 2019 when planned.
PLANNED = [
    ("in January", Precision.MONTH, "2019-01-01", "2019-01-31"),
    ("en mars", Precision.MONTH, "2019-03-01", "2019-03-31"),
    ("by March", Precision.BEFORE, "", "2019-03-31"),
    ("d’ici mars", Precision.BEFORE, "", "2019-03-31"),
    ("Q1", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("by the end of the first quarter", Precision.BEFORE, "", "2019-03-31"),
    ("March to May", Precision.ABOUT, "2019-03-01", "2019-05-31"),
]


@pytest.mark.parametrize("standing", ["planned", "conditional"])
@pytest.mark.parametrize(("words", "precision", "earliest", "latest"), PLANNED)
def test_year_of_a_plan_whose_words_lie_behind_is_the_next_and_says_so(
    words: str, precision: Precision, earliest: str, latest: str, standing: str
) -> None:
    stated = read(words, stated_on=RELEASED, standing=standing)
    assert bounds(stated) == (precision, earliest, latest)
    assert basis.gives(stated.basis_en, basis.YEAR_AFTER)
    assert basis.YEAR_AFTER.fr in stated.basis_fr


@pytest.mark.parametrize("standing", ["happened", "under_way", ""])
@pytest.mark.parametrize("words", [row[0] for row in PLANNED])
def test_year_of_what_is_no_plan_stays_the_release_year(words: str, standing: str) -> None:
    stated = read(words, stated_on=RELEASED, standing=standing)
    assert (stated.latest or date.max).year == 2018
    assert basis.gives(stated.basis_en, basis.YEAR)


@pytest.mark.parametrize(
    ("words", "standing", "expected", "reason"),
    [
        (
            "November 12-16",
            "planned",
            (Precision.RANGE, "2018-11-12", "2018-11-16"),
            basis.YEAR,
        ),
        ("in December", "planned", (Precision.MONTH, "2018-12-01", "2018-12-31"), basis.YEAR),
        ("Q4", "planned", (Precision.QUARTER, "2018-10-01", "2018-12-31"), basis.YEAR),
        ("Q4", "happened", (Precision.QUARTER, "2018-10-01", "2018-12-31"), basis.YEAR),
        (
            "in December",
            "happened",
            (Precision.MONTH, "2017-12-01", "2017-12-31"),
            basis.YEAR_BEFORE,
        ),
        (
            "en décembre",
            "under_way",
            (Precision.MONTH, "2017-12-01", "2017-12-31"),
            basis.YEAR_BEFORE,
        ),
    ],
)
def test_year_of_words_that_touch_or_follow_the_release_goes_by_the_standing(
    words: str, standing: str, expected: tuple[Precision, str, str], reason: Basis
) -> None:
    stated = read(words, stated_on=RELEASED, standing=standing)
    assert bounds(stated) == expected
    assert (stated.basis_en, stated.basis_fr) == reason


@pytest.mark.parametrize("standing", ["planned", "happened"])
def test_year_that_the_words_give_is_never_moved(standing: str) -> None:
    stated = read("January 2018", stated_on=RELEASED, standing=standing)
    assert bounds(stated) == (Precision.MONTH, "2018-01-01", "2018-01-31")
    assert stated.basis_en == ""


@pytest.mark.parametrize("standing", ["", "happened", "under_way", "planned", "conditional"])
@pytest.mark.parametrize(
    ("words", "earliest"),
    [
        ("since December", "2017-12-01"),
        ("depuis décembre", "2017-12-01"),
        ("since March", "2018-03-01"),
        ("depuis mars", "2018-03-01"),
    ],
)
def test_year_of_since_lies_behind_the_release(words: str, earliest: str, standing: str) -> None:
    """It had begun when the release said so, whatever else is known of it."""
    stated = read(words, stated_on=RELEASED, standing=standing)
    assert bounds(stated) == (Precision.SINCE, earliest, "")


@pytest.mark.parametrize(
    ("words", "standing", "day"),
    [
        ("Monday, January 14", "planned", "2019-01-14"),
        ("le lundi 14 janvier", "planned", "2019-01-14"),
        ("Tuesday, January 9", "happened", "2018-01-09"),
        ("Friday, December 29", "happened", "2017-12-29"),
        ("le vendredi 29 décembre", "happened", "2017-12-29"),
    ],
)
def test_year_of_a_day_of_the_week_is_the_one_in_which_it_is_that_day(
    words: str, standing: str, day: str
) -> None:
    stated = read(words, stated_on=RELEASED, standing=standing)
    assert bounds(stated) == (Precision.DAY, day, day)


def test_year_ended_on_a_day_that_has_not_come_is_the_one_before() -> None:
    stated = read("year ended December 31", stated_on=RELEASED, standing="happened")
    assert bounds(stated) == (Precision.FISCAL_YEAR, "2017-01-01", "2017-12-31")
