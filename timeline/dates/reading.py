"""Words of a release, in English or French, read as a date exactly as precise as they are.

Everything in the words must be understood, or they are refused with a reason. Nothing is skipped,
mended or guessed.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from timeline.dates import basis
from timeline.dates.durations import LONGEST, Duration, duration_of, length, window_of_end
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.periods import Span
from timeline.dates.phrasebook import NO_DATE
from timeline.dates.precisions import PRECISION_RULES, Precision
from timeline.dates.reading_periods import FIRST_YEAR, LAST_YEAR, NEAR_YEAR, Period, Reading, period
from timeline.dates.reading_spans import span_of
from timeline.dates.reading_tokens import canonical, fold
from timeline.dates.refusals import UnreadableDate
from timeline.dates.stated import StatedDate

__all__ = ["LONGEST", "Duration", "UnreadableDate", "duration_of", "read"]

Bounds = tuple[Precision, date | None, date | None]

# "About 18 months" and "up to 24 months" are lengths.
NO_LENGTH = r"(?!(?:between |from )?[0-9]+ (?:(?:to|au|and) [0-9]+ )?(?:day|week|month|year))"
END_OF = re.compile(r"(?:(?:in|au) )*end (?:in )?(?P<of>.+)")


def read(
    words: str,
    *,
    stated_on: date | None = None,
    standing: str = "",
    fiscal_calendar: FiscalCalendar = UNKNOWN,
) -> StatedDate:
    """The date the words state.

    `stated_on` is the publication day of the release: it lends a missing year and is what "next
    month" and "over the next 18 months" are counted from. A bare length is never counted from it.
    `standing` is what the release says of the milestone: "happened", "under_way", "planned" or
    "conditional"; "" where that is not known. A plan for "March" lies after the release, an event
    of "March" before it. `fiscal_calendar` is the company's. Numeric dates with dots are day first;
    ISO 8601-1 days, months and weeks are read. Raises UnreadableDate.
    """
    if len(words) > LONGEST:
        raise UnreadableDate("too_long")
    folded = fold(words)
    if folded in NO_DATE and (folded or not words.strip()):
        return StatedDate(words, Precision.NONE)
    reading = Reading(stated_on, fiscal_calendar)
    try:
        precision, earliest, latest = _bounds(canonical(folded), reading)
    except UnreadableDate as refusal:
        # The refusal quotes what was typed, not tokens.
        raise UnreadableDate(refusal.code, words.strip()) from None
    _refuse_far_years((earliest, latest))
    reason = basis.join(reading.reasons)
    return StatedDate(words, precision, earliest, latest, reason.en, reason.fr)


def _refuse_far_years(days: tuple[date | None, date | None]) -> None:
    for day in days:
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UnreadableDate("year_out_of_range")


def _bounds(text: str, reading: Reading) -> Bounds:
    for pattern, build in STATEMENTS:
        if match := pattern.fullmatch(text):
            return build(match["rest"], reading)
    if duration := length(text):
        window = window_of_end(duration, reading)
        if window is None:
            return Precision.DURATION, None, None
        return Precision.DURATION, window.earliest, window.latest
    precision, span = _range_or_period(text, reading)
    return precision, span.earliest, span.latest


def _recently(_rest: str, reading: Reading) -> Bounds:
    reading.reasons.append(basis.RECENT)
    return Precision.BEFORE, None, reading.release_day()


def _later(rest: str, reading: Reading) -> Bounds:
    """From the release's day to the end of its year."""
    first = reading.release_day()
    year = _release_year(rest, reading)
    reading.reasons.append(basis.END_OF_YEAR)
    return Precision.ABOUT, first, year.latest


def _earlier(rest: str, reading: Reading) -> Bounds:
    """From the start of the release's year to its day."""
    last = reading.release_day()
    year = _release_year(rest, reading)
    reading.reasons.append(basis.START_OF_YEAR)
    return Precision.ABOUT, year.earliest, last


def _release_year(text: str, reading: Reading) -> Span:
    """The bounds of the year named, which must be the release's."""
    precision, span = _named_year(text, reading)
    if precision is not Precision.YEAR or span.earliest.year != reading.release_day().year:
        raise UnreadableDate("soft_limit", text)
    return span


def _named_year(text: str, reading: Reading) -> Period:
    """The period; a bare "year" is this year."""
    if text == "year":
        return period("this year", reading)
    return period(text, reading)


def _since_start(rest: str, reading: Reading) -> Bounds:
    """From the start of a year to the release's day, up to which the release vouches for it."""
    if reading.stated_on is None and rest.isdecimal():
        return _from(f"start {rest}", reading)
    last = reading.release_day()
    first = _named_year(rest, reading)
    if last < first.span.earliest:
        raise UnreadableDate("reversed")
    reading.reasons.append(basis.START_OF_YEAR)
    return Precision.ABOUT, first.span.earliest, last


def _by(rest: str, reading: Reading) -> Bounds:
    """Inclusive: "by 13 July 2023", "by Q3 2019", "by mid-2019"."""
    end = _end_of(rest, reading) or _limit(rest, reading, soft=True)
    return Precision.BEFORE, None, end.latest


def _before(rest: str, reading: Reading) -> Bounds:
    """Exclusive, but for an end: "before the end of 2019" includes its last day."""
    if end := _end_of(rest, reading):
        return Precision.BEFORE, None, end.latest
    return Precision.BEFORE, None, _limit(rest, reading, soft=False).earliest - timedelta(days=1)


def _from(rest: str, reading: Reading) -> Bounds:
    """Inclusive: "from 13 July 2023", "starting in mid-2019"."""
    return Precision.AFTER, _limit(rest, reading, soft=True).earliest, None


def _after(rest: str, reading: Reading) -> Bounds:
    """Exclusive."""
    span = _end_of(rest, reading) or _limit(rest, reading, soft=False)
    return Precision.AFTER, span.latest + timedelta(days=1), None


def _about(rest: str, reading: Reading) -> Bounds:
    span = _range_or_period(rest, reading).span
    # "About March to May" is softer than "March to May", where only the day is missing.
    printed = (basis.MONTHS_ONLY, basis.YEARS_ONLY)
    reading.reasons = [reason for reason in reading.reasons if reason not in printed]
    return Precision.ABOUT, span.earliest, span.latest


def _limit(text: str, reading: Reading, *, soft: bool) -> Span:
    """The bounds of a period that something comes before or after.

    With `soft` it may be a part of a year, too.
    """
    precision, span = _range_or_period(text, reading)
    if PRECISION_RULES[precision].sets_limits or (soft and precision is Precision.PART_OF_YEAR):
        return span
    raise UnreadableDate("soft_limit", text)


def _end_of(text: str, reading: Reading) -> Span | None:
    """The bounds of the period whose end is meant; the end of June is the last day of June."""
    match = END_OF.fullmatch(text)
    if not match:
        return None
    inner = match["of"]
    if inner in ("year", "month", "quarter", "week"):
        inner = f"this {inner}"
    return _limit(inner, reading, soft=False)


def _range_or_period(text: str, reading: Reading) -> Period:
    return span_of(text, reading) or period(text, reading)


BoundsBuilder = Callable[[str, Reading], Bounds]

STATEMENTS: tuple[tuple[re.Pattern[str], BoundsBuilder], ...] = (
    (re.compile(r"recent(?P<rest>)"), _recently),
    (re.compile(rf"later (?:in )?(?P<rest>{NEAR_YEAR})"), _later),
    (re.compile(rf"earlier (?:in )?(?P<rest>{NEAR_YEAR})"), _earlier),
    (re.compile(rf"since (?:in |au )?start (?:in )?(?P<rest>{NEAR_YEAR})"), _since_start),
    (re.compile(rf"(?:by|until)(?: (?:in|au|from|until))? (?P<rest>{NO_LENGTH}.+)"), _by),
    (re.compile(r"(?P<rest>.+) by"), _by),
    (re.compile(r"before (?P<rest>.+)"), _before),
    (re.compile(r"(?P<rest>.+) orlater"), _from),
    (re.compile(r"(?:since|from)(?: from)? (?P<rest>(?:(?! to | au | until | and ).)+)"), _from),
    (re.compile(r"after (?P<rest>.+)"), _after),
    (re.compile(rf"about (?P<rest>{NO_LENGTH}.+)"), _about),
)
