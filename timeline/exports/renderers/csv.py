"""CSV (RFC 4180): the whole selection, row by row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from timeline.exports.rows import Export

BOM = "\ufeff"
# A cell that begins so is run by spreadsheets (OWASP, "CSV Injection"), in full width by those set to Japanese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 64  # rows written together


def harmless(cell: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def render(taken: Export) -> Iterator[bytes]:
    cells = [read for column in taken.columns for read in column.cells.values()]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BOM if taken.bom else "")
    writer.writerow([heading for column in taken.columns for heading in column.cells])
    yield _emptied(buffer)
    for number, row in enumerate(taken.rows, 1):
        writer.writerow([harmless(read(row)) for read in cells])
        if number % AT_ONCE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written.encode()
