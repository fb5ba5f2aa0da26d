"""One period in canonical tokens, such as a day, a week or a part of a year, and its days.

`PATTERNS` is a table of patterns, each with the function that gives its bounds. A pattern must
match the whole text.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from timeline.dates import basis, periods
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_context import Period, Reading, shift
from timeline.dates.reading_near import (
    fiscal_quarter,
    near_day,
    near_fiscal_year,
    near_quarter,
    near_season,
    near_week,
    weekday,
)
from timeline.dates.reading_tokens import MONTHS, WEEKDAYS
from timeline.dates.refusals import UnreadableDate


def period(text: str, reading: Reading) -> Period:
    """The period the tokens name. Raises UnreadableDate where no pattern matches them all."""
    bare = LEADING.sub("", text)
    for pattern, build in PATTERNS:
        if match := pattern.fullmatch(bare):
            reading.takes_lent_year = False
            lent = len(reading.lent)
            found = build(match, reading)
            inner_period_took_it = len(reading.lent) > lent
            if reading.takes_lent_year and not inner_period_took_it:
                reading.lent.append(found.span)
            return found
    if TWO_FIGURES.fullmatch(bare):
        raise UnreadableDate("ambiguous")
    if VAGUE.search(bare) and not COUNTED.search(bare):
        raise UnreadableDate("several")
    raise UnreadableDate("unknown_words")


def month_number(token: str) -> int:
    """1 to 12 for "jan" to "dec"."""
    return MONTHS.index(token) + 1


def _day(match: re.Match[str], reading: Reading) -> Period:
    day = _named_day(reading.year(match["year"]), match)
    return Period(Precision.DAY, Span(day, day))


def _named_day(year: int, match: re.Match[str]) -> date:
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
    return day


def _part_of_near_week(match: re.Match[str], reading: Reading) -> Period:
    """ "Early next week" is in that week; which of its days is not said."""
    return period(match["of"], reading)


def _week(match: re.Match[str], reading: Reading) -> Period:
    """The week of a day. A Sunday or a Monday begins it; any other day is in one from a Monday."""
    day = _named_day_of(match, reading)
    if day.weekday() == SUNDAY:
        return Period(Precision.WEEK, periods.week_from(day))
    return Period(Precision.WEEK, periods.week_of(day))


def _week_from(match: re.Match[str], reading: Reading) -> Period:
    return Period(Precision.WEEK, periods.week_from(_named_day_of(match, reading)))


def _week_to(match: re.Match[str], reading: Reading) -> Period:
    last = _named_day_of(match, reading)
    return Period(Precision.WEEK, periods.week_from(last - timedelta(days=6)))


def _named_day_of(match: re.Match[str], reading: Reading) -> date:
    precision, span = period(match["of"], reading)
    if precision is not Precision.DAY:
        raise UnreadableDate("unknown_words", match[0])
    return span.earliest


def _iso_week(match: re.Match[str], reading: Reading) -> Period:
    try:
        monday = date.fromisocalendar(reading.year(match["year"]), int(match["week"]), 1)
    except ValueError:
        raise UnreadableDate("impossible_day", f"{match['year']}-W{match['week']}") from None
    return Period(Precision.WEEK, periods.week_of(monday))


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


def _month_in_figures(match: re.Match[str], reading: Reading) -> Period:
    month = int(match["figures"])
    return Period(Precision.MONTH, periods.months(reading.year(match["year"]), month, month))


def _near_month(match: re.Match[str], reading: Reading) -> Period:
    """ "Last November", « novembre prochain »: never the month of the release."""
    reading.reasons.append(basis.RELATIVE)
    month = month_number(match["month"])
    day = reading.release_day()
    year, step = day.year, shift(match[0])
    if (month - day.month) * step <= 0:
        year += step
    return Period(Precision.MONTH, periods.months(year, month, month))


def _near_named_day(match: re.Match[str], reading: Reading) -> Period:
    """« Le 12 novembre prochain »: the first such day after the release's day, or the last one."""
    reading.reasons.append(basis.RELATIVE)
    released = reading.release_day()
    step = shift(match["near"])
    for year in (released.year, released.year + step):
        day = _named_day(year, match)
        if (day - released).days * step > 0:
            return Period(Precision.DAY, Span(day, day))
    raise UnreadableDate("two_readings", match[0])


def _part_of_month(match: re.Match[str], reading: Reading) -> Period:
    return _some_of_month(match, reading, PART_NAMES[match["part"]])


def _half_of_month(match: re.Match[str], reading: Reading) -> Period:
    half = "first_half" if match["ordinal"] == "#1" else "second_half"
    return _some_of_month(match, reading, half)


def _week_of_month(match: re.Match[str], reading: Reading) -> Period:
    return _some_of_month(match, reading, WEEKS_OF_MONTH[match["ordinal"]])


def _some_of_month(match: re.Match[str], reading: Reading, part: str) -> Period:
    year, month = _month_of(match, reading)
    reading.reasons.append(basis.DAYS_SORTED)
    return Period(Precision.PART_OF_MONTH, periods.part_of_month(year, month, part))


def _quarter(match: re.Match[str], reading: Reading) -> Period:
    number = _ordinal(match["ordinal"], last=4)
    span = _part_of_some_year(match, reading, 3, number)
    return Period(Precision.QUARTER, span)


def _half(match: re.Match[str], reading: Reading) -> Period:
    number = _ordinal(match["ordinal"], last=2)
    span = _part_of_some_year(match, reading, 6, number)
    return Period(Precision.HALF, span)


def _ordinal(ordinal: str, last: int) -> int:
    return last if ordinal == "last" else int(ordinal[1])


def _part_of_some_year(match: re.Match[str], reading: Reading, months: int, number: int) -> Span:
    """The quarter or the half, of so many months, of a calendar year or of a fiscal one."""
    year = reading.year(match["year"])
    if not match["fiscal"]:
        first = date(year, months * (number - 1) + 1, 1)
        return periods.months_from(first, months)
    fiscal_year, month = reading.fiscal_calendar.year(year)
    reading.reasons.append(basis.fiscal_year_from(month))
    first = periods.add_months(fiscal_year.earliest, months * (number - 1))
    return periods.months_from(first, months)


def _part_of_quarter(match: re.Match[str], reading: Reading) -> Period:
    year = reading.year(match["year"])
    reading.reasons.append(basis.MONTHS_SORTED)
    number = _ordinal(match["ordinal"], last=4)
    span = periods.part_of_quarter(year, number, PART_NAMES[match["part"]])
    return Period(Precision.PART_OF_YEAR, span)


def _three_months_to(match: re.Match[str], reading: Reading) -> Period:
    last = _named_day_of(match, reading)
    return Period(Precision.QUARTER, periods.months_to(last, 3))


def _year_to(match: re.Match[str], reading: Reading) -> Period:
    """The twelve months that end on a day, whatever calendar the company keeps."""
    last = _named_day_of(match, reading)
    return Period(Precision.FISCAL_YEAR, periods.months_to(last, 12))


def _season(match: re.Match[str], reading: Reading) -> Period:
    name, year = match["season"], match["year"]
    if name == "winter" and not (year and year.isdecimal()):
        # A winter lies in two years, so the release's year says neither which one nor which part.
        raise UnreadableDate("two_readings", match[0])
    first, last = periods.SEASONS[name]
    span = periods.months(reading.year(year), first, last)
    reading.reasons.append(basis.MONTHS_SORTED)
    return Period(Precision.SEASON, span)


def _part_of_season(match: re.Match[str], reading: Reading) -> Period:
    """ "Late summer" is in that summer; which of its months is not said."""
    return period(match["of"], reading)


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
            raise UnreadableDate("two_readings", match[0])
    reading.reasons.append(basis.fiscal_year_from(month))
    return Period(Precision.FISCAL_YEAR, span)


def _decade(match: re.Match[str], reading: Reading) -> Period:
    first_year = reading.year(match["year"])
    if first_year % 100 == 0:  # "the 1900s" are a century, or its first ten years
        raise UnreadableDate("two_readings", match[0])
    return Period(Precision.DECADE, periods.decade(first_year))


def _refuse_unless_consecutive(match: re.Match[str]) -> None:
    if int(match["last"]) != int(match["year"]) + 1:
        raise UnreadableDate("mixed_span")


SUNDAY = 6
PART_NAMES = {"early": "early", "start": "early", "mid": "mid", "late": "late", "end": "late"}
WEEKS_OF_MONTH = {
    "#1": "first_week",
    "#2": "second_week",
    "#3": "third_week",
    "#4": "fourth_week",
    "last": "last_week",
}
DAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?#?(?P<day>[0-9]{{1,2}})"
WEEKDAY_MONTH = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?(?P<month>{'|'.join(MONTHS)})"
MONTH = f"(?P<month>{'|'.join(MONTHS)})"
YEAR = "(?P<year>[0-9]{4})"
NEAR = "last|this|next"
NEAR_YEAR = rf"(?P<year>[0-9]{{4}}|(?:{NEAR}) year|year(?: (?:{NEAR}))?)"
PART = "(?P<part>early|start|mid|late|end)(?: in| au| month)*"
SOME_MONTH = rf"(?:(?:month )?{MONTH}(?: in)?(?: {NEAR_YEAR})?|(?:{NEAR}) month|month (?:{NEAR}))"
SEASON = f"(?P<season>{'|'.join(periods.SEASONS)})"
OF_YEAR = rf"(?: in)?(?P<fiscal> fiscal)?(?: {NEAR_YEAR})"
LEADING = re.compile(r"(?:(?:in|en|au|over) ){0,3}")
TWO_FIGURES = re.compile(
    rf"(?:#?[0-9]{{1,2}} )?(?:{'|'.join((*MONTHS, *periods.SEASONS, 'years'))}) [0-9]{{2}}"
)
COUNTED = re.compile(r"\b#?[0-9]+ (?:days|weeks|months|years|quarters)\b")
VAGUE = re.compile(r"\b(?:few|nexts|lasts|days|weeks|months|years|quarters)\b")

PeriodBuilder = Callable[[re.Match[str], Reading], Period]

PATTERNS: tuple[tuple[re.Pattern[str], PeriodBuilder], ...] = (
    (re.compile(rf"(?:this )?{DAY} {MONTH}(?: in)?(?: {NEAR_YEAR})?"), _day),
    (re.compile(rf"{WEEKDAY_MONTH} #?(?P<day>[0-9]{{1,2}})(?: {NEAR_YEAR})?"), _day),
    (re.compile(rf"{DAY} {MONTH} (?P<near>next|last)"), _near_named_day),
    (re.compile("yesterday|today|tomorrow"), near_day),
    (re.compile(rf"(?:(?P<near>last|this|next) )?(?P<weekday>{'|'.join(WEEKDAYS)})"), weekday),
    (re.compile(rf"(?P<weekday>{'|'.join(WEEKDAYS)}) (?P<near>last|next)"), weekday),
    (re.compile(rf"{PART} (?P<of>(?:{NEAR}) week|week (?:{NEAR}))"), _part_of_near_week),
    (re.compile(rf"{PART} (?P<of>(?:(?:{NEAR}) )?{SEASON}(?: .*)?)"), _part_of_season),
    (re.compile(r"week (?:from|beginning) (?P<of>.*[0-9].*)"), _week_from),
    (re.compile(r"week ending (?:in |au )?(?P<of>.*[0-9].*)"), _week_to),
    (re.compile(r"week (?:in )?(?P<of>.*[0-9].*)"), _week),
    (re.compile(rf"isoweek {YEAR} (?P<week>[0-9]{{1,2}})"), _iso_week),
    (re.compile(rf"(?:{NEAR}) week|week (?:{NEAR})"), near_week),
    (re.compile(rf"(?:month )?(?:next|last) {MONTH}"), _near_month),
    (re.compile(rf"(?:month )?{MONTH} (?:next|last)"), _near_month),
    (re.compile(SOME_MONTH), _month),
    (re.compile(rf"month (?P<figures>[0-9]{{2}}) {YEAR}"), _month_in_figures),
    (re.compile(rf"{PART} (?:{SOME_MONTH}|(?P<near>month))"), _part_of_month),
    (re.compile(rf"(?P<ordinal>#[12]) (?:half|fortnight)(?: in)? {SOME_MONTH}"), _half_of_month),
    (re.compile(rf"(?P<ordinal>#[1-4]|last) week(?: in)? {SOME_MONTH}"), _week_of_month),
    (re.compile(rf"(?P<ordinal>#[1-4]|last) quarter{OF_YEAR}"), _quarter),
    (re.compile(rf"(?P<fiscal>fiscal) (?P<ordinal>#[1-4]) quarter(?: in)? {YEAR}"), _quarter),
    (re.compile(rf"(?P<ordinal>#[1-4]) (?P<fiscal>fiscal) quarter(?: in)? {YEAR}"), _quarter),
    (re.compile(r"(?P<ordinal>#[1-4]) quarter(?P<fiscal>)(?P<year>)"), _quarter),
    (re.compile(rf"(?P<fiscal>fiscal )?{YEAR} (?P<ordinal>#[1-4]) quarter"), _quarter),
    (re.compile(r"fiscal (?P<ordinal>#[1-4]) quarter"), fiscal_quarter),
    (re.compile(r"(?P<ordinal>#[1-4]) fiscal quarter"), fiscal_quarter),
    (re.compile(rf"(?:{NEAR}) quarter|quarter (?:{NEAR})"), near_quarter),
    (
        re.compile(r"(?:quarter|3 months?)(?: over)? ending (?:in |au )?(?P<of>.*[0-9].*)"),
        _three_months_to,
    ),
    (
        re.compile(rf"{PART} (?P<ordinal>#[1-4]|last) quarter(?: in)?(?: {NEAR_YEAR})?"),
        _part_of_quarter,
    ),
    (re.compile(rf"(?P<ordinal>#[12]|last) half{OF_YEAR}"), _half),
    (re.compile(r"(?P<ordinal>#[12]) half(?P<fiscal>)(?P<year>)"), _half),
    (re.compile(rf"(?P<fiscal>fiscal )?{YEAR} (?P<ordinal>#[12]) half"), _half),
    (re.compile(rf"winter {YEAR} / (?P<last>[0-9]{{4}})"), _winter),
    (re.compile(rf"(?:next|last) {SEASON}"), near_season),
    (re.compile(rf"{SEASON} (?:next|last)"), near_season),
    (re.compile(rf"(?:this )?{SEASON}(?: (?:in )?{NEAR_YEAR})?"), _season),
    (re.compile(rf"{PART} {NEAR_YEAR}"), _part_of_year),
    (re.compile(rf"{PART} year {YEAR}"), _part_of_year),
    (re.compile(rf"(?:years? )?{YEAR}"), _year),
    (re.compile(rf"(?P<year>(?:{NEAR}) year|year (?:{NEAR}))"), _year),
    (
        re.compile(r"(?:(?:fiscal )?year|fiscal|12 months?)(?: over)? ending (?P<of>.*[0-9].*)"),
        _year_to,
    ),
    (re.compile(rf"fiscal (?:year )?{YEAR}(?: / (?P<last>[0-9]{{4}}))?"), _fiscal_year),
    (re.compile(rf"{YEAR} fiscal(?P<last>)"), _fiscal_year),
    (re.compile(rf"(?:{NEAR}) fiscal|fiscal (?:{NEAR})"), near_fiscal_year),
    (re.compile(r"decade (?P<year>[0-9]{3}0)"), _decade),
)
