"""A date exactly as precise as its source: its words, a precision, its bounds, and why."""

from dataclasses import dataclass
from datetime import date, time

from timeline.dates import basis, periods
from timeline.dates.periods import Span
from timeline.dates.precisions import PRECISION_RULES, Precision


@dataclass(frozen=True)
class StatedDate:
    """How a source dates something.

    `words` are the source's own. `earliest` and `latest` are included days, None where the source
    gives none. `basis_en` and `basis_fr` say in one line what was inferred and from what.
    `start_time` is the hour at which an event of one day begins, on the clocks of `time_zone`, an
    IANA name such as "America/Toronto"; None and "" where the source does not say both.
    Which bounds a precision has is a constraint of the database, not checked here.
    """

    words: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    basis_en: str = ""
    basis_fr: str = ""
    start_time: time | None = None
    time_zone: str = ""

    @property
    def span(self) -> Span | None:
        """Both bounds, or None unless both are given."""
        if self.earliest is None or self.latest is None:
            return None
        return Span(self.earliest, self.latest)

    @property
    def sort_day(self) -> date | None:
        """The day it is sorted by: the earliest, or the latest where only that is known."""
        return self.earliest or self.latest

    @property
    def first_year(self) -> int | None:
        """The first calendar year it may lie in; with one bound only, that bound's year."""
        day = self.earliest or self.latest
        return day.year if day else None

    @property
    def last_year(self) -> int | None:
        """The last calendar year it may lie in; with one bound only, that bound's year."""
        day = self.latest or self.earliest
        return day.year if day else None

    @property
    def exact(self) -> bool:
        """Whether the source names the days themselves."""
        return PRECISION_RULES[self.precision].exact


def starts_with_year(span: Span, basis_en: str) -> bool:
    """Whether an approximate span reads "start of 2018 to 13 November 2018".

    The source then names no day for the start.
    """
    if (span.earliest.month, span.earliest.day) != (1, 1):
        return False
    named = periods.is_month_end(span.latest) or periods.named_part_of_month(span)
    return basis.gives(basis_en, basis.START_OF_YEAR) or not named


def ends_with_year(span: Span, basis_en: str) -> bool:
    """Whether an approximate span reads "13 November 2018 to the end of 2018".

    The source then names no day for the end.
    """
    return basis.gives(basis_en, basis.END_OF_YEAR) and (span.latest.month, span.latest.day) == (
        12,
        31,
    )
