"""JSON (RFC 8259): an envelope that says what is shown, and a page of rows."""

from __future__ import annotations

import json
from typing import Any

from timeline.exports.column import json_object
from timeline.exports.rows import Export


def render(export: Export) -> bytes:
    return list_as_json(envelope(export))


def list_as_json(document: dict[str, Any]) -> bytes:
    """A list as JSON: each member and each row stands on a line of its own.

    Indented, it would take four times as long to write: Python's fast encoder cannot indent.
    """
    members = ",\n".join(f"{_json(name)}: {_member(value)}" for name, value in document.items())
    return f"{{\n{members}\n}}\n".encode()


def _member(value: Any) -> str:
    has_rows = isinstance(value, list) and bool(value)
    if not has_rows:
        return _json(value)
    rows = ",\n".join(_json(row) for row in value)
    return f"[\n{rows}\n]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_bytes(document: Any) -> bytes:
    """A row or a schema as JSON, indented for who reads it."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def envelope(export: Export) -> dict[str, Any]:
    """What is shown, in words and as filters; how much; the next page; the rows."""
    return {
        "$schema": export.schema,
        "company": export.company,
        "heading": export.heading,
        "description": " ".join(export.sentences),
        "language": export.language,
        "on": export.on.isoformat(),
        "updated": export.updated_at.isoformat() if export.updated_at else None,
        "self": export.address,
        "html": export.html_address,
        "next": export.next_page or None,
        "filters": dict(export.filters),
        "count": export.total,
        "undated": export.undated,
        "items": [json_object(export.columns, row) for row in export.rows],
    }
