"""BibTeX: each milestone or document as a reference."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.exports.references import bibtex
from timeline.exports.row_references import reference_of_row
from timeline.exports.rows import Export


def render(export: Export) -> Iterator[bytes]:
    for row in export.rows:
        yield f"{bibtex(reference_of_row(row, export))}\n".encode()
