"""The sentences of a paragraph. Each line that is a thing of its own ends one, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.importing.word_sets import word_set

ABBREVIATIONS = word_set(
    "mr mrs ms dr prof st ste inc corp ltd co cie no nos vs etc approx dept est fig vol al jan feb "
    "mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc ing géo geo eng m mm mme hon "
    "jr sr gen sen rep ph p b c d e f g h i j k l n o q r s t u v w x y z a u.s u.k e.g i.e "
    "p.geo p.eng ext tél tel ca ft lb oz t.v a.m p.m n.b réf ref art"
)
END = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]”’»]*(?=\s+[\"'(\[“‘«•–—-]*\s*[A-ZÀ-Þ0-9À-Ý])|\n")
WORD_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
LONGEST_WORD = 20
LONGEST = 1000  # a longer sentence is cut at a space


class Sentence(NamedTuple):
    """From ``start`` to ``end`` of the paragraph's text."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences, without the spaces between them."""
    start = 0
    for match in END.finditer(text):
        if match[0] != "\n" and _is_abbreviation(text, match.start(), match[0]):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > start else start + LONGEST
        if found := _bare(text, start, cut):
            yield found
        start = cut
    if found := _bare(text, start, end):
        yield found


def _is_abbreviation(text: str, place: int, mark: str) -> bool:
    if mark != ".":
        return False
    before = WORD_BEFORE.search(text[max(0, place - LONGEST_WORD) : place])
    if before is None:
        return False
    word = before[1].lower()
    if word not in ABBREVIATIONS:
        return False
    if word in ("a.m", "p.m", "inc", "corp", "ltd", "co", "etc"):
        return not re.match(
            r"\.[\"')\]”’»]*\s+(?:The|This|It|In|On|We|A|An|Le|La|Les|Il|Elle)\b",
            text[place : place + 24],
        )
    return True


def _bare(text: str, start: int, end: int) -> Sentence | None:
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return None
    start += len(words) - len(words.lstrip())
    return Sentence(start, start + len(bare))
