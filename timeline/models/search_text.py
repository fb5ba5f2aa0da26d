"""Text made comparable for search: no accents, no case, one spelling for aluminum."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ı": "i"}
)  # no accent to take off; "ß" is casefolded


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one blank apart: ``"Sept-Îles"`` is ``"sept iles"``.

    Aluminium, the spelling outside North America and in French, becomes aluminum.
    """
    plain = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKD", text).casefold()
    )  # "℡" holds capitals
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(LETTERS)
    words = re.sub(r"[^\w%.]+|(?<!\d)\.|\.(?!\d)", " ", bare).split()
    return " ".join(words).replace("aluminium", "aluminum")


def folded_words(text: str) -> list[str]:
    """The words that a search must all find."""
    return fold(text).split()
