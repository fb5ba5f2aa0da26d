"""Two ends in canonical tokens: "12 to 16 nov 2018", "mar to may 2020"."""

import re
from datetime import timedelta

from timeline.dates import basis
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_periods import DAY, NEAR_YEAR, Period, Reading, period
from timeline.dates.reading_tokens import MONTHS, WEEKDAYS
from timeline.dates.refusals import UnreadableDate

JOINER = re.compile(r" (to|au|until|and) ")
LEADING = re.compile(r"(?P<word>between|from|in|au|over) ")
DAY_ALONE = re.compile(DAY + r"(?: (?P<year>[0-9]{4}))?")
MONTH_FIRST = re.compile(rf"(?:(?:{'|'.join(WEEKDAYS)}) )?(?P<month>{'|'.join(MONTHS)}) .*")
MONTH_AND_YEAR = re.compile(rf"(?:.* )?(?P<both>(?:{'|'.join(MONTHS)})(?: [0-9]{{4}})?)")
YEAR_AT_END = re.compile(rf"(?:.*? )?{NEAR_YEAR}")
FROM_START = re.compile(rf"(?:in |au |from )?start (?:in )?{NEAR_YEAR} (?:to|au|until) (?P<day>.+)")
TO_END = re.compile(rf"(?:from )?(?P<day>.+) (?:to|au|until) end (?:in )?{NEAR_YEAR}")

# From one month or year to another, only the day is missing.
REASONS = {Precision.MONTH: basis.MONTHS_ONLY, Precision.YEAR: basis.YEARS_ONLY}


def span_of(text: str, reading: Reading) -> Period | None:
    """The span from one period to another, or None where the tokens are not two ends.

    Days make a range. Months, years and "between" make a soft span whose bounds are the outer days.
    """
    if found := _open_to_year(text, reading):
        return found
    word = LEADING.match(text)
    parts = JOINER.split(text[word.end() :] if word else text)
    if len(parts) != 3:
        return None
    left, joiner, right = parts
    first = period(_completed_left(left, right), reading)
    last = period(_completed_right(left, right), reading)
    span = Span(first.span.earliest, last.span.latest)
    spannable = first.precision is Precision.DAY or first.precision in REASONS
    if first.precision is not last.precision or not spannable:
        raise UnreadableDate("mixed_span")
    if last.span.earliest <= first.span.earliest:
        raise UnreadableDate("reversed")
    if word and word["word"] == "between":
        reading.reasons.append(basis.WINDOW)
        return Period(Precision.ABOUT, span)
    if joiner == "and" and last.span.earliest != first.span.latest + timedelta(days=1):
        raise UnreadableDate("separate_days")
    if first.precision is Precision.DAY:
        return Period(Precision.RANGE, span)
    reading.reasons.append(REASONS[first.precision])
    return Period(Precision.ABOUT, span)


def _open_to_year(text: str, reading: Reading) -> Period | None:
    """ "Start of 2018 to 13 November 2018" and "13 November 2018 to the end of 2018"."""
    match = FROM_START.fullmatch(text) or TO_END.fullmatch(text)
    if not match:
        return None
    precision, days = period(match["day"], reading)
    if precision is not Precision.DAY:
        raise UnreadableDate("mixed_span")
    year = period(match["year"] if match["year"].isdecimal() else "this year", reading).span
    if match.re is FROM_START:
        span = Span(year.earliest, days.latest)
        reason = basis.START_OF_YEAR
    else:
        span = Span(days.earliest, year.latest)
        reason = basis.END_OF_YEAR
    if span.latest < span.earliest:
        raise UnreadableDate("reversed")
    reading.reasons.append(reason)
    return Period(Precision.ABOUT, span)


def _completed_left(left: str, right: str) -> str:
    """The first end with the month and year of the second: for "12" of "12 to 16 nov 2018"."""
    ending = MONTH_AND_YEAR.fullmatch(right)
    if ending and DAY_ALONE.fullmatch(left):
        return f"{left} {ending['both']}"
    return _with_year(left, right)


def _completed_right(left: str, right: str) -> str:
    """The second end with the month and year of the first: for "16" of "nov 12 to 16 2018"."""
    day = DAY_ALONE.fullmatch(right)
    month = MONTH_FIRST.fullmatch(left)
    if day and month:
        pieces = (day["weekday"], month["month"], day["day"], day["year"])
        right = " ".join(piece for piece in pieces if piece)
    return _with_year(right, left)


def _with_year(text: str, other: str) -> str:
    given = YEAR_AT_END.fullmatch(other)
    if given is None or YEAR_AT_END.fullmatch(text):
        return text
    return f"{text} {given['year']}"
