"""One period in canonical tokens, such as a day, a week or a part of a year, and its days.

`PATTERNS` is a table of patterns, each with the function that gives its bounds. A pattern must
match the whole text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dates import basis, periods
from timeline.dates.basis import Basis
from timeline.dates.fiscal import FiscalCalendar
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_tokens import MONTHS, WEEKDAYS
from timeline.dates.refusals import UnreadableDate

FIRST_YEAR, LAST_YEAR = 1000, 2999
SHIFTS = {"last": -1, "this": 0, "next": 1}


class Period(NamedTuple):
    """What a phrase names: how exactly, and its first and last day."""

    precision: Precision
    span: Span


@dataclass
class Reading:
    """One reading under way: what the release lends it, and the reasons collected so far."""

    stated_on: date | None
    fiscal_calendar: FiscalCalendar
    reasons: list[Basis] = field(default_factory=list)

    def release_day(self) -> date:
        """The release's day; raises UnreadableDate when none is known."""
        if self.stated_on is None:
            raise UnreadableDate("no_year")
        year_in_range(self.stated_on.year)
        return self.stated_on

    def year(self, text: str | None) -> int:
        """The year of "2019", "next year" or "year"; without a text, the year of the release.

        A year that the release lends is added to the reasons.
        """
        if text and text.isdecimal():
            return year_in_range(int(text))
        years = shift(text) if text else 0
        self.reasons.append(basis.RELATIVE if years else basis.YEAR)
        return self.release_day().year + years


def shift(text: str) -> int:
    """-1, 0 or 1 for a phrase with "last", "this" (or neither) or "next"."""
    for word in text.split():
        if word in SHIFTS:
            return SHIFTS[word]
    return 0


def year_in_range(year: int) -> int:
    """The year, or UnreadableDate if it is none this module reads."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDate("year_out_of_range")
    return year


def period(text: str, reading: Reading) -> Period:
    """The period the tokens name. Raises UnreadableDate where no pattern matches them all."""
    bare = LEADING.sub("", text)
    for pattern, build in PATTERNS:
        if match := pattern.fullmatch(bare):
            return build(match, reading)
    raise UnreadableDate("unknown_words")


def month_number(token: str) -> int:
    """1 to 12 for "jan" to "dec"."""
    return MONTHS.index(token) + 1


def _day(match: re.Match[str], reading: Reading) -> Period:
    year = reading.year(match["year"])
    month = month_number(match["month"])
    number = int(match["day"])
    quoted = f"{number} {match['month']} {year}"
    try:
        day = date(year, month, number)
    except ValueError:
        raise UnreadableDate("impossible_day", quoted) from None
    weekday = match["weekday"]
    if weekday and WEEKDAYS[day.weekday()] != weekday:
        raise UnreadableDate("wrong_weekday", f"{weekday}, {quoted}")
    return Period(Precision.DAY, Span(day, day))


def _near_day(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[match[0]]
    day = reading.release_day() + timedelta(days=offset)
    return Period(Precision.DAY, Span(day, day))


def _week(match: re.Match[str], reading: Reading) -> Period:
    precision, span = period(match["of"], reading)
    if precision is not Precision.DAY:
        raise UnreadableDate("unknown_words", match[0])
    return Period(Precision.WEEK, periods.week_of(span.earliest))


def _iso_week(match: re.Match[str], reading: Reading) -> Period:
    try:
        monday = date.fromisocalendar(reading.year(match["year"]), int(match["week"]), 1)
    except ValueError:
        raise UnreadableDate("impossible_day", f"{match['year']}-W{match['week']}") from None
    return Period(Precision.WEEK, periods.week_of(monday))


def _near_week(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    day = reading.release_day() + timedelta(weeks=shift(match[0]))
    return Period(Precision.WEEK, periods.week_of(day))


def _month_of(match: re.Match[str], reading: Reading) -> tuple[int, int]:
    """Year and month of "nov 2018", "nov" or "next month"."""
    if match["month"]:
        return reading.year(match["year"]), month_number(match["month"])
    reading.reasons.append(basis.RELATIVE)
    day = periods.add_months(reading.release_day().replace(day=1), shift(match[0]))
    return day.year, day.month


def _month(match: re.Match[str], reading: Reading) -> Period:
    year, month = _month_of(match, reading)
    return Period(Precision.MONTH, periods.months(year, month, month))


def _part_of_month(match: re.Match[str], reading: Reading) -> Period:
    year, month = _month_of(match, reading)
    reading.reasons.append(basis.DAYS_SORTED)
    span = periods.part_of_month(year, month, PART_NAMES[match["part"]])
    return Period(Precision.PART_OF_MONTH, span)


def _quarter(match: re.Match[str], reading: Reading) -> Period:
    number = "4" if match["ordinal"] == "last" else match["ordinal"][1]
    first, last = periods.QUARTERS[number]
    return Period(Precision.QUARTER, periods.months(reading.year(match["year"]), first, last))


def _near_quarter(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    day = periods.add_months(reading.release_day().replace(day=1), 3 * shift(match[0]))
    first = day.month - (day.month - 1) % 3
    return Period(Precision.QUARTER, periods.months(day.year, first, first + 2))


def _half(match: re.Match[str], reading: Reading) -> Period:
    first, last = periods.HALVES[match["ordinal"][1]]
    return Period(Precision.HALF, periods.months(reading.year(match["year"]), first, last))


def _season(match: re.Match[str], reading: Reading) -> Period:
    name, year = match["season"], match["year"]
    if name == "winter" and not (year and year.isdecimal()):
        # A winter lies in two years, so the release's year says neither which one nor which part.
        raise UnreadableDate("ambiguous", match[0])
    first, last = periods.SEASONS[name]
    span = periods.months(reading.year(year), first, last)
    reading.reasons.append(basis.MONTHS_SORTED)
    return Period(Precision.SEASON, span)


def _winter(match: re.Match[str], reading: Reading) -> Period:
    _refuse_unless_consecutive(match)
    reading.reasons.append(basis.MONTHS_SORTED)
    return Period(Precision.SEASON, periods.winter_of_two_years(reading.year(match["year"])))


def _part_of_year(match: re.Match[str], reading: Reading) -> Period:
    year = reading.year(match["year"])
    reading.reasons.append(basis.MONTHS_SORTED)
    first, last = periods.PARTS_OF_YEAR[PART_NAMES[match["part"]]]
    return Period(Precision.PART_OF_YEAR, periods.months(year, first, last))


def _year(match: re.Match[str], reading: Reading) -> Period:
    return Period(Precision.YEAR, periods.months(reading.year(match["year"]), 1, 12))


def _fiscal_year(match: re.Match[str], reading: Reading) -> Period:
    named = reading.year(match["last"] or match["year"])
    span, month = reading.fiscal_calendar.year(named)
    if match["last"]:
        _refuse_unless_consecutive(match)
        if month == 1:
            raise UnreadableDate("ambiguous", match[0])
    reading.reasons.append(basis.fiscal_year_from(month))
    return Period(Precision.FISCAL_YEAR, span)


def _decade(match: re.Match[str], reading: Reading) -> Period:
    first_year = reading.year(match["year"])
    span = Span(date(first_year, 1, 1), date(first_year + 9, periods.DECEMBER, 31))
    return Period(Precision.DECADE, span)


def _refuse_unless_consecutive(match: re.Match[str]) -> None:
    if int(match["last"]) != int(match["year"]) + 1:
        raise UnreadableDate("mixed_span")


PART_NAMES = {"early": "early", "start": "early", "mid": "mid", "late": "late", "end": "late"}
DAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?#?(?P<day>[0-9]{{1,2}})"
WEEKDAY_MONTH = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?(?P<month>{'|'.join(MONTHS)})"
MONTH = f"(?P<month>{'|'.join(MONTHS)})"
YEAR = "(?P<year>[0-9]{4})"
NEAR = "last|this|next"
NEAR_YEAR = rf"(?P<year>[0-9]{{4}}|(?:{NEAR}) year|year(?: (?:{NEAR}))?)"
PART = "(?P<part>early|start|mid|late|end)(?: in)?"
SOME_MONTH = rf"(?:{MONTH}(?: {NEAR_YEAR})?|(?:{NEAR}) month|month (?:{NEAR}))"
LEADING = re.compile(r"(?:(?:in|au|over) ){0,3}")

PeriodBuilder = Callable[[re.Match[str], Reading], Period]

PATTERNS: tuple[tuple[re.Pattern[str], PeriodBuilder], ...] = (
    (re.compile(rf"{DAY} {MONTH}(?: {NEAR_YEAR})?"), _day),
    (re.compile(rf"{WEEKDAY_MONTH} #?(?P<day>[0-9]{{1,2}})(?: {NEAR_YEAR})?"), _day),
    (re.compile("yesterday|today|tomorrow"), _near_day),
    (re.compile(r"week (?:in )?(?P<of>.*[0-9].*)"), _week),
    (re.compile(rf"isoweek {YEAR} (?P<week>[0-9]{{2}})"), _iso_week),
    (re.compile(rf"(?:{NEAR}) week|week (?:{NEAR})"), _near_week),
    (re.compile(SOME_MONTH), _month),
    (re.compile(rf"{PART} (?:{SOME_MONTH}|(?P<near>month))"), _part_of_month),
    (
        re.compile(rf"(?P<ordinal>#[1-4]|last) quarter(?: in)?(?P<fiscal> fiscal)? {NEAR_YEAR}"),
        _quarter,
    ),
    (re.compile(r"(?P<ordinal>#[1-4]) quarter(?P<fiscal>)(?P<year>)"), _quarter),
    (re.compile(rf"{YEAR} (?P<ordinal>#[1-4]) quarter(?P<fiscal>)"), _quarter),
    (re.compile(rf"(?:{NEAR}) quarter|quarter (?:{NEAR})"), _near_quarter),
    (re.compile(rf"(?P<ordinal>#[12]) half(?: in)?(?P<fiscal> fiscal)?(?: {NEAR_YEAR})?"), _half),
    (re.compile(rf"{YEAR} (?P<ordinal>#[12]) half(?P<fiscal>)"), _half),
    (re.compile(rf"winter {YEAR} / (?P<last>[0-9]{{4}})"), _winter),
    (
        re.compile(rf"(?:this )?(?P<season>{'|'.join(periods.SEASONS)})(?: (?:in )?{NEAR_YEAR})?"),
        _season,
    ),
    (re.compile(rf"{PART} {NEAR_YEAR}"), _part_of_year),
    (re.compile(rf"{PART} year {YEAR}"), _part_of_year),
    (re.compile(rf"(?:year )?{YEAR}"), _year),
    (re.compile(rf"(?P<year>(?:{NEAR}) year|year (?:{NEAR}))"), _year),
    (re.compile(rf"fiscal (?:year )?{YEAR}(?: / (?P<last>[0-9]{{4}}))?"), _fiscal_year),
    (re.compile(r"decade (?P<year>[0-9]{3}0)"), _decade),
)
