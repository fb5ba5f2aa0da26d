"""What is kept of a document's words so that they are known again, where they are not kept.

The record holds summaries in words of our own. Of the text itself it keeps three short values from
which no sentence can be read back: a hash of the whole, a hash of its facts, and a sketch, which
are the least hashes of its groups of words (MinHash with one permutation: Li, Owen and Zhang 2012).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from timeline.models.search_text import LETTERS

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|(?<![^\W_])-(?=\d)|[%$€£¥+<>=±]")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "\u00ad": ""})


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A text that differs from another one in any of these says something else.
NEGATIONS = _word_set(
    "no not none nor neither never without cannot non ne ni pas aucun aucune jamais sans"
)
NUMBERS = _word_set(
    "two three four five six seven eight nine ten eleven twelve half hundred thousand million "
    "billion deux trois quatre cinq sept huit neuf dix onze douze demi cent mille milliard"
)
# French names of months and days of the week, which have no capital as other names do.
FRENCH_DAYS = _word_set(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche"
)
FACTS_IN_SMALL_LETTERS = NEGATIONS | NUMBERS | FRENCH_DAYS
# Words that begin sentences with a capital and name nothing.
OPENINGS = _word_set(
    "the a an this that these those such in on at by for to of as it its if and or but with "
    "there le la les l un une ce cet cette ces il elle en au aux de du des dans par pour et ou sur"
)
WORDS_OF_GROUP = 3
SHORTEST = 8  # words: a shorter text is the same or another one
SLOTS = 64
KEPT_TOKENS = 20_000
BYTES = 2  # of a slot
DIGITS = 2 * BYTES  # hexadecimal
EMPTY = "-" * DIGITS


class TextFingerprint(NamedTuple):
    """``facts_hash`` and ``text_sketch`` are "" for a text of a few words."""

    text_hash: str
    facts_hash: str
    text_sketch: str


def fingerprint(text: str) -> TextFingerprint:
    """What a text is known again by. A text without words has three empty values."""
    words = normalised(text).split()
    if not words:
        return TextFingerprint("", "", "")
    whole = _hash(" ".join(words))
    if len(words) < SHORTEST:
        return TextFingerprint(whole, "", "")
    return TextFingerprint(whole, _hash(" ".join(facts(text))), _sketch(words))


def normalised(text: str) -> str:
    """The words, figures and signs of a text, a space between them.

    Case, accents, quotation marks, dashes, ligatures and the rest of its punctuation do not count.
    What is normalised stays as it is.
    """
    return " ".join(TOKEN.findall(_bare(text)))


# The same words come again and again.
_normalised_token = lru_cache(maxsize=KEPT_TOKENS)(normalised)


def _bare(text: str) -> str:
    """In small letters without accents. Once more where folding made something to fold."""
    if text.isascii():
        return text.lower()
    for _turn in range(4):
        decomposed = unicodedata.normalize("NFKD", text.translate(DASHES)).casefold()
        letters = (letter for letter in decomposed if not unicodedata.combining(letter))
        folded = "".join(letters).translate(LETTERS)
        if folded == text:
            break
        text = folded
    return text


def facts(text: str) -> list[str]:
    """Its names, figures, numbers in words, days and negations, in their order, normalised.

    A name is a word with a capital.
    """
    found: list[str] = []
    plain = unicodedata.normalize("NFKC", text.translate(DASHES))
    for token in TOKEN.findall(plain):
        bare = _normalised_token(token)
        is_name = token[0].isupper() and bare not in OPENINGS
        is_figure = not token[0].isalpha()
        if is_name or is_figure or bare in FACTS_IN_SMALL_LETTERS:
            found.append(bare)
    return found


def likeness(sketch: str, other: str) -> float:
    """The part of their groups of words that two texts share, from 0 to 1, estimated."""
    shared = either = 0
    for mine, theirs in zip(_slots(sketch), _slots(other), strict=False):
        if mine == EMPTY == theirs:
            continue
        either += 1
        shared += mine == theirs
    return shared / either if either else 0.0


def merged(sketches: Iterable[str]) -> str:
    """The sketch of texts together."""
    least = [EMPTY] * SLOTS
    for sketch in sketches:
        for slot, value in enumerate(_slots(sketch)):
            if value != EMPTY and (least[slot] == EMPTY or value < least[slot]):
                least[slot] = value
    return "".join(least)


def _slots(sketch: str) -> list[str]:
    return [sketch[start : start + DIGITS] for start in range(0, len(sketch), DIGITS)]


def _sketch(words: list[str]) -> str:
    least: dict[int, bytes] = {}
    for group in zip(*(words[start:] for start in range(WORDS_OF_GROUP)), strict=False):
        digest = _digest(" ".join(group))
        slot, value = digest[0] % SLOTS, digest[-BYTES:]
        if slot not in least or value < least[slot]:
            least[slot] = value
    return "".join(least[slot].hex() if slot in least else EMPTY for slot in range(SLOTS))


def _hash(text: str) -> str:
    return _digest(text).hex()


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
