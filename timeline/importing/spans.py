"""Where in a document the words of a proposal stand."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.importing.paragraphs import Paragraph


@dataclass(frozen=True, order=True)
class Place:
    """Words of a paragraph: those of its ``text`` from ``start`` to ``end``."""

    paragraph: int
    start: int
    end: int
    words: str


def place_in(paragraph: Paragraph, start: int, end: int) -> Place:
    """The place of these characters, without the spaces at its ends."""
    words = paragraph.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Place(paragraph.number, start, start + len(words), words)


@dataclass(frozen=True)
class Value:
    """One proposed value, where it stands (None where it was concluded) and why, as a reason code.

    ``reason`` is a key of ``reasons.REASONS``.
    """

    value: str
    place: Place | None
    reason: str
