"""Releases on file as if they had been filed from their text."""

from __future__ import annotations

from typing import Any

from tests.factories import make_paragraph, make_release
from timeline.importing.drafting import draft
from timeline.importing.reading import read_text
from timeline.models import ParagraphKind, Release

KINDS = {kind.value for kind in ParagraphKind}


def filed(text: str, **over: Any) -> Release:
    """A release on file with the paragraphs of this text, remembered and summarised."""
    found = draft(read_text(text))
    release = make_release(published_on=found.published, **over)
    for paragraph, kind in zip(found.document.paragraphs, found.kinds, strict=True):
        row = make_paragraph(
            release,
            kind=kind.value if kind.value in KINDS else ParagraphKind.BODY,
            summary_en=f"Paragraph {paragraph.number}",
            summary_fr=f"Paragraphe {paragraph.number}",
        )
        row.remember_text(paragraph.text)
        row.save()
    return release
