"""Words that only a release's day completes, and what the basis says of it."""

from datetime import date

import pytest

from tests.dates.values import bounds
from timeline.dates.basis import (
    DAYS_SORTED,
    END_OF_YEAR,
    LIMITS,
    MONTHS_ONLY,
    MONTHS_SORTED,
    RECENT,
    RELATIVE,
    START_OF_YEAR,
    START_READ,
    YEAR,
    Basis,
    join,
)
from timeline.dates.precisions import Precision
from timeline.dates.reading import UnreadableDate, read

RELEASED = date(2018, 11, 13)


# Words that a release published on 13 November 2018 completes: and the basis that says so.
COMPLETED = [
    ("July 13", Precision.DAY, "2018-07-13", "2018-07-13", [YEAR]),
    ("November 12-16", Precision.RANGE, "2018-11-12", "2018-11-16", [YEAR]),
    ("November 26-27", Precision.RANGE, "2018-11-26", "2018-11-27", [YEAR]),
    ("second half", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
    ("this summer", Precision.SEASON, "2018-06-01", "2018-09-30", [YEAR, MONTHS_SORTED]),
    ("by year-end", Precision.BEFORE, "", "2018-12-31", [YEAR, LIMITS["year"]]),
    ("by the end of the year", Precision.BEFORE, "", "2018-12-31", [YEAR, LIMITS["year"]]),
    ("d'ici la fin de l'année", Precision.BEFORE, "", "2018-12-31", [YEAR, LIMITS["year"]]),
    ("by the end of June", Precision.BEFORE, "", "2018-06-30", [YEAR, LIMITS["month"]]),
    ("recently", Precision.BEFORE, "", "2018-11-13", [RECENT]),
    ("Récemment", Precision.BEFORE, "", "2018-11-13", [RECENT]),
    (
        "since the beginning of the year",
        Precision.SINCE,
        "2018-01-01",
        "",
        [YEAR, START_READ],
    ),
    (
        "depuis le début de l'année",
        Precision.SINCE,
        "2018-01-01",
        "",
        [YEAR, START_READ],
    ),
    ("this month", Precision.MONTH, "2018-11-01", "2018-11-30", [RELATIVE]),
    ("next month", Precision.MONTH, "2018-12-01", "2018-12-31", [RELATIVE]),
    ("this year", Precision.YEAR, "2018-01-01", "2018-12-31", [YEAR]),
    ("next year", Precision.YEAR, "2019-01-01", "2019-12-31", [RELATIVE]),
    ("this quarter", Precision.QUARTER, "2018-10-01", "2018-12-31", [RELATIVE]),
    ("next quarter", Precision.QUARTER, "2019-01-01", "2019-03-31", [RELATIVE]),
    ("ce mois-ci", Precision.MONTH, "2018-11-01", "2018-11-30", [RELATIVE]),
    ("le mois prochain", Precision.MONTH, "2018-12-01", "2018-12-31", [RELATIVE]),
    ("cette année", Precision.YEAR, "2018-01-01", "2018-12-31", [YEAR]),
    ("l'an prochain", Precision.YEAR, "2019-01-01", "2019-12-31", [RELATIVE]),
    ("later this year", Precision.ABOUT, "2018-11-13", "2018-12-31", [YEAR, END_OF_YEAR]),
    ("plus tard cette année", Precision.ABOUT, "2018-11-13", "2018-12-31", [YEAR, END_OF_YEAR]),
    ("next week", Precision.WEEK, "2018-11-19", "2018-11-25", [RELATIVE]),
    ("today", Precision.DAY, "2018-11-13", "2018-11-13", [RELATIVE]),
    ("yesterday", Precision.DAY, "2018-11-12", "2018-11-12", [RELATIVE]),
    ("tomorrow", Precision.DAY, "2018-11-14", "2018-11-14", [RELATIVE]),
    ("aujourd'hui", Precision.DAY, "2018-11-13", "2018-11-13", [RELATIVE]),
    (
        "Early next year",
        Precision.PART_OF_YEAR,
        "2019-01-01",
        "2019-04-30",
        [RELATIVE, MONTHS_SORTED],
    ),
    (
        "début de l'année prochaine",
        Precision.PART_OF_YEAR,
        "2019-01-01",
        "2019-04-30",
        [RELATIVE, MONTHS_SORTED],
    ),
    ("end of the year", Precision.PART_OF_YEAR, "2018-09-01", "2018-12-31", [YEAR, MONTHS_SORTED]),
    ("first quarter of next year", Precision.QUARTER, "2019-01-01", "2019-03-31", [RELATIVE]),
    (
        "march to may next year",
        Precision.ABOUT,
        "2019-03-01",
        "2019-05-31",
        [RELATIVE, MONTHS_ONLY],
    ),
    (
        "before the end of the month",
        Precision.BEFORE,
        "",
        "2018-11-30",
        [RELATIVE, LIMITS["month"]],
    ),
    ("du 1er au 3 mai", Precision.RANGE, "2018-05-01", "2018-05-03", [YEAR]),
    ("novembre", Precision.MONTH, "2018-11-01", "2018-11-30", [YEAR]),
    ("first quarter", Precision.QUARTER, "2018-01-01", "2018-03-31", [YEAR]),
    ("2nd quarter", Precision.QUARTER, "2018-04-01", "2018-06-30", [YEAR]),
    ("deuxième semestre", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
    ("Juin", Precision.MONTH, "2018-06-01", "2018-06-30", [YEAR]),
    ("last year", Precision.YEAR, "2017-01-01", "2017-12-31", [RELATIVE]),
    ("l'an dernier", Precision.YEAR, "2017-01-01", "2017-12-31", [RELATIVE]),
    (
        "à la fin du mois",
        Precision.PART_OF_MONTH,
        "2018-11-21",
        "2018-11-30",
        [RELATIVE, DAYS_SORTED],
    ),
    (
        "end of the month",
        Precision.PART_OF_MONTH,
        "2018-11-21",
        "2018-11-30",
        [RELATIVE, DAYS_SORTED],
    ),
    (
        "by the end of the quarter",
        Precision.BEFORE,
        "",
        "2018-12-31",
        [RELATIVE, LIMITS["quarter"]],
    ),
    ("avant la fin de l'année", Precision.BEFORE, "", "2018-12-31", [YEAR, LIMITS["year"]]),
    ("the week of November 12", Precision.WEEK, "2018-11-12", "2018-11-18", [YEAR]),
    ("earlier this year", Precision.ABOUT, "2018-01-01", "2018-11-13", [YEAR, START_OF_YEAR]),
    ("plus tôt cette année", Precision.ABOUT, "2018-01-01", "2018-11-13", [YEAR, START_OF_YEAR]),
    ("in the second half", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
    ("within 6 months", Precision.WITHIN, "2018-11-13", "2019-05-13", [RELATIVE]),
    ("in 6 months", Precision.WITHIN, "2018-11-13", "2019-05-13", [RELATIVE]),
    ("dans les 6 mois", Precision.WITHIN, "2018-11-13", "2019-05-13", [RELATIVE]),
    ("over the next 18 to 24 months", Precision.WITHIN, "2018-11-13", "2020-11-13", [RELATIVE]),
]

# The milestones of the shipped record whose words alone give the date.
FACTS = [
    (
        "M1",
        "since the beginning of the year",
        RELEASED,
        (Precision.SINCE, "2018-01-01", ""),
    ),
    ("M3", "November 12-16", RELEASED, (Precision.RANGE, "2018-11-12", "2018-11-16")),
    ("M5", "November 26-27", RELEASED, (Precision.RANGE, "2018-11-26", "2018-11-27")),
    ("M7", "early 2019", RELEASED, (Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30")),
    ("M10", "recently", RELEASED, (Precision.BEFORE, "", "2018-11-13")),
    ("M15", "18 to 24 months", date(2023, 7, 13), (Precision.DURATION, "", "")),
]


@pytest.mark.parametrize(
    ("words", "precision", "earliest", "latest", "reasons"),
    COMPLETED,
    ids=[row[0] for row in COMPLETED],
)
def test_read_with_a_release_day_completes_the_words_and_says_so(
    words: str, precision: Precision, earliest: str, latest: str, reasons: list[Basis]
) -> None:
    stated = read(words, stated_on=RELEASED)
    assert (*bounds(stated), stated.basis_en) == (precision, earliest, latest, join(reasons).en)


@pytest.mark.parametrize("words", [row[0] for row in COMPLETED])
def test_read_of_inferred_words_gives_a_basis_in_french_too(words: str) -> None:
    assert read(words, stated_on=RELEASED).basis_fr


@pytest.mark.parametrize("words", [row[0] for row in COMPLETED])
def test_read_without_a_release_day_is_refused_where_one_is_needed(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert refusal.value.code == "no_year"


@pytest.mark.parametrize(
    ("milestone", "words", "released", "expected"), FACTS, ids=[row[0] for row in FACTS]
)
def test_read_of_a_fact_gives_the_bounds_on_record(
    milestone: str, words: str, released: date, expected: tuple[Precision, str, str]
) -> None:
    assert bounds(read(words, stated_on=released)) == expected, milestone


def test_read_of_fact_m6_in_parallel_is_refused() -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read("in parallel", stated_on=RELEASED)
    assert refusal.value.code == "unknown_words"
