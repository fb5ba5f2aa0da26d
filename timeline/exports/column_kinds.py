"""The kinds of public columns, and the columns that all rows have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.column import Column
from timeline.exports.column_values import (
    ADDRESS,
    MOMENT,
    NUMBER_FROM_1,
    STRING,
    TEXT,
    Schema,
    both_languages,
    cell,
    json_value,
)


def text_column(name: str, meaning: str | Promise, attribute: str = "") -> Column:
    """A text in both languages: an object in JSON, a cell each in CSV.

    ``attribute`` of the row holds it; without one, the attribute that has the column's name.
    """

    def value(row: Any) -> dict[str, str]:
        return both_languages(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        text = getattr(row, attribute or name)
        return text.en, text.fr

    return Column(name, meaning, TEXT, value, (f"{name}_en", f"{name}_fr"), cell_values)


def value_column(name: str, meaning: str | Promise, schema: Schema, attribute: str = "") -> Column:
    """One value: a day or a moment is written as ISO 8601; None is an empty cell in CSV."""

    def value(row: Any) -> Any:
        return json_value(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        return (cell(value(row)),)

    return Column(name, meaning, schema, value, (name,), cell_values)


def list_column(
    name: str,
    meaning: str | Promise,
    item_schema: Schema,
    item_value: Callable[[Any], dict[str, Any]],
    item_cells: Mapping[str, Callable[[Any], str]],
) -> Column:
    """Several items: a list of objects in JSON.

    ``item_cells``: by heading, the text of an item. A cell joins those of all items with "; ".
    It is empty if they all are.
    """

    def value(row: Any) -> list[dict[str, Any]]:
        return [item_value(item) for item in getattr(row, name)]

    def cell_values(row: Any) -> tuple[str, ...]:
        items = getattr(row, name)
        cells = []
        for write in item_cells.values():
            texts = [write(item) for item in items]
            cells.append("; ".join(texts) if any(texts) else "")
        return tuple(cells)

    schema = {"type": "array", "items": item_schema}
    return Column(name, meaning, schema, value, tuple(item_cells), cell_values)


ID = value_column("id", _("its address, the same in every language and for good"), ADDRESS)
SLUG = value_column("slug", _("last part of its address"), STRING)
PAGE = value_column("address", _("its page, in the language of this view"), ADDRESS)
UPDATED_AT = value_column("updated_at", _("last change of its row"), MOMENT)
VERSION = value_column("version", _("counts its changes, from 1"), NUMBER_FROM_1)
