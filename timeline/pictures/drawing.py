"""Draws a card, as a PNG of 1200 × 630 px in the light colours of the site."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from timeline.pictures.card import ShareCard, YearBar
from timeline.pictures.composition import (
    BARS_BASE,
    BARS_TOP,
    FOOT_RULE,
    HEIGHT,
    LABEL,
    MARGIN,
    ROOM,
    SANS,
    WIDTH,
    compose,
    font,
)

PAPER, RULE, INK, QUIET, BLUE = "#fcfcfb", "#d8dad6", "#14171a", "#545a60", "#1a3fc2"
COLOURS = 32  # of the palette: letters have soft edges
MOST_YEARS = 120  # with more, a bar would be thinner than a line
WIDEST_BAR = 56  # px

FINER = 4  # marks are drawn so many times larger: Pillow draws shapes with hard edges
MARK = 40  # px
UNIT = MARK / 16  # px: marks have coordinates from -8 to 8, as in ``_sprite.svg``
SIGNS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "x": (((-5.5, 7.5), (5.5, -7.5)),),
    "o": (((-0.6, 0), (0.6, 0)),),
    "a": (((-3.2, 0.2), (-0.9, 2.8), (6.5, -6.5)),),
    "g": (((-3, 0), (7.5, 0)), ((4.3, -3.2), (7.5, 0), (4.3, 3.2))),
    "r": (((-3.2, 0.2), (-0.9, 2.8), (6.5, -6.5)), ((1.5, 6.5), (7, 6.5))),
    "e": (((-3, -3), (3, -3), (3, 3), (-3, 3), (-3, -3)),),
    "s": (((-2, -3.5), (-2, 3.5)), ((2, -3.5), (2, 3.5))),
    "w": (((-6.5, -6.5), (6.5, 6.5)), ((6.5, -6.5), (-6.5, 6.5))),
}


def draw(card: ShareCard) -> bytes:
    """The card as a PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 9), fill=INK)
    composition = compose(card)
    for line in composition.lines:
        ink = QUIET if line.is_quiet else INK
        pen.text((line.x, line.y), line.text, fill=ink, font=line.font, anchor="la")
    if card.fill:
        x, y = composition.mark_at
        corner = (x - MARK // 2, y - MARK // 2)
        picture.paste(INK, corner, _mark(card.fill, card.sign))
    if 0 < len(card.years) <= MOST_YEARS:
        _draw_years(pen, card.years)
    pen.rectangle((MARGIN, FOOT_RULE, WIDTH - MARGIN, FOOT_RULE + 1), fill=RULE)
    written = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_years(pen: ImageDraw.ImageDraw, years: tuple[YearBar, ...]) -> None:
    """A bar for each year, the first and the last named, and those that were chosen."""
    step = ROOM / len(years)
    bar = min(step * 0.8, WIDEST_BAR)
    tallest = max(1, *(year.milestones for year in years))
    any_chosen = any(year.chosen for year in years)
    pen.rectangle((MARGIN, BARS_BASE, WIDTH - MARGIN, BARS_BASE + 1), fill=INK)
    named_until = 0.0
    for number, year in enumerate(years):
        middle = MARGIN + step * (number + 0.5)
        height = (BARS_BASE - BARS_TOP) * year.milestones / tallest
        if year.milestones:
            ink = INK
            if year.chosen:
                ink = BLUE
            elif any_chosen:
                ink = QUIET
            top = BARS_BASE - max(height, 2)
            pen.rectangle((middle - bar / 2, top, middle + bar / 2, BARS_BASE), fill=ink)
        is_named = year.chosen or number in {0, len(years) - 1} or step > 90
        label = str(year.year)
        half = font(SANS, LABEL).getlength(label) / 2
        left = min(max(middle - half, MARGIN), WIDTH - MARGIN - 2 * half)
        if is_named and left > named_until:
            pen.text((left, BARS_BASE + 8), label, fill=QUIET, font=font(SANS, LABEL))
            named_until = left + 2 * half + 8


@cache
def _mark(fill: str, sign: str) -> Image.Image:
    """A status mark, as the ink that it leaves."""
    size = MARK * FINER
    mask = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mask)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x + 8) * UNIT * FINER, (y + 8) * UNIT * FINER

    stroke = round(1.75 * UNIT * FINER)
    ring = (*at(-6.4, -6.4), *at(6.4, 6.4))
    if fill == "h":
        pen.ellipse(ring, fill=255)
    elif fill == "c":
        for start in range(0, 360, 60):
            pen.arc(ring, start, start + 30, fill=255, width=stroke)
    else:
        pen.ellipse(ring, outline=255, width=stroke)
    if fill == "u":
        pen.chord(ring, 0, 180, fill=255)
    for path in SIGNS.get(sign, ()):
        points = [at(x, y) for x, y in path]
        pen.line(points, fill=255, width=stroke, joint="curve")
        for x, y in points:
            round_end = stroke / 2
            pen.ellipse((x - round_end, y - round_end, x + round_end, y + round_end), fill=255)
    return mask.resize((MARK, MARK), Image.Resampling.LANCZOS)
