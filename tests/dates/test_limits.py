"""Before, after, since and as of: a day that is named is kept, and one that is not is not made."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dates.values import bounds
from timeline.dates import basis
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.wording import write


@pytest.mark.parametrize(
    ("words", "expected", "english", "french"),
    [
        (
            "from 1 January 2019",
            (Precision.AFTER, "2019-01-01", ""),
            "On or after 1 January 2019",
            "À compter du 1er\u00a0janvier 2019",
        ),
        (
            "à compter du 1er janvier 2024",
            (Precision.AFTER, "2024-01-01", ""),
            "On or after 1 January 2024",
            "À compter du 1er\u00a0janvier 2024",
        ),
        (
            "au plus tard le 30 juin 2024",
            (Precision.BEFORE, "", "2024-06-30"),
            "On or before 30 June 2024",
            "Au plus tard le 30\u00a0juin 2024",
        ),
        (
            "by December 31, 2024",
            (Precision.BEFORE, "", "2024-12-31"),
            "On or before 31 December 2024",
            "Au plus tard le 31\u00a0décembre 2024",
        ),
    ],
)
def test_limit_that_names_the_end_of_a_period_keeps_its_day(
    words: str, expected: tuple[Precision, str, str], english: str, french: str
) -> None:
    stated = read(words)
    assert bounds(stated) == expected
    assert (write(stated, "en"), write(stated, "fr")) == (english, french)
    assert stated.basis_en == ""


@pytest.mark.parametrize(
    ("words", "expected", "named", "english", "french"),
    [
        (
            "by 2026",
            (Precision.BEFORE, "", "2026-12-31"),
            "year",
            "By the end of 2026",
            "D’ici la fin de 2026",
        ),
        (
            "d’ici 2026",
            (Precision.BEFORE, "", "2026-12-31"),
            "year",
            "By the end of 2026",
            "D’ici la fin de 2026",
        ),
        (
            "by the end of June 2024",
            (Precision.BEFORE, "", "2024-06-30"),
            "month",
            "By the end of June 2024",
            "D’ici la fin de juin 2024",
        ),
        (
            "by the end of Q2 2024",
            (Precision.BEFORE, "", "2024-06-30"),
            "quarter",
            "By the end of the second quarter of 2024",
            "D’ici la fin du deuxième trimestre de 2024",
        ),
        (
            "from January 2019",
            (Precision.AFTER, "2019-01-01", ""),
            "month",
            "In January 2019 or later",
            "En janvier 2019 ou plus tard",
        ),
        (
            "since January 2023",
            (Precision.SINCE, "2023-01-01", ""),
            "month",
            "Since January 2023",
            "Depuis janvier 2023",
        ),
        (
            "depuis 2018",
            (Precision.SINCE, "2018-01-01", ""),
            "year",
            "Since 2018",
            "Depuis 2018",
        ),
    ],
)
def test_limit_that_names_no_day_says_so_and_is_written_without_one(
    words: str, expected: tuple[Precision, str, str], named: str, english: str, french: str
) -> None:
    stated = read(words)
    assert bounds(stated) == expected
    assert (stated.basis_en, stated.basis_fr) == basis.LIMITS[named]
    assert (write(stated, "en"), write(stated, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("as of March 31, 2024", "2024-03-31"),
        ("au 31 mars 2024", "2024-03-31"),
        ("effective August 15, 2023", "2023-08-15"),
        ("effective June 1, 2019", "2019-06-01"),
        ("en vigueur le 15 août 2023", "2023-08-15"),
    ],
)
def test_as_of_or_effective_a_day_is_that_day(words: str, day: str) -> None:
    """A state is of that day, and what takes effect does so on it.

    That it goes on afterwards is true of most things and is no part of their date.
    """
    assert bounds(read(words)) == (Precision.DAY, day, day)


@pytest.mark.parametrize("words", ["as of March 2024", "effective June 2019"])
def test_as_of_or_effective_a_longer_time_is_refused_as_two_meanings(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert refusal.value.code == "two_readings"


@pytest.mark.parametrize("words", ["since January 2023", "depuis janvier 2023"])
def test_since_a_time_after_the_release_is_refused(words: str) -> None:
    """It was going on when the release came out, so it cannot begin later."""
    with pytest.raises(UnreadableDate) as refusal:
        read(words, stated_on=date(2022, 12, 31))
    assert refusal.value.code == "not_begun"


@pytest.mark.parametrize("words", ["since the beginning of the year", "depuis le début de l’année"])
def test_since_the_beginning_of_the_year_ends_on_no_day(words: str) -> None:
    """No paragraph says that it ended on the day of the release."""
    stated = read(words, stated_on=date(2018, 11, 13))
    assert bounds(stated) == (Precision.SINCE, "2018-01-01", "")
    assert (write(stated, "en"), write(stated, "fr")) == (
        "Since early 2018",
        "Depuis le début de 2018",
    )
