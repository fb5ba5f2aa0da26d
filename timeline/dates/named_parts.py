"""The parts of a year or of a month that a date's words can mean, each with its template.

Several parts share a bound: late 2019, fall 2019 and late in the fourth quarter end alike. The
words tell which kind of part they name.
"""

from collections.abc import Mapping, Set
from datetime import date

from timeline.dates import periods
from timeline.dates.periods import Span
from timeline.dates.wording_phrases import (
    EARLY_WORDS,
    HALF_WORDS,
    LATE_WORDS,
    MID_WORDS,
    QUARTER_WORDS,
    SEASON_WORDS,
    WEEK_WORDS,
)

NamedSpans = list[tuple[str, Span]]


def parts_of_year(day: date, words: Set[str]) -> NamedSpans:
    """The parts of the day's year, or of a winter around it, of the kind that the words name."""
    if words & SEASON_WORDS:
        winters = _winters_around(day.year)
        seasons = named_months(day.year, periods.SEASONS, "{}")
        return winters + seasons if _names_two_years(words) else seasons + winters
    if words & QUARTER_WORDS:
        month = periods.months(day.year, day.month, day.month)
        return [(f"{periods.PARTS_OF_QUARTER[(day.month - 1) % 3]}_quarter", month)]
    named = bool(words & EARLY_WORDS) + bool(words & MID_WORDS) + bool(words & LATE_WORDS)
    if named == 2:
        return named_months(day.year, periods.JOINED_PARTS_OF_YEAR, "{}_year")
    return named_months(day.year, periods.PARTS_OF_YEAR, "{}_year")


def named_months(year: int, months: Mapping[str, tuple[int, int]], name: str) -> NamedSpans:
    """The parts of a year in a table of months, each with its template: ``name`` with the part."""
    spans = []
    for part, (first, last) in months.items():
        spans.append((name.format(part), periods.months(year, first, last)))
    return spans


def _winters_around(year: int) -> NamedSpans:
    """The winters of two years that begin or end in a year, where the calendar has them."""
    spans = []
    for first_year in (year - 1, year):
        if date.min.year <= first_year < date.max.year:
            spans.append(("winter_two", periods.winter_of_two_years(first_year)))
    return spans


def _names_two_years(words: Set[str]) -> bool:
    return sum(word.isdecimal() for word in words) > 1


def parts_of_month(day: date, words: Set[str]) -> NamedSpans:
    """The parts of the day's month of the kind that the words name."""
    names: tuple[str, ...] = ("early", "mid", "late")
    if words & WEEK_WORDS:
        names = ("first_week", "second_week", "third_week", "fourth_week", "last_week")
    elif words & HALF_WORDS:
        names = ("first_half", "second_half")
    spans = []
    for name in names:
        spans.append((f"{name}_month", periods.part_of_month(day.year, day.month, name)))
    return spans
