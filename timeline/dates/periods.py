"""Named parts of a calendar year and their bounds: one table each, read in both directions.

The bounds of a part of a year, of a part of a month and of a season are for sorting only. A season
has the widest span that usage gives it, so that its window is never said to have passed too early.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """First and last day, both included."""

    earliest: date
    latest: date


QUARTERS: Mapping[str, tuple[int, int]] = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12)}
HALVES: Mapping[str, tuple[int, int]] = {"1": (1, 6), "2": (7, 12)}
PARTS_OF_YEAR: Mapping[str, tuple[int, int]] = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
SEASONS: Mapping[str, tuple[int, int]] = {
    "spring": (3, 6),
    "summer": (6, 9),
    "autumn": (9, 12),
    "winter": (1, 3),
}
PARTS_OF_MONTH: Mapping[str, tuple[int, int]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
}
DECEMBER = 12


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span:
    """Whole months of one year, 1 to 12."""
    return Span(date(year, first, 1), month_end(year, last))


def part_of_month(year: int, month: int, part: str) -> Span:
    """Days 1–10, 11–20 or 21–end of a month."""
    first, last = PARTS_OF_MONTH[part]
    end = month_end(year, month)
    return Span(date(year, month, first), min(end, end.replace(day=min(last, end.day))))


def same_month(span: Span) -> bool:
    """Whether both days are in one calendar month."""
    return (span.earliest.year, span.earliest.month) == (span.latest.year, span.latest.month)


def one_year(span: Span) -> bool:
    """Whether the bounds are those of one whole calendar year."""
    return span == months(span.earliest.year, 1, 12)


def winter_of_two_years(first_year: int) -> Span:
    """December of one year to March of the next."""
    return Span(date(first_year, DECEMBER, 1), month_end(first_year + 1, 3))


def is_winter_of_two_years(span: Span) -> bool:
    """Whether the bounds are a December and the March after it."""
    starts_in_december = span.earliest.month == DECEMBER
    return starts_in_december and whole_months(span) and count_of_months(span) == 4


def week_of(day: date) -> Span:
    """Monday to Sunday of the week that holds the day (ISO 8601-1)."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def is_week(span: Span) -> bool:
    """Whether the bounds are a Monday and the Sunday after it."""
    return span.earliest.weekday() == 0 and span.latest - span.earliest == timedelta(days=6)


def fiscal_year(named: int, start_month: int) -> Span:
    """The twelve months from `start_month` that end in the year they are named for."""
    if start_month == 1:
        return months(named, 1, DECEMBER)
    return Span(date(named - 1, start_month, 1), month_end(named, start_month - 1))


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last day of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def is_month_end(day: date) -> bool:
    """Whether the day is the last of its month."""
    return day == month_end(day.year, day.month)


def whole_months(span: Span) -> bool:
    """Whether the bounds are those of one or more whole months."""
    return span.earliest.day == 1 and is_month_end(span.latest)


def count_of_months(span: Span) -> int:
    """How many calendar months it touches. No day is worked out: it may lie past `date.max`."""
    first, last = span
    return (last.year - first.year) * 12 + last.month - first.month + 1


def whole_years(span: Span) -> bool:
    """Whether the bounds are those of one or more whole calendar years."""
    return whole_months(span) and span.earliest.month == 1 and span.latest.month == DECEMBER


def named_part(span: Span, names: Mapping[str, tuple[int, int]]) -> str | None:
    """The name whose months these bounds are, or None if they fit no name of the table."""
    if span.earliest.year != span.latest.year or not whole_months(span):
        return None
    for name, pair in names.items():
        if pair == (span.earliest.month, span.latest.month):
            return name
    return None


def named_part_of_month(span: Span) -> str | None:
    """The part of a month these bounds are, or None."""
    year, month = span.earliest.year, span.earliest.month
    for name in PARTS_OF_MONTH:
        if part_of_month(year, month, name) == span:
            return name
    return None
