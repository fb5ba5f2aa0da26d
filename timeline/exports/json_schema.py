"""JSON Schema (2020-12) of what JSON gives, made from the public columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from timeline.exports.columns import ADDRESS, COLUMNS, COUNT, DAY, MOMENT, STRING, Column, Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPED = ("milestones", "releases")


def row_schema(columns: Iterable[Column]) -> Schema:
    """A row with any of these columns."""
    properties = {
        column.name: column.schema | {"description": force_str(column.meaning)}
        for column in columns
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def whole_row_schema(columns: Iterable[Column]) -> Schema:
    """A row with all of these columns, as it stands alone."""
    columns = list(columns)
    alone = row_schema(columns)
    alone["properties"] = {"$schema": ADDRESS, **alone["properties"]}
    return alone | {"required": ["$schema", *(column.name for column in columns)]}


def envelope_schema(item: Schema) -> Schema:
    """What JSON gives of a list."""
    said: list[tuple[str, str, Schema]] = [
        ("$schema", _("address of this schema"), ADDRESS),
        ("company", _("whose record it is"), STRING),
        ("heading", _("what is shown, in a few words"), STRING),
        ("description", _("what is shown, in a sentence"), STRING),
        (
            "language",
            _("of the heading and the description"),
            {"type": "string", "enum": ["en", "fr"]},
        ),
        ("on", _("the day that the record is seen on"), DAY),
        ("updated", _("when anything public last changed"), {"anyOf": [MOMENT, {"type": "null"}]}),
        ("self", _("its own address"), ADDRESS),
        ("html", _("the page that shows the same"), ADDRESS),
        (
            "next",
            _("where it goes on; null on the last page"),
            {"anyOf": [ADDRESS, {"type": "null"}]},
        ),
        ("filters", _("the filters that are on"), {"type": "object"}),
        ("count", _("how many rows the filters select, on all pages"), COUNT),
        ("undated", _("of which were given no date"), COUNT),
        (
            "items",
            _("the rows of this page, in the order of the page that shows the same"),
            {"type": "array"},
        ),
    ]
    properties = {name: schema | {"description": meaning} for name, meaning, schema in said}
    properties["items"]["items"] = item
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def schema_of(name: str, address: str) -> Schema:
    """The schema of a list; at its ``#/$defs/row`` that of one row alone."""
    columns = COLUMNS[name]
    found: dict[str, Any] = {"$schema": DIALECT, "$id": address, "title": name}
    return (
        found | envelope_schema(row_schema(columns)) | {"$defs": {"row": whole_row_schema(columns)}}
    )
