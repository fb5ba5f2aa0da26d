"""How wide words are, on the safe side, and where they stand.

A server cannot measure a reader's fonts. The table holds advance widths of the widest faces that
our font stack falls back to (DejaVu Sans Bold, Liberation Sans Bold), rounded up. So real text is
narrower than its box.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

ELLIPSIS = "…"
LEADING = 16  # px between the baselines of a label
INLINE_GAP = 10  # px between a title and the date that follows it on its line
_ZWJ = "\u200d"
_CHARACTERS_BY_EM = {
    0.4: "ijlI',./:;\\| ’‘\u00a0\u202f",
    0.5: "frt!()-[]`°",
    0.6: 'cszJ"*_–',
    0.7: "aekovxyEFLT0123456789$?«»¶",
    0.8: "bdghnpquABCKPRSVXYZ{}ß",
    0.9: "DGHNOQU#&+<=>^~×",
    1.0: "wM@—…",
    1.1: "m%œæ",
    1.2: "W",
}  # widths in the bold face
_EM: dict[str, float] = {}
for _width, _characters in _CHARACTERS_BY_EM.items():
    _EM.update(dict.fromkeys(_characters, _width))


class TextRole(StrEnum):
    """What a line of text is: its size in px, and its breadth beside the bold sans table."""

    TITLE = "title"
    WHEN = "when"
    YEAR = "year"
    FOLD = "fold"
    TODAY = "today"
    LANE = "lane"
    COUNT = "count"
    RELEASE = "release"
    HEADING = "heading"

    @property
    def size(self) -> float:
        return _FONT[self][0]

    @property
    def breadth(self) -> float:
        return _FONT[self][1]


_FONT = {
    TextRole.TITLE: (14.0, 1.0),
    TextRole.WHEN: (12.5, 0.92),
    TextRole.YEAR: (13.0, 1.0),
    TextRole.FOLD: (11.5, 0.92),
    TextRole.TODAY: (12.5, 1.0),
    TextRole.LANE: (15.0, 1.08),  # serif
    TextRole.COUNT: (12.5, 0.92),
    TextRole.RELEASE: (12.5, 1.0),
    TextRole.HEADING: (11.5, 0.92),
}


def _joins(char: str) -> bool:
    """It belongs to the character before it: accents, variation selectors, joiners, skin tones."""
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return skin_tone or unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")


@lru_cache(maxsize=8192)
def _em(char: str) -> float:
    """Width of a character, in em, on the safe side."""
    if char in _EM:
        return _EM[char]
    if _joins(char):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.4 if ord(char) > 0x1F000 else 1.05  # emoji are wider than ideographs
    base = unicodedata.normalize("NFD", char)[0]
    if base in _EM:
        return _EM[base]
    symbol = unicodedata.category(char).startswith("S")
    return 1.35 if char.isupper() or symbol else 1.05


def advance(text: str, role: TextRole) -> float:
    """Width in px that ``text`` surely does not exceed."""
    return sum(map(_em, text)) * role.size * role.breadth


def _cut(text: str, room: float, role: TextRole) -> int:
    """How many characters fit in ``room`` px, never splitting one that is written as several."""
    room_em = room / (role.size * role.breadth)
    count = 0
    for char in text:
        room_em -= _em(char)
        if room_em < 0:
            break
        count += 1
    while 0 < count < len(text) and (_joins(text[count]) or text[count - 1] == _ZWJ):
        count -= 1
    return count


def shorten(text: str, room: float, role: TextRole) -> str:
    """``text``, or as much of it as fits in ``room`` px with an ellipsis.

    "" where not even an ellipsis fits.
    """
    if _cut(text, room, role) == len(text):
        return text
    ellipsis_px = advance(ELLIPSIS, role)
    kept = text[: _cut(text, room - ellipsis_px, role)].rstrip(" \u00a0\u202f,.;:–—-(«")
    if not kept and ellipsis_px > room:
        return ""
    return kept + ELLIPSIS


def _joins_words(text: str, place: int) -> bool:
    """Whether the character of that place stands between two letters."""
    return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()


def _break(text: str, most: int, *, dates: bool) -> int:
    """Where the first line of ``text`` ends, not after ``most``; 0 where it cannot be broken.

    That is at a space, or else after a hyphen between two words. In dates a day stays with its
    month, and a month with its year, where there is a choice.
    """
    any_space = 0
    between_words = 0
    after_hyphen = 0
    for place, char in enumerate(text[: most + 1]):
        if char == "-" and place < most and _joins_words(text, place):
            after_hyphen = place + 1
        if char != " " or place == 0:
            continue
        any_space = place
        after_day = text[place - 1].isdigit()
        before_year = text[place + 1 : place + 5].isdigit()
        if dates and not after_day and not before_year:
            between_words = place
    return between_words or any_space or after_hyphen


def wrap(text: str, room: float, role: TextRole, most: int = 2) -> tuple[str, ...]:
    """``text`` on at most ``most`` lines of ``room`` px.

    It is broken at spaces where it has any. The last line is shortened.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1:
        at = _cut(rest, room, role)
        if at == len(rest):
            break
        at = _break(rest, at, dates=role is not TextRole.TITLE) or at
        if not at:
            break
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        lines.append(shorten(rest, room, role))
    return tuple(lines)


class TextBox(NamedTuple):
    """A rectangle in px of the drawing; y runs down."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: TextBox) -> bool:
        across = self.x0 < other.x1 and other.x0 < self.x1
        down = self.y0 < other.y1 and other.y0 < self.y1
        return across and down


_SHARE_BEFORE_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}  # of a text's width


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a label. ``follows``: it stands after the line before it, on the same baseline."""

    text: str
    role: TextRole
    y_px: float  # baseline
    follows: bool = False


@dataclass(frozen=True, slots=True)
class TextLabel:
    """Lines of text that share an edge: at ``x_pct`` of the drawing's width, ``dx_px`` further."""

    x_pct: float
    dx_px: float
    anchor: str  # "start", "middle" or "end": of the text that stands at x
    lines: tuple[TextLine, ...]

    @property
    def width_px(self) -> float:
        """Width that the text surely does not exceed."""
        widest = width = 0.0
        for line in self.lines:
            line_px = advance(line.text, line.role)
            if line.follows:
                line_px += width + INLINE_GAP
            width = line_px
            widest = max(widest, width)
        return widest

    def box(self, drawing_px: float) -> TextBox:
        """The room it takes in a drawing of that width."""
        width = self.width_px
        x = self.x_pct * drawing_px / 100 + self.dx_px
        left = x - width * _SHARE_BEFORE_ANCHOR[self.anchor]
        top = min(line.y_px - 0.94 * line.role.size for line in self.lines)
        bottom = max(line.y_px + 0.24 * line.role.size for line in self.lines)
        return TextBox(left, top, left + width, bottom)


def one_line(
    text: str, role: TextRole, x_pct: float, dx_px: float, y_px: float, *, anchor: str = "start"
) -> TextLabel:
    return TextLabel(x_pct, dx_px, anchor, (TextLine(text, role, y_px),))


class LabelRow:
    """One row of a drawing: which stretches of it, in percent, are taken."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def free(self, start: float, end: float) -> bool:
        if start < 0 or end > 100:
            return False
        return not any(
            start < taken_end and taken_start < end for taken_start, taken_end in self._taken
        )

    def take(self, start: float, end: float) -> bool:
        """Takes the stretch if it is free. Rows hold few labels, so a plain list is enough."""
        if not self.free(start, end):
            return False
        self._taken.append((start, end))
        return True
