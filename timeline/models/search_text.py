"""Text made comparable for search: no accents, no case, one spelling for aluminum."""

from __future__ import annotations

import re
import unicodedata

# Letters that have no accent to take off. "ß" is casefolded.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ı": "i"})
PUNCTUATION = re.compile(r"[^\w%.]+|(?<!\d)\.|\.(?!\d)")  # a point between digits is no punctuation


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation: ``"Sept-Îles"`` is ``"sept iles"``.

    Aluminium, the spelling outside North America and in French, becomes aluminum.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)  # "℡" holds capitals
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = PUNCTUATION.sub(" ", bare.translate(LETTERS)).split()
    return " ".join(words).replace("aluminium", "aluminum")


def folded_words(text: str) -> list[str]:
    """The words that a search must all find."""
    return fold(text).split()
