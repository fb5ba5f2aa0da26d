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
# Two neighbouring parts of one year, "mid-to-late 2024".
JOINED_PARTS_OF_YEAR: Mapping[str, tuple[int, int]] = {
    "early_to_mid": (1, 8),
    "mid_to_late": (5, 12),
}
# The part of a quarter by its month: "late in the third quarter".
PARTS_OF_QUARTER = ("early", "mid", "late")
PARTS_OF_MONTH: Mapping[str, tuple[int, int]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_week": (1, 7),
    "second_week": (8, 14),
    "third_week": (15, 21),
    "fourth_week": (22, 28),
}
DECEMBER = 12


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span:
    """Whole months of one year, 1 to 12."""
    return Span(date(year, first, 1), month_end(year, last))


def part_of_month(year: int, month: int, part: str) -> Span:
    """The days of a part of a month, such as 1–10, 11–20 or 21–end.

    "last_week" is its last seven days.
    """
    end = month_end(year, month)
    if part == "last_week":
        return Span(end - timedelta(days=6), end)
    first, last = PARTS_OF_MONTH[part]
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


def week_from(first: date) -> Span:
    """The seven days from a day on."""
    return Span(first, first + timedelta(days=6))


def is_week(span: Span) -> bool:
    """Whether the bounds are seven days."""
    return span.latest - span.earliest == timedelta(days=6)


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
    for name in (*PARTS_OF_MONTH, "last_week"):
        if part_of_month(year, month, name) == span:
            return name
    return None


def part_of_quarter(year: int, quarter: int, part: str) -> Span:
    """The first, second or third month of a quarter, 1 to 4."""
    month = 3 * (quarter - 1) + PARTS_OF_QUARTER.index(part) + 1
    return months(year, month, month)


def months_from(first: date, count: int) -> Span:
    """`count` whole months from the first day of one."""
    last = add_months(first, count - 1)
    return Span(first, month_end(last.year, last.month))


def months_to(last: date, count: int) -> Span:
    """The `count` months that end on a day: "three months ended 30 June"."""
    if is_month_end(last):
        first = add_months(last.replace(day=1), 1 - count)
    else:
        first = add_months(last, -count) + timedelta(days=1)
    return Span(first, last)


def decade(first_year: int) -> Span:
    """Ten whole years."""
    return Span(date(first_year, 1, 1), date(first_year + 9, DECEMBER, 31))
