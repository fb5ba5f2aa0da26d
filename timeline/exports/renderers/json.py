"""JSON (RFC 8259): an envelope that says what is shown, and a page of rows."""

from __future__ import annotations

import json
from typing import Any

from timeline.exports.columns import item
from timeline.exports.rows import Export


def render(taken: Export) -> bytes:
    return write(envelope(taken))


def write(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def envelope(taken: Export) -> dict[str, Any]:
    """What is shown, in words and as filters; how much; where it goes on; the rows."""
    return {
        "$schema": taken.schema,
        "company": taken.company,
        "heading": taken.heading,
        "description": " ".join(taken.sentences),
        "language": taken.language,
        "on": taken.on.isoformat(),
        "updated": taken.updated.isoformat() if taken.updated else None,
        "self": taken.address,
        "html": taken.html,
        "next": taken.next or None,
        "filters": dict(taken.asked),
        "count": taken.total,
        "undated": taken.undated,
        "items": [item(taken.columns, row) for row in taken.rows],
    }
