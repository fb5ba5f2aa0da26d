"""How wide words are, on the safe side, and where they stand.

A server cannot measure a reader's fonts. The table holds advance widths of the widest faces our font stack falls
back to (DejaVu Sans Bold, Liberation Sans Bold), rounded up, so that real text is narrower than its box.
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
_EM = {
    char: em
    for em, chars in (
        (0.4, "ijlI',./:;\\| ’‘\u00a0\u202f"),
        (0.5, "frt!()-[]`°"),
        (0.6, 'cszJ"*_–'),
        (0.7, "aekovxyEFLT0123456789$?«»¶"),
        (0.8, "bdghnpquABCKPRSVXYZ{}ß"),
        (0.9, "DGHNOQU#&+<=>^~×"),
        (1.0, "wM@—…"),
        (1.1, "m%œæ"),
        (1.2, "W"),
    )
    for char in chars
}  # of the bold face, in em


class TextRole(StrEnum):
    """What a line of text is. Size in px and width against the bold sans table."""

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
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


@lru_cache(maxsize=8192)
def _em(char: str) -> float:
    if (known := _EM.get(char)) is not None:
        return known
    if _joins(char):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.4 if ord(char) > 0x1F000 else 1.05  # emoji are wider than ideographs
    base = unicodedata.normalize("NFD", char)[0]
    if base in _EM:
        return _EM[base]
    return 1.35 if char.isupper() or unicodedata.category(char)[0] == "S" else 1.05


def advance(text: str, role: TextRole) -> float:
    """Width in px that ``text`` surely does not exceed."""
    return sum(map(_em, text)) * role.size * role.breadth


def _cut(text: str, room: float, role: TextRole) -> int:
    """How many characters fit in ``room`` px, never splitting one that is written as several."""
    left, at = room / (role.size * role.breadth), 0
    for char in text:
        left -= _em(char)
        if left < 0:
            break
        at += 1
    while 0 < at < len(text) and (_joins(text[at]) or text[at - 1] == _ZWJ):
        at -= 1
    return at


def shorten(text: str, room: float, role: TextRole) -> str:
    """``text``, or as much of it as fits in ``room`` px with an ellipsis; "" where not even that fits."""
    if _cut(text, room, role) == len(text):
        return text
    kept = text[: _cut(text, room - advance(ELLIPSIS, role), role)].rstrip(" \u00a0\u202f,.;:–—-(«")
    fits = kept or advance(ELLIPSIS, role) <= room
    return kept + ELLIPSIS if fits else ""


def _break(text: str, most: int, *, dates: bool) -> int:
    """Where the first line of ``text`` ends, at a space not after ``most``; 0 where it has none.

    Where there is a choice a day stays with its month, and a month with its year.
    """
    spaces = [i for i, char in enumerate(text[: most + 1]) if char == " " and i]
    apart = (
        [i for i in spaces if not text[i - 1].isdigit() and not text[i + 1 : i + 5].isdigit()]
        if dates
        else []
    )
    return max(apart or spaces, default=0)


def wrap(text: str, room: float, role: TextRole, most: int = 2) -> tuple[str, ...]:
    """``text`` on at most ``most`` lines of ``room`` px, broken at spaces where it has any; the last is shortened."""
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
    return (*lines, shorten(rest, room, role)) if rest else tuple(lines)


class TextBox(NamedTuple):
    """A rectangle in px of the drawing; y runs down."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: TextBox) -> bool:
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a label. ``follows``: it goes on after the line before it, on the same baseline."""

    text: str
    role: TextRole
    y_px: float
    follows: bool = False


@dataclass(frozen=True, slots=True)
class TextLabel:
    """Lines of text that share an edge: ``x_pct`` of the drawing's width, then ``dx_px``. ``y_px`` are baselines."""

    x_pct: float
    dx_px: float
    anchor: str  # "start", "middle" or "end": of the text that stands at x
    lines: tuple[TextLine, ...]

    @property
    def width_px(self) -> float:
        """Width that the text surely does not exceed."""
        widest = width = 0.0
        for line in self.lines:
            width = advance(line.text, line.role) + (width + INLINE_GAP if line.follows else 0)
            widest = max(widest, width)
        return widest

    def box(self, drawing_px: float) -> TextBox:
        """The room it takes in a drawing of that width."""
        width, x = self.width_px, self.x_pct * drawing_px / 100 + self.dx_px
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        top = min(line.y_px - 0.94 * line.role.size for line in self.lines)
        return TextBox(
            left, top, left + width, max(line.y_px + 0.24 * line.role.size for line in self.lines)
        )


def one_line(
    text: str, role: TextRole, x_pct: float, dx_px: float, y_px: float, *, anchor: str = "start"
) -> TextLabel:
    return TextLabel(x_pct, dx_px, anchor, (TextLine(text, role, y_px),))


class LabelRow:
    """One row of a drawing: which stretches of it, in percent, are taken."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def free(self, start: float, end: float) -> bool:
        return start >= 0 and end <= 100 and all(end <= a or b <= start for a, b in self._taken)

    def take(self, start: float, end: float) -> bool:
        """Takes the stretch if it is free. Rows hold few labels, so a plain list is enough."""
        if not self.free(start, end):
            return False
        self._taken.append((start, end))
        return True
