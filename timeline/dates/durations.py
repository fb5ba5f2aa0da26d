"""Lengths of time as printed ("18 to 24 months"), and the window in which one ends."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from timeline.dates import basis, periods
from timeline.dates.fiscal import UNKNOWN
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_context import Reading, year_in_range
from timeline.dates.reading_periods import period
from timeline.dates.reading_tokens import canonical, fold
from timeline.dates.refusals import UnreadableDate

LONGEST = 200  # characters of words that are read at all

BEFORE = "over|in|en|au|about|within|atmost|until|by|from|between|next|nexts|coming|past|last|lasts"
UNIT = "day|days|week|weeks|month|months|year|years"
LENGTH = re.compile(
    rf"(?P<before>(?:(?:{BEFORE}) )*)"
    rf"(?P<first>[0-9]{{1,4}})(?: (?P<unit1>{UNIT}))?"
    r"(?: (?P<joiner>and|to|au) (?P<second>[0-9]{1,4}))?"
    rf"(?P<near>(?: (?:coming|next|nexts|past|last|lasts))*) (?P<unit>{UNIT})"
    r"(?P<after>(?: (?:next|nexts|over|atmost|about|ago|fromnow))*)"
    r"(?P<once> once)?(?: (?:from |since |after )?(?P<start>.+))?"
)
# The words that count a length from the release's day on, and those that count it back.
AHEAD = frozenset({"fromnow", "next", "nexts", "coming", "within", "in", "by"})
BACK = frozenset({"past", "last", "lasts"})
CAPS = frozenset({"within", "until", "by", "atmost"})

FromRelease = Literal["ahead", "back", ""]


@dataclass(frozen=True)
class Duration:
    """A length in whole units, both ends included: 18 to 24 months.

    `least` is 0 for "within 6 months". `start` is the stated first day, None where the
    words give none. `from_release` is "ahead" or "back" where the words count from the day of the
    release: "over the next 18 months", "in the past 12 months".
    """

    least: int
    most: int
    unit: str
    about: bool = False
    start: date | None = None
    from_release: FromRelease = ""

    def window(self) -> Span | None:
        """The days in which it ends, or None without a stated start."""
        if self.start is None:
            return None
        return Span(
            self.counted_from(self.start, self.least), self.counted_from(self.start, self.most)
        )

    def counted_from(self, start: date, count: int) -> date:
        """The day so many units after another, or before it. Raises UnreadableDate."""
        try:
            match self.unit:
                case "day":
                    return start + timedelta(days=count)
                case "week":
                    return start + timedelta(weeks=count)
                case "month":
                    return periods.add_months(start, count)
                case _:
                    return periods.add_months(start, count * 12)
        except (OverflowError, ValueError):
            raise UnreadableDate("year_out_of_range") from None


@lru_cache(maxsize=1024)  # a page of plans asks for the same few lengths hundreds of times
def duration_of(words: str) -> Duration | None:
    """The length the words state, in English or French, or None where they state none."""
    if len(words) > LONGEST:
        return None
    try:
        return length(canonical(fold(words)))
    except UnreadableDate:
        return None


def length(text: str) -> Duration | None:
    """The length that canonical tokens state, or None.

    Raises UnreadableDate if they state an impossible one.
    """
    match = LENGTH.fullmatch(text)
    if match is None or (match["start"] or "").startswith(("ending ", "au ", "in ", "en ")):
        return None
    first_unit, unit = (match["unit1"] or "").rstrip("s"), match["unit"].rstrip("s")
    around = set((match["before"] + match["near"] + match["after"] + (match["once"] or "")).split())
    between = "between" in around
    if (first_unit and first_unit != unit) or between != (match["joiner"] == "and"):
        return None
    if "ago" in around or ("until" in around and match["second"]):
        return None
    start = _start(match["start"]) if match["start"] else None
    side = _side(around, start)
    capped = bool(around & CAPS) or bool(side)
    most = int(match["second"] or match["first"])
    least = int(match["first"])
    if capped and "fromnow" not in around:
        least = 0
    if most == 0 or int(match["first"]) > most or match["first"] == match["second"]:
        raise UnreadableDate("reversed")
    return Duration(least, most, unit, "about" in around, start, side)


def _side(around: set[str], start: date | None) -> FromRelease:
    """On which side of the release's day the length lies, "" where it is not counted from there.

    « En 18 mois » and "over 18 months" are bare lengths.
    """
    if start or around & {"atmost", "once"}:
        return ""
    if around & BACK:
        return "back"
    return "ahead" if around & AHEAD else ""


def _start(text: str) -> date:
    """The first day, whole as printed. A release lends it nothing."""
    precision, span = period(text, Reading(None, UNKNOWN))
    if precision is not Precision.DAY:
        raise UnreadableDate("soft_limit", text)
    return span.earliest


def window_of_release(duration: Duration, reading: Reading) -> Span:
    """The days between the release's day and the end of a length that is counted from it."""
    reading.reasons.append(basis.RELATIVE)
    day = reading.release_day()
    if duration.from_release == "back":
        span = Span(duration.counted_from(day, -duration.most), day)
    else:
        first = duration.counted_from(day, duration.least)
        span = Span(first, duration.counted_from(day, duration.most))
    year_in_range(span.earliest.year)
    year_in_range(span.latest.year)
    return span


def window_of_end(duration: Duration, reading: Reading) -> Span | None:
    """The window in which a duration with a stated start ends, with its reason."""
    window = duration.window()
    reading.reasons.append(basis.WINDOW_OF_END if window else basis.NO_START)
    if window:
        year_in_range(window.latest.year)
    return window
