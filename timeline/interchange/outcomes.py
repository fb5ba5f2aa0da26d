"""What became of each row of an import, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.interchange.json_reader import shown
from timeline.interchange.parser import ParsedRow, RowProblem, row_name

EMPTY = "(empty)"
CONTEXT = 20  # characters shown before the first that differs


@dataclass(frozen=True)
class AddedRow:
    """A row that was not on file."""

    row: ParsedRow

    def __str__(self) -> str:
        return f"{self.row.file}: {self.row}: added"


@dataclass(frozen=True)
class ChangedRow:
    """A row on file that differs. ``changes``: column -> (was, will be)."""

    row: ParsedRow
    changes: Mapping[str, tuple[Any, Any]]

    def __str__(self) -> str:
        told = "; ".join(
            f"{column}: {change_in_words(was, now)}" for column, (was, now) in self.changes.items()
        )
        return f"{self.row.file}: {self.row}: {told}"


@dataclass(frozen=True)
class UnchangedRow:
    """A row that is on file as the folder has it."""

    row: ParsedRow


RowOutcome = AddedRow | ChangedRow | UnchangedRow | RowProblem


def change_in_words(was: Any, now: Any) -> str:
    """Two values; of long texts, the place where they begin to differ."""
    if isinstance(was, str) and isinstance(now, str):
        differ = _first_difference(was, now)
        if differ > CONTEXT:
            start = differ - CONTEXT
            was, now = f"…{was[start:]}", f"…{now[start:]}"
    return f"{_value_in_words(was)} → {_value_in_words(now)}"


def _first_difference(one: str, other: str) -> int:
    """The place of the first character that differs; 0 where one text begins with the other."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return 0


def _value_in_words(value: Any) -> str:
    if value in (None, "", ()):
        return EMPTY
    if not isinstance(value, tuple):
        return shown(str(value))
    return " ".join(row_name(key) if isinstance(key, tuple) else shown(key) for key in value)
