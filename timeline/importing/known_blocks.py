"""Paragraphs of a draft whose text is on file: they bring their kind and their summaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.importing.drafting import Draft
from timeline.models import Paragraph


@dataclass(frozen=True)
class KnownBlock:
    """The same text as a paragraph on file. ``kind`` is a value of ``ParagraphKind``."""

    kind: str
    summary_en: str
    summary_fr: str
    paragraph: Paragraph


def known_blocks(draft: Draft) -> Mapping[int, KnownBlock]:
    """Number of a paragraph -> the paragraph on file with the same text."""
    by_text: dict[str, list[int]] = {}
    for paragraph in draft.document.paragraphs:
        by_text.setdefault(paragraph.text, []).append(paragraph.number)
    found: dict[int, KnownBlock] = {}
    rows = Paragraph.objects.filter(text__in=list(by_text)).exclude(text="")
    for row in rows.select_related("release").order_by("pk"):
        for number in by_text.get(row.text, ()):
            found[number] = KnownBlock(row.kind, row.summary_en, row.summary_fr, row)
    return found
