"""Where each line of a card stands in its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from timeline.pictures.card import ShareCard
from timeline.pictures.lines import wrap

WIDTH, HEIGHT = 1200, 630  # px, as og:image is shown largest
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = "NotoSerif-Bold.ttf", "NotoSans-Regular.ttf"

ABOVE_TOP, TITLE_TOP = 68, 124
FOOT_RULE, FOOT_TOP = 542, 560
BARS_TOP, BARS_BASE = 404, 490  # of the graphic; its years stand below
SMALL, FOOT, LABEL = 32, 28, 22  # px, sizes of letters
TITLE_SIZES = (76, 66, 58, 50, 44)
TITLE_LEADING, SMALL_LEADING = 1.16, 1.35  # distance of lines, in sizes
MARK_ROOM = 46  # px, left of the words of a status
GAP = 28  # px, above and below the line under the title


@cache
def font(name: str, size: int) -> FreeTypeFont:
    """A shipped font. The basic layout is the same on every machine."""
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class PlacedLine:
    """A line of text, by its upper left corner."""

    text: str
    x: int
    y: int
    name: str
    size: int
    is_quiet: bool = False

    @property
    def font(self) -> FreeTypeFont:
        return font(self.name, self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is drawn."""
        left, top, right, bottom = self.font.getbbox(self.text, anchor="la")
        return self.x + left, self.y + top, self.x + right, self.y + bottom


@dataclass(frozen=True)
class Composition:
    lines: list[PlacedLine]
    mark_at: tuple[int, int]
    """The middle of the status mark."""


def compose(card: ShareCard) -> Composition:
    lowest = BARS_TOP if card.years else FOOT_RULE
    below_left = MARGIN + (MARK_ROOM if card.fill else 0)
    below = wrap(card.below, font(SANS, SMALL), WIDTH - MARGIN - below_left, most=2)
    below_height = round(len(below) * SMALL * SMALL_LEADING) + 2 * GAP
    title_top = TITLE_TOP if card.above else ABOVE_TOP
    size, title = _title(card.title, lowest - title_top - below_height)
    below_top = title_top + round(len(title) * size * TITLE_LEADING) + GAP

    lines = []
    for line in wrap(card.above, font(SANS, SMALL), ROOM, most=1):
        lines.append(PlacedLine(line, MARGIN, ABOVE_TOP, SANS, SMALL, is_quiet=True))
    for number, line in enumerate(title):
        top = title_top + round(number * size * TITLE_LEADING)
        lines.append(PlacedLine(line, MARGIN, top, SERIF, size))
    for number, line in enumerate(below):
        top = below_top + round(number * SMALL * SMALL_LEADING)
        lines.append(PlacedLine(line, below_left, top, SANS, SMALL))
    for line in wrap(card.foot, font(SANS, FOOT), ROOM, most=1):
        lines.append(PlacedLine(line, MARGIN, FOOT_TOP, SANS, FOOT, is_quiet=True))
    return Composition(lines, mark_at=(MARGIN + 16, below_top + 24))


def _title(text: str, height: int) -> tuple[int, list[str]]:
    """The largest letters with which it fits, else its beginning in the smallest."""
    for size in TITLE_SIZES:
        most = int(height / (size * TITLE_LEADING))
        lines = wrap(text, font(SERIF, size), ROOM, most + 1)
        if len(lines) <= most:
            return size, lines
    return size, wrap(text, font(SERIF, size), ROOM, most)
