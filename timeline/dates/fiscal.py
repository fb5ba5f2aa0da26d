"""The company's fiscal calendar: the month in which its fiscal years begin, over time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from timeline.dates import periods
from timeline.dates.periods import Span
from timeline.dates.refusals import UnreadableDate


@dataclass(frozen=True)
class FiscalStart:
    """Fiscal years begin in `month`, 1 to 12, for those that begin on or after `holds_from`.

    `holds_from` is None where it has always been so.
    """

    month: int
    holds_from: date | None = None


@dataclass(frozen=True)
class FiscalCalendar:
    """All the starts that are known, the oldest first. Empty where none is known."""

    starts: tuple[FiscalStart, ...] = ()

    def year(self, named: int) -> tuple[Span, int]:
        """The days of the fiscal year that ends in the year `named`, and its first month.

        Raises UnreadableDate where the calendar is not known (``fiscal_unknown``), or changed so
        that no one calendar holds for that whole year (``fiscal_changed``).
        """
        if not self.starts:
            raise UnreadableDate("fiscal_unknown", str(named))
        for start, until in self._with_ends():
            span = periods.fiscal_year(named, start.month)
            begun = start.holds_from is None or span.earliest >= start.holds_from
            ended = until is not None and span.latest >= until
            if begun and not ended:
                return span, start.month
        raise UnreadableDate("fiscal_changed", str(named))

    def _with_ends(self) -> Iterator[tuple[FiscalStart, date | None]]:
        """Each start with the day from which the next one holds, None for the last."""
        following = [start.holds_from for start in self.starts[1:]]
        yield from zip(self.starts, [*following, None], strict=True)


UNKNOWN = FiscalCalendar()


def starting_in(month: int) -> FiscalCalendar:
    """The calendar of a company whose fiscal years have always begun in this month, 1 to 12."""
    return FiscalCalendar((FiscalStart(month),))
