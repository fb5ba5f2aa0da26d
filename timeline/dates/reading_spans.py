"""Two ends in canonical tokens: "12 to 16 nov 2018", "mar to may 2020"."""

import re
from datetime import timedelta
from itertools import pairwise

from timeline.dates import basis, periods
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_context import Period, Reading
from timeline.dates.reading_periods import DAY, NEAR_YEAR, VAGUE, period
from timeline.dates.reading_tokens import MONTHS, WEEKDAYS
from timeline.dates.refusals import UnreadableDate

JOINER = re.compile(r" (to|au|until|and|or) ")
LEADING = re.compile(r"(?P<word>between|from|in|en|au|over) ")
DAY_ALONE = re.compile(DAY + r"(?: (?P<year>[0-9]{4}))?")
MONTH_FIRST = re.compile(rf"(?:(?:{'|'.join(WEEKDAYS)}) )?(?P<month>{'|'.join(MONTHS)}) .*")
MONTH_AND_YEAR = re.compile(rf"(?:.* )?(?P<both>(?:{'|'.join(MONTHS)})(?: [0-9]{{4}})?)")
YEAR_AT_END = re.compile(rf"(?:.*? )?{NEAR_YEAR}")
ORDINAL_ALONE = re.compile(r"#[1-4]")
PART_OF_ORDINAL = re.compile(r"#[1-4] (?P<rest>(?:quarter|half).*)")
SOME_DAY = rf"(?P<day>(?=.*\b(?:{'|'.join(MONTHS)})\b).+)"
FROM_START = re.compile(rf"(?:in |au |from )?start (?:in )?{NEAR_YEAR} (?:to|au|until) {SOME_DAY}")
TO_END = re.compile(rf"(?:from )?{SOME_DAY} (?:to|au|until) end (?:in )?{NEAR_YEAR}")
FIGURE = re.compile("[0-9]")
FIGURES = r"#?[0-9]{1,2}"
LISTED_DAYS = rf"(?P<listed>{FIGURES}(?: {FIGURES})+) and (?P<last>{FIGURES})"
MONTH_THEN_DAYS = re.compile(rf"(?P<month>{'|'.join(MONTHS)}) {LISTED_DAYS}(?P<year> [0-9]{{4}})?")
DAYS_THEN_MONTH = re.compile(rf"{LISTED_DAYS} (?P<month>{'|'.join(MONTHS)})(?P<year> [0-9]{{4}})?")

# From one month or year to another, only the day is missing.
REASONS = {
    Precision.MONTH: basis.MONTHS_ONLY,
    Precision.QUARTER: basis.MONTHS_ONLY,
    Precision.HALF: basis.MONTHS_ONLY,
    Precision.YEAR: basis.YEARS_ONLY,
    Precision.PART_OF_YEAR: basis.MONTHS_SORTED,
}
HARD = frozenset({Precision.DAY, *REASONS} - {Precision.PART_OF_YEAR})


def span_of(text: str, reading: Reading) -> Period | None:
    """The span from one period to another, or None where the tokens are not two ends.

    Named days make a range that they fill. Months, years and quarters make a soft span whose
    bounds are the outer days. "Between" and "or" make a window: some day within it.
    """
    if found := _open_to_year(text, reading) or _listed_days(text, reading):
        return found
    word = LEADING.match(text)
    parts = JOINER.split(text[word.end() :] if word else text)
    if len(parts) != 3:
        return None
    left, joiner, right = parts
    if joiner in ("and", "or") and word is None and VAGUE.search(text) and not FIGURE.search(text):
        raise UnreadableDate("several")
    first = period(_completed_left(left, right), reading)
    last = period(_completed_right(left, right), reading)
    if first.precision is not last.precision:
        raise UnreadableDate("mixed_span")
    if last.span.earliest <= first.span.earliest:
        raise UnreadableDate("reversed")
    between = bool(word and word["word"] == "between")
    if joiner in ("and", "or") and not between:
        _refuse_apart(first.span, last.span)
    span = Span(first.span.earliest, last.span.latest)
    return _joined(first.precision, span, window=between or joiner == "or", reading=reading)


def _refuse_apart(first: Span, last: Span) -> None:
    if last.earliest != first.latest + timedelta(days=1):
        raise UnreadableDate("separate_days")


def _joined(precision: Precision, span: Span, *, window: bool, reading: Reading) -> Period:
    """What a span of two periods of one precision is."""
    if window and precision in HARD:
        reading.reasons.append(basis.WINDOW)
        return Period(Precision.WITHIN, span)
    if precision is Precision.DAY:
        return Period(Precision.RANGE, span)
    if precision not in REASONS:
        raise UnreadableDate("mixed_span")
    of_parts = precision is Precision.PART_OF_YEAR
    if of_parts and periods.named_part(span, periods.JOINED_PARTS_OF_YEAR):
        return Period(Precision.PART_OF_YEAR, span)
    reading.reasons.append(REASONS[precision])
    return Period(Precision.ABOUT, span)


def _listed_days(text: str, reading: Reading) -> Period | None:
    """ "March 5, 6 and 7, 2024": days one after another make a range."""
    bare = LEADING.sub("", text)
    match = MONTH_THEN_DAYS.fullmatch(bare) or DAYS_THEN_MONTH.fullmatch(bare)
    if match is None:
        return None
    days = []
    for figure in (*match["listed"].split(), match["last"]):
        found = period(f"{figure} {match['month']}{match['year'] or ''}", reading)
        days.append(found.span.earliest)
    for day, following in pairwise(days):
        if following != day + timedelta(days=1):
            raise UnreadableDate("separate_days")
    return Period(Precision.RANGE, Span(days[0], days[-1]))


def _open_to_year(text: str, reading: Reading) -> Period | None:
    """ "Start of 2018 to 13 November 2018" and "13 November 2018 to the end of 2018"."""
    match = FROM_START.fullmatch(text) or TO_END.fullmatch(text)
    if not match:
        return None
    if reading.lent_year:
        raise UnreadableDate("two_readings")
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
    numbered = PART_OF_ORDINAL.fullmatch(right)
    if numbered and ORDINAL_ALONE.fullmatch(left):
        return f"{left} {numbered['rest']}"
    if right.startswith("fiscal ") and left.startswith("fiscal "):
        return left
    if " fiscal " in right and " fiscal " not in left:
        return f"{left} {right[right.index('fiscal ') :]}"
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
