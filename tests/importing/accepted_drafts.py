"""Accepted drafts for tests: valid as they come, each argument overrides one part."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.importing.accepted import AcceptedDraft, AcceptedMilestone, AcceptedParagraph

DIGEST = "a" * 64


def accepted_milestone(number: int = 0, **over: Any) -> AcceptedMilestone:
    """A milestone that happened on 4 May 2021, as paragraph 2 states."""
    columns = {
        "title_en": f"Adit {number}",
        "kind": "production",
        "standing": "happened",
        "date_words": "4 May 2021",
        "precision": "day",
        "earliest": date(2021, 5, 4),
        "latest": date(2021, 5, 4),
    }
    parts = {name: over.pop(name) for name in list(over) if name not in columns}
    values = {**columns, **parts.pop("values", {}), **over}
    return AcceptedMilestone(f"milestones-{number}", values, **{"cites": (2,), **parts})


def accepted(**over: Any) -> AcceptedDraft:
    """A release of 4 May 2021 with a headline, a paragraph of text and one milestone."""
    release = {
        "headline_en": "The second adit is open",
        "published_on": date(2021, 5, 4),
        "language": "en",
        "document_type": "company_release",
        "sha256": DIGEST,
        **over.pop("release", {}),
    }
    parts: dict[str, Any] = {
        "paragraphs": (
            AcceptedParagraph("paragraphs-0", 1, {"kind": "heading", "summary_en": "Headline."}),
            AcceptedParagraph("paragraphs-1", 2, {"kind": "body", "summary_en": "It is open."}),
        ),
        "milestones": (accepted_milestone(),),
        **over,
    }
    return AcceptedDraft(release, **parts)
