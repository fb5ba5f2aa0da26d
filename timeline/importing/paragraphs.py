"""The paragraphs of a text, each as it stands and, beside it, as it is meant to be read.

A paragraph is a block between blank lines, headings included, numbered from 1. ``source`` keeps its
characters. In ``text`` hard wraps, hyphens at the ends of lines, ligatures, odd spaces and marks
that nobody sees are mended; line breaks are left only where each line is a thing of its own, as in
a list or an address. ``offsets`` leads from each character of ``text`` to its place in ``source``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.functional import cached_property

from timeline.importing.misread import with_dates_mended

# Marks that stand for one plain character each, so that ``plain`` is as long as ``text``.
PLAIN = str.maketrans(
    dict.fromkeys("‘’‛ʼ`´′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
# What a character becomes in ``text``. Several letters may come of one, or none.
LETTERS = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t\v", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00", ""),
}
ODD = re.compile("[" + "".join(map(re.escape, LETTERS)) + "]")
BULLET = re.compile(
    r"\s*(?:[•●▪◦‣∙·*○■►➢✓§]|[-–—] |o  ?(?=[A-Z])|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)] )"
)
# Lines that begin or end so are things of their own, however long they are.
LABEL = re.compile(
    r"\s*(?:t[ée]l|t[ée]l[ée]phone|phone|fax|e-?mail|courriel|cell|mobile|web|url|t|p|"
    r"e|m|twitter|facebook|"
    r"linkedin|contact|toll|sans frais|site)[\w. -]{0,12}\s?:|\s*(?:https?:|www\.|"
    r"\+?[0-9(][0-9() .-]{8})",
    re.IGNORECASE,
)
ADDRESS_END = re.compile(r"(?:\S+@\S+|(?:https?://|www\.)\S+)\s*$")
PHONE_END = re.compile(
    r"[0-9]{3}[ .-][0-9]{4}(?:,? (?:ext|x|poste)\.? ?[0-9]{1,6})?\s*$", re.IGNORECASE
)
WIDE_GAP = re.compile(r"\S(?:\s{3,}|\t+\s*)\S")
COLUMNS = re.compile(r"\S(?: {2,}|\t)\S.*\S(?: {2,}|\t)\S")
HYPHENATED = re.compile(r"[^\W\d_]{2,}[-‐]$")
SENTENCE_END = re.compile(r"[.!?:;\"”»)]\s*$")
SHORTEST_WRAP = 28
LINE = 400  # characters of a line that are looked at for columns
LINE_END = 160  # characters at a line's end that are looked at
PROSE_WIDTH = 60  # in wider blocks lines end early too: letters are not of one width
WORDS_OF_LINE = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*+")
PAGE_LINE = re.compile(
    r"\s*(?:[-–—| ]*)(?:page\s+[0-9]{1,3}(?:\s*(?:of|de|sur|/)\s*[0-9]{1,3})?|"
    r"[-–—]\s*[0-9]{1,3}\s*[-–—]"
    r"|[0-9]{1,3}\s*(?:of|de|sur|/)\s*[0-9]{1,3})\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paragraph:
    """One block of a document. ``role`` is "h1" … "h6", "table" or "date" where HTML says so."""

    number: int
    source: str
    text: str
    offsets: Sequence[int] = field(repr=False)
    role: str = ""
    links: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        """``text`` with plain marks, and dates as before a scan, character for character."""
        return with_dates_mended(self.text.translate(PLAIN))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in ``source`` the characters of ``text`` from ``start`` to ``end`` stand."""
        if start >= end:
            return (0, 0)
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Block:
    """Lines of a document that belong together, before they are mended."""

    lines: tuple[str, ...]
    role: str = ""
    links: tuple[str, ...] = ()
    whole_lines: bool = False  # no line was broken only because it was full


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text."""
    return mended(blocks_of(text))


def blocks_of(text: str) -> list[Block]:
    """The blocks between blank lines. Lines that only number a page are left out.

    A text of long lines without a blank one between them has a paragraph in each line.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    pages = plain.replace("\u2028", "\n").replace("\u2029", "\n\n").split("\f")
    blocks: list[list[str]] = [[]]
    for page in pages:
        for line in page.split("\n"):
            if PAGE_LINE.fullmatch(line) and not _is_alone_in_text(blocks):
                continue
            if line.strip().strip("\ufeff\u200b").strip():
                blocks[-1].append(line)
            elif blocks[-1]:
                blocks.append([])
    found = _joined_over_pages([lines for lines in blocks if lines], text)
    if len(found) == 1 and len(found[0]) > 1 and sum(map(len, found[0])) > 90 * len(found[0]):
        found = [[line] for line in found[0]]
    return [Block(tuple(lines)) for lines in found]


def _is_alone_in_text(blocks: list[list[str]]) -> bool:
    """Nothing goes before: a first line "1 of 2" is no foot of a page."""
    return blocks == [[]]


def _joined_over_pages(blocks: list[list[str]], text: str) -> list[list[str]]:
    """Blocks that a page break cut in two, as one: "… of the" and "deposit was …"."""
    if "\f" not in text:
        return blocks
    ends = {page.rstrip().rsplit("\n", 1)[-1].strip() for page in text.split("\f")}
    joined: list[list[str]] = []
    for lines in blocks:
        last = joined[-1][-1] if joined else ""
        cut = last.strip() in ends and not SENTENCE_END.search(last) and lines[0][:1].islower()
        if joined and cut:
            joined[-1].extend(lines)
        else:
            joined.append(lines)
    return joined


def mended(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Numbered paragraphs, each with the text as it is meant to be read."""
    kept = [block for block in blocks if any(line.strip() for line in block.lines)]
    words = _words(kept)
    found: list[Paragraph] = []
    for block in kept:
        text, offsets = _mend(block, words)
        if text:
            source = "\n".join(block.lines)
            found.append(Paragraph(len(found) + 1, source, text, offsets, block.role, block.links))
    return tuple(found)


def _words(blocks: Sequence[Block]) -> frozenset[str]:
    """The words of a document that hyphenates some at the ends of lines, and its compounds."""
    if not any(HYPHENATED.search(line[-LINE_END:]) for block in blocks for line in block.lines):
        return frozenset()
    return frozenset(
        found.lower().replace("‐", "-")
        for block in blocks
        for line in block.lines
        for found in WORDS_OF_LINE.findall(line.rstrip("-‐ "))
    )


def _mend(block: Block, words: frozenset[str]) -> tuple[str, Sequence[int]]:
    lines = block.lines
    if len(lines) == 1 and ODD.search(lines[0]) is None:
        margin = len(lines[0]) - len(lines[0].lstrip())
        text = lines[0].strip()
        return text, range(margin, margin + len(text))
    pieces: list[str] = []
    offsets: list[int] = []
    wraps = list(_wraps(lines)) if not block.whole_lines else [False] * len(lines)
    start = 0
    for index, line in enumerate(lines):
        for letter, place in _letters(line):
            pieces.append(letter)
            offsets.append(start + place)
        if index + 1 < len(lines):
            if wraps[index]:
                _end_line(pieces, offsets, start + len(line), lines[index + 1], words)
            else:
                pieces.append("\n")
                offsets.append(start + len(line))
        start += len(line) + 1
    return _trimmed("".join(pieces), offsets)


def _letters(line: str) -> Iterator[tuple[str, int]]:
    """The letters of a line without its margins, each with its place in the line."""
    if ODD.search(line) is None:
        margin = len(line) - len(line.lstrip())
        for place, letter in enumerate(line.strip(), margin):
            yield letter, place
        return
    letters = [
        (letter, place) for place, sign in enumerate(line) for letter in LETTERS.get(sign, sign)
    ]
    while letters and letters[-1][0].isspace():
        letters.pop()
    first = next((index for index, (letter, _) in enumerate(letters) if not letter.isspace()), 0)
    yield from letters[first:]


def _end_line(
    pieces: list[str], offsets: list[int], place: int, following: str, words: frozenset[str]
) -> None:
    """Put what the end of a wrapped line is read as: a space, or nothing within a word."""
    tail = "".join(pieces[-40:])
    if HYPHENATED.search(tail):
        start = re.match(r"\s*([^\W\d_]+)", following)
        before = re.search(r"([^\W\d_]+)[-‐]$", tail)
        if start and before:
            if _is_one_word(before[1], start[1], words):
                pieces.pop()
                offsets.pop()
            return
    pieces.append(" ")
    offsets.append(place)


def _is_one_word(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line's end only broke a word: by what else the document prints."""
    first, second = before.lower(), after.lower()
    if f"{first}-{second}" in words or not (after.islower() or (before + after).isupper()):
        return False
    return after.islower() or first + second in words or second not in words


def _wraps(lines: Sequence[str]) -> Iterator[bool]:
    """For each line but the last, whether it was only broken because the next word did not fit."""
    widest = max(len(line.rstrip()) for line in lines)
    for line, following in pairwise(lines):
        bare = line.rstrip()
        word = following.split(maxsplit=1)[0]
        full = len(bare) + 1 + len(word) > (0.8 * widest if widest >= PROSE_WIDTH else widest)
        full = full and (widest >= PROSE_WIDTH or not bare.endswith(":"))
        goes_on = full or following.lstrip()[:1].islower()
        yield (
            len(bare) >= SHORTEST_WRAP and goes_on and not _stands_alone(bare, following)
        ) or _is_hyphenated(bare, following)


def _is_hyphenated(line: str, following: str) -> bool:
    """Whether a hyphen at the line's end goes on in small letters, or in capitals as it began."""
    if not HYPHENATED.search(line[-LINE_END:]):
        return False
    start = following.lstrip()[:2]
    return start[:1].islower() or (line[-3:-1].isupper() and start.isupper())


def _stands_alone(line: str, following: str) -> bool:
    return bool(
        ADDRESS_END.search(following[-LINE_END:])
        or BULLET.match(following)
        or LABEL.match(following)
        or ADDRESS_END.search(line[-LINE_END:])
        or PHONE_END.search(line[-LINE_END:])
        or COLUMNS.search(line[:LINE])
        or WIDE_GAP.search(line[:LINE])
        or WIDE_GAP.search(following[:LINE])
    )


def _trimmed(text: str, offsets: list[int]) -> tuple[str, Sequence[int]]:
    kept = text.rstrip()
    margin = len(kept) - len(kept.lstrip())
    return kept[margin:], offsets[margin : len(kept)]
