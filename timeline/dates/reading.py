"""Words of a release, in English or French, read as a date exactly as precise as they are.

Everything in the words must be understood, or they are refused with a reason. Nothing is skipped,
mended or guessed.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import basis
from timeline.dates.durations import (
    LONGEST,
    Duration,
    FromRelease,
    duration_of,
    length,
    window_of_end,
    window_of_release,
)
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.periods import Span
from timeline.dates.precisions import PRECISION_RULES, Precision
from timeline.dates.reading_context import FIRST_YEAR, LAST_YEAR, Period, Reading
from timeline.dates.reading_hours import Hour, without_hour, zone_of
from timeline.dates.reading_periods import NEAR_YEAR, period
from timeline.dates.reading_spans import span_of
from timeline.dates.reading_tokens import canonical, fold
from timeline.dates.reading_words import NO_DATE
from timeline.dates.refusals import UnreadableDate
from timeline.dates.stated import StatedDate

__all__ = ["LONGEST", "Duration", "UnreadableDate", "duration_of", "read"]

Bounds = tuple[Precision, date | None, date | None]

# "About 18 months" and "up to 24 months" are lengths.
NO_LENGTH = (
    r"(?!(?:between |from |en |about )*"
    r"[0-9]+ (?:(?:to|au|and) [0-9]+ )?(?:nexts? |coming )?(?:day|week|month|year))"
)
END_OF = re.compile(r"(?:(?:in|au) )*end (?:in )?(?P<of>.+)")
THIS_PERIOD = "this (?:month|week|quarter)|(?:month|week|quarter)(?: this)?"
UNITS = "(?:day|week|month|year|days|weeks|months|years|quarters|quarter)"
MANY_UNITS = "(?:days|weeks|months|years|quarters)"
NEAR_WORDS = "(?:(?:in|en|au|over|within|by|from|until) )*"


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
    ISO 8601-1 days, months, weeks and hours are read. Raises UnreadableDate.
    """
    if len(words) > LONGEST:
        raise UnreadableDate("too_long")
    folded = fold(words)
    if folded in NO_DATE and (folded or not words.strip()):
        return StatedDate(words, Precision.NONE)
    try:
        without, hour = without_hour(folded)
        bounds, reading = _in_the_right_year(
            canonical(without),
            Reading(
                stated_on,
                fiscal_calendar,
                hour_given=hour is not None,
                side=SIDES.get(standing, 0),
            ),
            standing,
        )
        _refuse_hour_of_no_day(hour, bounds[0])
    except UnreadableDate as refusal:
        # The refusal quotes what was typed, not tokens.
        raise UnreadableDate(refusal.code, words.strip()) from None
    precision, earliest, latest = bounds
    _refuse_far_years((earliest, latest))
    reason = basis.join(reading.reasons)
    stated = StatedDate(words, precision, earliest, latest, reason.en, reason.fr)
    return _at_hour(stated, hour)


def _refuse_hour_of_no_day(hour: Hour | None, precision: Precision) -> None:
    if hour and precision not in (Precision.DAY, Precision.BEFORE, Precision.AFTER):
        raise UnreadableDate("unknown_words")


def _in_the_right_year(text: str, reading: Reading, standing: str) -> tuple[Bounds, Reading]:
    """The bounds of the text, with a year that is not stated chosen by what is said of it."""
    try:
        bounds = _bounds(text, reading)
        years = _years_moved(bounds, reading, standing)
    except UnreadableDate as refusal:
        # "Monday, January 14" is no Monday in the year of the release, but may be in the right one.
        years = SIDES.get(standing, 0)
        if refusal.code != "wrong_weekday" or not reading.takes_lent_year or not years:
            raise
    if not years:
        return bounds, reading
    moved = Reading(
        reading.stated_on,
        reading.fiscal_calendar,
        years,
        hour_given=reading.hour_given,
        side=reading.side,
    )
    return _bounds(text, moved), moved


# What is planned lies ahead of the release; what happened or is under way has begun by then.
SIDES = {"planned": 1, "conditional": 1, "happened": -1, "under_way": -1}


def _years_moved(bounds: Bounds, reading: Reading, standing: str) -> int:
    """How many years from the release's a time without a year lies: -1, 0 or 1.

    A plan that the release's year puts before the release is of the next year, and so on.
    """
    if not reading.lent:
        return 0
    released = reading.release_day()
    precision, earliest, latest = bounds
    over = all(span.latest < released for span in reading.lent)
    to_come = all(span.earliest > released for span in reading.lent)
    if precision is Precision.SINCE:
        return -1 if to_come else 0
    if precision is Precision.BEFORE and latest:
        over = latest < released
    if precision is Precision.AFTER and earliest and earliest > released:
        to_come = True
    side = SIDES.get(standing, 0)
    if (side > 0 and over) or (side < 0 and to_come):
        return side
    return 0


def _at_hour(stated: StatedDate, hour: Hour | None) -> StatedDate:
    """The date with its hour, where the words name the zone too. Else the hour stays in them."""
    if hour is None or stated.precision is not Precision.DAY or stated.earliest is None:
        return stated
    zone = zone_of(hour, stated.earliest)
    if not zone:
        return stated
    return replace(stated, start_time=hour.at, time_zone=zone)


def _refuse_far_years(days: tuple[date | None, date | None]) -> None:
    for day in days:
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UnreadableDate("year_out_of_range")


def _bounds(text: str, reading: Reading) -> Bounds:
    for pattern, build in STATEMENTS:
        if match := pattern.fullmatch(text):
            return build(match["rest"], reading)
    if duration := length(text):
        return _duration(duration, reading)
    precision, span = _range_or_period(text, reading)
    return precision, span.earliest, span.latest


def _duration(duration: Duration, reading: Reading) -> Bounds:
    if duration.from_release:
        span = window_of_release(duration, reading)
        about = duration.about or duration.least == duration.most
        precision = Precision.ABOUT if about else Precision.WITHIN
        return precision, span.earliest, span.latest
    window = window_of_end(duration, reading)
    if window is None:
        return Precision.DURATION, None, None
    return Precision.DURATION, window.earliest, window.latest


def _ahead(_rest: str, reading: Reading) -> Bounds:
    """ "In the coming months": from the release's day on. Several months are no one month."""
    reading.reasons.append(basis.AHEAD)
    return Precision.AFTER, reading.release_day(), None


def _rolling_ahead(unit: str, reading: Reading) -> Bounds:
    """ "Over the next year": some day up to a year from the release."""
    return _duration(_one(unit, "ahead"), reading)


def _rolling_back(unit: str, reading: Reading) -> Bounds:
    return _duration(_one(unit, "back"), reading)


def _one(unit: str, side: FromRelease) -> Duration:
    """One unit ahead of the release, or back from it."""
    if unit == "quarter":
        return Duration(0, 3, "month", from_release=side)
    return Duration(0, 1, unit, from_release=side)


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


def _later_within(rest: str, reading: Reading) -> Bounds:
    """ "Later this month": some day from the release's day to the end of its month."""
    span = _period_of_release(rest, reading)
    return Precision.WITHIN, reading.release_day(), span.latest


def _earlier_within(rest: str, reading: Reading) -> Bounds:
    span = _period_of_release(rest, reading)
    return Precision.WITHIN, span.earliest, reading.release_day()


def _period_of_release(text: str, reading: Reading) -> Span:
    unit = next(word for word in text.split() if word != "this")
    return period(f"this {unit}", reading).span


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
    """From the start of a year, and still going on. The start is read as January."""
    _precision, span = _named_year(rest, reading)
    reading.reasons.append(basis.START_READ)
    return _going_on_since(span.earliest, reading)


def _since(rest: str, reading: Reading) -> Bounds:
    """ "Since January 2023": begun then, and going on when the release says so."""
    return _going_on_since(_limit(rest, reading, soft=True).earliest, reading)


def _going_on_since(first: date, reading: Reading) -> Bounds:
    if reading.stated_on and reading.stated_on < first and not reading.lent:
        raise UnreadableDate("not_begun")
    return Precision.SINCE, first, None


def _on(rest: str, reading: Reading) -> Bounds:
    """ "As of 31 March 2024", "effective 1 June 2019": a state on that day, or what begins on it.

    Of a longer time it may mean either its start or all of it.
    """
    precision, span = period(rest, reading)
    if precision is not Precision.DAY:
        raise UnreadableDate("two_readings")
    return precision, span.earliest, span.latest


def _by(rest: str, reading: Reading) -> Bounds:
    """Inclusive: "by 13 July 2023", "by Q3 2019", "by mid-2019"."""
    end = _end_of(rest, reading) or _limit(rest, reading, soft=True)
    return Precision.BEFORE, None, end.latest


def _before(rest: str, reading: Reading) -> Bounds:
    """Exclusive, but for an end: "before the end of 2019" includes its last day."""
    if end := _end_of(rest, reading):
        return Precision.BEFORE, None, end.latest
    limit = _limit(rest, reading, soft=False)
    if reading.hour_given:
        return Precision.BEFORE, None, limit.latest
    return Precision.BEFORE, None, limit.earliest - timedelta(days=1)


def _from(rest: str, reading: Reading) -> Bounds:
    """Inclusive: "from 13 July 2023", "starting in mid-2019"."""
    return Precision.AFTER, _limit(rest, reading, soft=True).earliest, None


def _after(rest: str, reading: Reading) -> Bounds:
    """Exclusive."""
    span = _end_of(rest, reading) or _limit(rest, reading, soft=False)
    if reading.hour_given:
        return Precision.AFTER, span.earliest, None
    return Precision.AFTER, span.latest + timedelta(days=1), None


def _about(rest: str, reading: Reading) -> Bounds:
    span = _range_or_period(rest, reading).span
    # "About March to May" is softer than "March to May", where only the day is missing.
    printed = (basis.MONTHS_ONLY, basis.YEARS_ONLY)
    reading.reasons = [reason for reason in reading.reasons if reason not in printed]
    return Precision.ABOUT, span.earliest, span.latest


SOFT_LIMITS = frozenset({Precision.PART_OF_YEAR, Precision.SEASON, Precision.PART_OF_MONTH})


def _limit(text: str, reading: Reading, *, soft: bool) -> Span:
    """The bounds of a period that something comes before or after.

    With `soft` it may be a part of a year or of a month, too. What it names, where that is no day,
    is added to the reasons.
    """
    precision, span = _range_or_period(text, reading)
    if not PRECISION_RULES[precision].sets_limits and not (soft and precision in SOFT_LIMITS):
        raise UnreadableDate("soft_limit", text)
    if precision.value in basis.LIMITS:
        reading.reasons.append(basis.LIMITS[precision.value])
    return span


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
    (re.compile(r"(?:in )?recent(?: (?:week|month|year)s?)?(?P<rest>)"), _recently),
    (re.compile(rf"(?:this )?{NEAR_WORDS}(?:few )?lasts (?:few )?{UNITS}(?P<rest>)"), _recently),
    (re.compile(rf"(?:over )?(?:ago )?few {UNITS}(?: ago)?(?P<rest>)(?<=ago)"), _recently),
    (re.compile(rf"ago few {UNITS}(?P<rest>)"), _recently),
    (re.compile(rf"{NEAR_WORDS}(?:few )?nexts (?:few )?{UNITS}(?P<rest>)"), _ahead),
    (re.compile(rf"{NEAR_WORDS}{MANY_UNITS} nexts(?P<rest>)"), _ahead),
    (re.compile(rf"{NEAR_WORDS}month nexts(?P<rest>)"), _ahead),
    (re.compile(rf"(?:in|within|by) few {UNITS}(?P<rest>)"), _ahead),
    (re.compile(r"soon(?P<rest>)"), _ahead),
    (re.compile(rf"{NEAR_WORDS}coming (?P<rest>day|week|month|quarter|year)"), _rolling_ahead),
    (re.compile(rf"{NEAR_WORDS}past (?P<rest>day|week|month|quarter|year)"), _rolling_back),
    (re.compile(rf"later (?:in )?(?P<rest>{THIS_PERIOD})"), _later_within),
    (re.compile(rf"earlier (?:in )?(?P<rest>{THIS_PERIOD})"), _earlier_within),
    (re.compile(rf"later (?:in )?(?P<rest>{NEAR_YEAR})"), _later),
    (re.compile(rf"earlier (?:in )?(?P<rest>{NEAR_YEAR})"), _earlier),
    (re.compile(rf"since (?:in |au )?start (?:in )?(?P<rest>{NEAR_YEAR})"), _since_start),
    (re.compile(r"since (?:in |au |en )?(?P<rest>(?:(?! to | au | until | and ).)+)"), _since),
    (re.compile(r"asof (?P<rest>.+)"), _on),
    (re.compile(rf"(?:by|until)(?: (?:in|en|au|from|until))? (?P<rest>{NO_LENGTH}.+)"), _by),
    (re.compile(r"(?P<rest>.+) by"), _by),
    (re.compile(r"before (?P<rest>.+)"), _before),
    (re.compile(r"(?P<rest>.+) (?:orlater|from)"), _from),
    (re.compile(r"from(?: (?:from|in|en))? (?P<rest>(?:(?! to | au | until | and ).)+)"), _from),
    (re.compile(r"after (?P<rest>.+)"), _after),
    (re.compile(rf"(?:by )?about (?P<rest>{NO_LENGTH}.+)"), _about),
    (re.compile(rf"(?P<rest>{NO_LENGTH}.+) about"), _about),
)
