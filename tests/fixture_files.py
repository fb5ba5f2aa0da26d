"""The fixtures as files: what is written in them, before any database reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

ORDER = ["projects", "partners", "people", "company", "releases", "milestones"]


def rows_of(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path_of(name).read_text(encoding="utf-8"))
    return rows


def row_count(*names: str) -> int:
    """How many rows these files hold; without a name, all of them."""
    return sum(len(rows_of(name)) for name in names or ORDER)


def path_of(name: str) -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / f"{name}.json"


def fields_written() -> Iterator[tuple[str, str, Any]]:
    """Model, column and value of everything in the fixtures."""
    for name in ORDER:
        for row in rows_of(name):
            yield from ((row["model"], column, value) for column, value in row["fields"].items())


def texts_in(language: str) -> list[str]:
    return [value for _, column, value in fields_written() if column.endswith(f"_{language}")]
