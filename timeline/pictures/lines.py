"""Texts as lines that are no wider than the room there is, whatever they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from PIL.ImageFont import FreeTypeFont

LONGEST = 600  # characters that are looked at: no picture has room for more
MORE = "…"
UNWRITTEN = {"Cc", "Cf", "Cs", "Cn"}  # controls, marks of direction, halves of characters


def plain(text: str) -> str:
    """The text on one line, in whole characters. No-break spaces stay.

    A letter and its accent become one character, since fonts are read without shaping.
    """
    beginning = unicodedata.normalize("NFC", text[:LONGEST])
    one_line = re.sub(r"[ \t\r\n]+", " ", beginning).strip(" ")
    return "".join(sign for sign in one_line if unicodedata.category(sign) not in UNWRITTEN)


def wrap(text: str, font: FreeTypeFont, width: int, most: int) -> list[str]:
    """The text in at most so many lines. Where it needs more, the last one ends with "…"."""
    lines = list(_lines(plain(text), font, width))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(last + MORE) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:") + MORE]


def _lines(text: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole_lines, line = _pieces(word, font, width)
        yield from whole_lines
    if line:
        yield line


def _pieces(word: str, font: FreeTypeFont, width: int) -> list[str]:
    """A word, in pieces where it is wider than a line."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and font.getlength(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
