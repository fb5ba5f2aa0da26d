"""A public column, and what it writes of a row. Formats know this, and none of the models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from timeline.exports.rows import DataRow


@dataclass(frozen=True)
class Column:
    """A public column: one value in JSON, one or more cells in CSV."""

    name: str
    meaning: str | Promise
    schema: dict[str, Any]
    """JSON Schema of its value."""
    value: Callable[[Any], Any]
    """Its value of a row, as ``json.dumps`` takes it."""
    cells: tuple[str, ...]
    """The headings of its cells in CSV."""
    cell_values: Callable[[Any], tuple[str, ...]]
    """Its cells of a row, one for each heading."""


def json_object(columns: Iterable[Column], row: DataRow) -> dict[str, Any]:
    """A row as an object of JSON."""
    return {column.name: column.value(row) for column in columns}


def csv_headings(columns: Iterable[Column]) -> list[str]:
    headings: list[str] = []
    for column in columns:
        headings.extend(column.cells)
    return headings


def csv_cells(columns: Iterable[Column], row: DataRow) -> list[str]:
    cells: list[str] = []
    for column in columns:
        cells.extend(column.cell_values(row))
    return cells
