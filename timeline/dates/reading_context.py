"""One reading under way, and what the release lends it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from timeline.dates import basis
from timeline.dates.basis import Basis
from timeline.dates.fiscal import FiscalCalendar
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.refusals import UnreadableDate

FIRST_YEAR, LAST_YEAR = 1000, 2999
SHIFTS = {"last": -1, "this": 0, "next": 1}


class Period(NamedTuple):
    """What a phrase names: how exactly, and its first and last day."""

    precision: Precision
    span: Span


@dataclass
class Reading:
    """One reading under way: what the release lends it, and the reasons collected so far.

    `lent_year` is the year that a time without one gets: 0 for the release's, 1 for the next, -1
    for the one before. `lent` are the periods that got it. With an hour, "before" and "after"
    include their day. `side` is 1 where what is dated is planned, -1 where it has happened, else 0.
    """

    stated_on: date | None
    fiscal_calendar: FiscalCalendar
    lent_year: int = 0
    reasons: list[Basis] = field(default_factory=list)
    lent: list[Span] = field(default_factory=list)
    takes_lent_year: bool = False
    hour_given: bool = False
    side: int = 0

    def release_day(self) -> date:
        """The release's day; raises UnreadableDate when none is known."""
        if self.stated_on is None:
            raise UnreadableDate("no_year")
        year_in_range(self.stated_on.year)
        return self.stated_on

    def year(self, text: str | None) -> int:
        """The year of "2019", "next year" or "year"; without a text, the lent one.

        A year that the release lends is added to the reasons.
        """
        if text and text.isdecimal():
            return year_in_range(int(text))
        if text:
            years = shift(text)
            self.reasons.append(basis.RELATIVE if years else basis.YEAR)
            return self.release_day().year + years
        self.takes_lent_year = True
        self.reasons.append(LENT_YEAR_REASONS[self.lent_year])
        return self.release_day().year + self.lent_year


LENT_YEAR_REASONS = {-1: basis.YEAR_BEFORE, 0: basis.YEAR, 1: basis.YEAR_AFTER}


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
