"""Text made comparable for search: no accents, no case, one spelling for aluminum."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss"})


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one blank apart: ``"Sept-Îles"`` is ``"sept iles"``.

    Aluminium, the spelling outside North America and in French, becomes aluminum.
    """
    bare = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = re.sub(r"[^\w%.]+|(?<!\d)\.|\.(?!\d)", " ", bare).split()
    return " ".join(words).replace("aluminium", "aluminum")


def folded_words(text: str) -> list[str]:
    """The words that a search must all find."""
    return fold(text).split()
