"""Whether a text is English or French, by its small words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.importing.paragraphs import Paragraph
from timeline.importing.word_sets import word_set

ENGLISH = word_set("the of and to in for is has with by was will that are on from its this")
FRENCH = word_set("le la les de des du et à en un une pour est dans par au aux sur que qui sa")
WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 4000  # words


def language_of(paragraphs: Iterable[Paragraph]) -> str:
    """ "en" or "fr"; "en" where nothing tells."""
    english = french = words = 0
    for paragraph in paragraphs:
        for word in WORD.findall(paragraph.text[:20_000].lower()):
            english += word in ENGLISH
            french += word in FRENCH
            words += 1
        if words > ENOUGH:
            break
    return "fr" if french > english else "en"
