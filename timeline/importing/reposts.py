"""Releases on file that are the same document as a draft, by their text."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.importing.drafting import Draft
from timeline.models import Release


@dataclass(frozen=True)
class Repost:
    """A release that is the same document. ``is_same``: not a word differs.

    ``likeness`` is the part of the words that both have, from 0 to 1; ``why`` says it in words.
    """

    release: Release
    is_same: bool
    likeness: float
    why: str


def reposts_of(draft: Draft) -> tuple[Repost, ...]:
    """The releases that are this document, the likest first."""
    return ()
