"""Years by projects as a table of counts, for a record of which nothing is drawn one by one.

A mark is counted in every year in which the year filter finds it, so a cell and its list agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from timeline.chart.layout.grid import FOLD_ROWS, years_in_words, years_per_row
from timeline.chart.layout.marks import ChartWords

HEATS = 4  # shades of a cell, by its share of the largest count


@dataclass(frozen=True, slots=True)
class SpannedCount:
    """``count`` marks of a lane that all lie in the years ``first`` to ``last``."""

    lane: str
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class CountCell:
    """What one lane has in the years of a row. ``heat``: 1 to 4, or 0 where it has nothing."""

    lane: str
    count: int
    heat: int


@dataclass(frozen=True, slots=True)
class CountRow:
    """Some years with a cell for each lane. Without cells: years with nothing on file, folded."""

    label: str
    first_year: int
    last_year: int
    cells: tuple[CountCell, ...]

    @property
    def years(self) -> range:
        """The values of the year filter that select what the row counts."""
        return range(self.first_year, self.last_year + 1)


@dataclass(frozen=True, slots=True)
class CountTable:
    """``lanes``: (key, name) of each column. ``rows``: newest first."""

    lanes: tuple[tuple[str, str], ...]
    rows: tuple[CountRow, ...]

    @property
    def width(self) -> int:
        """How many columns there are, that of the years included."""
        return len(self.lanes) + 1


def count_table(
    lanes: Sequence[tuple[str, str]],
    spans: Sequence[SpannedCount],
    words: ChartWords | None = None,
) -> CountTable | None:
    """The table of what was counted in lanes, which are (key, name). None of nothing.

    A lane with nothing in it has no column. A few empty rows stay, more of them are folded.
    """
    if not spans:
        return None
    words = words or ChartWords()
    years = years_per_row([(each.first, each.last) for each in spans])
    counts = _counts(spans, years)
    used = {span.lane for span in spans}
    columns = tuple((key, name) for key, name in lanes if key in used)
    largest = max(max(row.values()) for row in counts.values())
    rows = []
    above = max(counts) + 1
    for number in sorted(counts, reverse=True):
        empty = range(above - 1, number, -1)
        if len(empty) >= FOLD_ROWS:
            label = words.fold(len(empty) * years * 12)
            rows.append(CountRow(label, (number + 1) * years, above * years - 1, ()))
            empty = range(0)
        for each in [*empty, number]:
            cells = _cells(columns, counts.get(each, {}), largest)
            last = (each + 1) * years - 1
            rows.append(CountRow(years_in_words(each, years), each * years, last, cells))
        above = number
    return CountTable(columns, tuple(rows))


def _counts(spans: Sequence[SpannedCount], years: int) -> dict[int, Counter[str]]:
    """Number of a row (year // years) -> lane -> its marks in those years."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for span in spans:
        for row in range(span.first // years, span.last // years + 1):
            counts[row][span.lane] += span.count
    return counts


def _cells(
    columns: Sequence[tuple[str, str]], counts: Mapping[str, int], largest: int
) -> tuple[CountCell, ...]:
    cells = []
    for key, _ in columns:
        count = counts.get(key, 0)
        cells.append(CountCell(key, count, ceil(HEATS * count / largest)))
    return tuple(cells)
