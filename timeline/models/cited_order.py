"""In which order the paragraphs that state something are shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from timeline.models.milestone import Citation


def by_document(cited: Iterable[Citation]) -> list[list[Citation]]:
    """What ``cited`` holds, by release. Of each, the paragraphs in the order of the document."""
    documents = groupby(cited, key=lambda citation: citation.paragraph.release_id)
    return [sorted(each, key=lambda citation: citation.paragraph.number) for _, each in documents]
