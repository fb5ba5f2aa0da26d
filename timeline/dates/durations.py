"""Lengths of time as printed ("18 to 24 months"), and the window in which one ends."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.dates import basis, periods
from timeline.dates.fiscal import UNKNOWN
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_periods import Reading, period, year_in_range
from timeline.dates.reading_tokens import canonical, fold
from timeline.dates.refusals import UnreadableDate

LONGEST = 200  # characters of words that are read at all

LENGTH = re.compile(
    r"(?:au )?(?:over )*(?P<in>in )?(?P<about>about )?(?P<most>within |until )?"
    r"(?:from |(?P<between>between ))?(?:over )*(?:next )?"
    r"(?P<first>[0-9]{1,4})(?: (?P<unit1>day|week|month|year))?"
    r"(?: (?(between)and|(?:to|au)) (?P<second>[0-9]{1,4}))?"
    r"(?: next)? (?P<unit>day|week|month|year)(?: next)?(?: over)?(?P<atmost> atmost)?"
    r"(?: once)?(?: (?:from |since |after )?(?P<start>.+))?"
)


@dataclass(frozen=True)
class Duration:
    """A length in whole units, both ends included: 18 to 24 months.

    `least` is 0 for "within 6 months". `start` is the stated first day, None where the
    words give none.
    """

    least: int
    most: int
    unit: str
    about: bool = False
    start: date | None = None

    def window(self) -> Span | None:
        """The days in which it ends, or None without a stated start."""
        if self.start is None:
            return None
        return Span(self._after(self.start, self.least), self._after(self.start, self.most))

    def _after(self, start: date, count: int) -> date:
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
    if not match or (match["unit1"] and match["unit1"] != match["unit"]):
        return None
    capped = bool(match["most"] or match["atmost"])
    if (match["in"] and not match["atmost"]) or (capped and match["second"]):
        return None
    most = int(match["second"] or match["first"])
    least = 0 if capped else int(match["first"])
    if most == 0 or least > most or (match["second"] and least == most):
        raise UnreadableDate("reversed")
    start = _start(match["start"]) if match["start"] else None
    return Duration(least, most, match["unit"], bool(match["about"]), start)


def _start(text: str) -> date:
    """The first day, whole as printed. A release lends it nothing."""
    precision, span = period(text, Reading(None, UNKNOWN))
    if precision is not Precision.DAY:
        raise UnreadableDate("soft_limit", text)
    return span.earliest


def window_of_end(duration: Duration, reading: Reading) -> Span | None:
    """The window in which the duration ends, with its reason.

    It is never counted from the release's day.
    """
    window = duration.window()
    reading.reasons.append(basis.WINDOW_OF_END if window else basis.NO_START)
    if window:
        year_in_range(window.latest.year)
    return window
