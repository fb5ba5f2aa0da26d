"""JSON Schema (2020-12) of JSON exports, made from the public columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from timeline.exports.column import Column
from timeline.exports.column_values import ADDRESS, COUNT, DAY, MOMENT, STRING, Schema
from timeline.exports.columns import COLUMNS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPED = ("milestones", "releases", "partners", "people", "figures", "statements")


def row_schema(columns: Iterable[Column]) -> Schema:
    """A row with some of these columns."""
    properties = {}
    for column in columns:
        properties[column.name] = _described(column.schema, column.meaning)
    return {"type": "object", "properties": properties, "additionalProperties": False}


def whole_row_schema(columns: Iterable[Column]) -> Schema:
    """A row with all of these columns, as a document of its own."""
    columns = list(columns)
    schema = row_schema(columns)
    schema["properties"] = {"$schema": ADDRESS, **schema["properties"]}
    schema["required"] = list(schema["properties"])
    return schema


def envelope_schema(item: Schema) -> Schema:
    """A page of a list. ``item``: the schema of its rows."""
    properties = {
        "$schema": _described(ADDRESS, _("address of this schema")),
        "company": _described(STRING, _("whose record it is")),
        "heading": _described(STRING, _("what is shown, in a few words")),
        "description": _described(STRING, _("what is shown, in a sentence")),
        "language": _described(
            {"type": "string", "enum": ["en", "fr"]}, _("of the heading and the description")
        ),
        "on": _described(DAY, _("the day that the record is seen on")),
        "updated": _described(_or_null(MOMENT), _("when anything public last changed")),
        "self": _described(ADDRESS, _("its own address")),
        "html": _described(ADDRESS, _("the page that shows the same")),
        "next": _described(_or_null(ADDRESS), _("where it goes on; null on the last page")),
        "filters": _described({"type": "object"}, _("the filters that are on")),
        "count": _described(
            _or_null(COUNT),
            _("how many rows the filters select, on all pages; null where too many to count"),
        ),
        "undated": _described(
            _or_null(COUNT), _("of which were given no date; null where too many to count")
        ),
        "items": _described(
            {"type": "array"},
            _("the rows of this page, in the order of the page that shows the same"),
        ),
    }
    properties["items"]["items"] = item
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_schema(name: str, address: str) -> Schema:
    """The schema of a list; at its ``#/$defs/row`` that of one row alone."""
    columns = COLUMNS[name]
    schema: Schema = {"$schema": DIALECT, "$id": address, "title": name}
    schema.update(envelope_schema(row_schema(columns)))
    schema["$defs"] = {"row": whole_row_schema(columns)}
    return schema


def _described(schema: Schema, description: str | Promise) -> Schema:
    return schema | {"description": force_str(description)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
