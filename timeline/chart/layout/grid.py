"""Years by projects, for what no line can hold: cells that count, each to be linked to the list it counts.

A mark is counted in every year it is found in by the year filter, so a cell and its list agree. x in percent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.layout.marks import ChartWords, Lane, Mark
from timeline.chart.layout.text_fitting import TextLabel, TextRole, advance, one_line, shorten

ROWS = 40  # most years with a row each; above, a row is ten years, a hundred, a thousand
TALL, LOW, GAP, LINE = 44.0, 28.0, 26.0, 18.0  # px: rows; a fold; a line of the legend
LIMIT = 1600.0  # px: rows are low where tall ones would exceed it
STEP = 13.0  # px between two glyphs
FOLD_ROWS = 3  # empty rows in a row, from which they are folded

Counts = Mapping[
    tuple[int, int], Sequence[Mark] | range
]  # (lane, row number: year // span) -> its marks, or as many


@dataclass(frozen=True, slots=True)
class GridGlyph:
    """A small mark in a cell, ``dx_px`` right of the cell's left edge."""

    key: str
    dx_px: float
    y_px: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """One lane in one row: to be linked to the list of that project and those years. Empty ones are left out.

    Either a number (``label``) or a glyph for each mark.
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
    current: bool  # the day is in it


@dataclass(frozen=True, slots=True)
class GridGap:
    """Years with nothing on file, folded."""

    y_px: float
    height_px: float
    label: TextLabel


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A lane. ``label`` is its name, or a letter that the legend explains."""

    lane: str
    x_pct: float
    width_pct: float
    label: TextLabel
    legend: TextLabel | None


@dataclass(frozen=True, slots=True)
class GridBlock:
    """As many lanes as stand side by side."""

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
class SpannedCount:
    """``count`` marks of a lane that all lie in the years ``first`` to ``last``."""

    lane: str
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class GridTally:
    """The marks of every cell; ``span`` is the number of years in a row. Lanes are numbered as given.

    ``marks`` is false where only their number is known.
    """

    span: int
    cells: Counts
    marks: bool = True


@dataclass(frozen=True, slots=True)
class _Plan:
    """What holds for a whole grid."""

    on: date
    words: ChartWords
    width: float  # px, the narrowest drawing
    names: float  # percent, the column of years
    column: float  # percent
    height: float  # px, a row
    span: int
    counted: bool


def letter(number: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)


def _span(first: int, last: int) -> int:
    """One year to a row, or as many tens of tens as bring the rows to 40 at most."""
    return next((s for s in (1, 10, 100) if last // s - first // s < ROWS), 1000)


def tally_spans(lanes: Sequence[str], spans: Sequence[SpannedCount]) -> GridTally:
    """As ``tally``, from numbers: what a database can count without handing over its rows."""
    span = _span(min(s.first for s in spans), max(s.last for s in spans))
    number = {lane: at for at, lane in enumerate(lanes)}
    counts: Counter[tuple[int, int]] = Counter()
    for s in spans:
        for row in range(s.first // span, s.last // span + 1):
            counts[number[s.lane], row] += s.count
    return GridTally(span, {key: range(count) for key, count in counts.items()}, marks=False)


def tally(lanes: Sequence[Lane]) -> GridTally:
    """Which marks lie in which years of which lane. A mark may stand in several lanes."""
    years = [m.years for lane in lanes for m in lane.marks]
    span = _span(min(a for a, _ in years), max(b for _, b in years))
    cells: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for column, lane in enumerate(lanes):
        for m in lane.marks:
            first, last = m.years
            for row in range(first // span, last // span + 1):
                cells[column, row].append(m)
    return GridTally(span, cells)


def grid(
    lanes: Sequence[Lane], counts: GridTally, on: date, words: ChartWords, *, width: float
) -> Grid:
    """``width``: px of the narrowest drawing it must fit; ``counts`` from ``tally``."""
    span, cells = counts.span, counts.cells
    names = advance("0000" if span == 1 else "0000–00", TextRole.YEAR) + 10
    most = max(map(len, cells.values()))
    need = max(TALL - 12, advance("0" * len(str(most)), TextRole.COUNT) + 8)
    across = max(int((width - names) / need), 1)
    blocks = -(-len(lanes) // across)
    each = -(-len(lanes) // blocks)
    column = (width - names) / each
    total = len({row for _, row in cells}) * blocks
    height = TALL if total * TALL <= LIMIT else LOW
    counted = not counts.marks or most > int((column - 4) / STEP) * int(height / STEP)
    plan = _Plan(on, words, width, 100 * names / width, 100 * column / width, height, span, counted)
    y, out = 0.0, []
    for first in range(0, len(lanes), each):
        block, y = _block(plan, lanes, range(first, min(first + each, len(lanes))), cells, y)
        out.append(block)
        y += 24
    return Grid(y - 24, span, counted, tuple(out))


def _block(
    plan: _Plan, lanes: Sequence[Lane], numbers: range, counts: Counts, y: float
) -> tuple[GridBlock, float]:
    columns, y = _columns(plan, lanes, numbers, y)
    cells = {key: marks for key, marks in counts.items() if key[0] in numbers}
    rows, gaps, y = _rows(plan, sorted({row for _, row in cells}, reverse=True), y)
    drawn = []
    for row in rows:
        number = row.first_year // plan.span
        for column, head in zip(numbers, columns, strict=True):
            if marks := cells.get((column, number)):
                drawn.append(_cell(plan, head, row, marks))
    return GridBlock(columns, rows, gaps, tuple(drawn)), y


def _columns(
    plan: _Plan, lanes: Sequence[Lane], numbers: range, y: float
) -> tuple[tuple[GridColumn, ...], float]:
    """Names where all of them fit, else letters under a legend. -> columns, y of the first rule."""
    names = [lanes[n].name for n in numbers]
    room = plan.column * plan.width / 100 - 8
    if all(advance(name, TextRole.HEADING) <= room for name in names):
        keys: list[TextLabel | None] = [None] * len(names)
        foot = y + 22
    else:
        texts = [f"{letter(n)}  {name}" for n, name in zip(numbers, names, strict=True)]
        across = max(
            int(plan.width / (max(advance(text, TextRole.HEADING) for text in texts) + 20)), 1
        )
        texts = [shorten(text, plan.width - 4, TextRole.HEADING) for text in texts]
        keys = [
            _key(text, i % across / across, y + 14 + LINE * (i // across))
            for i, text in enumerate(texts)
        ]
        names = [letter(n) for n in numbers]
        foot = y + 28 + LINE * -(-len(names) // across)
    columns = []
    for at, (n, name, key) in enumerate(zip(numbers, names, keys, strict=True)):
        x = plan.names + plan.column * at
        if plan.counted:
            label = one_line(
                name, TextRole.HEADING, x + plan.column / 2, 0, foot - 6, anchor="middle"
            )
        else:
            label = one_line(name, TextRole.HEADING, x, 4, foot - 6)
        columns.append(GridColumn(lanes[n].key, x, plan.column, label, key))
    return tuple(columns), foot + 4


def _key(text: str, share: float, y: float) -> TextLabel:
    return one_line(text, TextRole.HEADING, 100 * share, 0, y)


def _rows(
    plan: _Plan, numbers: Sequence[int], y: float
) -> tuple[tuple[GridRow, ...], tuple[GridGap, ...], float]:
    """A row for each of ``numbers`` (newest first) and for short gaps between them; longer gaps are folded."""
    rows: list[GridRow] = []
    gaps: list[GridGap] = []
    following = numbers[0] + 1
    for number in numbers:
        empty = following - number - 1
        if empty >= FOLD_ROWS:
            text = plan.words.fold(empty * plan.span * 12)
            gaps.append(GridGap(y, GAP, one_line(text, TextRole.FOLD, 0, 4, y + 17)))
            y, following = y + GAP, number + 1
        for at in range(following - 1, number - 1, -1):
            rows.append(_row(plan, at, y))
            y += plan.height
        following = number
    return tuple(rows), tuple(gaps), y


def _row(plan: _Plan, number: int, y: float) -> GridRow:
    first = number * plan.span
    last = first + plan.span - 1
    text = (
        str(first)
        if plan.span == 1
        else f"{first}–{last % 100:02}"
        if plan.span <= 100
        else str(first)
    )
    label = one_line(text, TextRole.YEAR, 0, 0, y + plan.height / 2 + 4.5)
    return GridRow(first, last, y, plan.height, label, first <= plan.on.year <= last)


def _cell(plan: _Plan, column: GridColumn, row: GridRow, marks: Sequence[Mark] | range) -> GridCell:
    label, glyphs = None, tuple[GridGlyph, ...]()
    if plan.counted:
        middle = column.x_pct + column.width_pct / 2
        label = one_line(
            str(len(marks)),
            TextRole.COUNT,
            middle,
            0,
            row.y_px + row.height_px / 2 + 4.5,
            anchor="middle",
        )
    elif not isinstance(marks, range):
        glyphs = _glyphs(plan, row, marks)
    place = (column.x_pct, column.width_pct, row.y_px, row.height_px)
    return GridCell(column.lane, row.first_year, row.last_year, len(marks), *place, label, glyphs)


def _glyphs(plan: _Plan, row: GridRow, marks: Sequence[Mark]) -> tuple[GridGlyph, ...]:
    """Oldest first, in lines from the left, the lines centred in the row."""
    across = int((plan.column * plan.width / 100 - 4) / STEP)
    lines = -(-len(marks) // across)
    top = row.y_px + row.height_px / 2 - (lines - 1) * STEP / 2
    ordered = sorted(marks, key=lambda m: (m.start, m.key))
    return tuple(
        GridGlyph(m.key, 8 + STEP * (i % across), top + STEP * (i // across))
        for i, m in enumerate(ordered)
    )
