"""Folders of a record, and what the two commands say to them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.fixture_files import ORDER, path_of

Rows = list[dict[str, Any]]


def copy_of_fixtures(folder: Path) -> Path:
    """The record that ships, as a folder of its own."""
    folder.mkdir()
    for name in ORDER:
        shutil.copy(path_of(name), folder)
    return folder


def change(folder: Path, name: str, how: Callable[[Rows], object]) -> None:
    """Change the rows of a file as data."""
    path = folder / f"{name}.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    how(rows)
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def fields_of(rows: Rows, model: str, **named: Any) -> dict[str, Any]:
    """The columns of the row of a model with these values: the first one, if none are given."""
    return next(
        fields
        for row in rows
        if row["model"] == f"timeline.{model}"
        for fields in [row["fields"]]
        if all(fields.get(name) == value for name, value in named.items())
    )


def take_in(folder: Path, *options: str) -> str:
    """What ``import_record`` prints. Raises ``CommandError`` where it refuses."""
    out = StringIO()
    call_command("import_record", str(folder), *options, stdout=out)
    return out.getvalue()


def refusal_of(folder: Path, *options: str) -> str:
    """What ``import_record`` prints of a folder that it refuses."""
    out = StringIO()
    with pytest.raises(CommandError, match="nothing is changed") as error:
        call_command("import_record", str(folder), *options, stdout=out)
    assert error.value.returncode == 1
    return out.getvalue()


def export_to(folder: Path) -> dict[str, bytes]:
    """What ``export_record`` writes, by file."""
    call_command("export_record", str(folder), stdout=StringIO())
    return bytes_of(folder)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shipped() -> dict[str, bytes]:
    return {f"{name}.json": path_of(name).read_bytes() for name in ORDER}


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all our tables, history and many-to-many ones included."""
    tables = apps.get_app_config("timeline").get_models(include_auto_created=True)
    return {
        table._meta.label: list(table._base_manager.order_by("pk").values_list())
        for table in tables
    }
