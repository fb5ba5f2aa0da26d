"""CSV (RFC 4180): all rows of a list, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from timeline.exports.column import csv_cells, csv_headings
from timeline.exports.rows import Export

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV Injection"); the full-width
# characters by those set to Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ROWS_AT_ONCE = 64


def harmless(cell: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def render(export: Export) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=export.separator)
    if export.bom:
        buffer.write(BYTE_ORDER_MARK)
    writer.writerow(csv_headings(export.columns))
    yield _take(buffer)
    for number, row in enumerate(export.rows, 1):
        writer.writerow([harmless(cell) for cell in csv_cells(export.columns, row)])
        if number % ROWS_AT_ONCE == 0:
            yield _take(buffer)
    yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    """What was written so far. The buffer is empty after."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
