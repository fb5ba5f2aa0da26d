"""Invented releases in pieces, and what is drafted from them."""

from __future__ import annotations

from typing import Any

from timeline.importing.drafting import Draft, draft
from timeline.importing.reading import read_text
from timeline.importing.release_json import as_json

LEAD = 'HALIFAX, Nova Scotia, May 4, 2021 - Tern Hollow Copper Inc. ("Tern Hollow") (TSXV: THC) has opened an adit.'


def drafted(text: str) -> Draft:
    return draft(read_text(text))


def with_lead(text: str, lead: str = LEAD) -> Draft:
    """A release of May 4, 2021 that goes on so."""
    return drafted(f"Tern Hollow Opens Its Second Adit\n\n{lead}\n\n{text}")


def dated(sentence: str, **lead: str) -> list[dict[str, Any]]:
    """The dated statements of a sentence in a release of May 4, 2021, as printed in JSON."""
    return list(as_json(with_lead(sentence, **lead))["dated_statements"])


def one(sentence: str, **lead: str) -> dict[str, Any]:
    """The only dated statement of a sentence."""
    (found,) = dated(sentence, **lead)
    return dict(found)
