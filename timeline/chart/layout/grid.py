"""Years by projects, for marks that no line can hold.

Each cell counts, and links to the list that it counts. A mark is counted in every year in which the
year filter finds it, so a cell and its list agree. x is in percent of the width, y in px.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from timeline.chart.layout.marks import ChartWords, Lane, Mark, marks_of
from timeline.chart.layout.text_fitting import (
    TextLabel,
    TextLine,
    TextRole,
    advance,
    one_line,
    wrap,
)

MOST_ROWS = 40  # where years would take more, a row is ten years, a hundred or a thousand
TALL_ROW, LOW_ROW = 44.0, 28.0  # px
TALLEST = 1600.0  # px: rows are low where tall ones would exceed it
GAP = 26.0  # px: years that are folded
NAME = TextRole.HEADING  # of a lane
NAME_ROOM = 84.0  # px: a column as wide as this holds a name on a few lines
NAME_LINES = 3
NAME_LINE = 14.0  # px between the lines of a name
NAME_TOP = 8.0  # px above the names
NAME_GAP = 8.0  # px between two names
BETWEEN_BLOCKS = 24  # px
GLYPH_STEP = 13.0  # px between two glyphs
FOLD_ROWS = 3  # so many empty rows one after the other are folded

# (number of the lane, number of the row: year // years in a row) -> its marks
Cells = Mapping[tuple[int, int], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class GridGlyph:
    """A small mark in a cell, ``dx_px`` right of the cell's left edge."""

    key: str
    dx_px: float
    y_px: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """One lane in one row, with a number (``label``) or a glyph for each mark.

    It is to be linked to the list of that project and those years. Empty cells are left out.
    """

    lane: str
    first_year: int
    last_year: int
    count: int
    x_pct: float
    width_pct: float
    y_px: float
    height_px: float
    label: TextLabel | None
    glyphs: tuple[GridGlyph, ...]

    @property
    def years(self) -> range:
        """The values of the year filter that select what the cell counts."""
        return range(self.first_year, self.last_year + 1)


@dataclass(frozen=True, slots=True)
class GridRow:
    first_year: int
    last_year: int
    y_px: float  # its upper rule
    height_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class GridGap:
    """Years with nothing on file, folded."""

    y_px: float
    height_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A lane, with its name on up to ``NAME_LINES`` lines."""

    lane: str
    x_pct: float
    width_pct: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class GridBlock:
    """As many lanes as stand side by side. Further lanes follow in a block below."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    gaps: tuple[GridGap, ...]
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    height_px: float
    span: int  # years in a row: 1, 10, 100 or 1000
    counted: bool  # numbers instead of glyphs
    blocks: tuple[GridBlock, ...]


@dataclass(frozen=True, slots=True)
class GridTally:
    """The marks of every cell. Lanes are numbered as they were given.

    ``span`` is the number of years in a row.
    """

    span: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for every block of a grid."""

    words: ChartWords
    years_pct: float  # the column of years
    column_pct: float
    column_px: float
    row_px: float
    span: int
    counted: bool

    @property
    def name_px(self) -> float:
        """The room of a lane's name."""
        return self.column_px - NAME_GAP


def years_per_row(spans: Sequence[tuple[int, int]]) -> int:
    """One year to a row, or as many tens of tens as bring the rows to 40 at most.

    ``spans``: first and last year of everything that is counted.
    """
    first_year, last_year = spans[0]
    for first, last in spans:
        first_year = min(first_year, first)
        last_year = max(last_year, last)
    for years in (1, 10, 100):
        if last_year // years - first_year // years < MOST_ROWS:
            return years
    return 1000


def tally(lanes: Sequence[Lane]) -> GridTally:
    """Which marks lie in which years of which lane. A mark may stand in several lanes."""
    span = years_per_row([mark.years for mark in marks_of(lanes)])
    cells: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for number, lane in enumerate(lanes):
        for mark in lane.marks:
            first, last = mark.years
            for row in range(first // span, last // span + 1):
                cells[number, row].append(mark)
    return GridTally(span, cells)


def grid(lanes: Sequence[Lane], counts: GridTally, words: ChartWords, *, width: float) -> Grid:
    """The grid of ``counts``. ``width``: px of the narrowest drawing that it must fit."""
    widest_years = "0000–00"
    if counts.span == 1:
        widest_years = "0000"
    years_px = advance(widest_years, TextRole.YEAR) + 10
    most = max(map(len, counts.cells.values()))
    digits = "0" * len(str(most))
    for_counts_px = max(TALL_ROW - 12, advance(digits, TextRole.COUNT) + 8)
    least_column_px = max(for_counts_px, _column_for_names(lanes))
    most_across = max(int((width - years_px) / least_column_px), 1)
    block_count = ceil(len(lanes) / most_across)
    lanes_per_block = ceil(len(lanes) / block_count)
    column_px = (width - years_px) / lanes_per_block
    row_count = len(_row_numbers(counts.cells, range(len(lanes)))) * block_count
    row_px = TALL_ROW
    if row_count * TALL_ROW > TALLEST:
        row_px = LOW_ROW
    most_glyphs = _glyphs_across(column_px) * int(row_px / GLYPH_STEP)
    frame = _Frame(
        words=words,
        years_pct=100 * years_px / width,
        column_pct=100 * column_px / width,
        column_px=column_px,
        row_px=row_px,
        span=counts.span,
        counted=most > most_glyphs,
    )
    y = 0.0
    blocks = []
    for first in range(0, len(lanes), lanes_per_block):
        numbers = range(first, min(first + lanes_per_block, len(lanes)))
        block, foot = _block(frame, lanes, numbers, counts.cells, y)
        blocks.append(block)
        y = foot + BETWEEN_BLOCKS
    return Grid(y - BETWEEN_BLOCKS, counts.span, frame.counted, tuple(blocks))


def _block(
    frame: _Frame, lanes: Sequence[Lane], numbers: range, cells: Cells, y: float
) -> tuple[GridBlock, float]:
    """The lanes of these ``numbers`` from ``y`` px down, and the y of the block's foot."""
    columns, y = _columns(frame, lanes, numbers, y)
    rows, gaps, y = _rows(frame, _row_numbers(cells, numbers), y)
    drawn = []
    for row in rows:
        for number, column in zip(numbers, columns, strict=True):
            marks = cells.get((number, row.first_year // frame.span))
            if marks:
                drawn.append(_cell(frame, column, row, marks))
    return GridBlock(columns, rows, gaps, tuple(drawn)), y


def _row_numbers(cells: Cells, numbers: range) -> list[int]:
    """The rows in which something is filed in lanes of these ``numbers``, newest first."""
    rows = set()
    for number, row in cells:
        if number in numbers:
            rows.add(row)
    return sorted(rows, reverse=True)


def _columns(
    frame: _Frame, lanes: Sequence[Lane], numbers: range, y: float
) -> tuple[tuple[GridColumn, ...], float]:
    """The columns and the y of the first rule, below the names of their lanes."""
    names = []
    for number in numbers:
        lines = wrap(lanes[number].name, frame.name_px, NAME, NAME_LINES)
        names.append(lines or ("",))  # a lane may have no name
    foot = y + NAME_TOP + NAME_LINE * max(map(len, names))
    columns = []
    for place, (number, name) in enumerate(zip(numbers, names, strict=True)):
        x = frame.years_pct + frame.column_pct * place
        first_y = foot - 6 - NAME_LINE * (len(name) - 1)
        placed = []
        for index, text in enumerate(name):
            placed.append(TextLine(text, NAME, first_y + NAME_LINE * index))
        label = TextLabel(x, 4, "start", tuple(placed))
        if frame.counted:
            label = TextLabel(x + frame.column_pct / 2, 0, "middle", tuple(placed))
        columns.append(GridColumn(lanes[number].key, x, frame.column_pct, label))
    return tuple(columns), foot + 4


def _column_for_names(lanes: Sequence[Lane]) -> float:
    """The least px of a column in which the names of the lanes can be read."""
    widest = max(advance(lane.name, NAME) for lane in lanes)
    return min(widest, NAME_ROOM) + NAME_GAP


def _rows(
    frame: _Frame, numbers: Sequence[int], y: float
) -> tuple[tuple[GridRow, ...], tuple[GridGap, ...], float]:
    """The rows of these ``numbers`` (newest first), the gaps between them, and the y of the foot.

    Rows of a short gap stay, empty. A longer gap is folded.
    """
    rows: list[GridRow] = []
    gaps: list[GridGap] = []
    above = numbers[0] + 1
    for number in numbers:
        empty = above - number - 1
        if empty >= FOLD_ROWS:
            text = frame.words.fold(empty * frame.span * 12)
            gaps.append(GridGap(y, GAP, one_line(text, TextRole.FOLD, 0, 4, y + 17)))
            y += GAP
            above = number + 1
        for row in range(above - 1, number - 1, -1):
            rows.append(_row(frame, row, y))
            y += frame.row_px
        above = number
    return tuple(rows), tuple(gaps), y


def years_in_words(number: int, years: int) -> str:
    """Years of the row of that number, with so many to a row: "2019", "2010–19", "1000"."""
    first = number * years
    if years in (10, 100):
        return f"{first}–{(first + years - 1) % 100:02}"
    return str(first)


def _row(frame: _Frame, number: int, y: float) -> GridRow:
    first = number * frame.span
    last = first + frame.span - 1
    text = years_in_words(number, frame.span)
    label = one_line(text, TextRole.YEAR, 0, 0, y + frame.row_px / 2 + 4.5)
    return GridRow(first, last, y, frame.row_px, label)


def _cell(frame: _Frame, column: GridColumn, row: GridRow, marks: Sequence[Mark]) -> GridCell:
    label = None
    glyphs: tuple[GridGlyph, ...] = ()
    if frame.counted:
        middle = column.x_pct + column.width_pct / 2
        baseline = row.y_px + row.height_px / 2 + 4.5
        label = one_line(str(len(marks)), TextRole.COUNT, middle, 0, baseline, anchor="middle")
    else:
        glyphs = _glyphs(frame, row, marks)
    return GridCell(
        lane=column.lane,
        first_year=row.first_year,
        last_year=row.last_year,
        count=len(marks),
        x_pct=column.x_pct,
        width_pct=column.width_pct,
        y_px=row.y_px,
        height_px=row.height_px,
        label=label,
        glyphs=glyphs,
    )


def _glyphs_across(column_px: float) -> int:
    return int((column_px - 4) / GLYPH_STEP)


def _glyphs(frame: _Frame, row: GridRow, marks: Sequence[Mark]) -> tuple[GridGlyph, ...]:
    """Oldest first, in lines from the left. The lines are centred in the row."""
    across = _glyphs_across(frame.column_px)
    lines = ceil(len(marks) / across)
    top = row.y_px + row.height_px / 2 - (lines - 1) * GLYPH_STEP / 2
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.key))
    glyphs = []
    for place, mark in enumerate(ordered):
        line, column = divmod(place, across)
        glyphs.append(GridGlyph(mark.key, 8 + GLYPH_STEP * column, top + GLYPH_STEP * line))
    return tuple(glyphs)
