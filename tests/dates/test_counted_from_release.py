"""Lengths and vague amounts of time that a release counts from its own day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dates.values import bounds
from timeline.dates import basis
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read

RELEASED = date(2018, 11, 13)

SEVERAL_AHEAD = [
    "in the coming weeks",
    "over the next months",
    "in the coming years",
    "over the next few weeks",
    "au cours des prochains mois",
    "au cours des prochaines semaines",
    "des prochaines semaines",
    "dans les semaines à venir",
]
SEVERAL_BACK = ["over the last months", "in the past few months", "au cours des derniers mois"]

# Words, first and last day: a year from the release, or up to it.
ROLLING_YEARS = [
    ("over the next year", "2018-11-13", "2019-11-13"),
    ("in the coming year", "2018-11-13", "2019-11-13"),
    ("au cours de la prochaine année", "2018-11-13", "2019-11-13"),
    ("for the last year", "2017-11-13", "2018-11-13"),
    ("over the past year", "2017-11-13", "2018-11-13"),
    ("au cours de la dernière année", "2017-11-13", "2018-11-13"),
]

# Only the end of the longer length is certain: that it begins after 12 months is not said.
COUNTED = [
    ("over the next 12 to 18 months", "2018-11-13", "2020-05-13"),
    ("in the next 12-18 months", "2018-11-13", "2020-05-13"),
    ("within 24 months", "2018-11-13", "2020-11-13"),
    ("au cours des 12 à 18 prochains mois", "2018-11-13", "2020-05-13"),
    ("d’ici 18 à 24 mois", "2018-11-13", "2020-11-13"),
    ("dans 18 mois", "2018-11-13", "2020-05-13"),
    ("over the last 12 months", "2017-11-13", "2018-11-13"),
    ("au cours des 12 derniers mois", "2017-11-13", "2018-11-13"),
    ("over the coming month", "2018-11-13", "2018-12-13"),
    ("au cours du prochain mois", "2018-11-13", "2018-12-13"),
    ("over the next quarter", "2018-11-13", "2019-02-13"),
    ("in the coming quarter", "2018-11-13", "2019-02-13"),
    ("au cours du prochain trimestre", "2018-11-13", "2019-02-13"),
    ("over the last quarter", "2018-08-13", "2018-11-13"),
]


@pytest.mark.parametrize("words", SEVERAL_AHEAD)
def test_vague_amount_ahead_is_open_from_the_release_and_says_so(words: str) -> None:
    stated = read(words, stated_on=RELEASED)
    assert bounds(stated) == (Precision.AFTER, "2018-11-13", "")
    assert (stated.basis_en, stated.basis_fr) == basis.AHEAD


@pytest.mark.parametrize("words", SEVERAL_BACK)
def test_vague_amount_behind_ends_at_the_release_and_says_so(words: str) -> None:
    stated = read(words, stated_on=RELEASED)
    assert bounds(stated) == (Precision.BEFORE, "", "2018-11-13")
    assert (stated.basis_en, stated.basis_fr) == basis.RECENT


@pytest.mark.parametrize(("words", "first", "last"), [*ROLLING_YEARS, *COUNTED])
def test_length_counted_from_release_is_a_window_that_begins_or_ends_there(
    words: str, first: str, last: str
) -> None:
    stated = read(words, stated_on=RELEASED)
    assert bounds(stated) == (Precision.WITHIN, first, last)
    assert (stated.basis_en, stated.basis_fr) == basis.RELATIVE


@pytest.mark.parametrize("words", [*SEVERAL_AHEAD, *(row[0] for row in ROLLING_YEARS + COUNTED)])
def test_length_counted_from_release_without_its_day_is_refused(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert refusal.value.code == "no_year"


@pytest.mark.parametrize("words", ["next year", "l’an prochain", "l’année prochaine"])
def test_next_year_without_over_is_the_calendar_year(words: str) -> None:
    assert bounds(read(words, stated_on=RELEASED)) == (Precision.YEAR, "2019-01-01", "2019-12-31")


@pytest.mark.parametrize(
    "words",
    [
        "18 to 24 months",
        "over 18 months",
        "en 18 mois",
        "en 6 mois",
        "de 18 à 24 mois",
        "up to 18 months",
        "at most 18 months",
        "no more than 18 months",
        "jusqu’à 18 mois",
        "18 mois au plus",
    ],
)
def test_bare_length_with_a_release_keeps_no_bounds(words: str) -> None:
    assert bounds(read(words, stated_on=RELEASED)) == (Precision.DURATION, "", "")
