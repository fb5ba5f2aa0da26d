"""The figures of a release with their units, for whoever checks a summary against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.importing.paragraphs import Paragraph
from timeline.importing.sections import Kind
from timeline.importing.spans import Place, place_in

UNITS = (
    r"%|per cent|percent|pour cent|g/t|ppm|ppb|kg/t|km²|km2|km|mm|cm|metres?|meters?|"
    r"mètres?|m|ha|hectares?|acres?|tonnes?|tons?|kt|Mt|t|kg|oz|ounces?|onces?|lb|lbs|"
    r"pounds?|livres?|barrels?|MW|MWh|kWh|GWh"
    r"|million(?:s)?(?: (?:tonnes|ounces|shares|pounds|d'actions|de tonnes|de "
    r"dollars))?|billion(?:s)?|milliards?|shares|actions|units|unités|warrants|holes|"
    r"trous|sondages|claims|jobs|emplois"
)
FIGURE = re.compile(
    rf"(?<![\w.,/-])(?:(?:C|US|CA|A|CDN|CAD|USD)?\s?[$€£]\s?[0-9][0-9., "
    rf"]*[0-9]?(?:\s?(?:million|billion|M|B|k))?\b|[0-9](?:[0-9.,]|(?<=[0-9]) "
    rf"(?=[0-9]{{3}}\b))*\s?(?:{UNITS})(?![\w])(?:\s?\$)?|[0-9][0-9 .,]*[0-9]\s?\$)"
)
MOST = 300


@dataclass(frozen=True)
class PrintedFigure:
    """A figure with its unit, as printed."""

    words: str
    place: Place


def figures_of(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> tuple[PrintedFigure, ...]:
    """The figures of the text itself, in order; those of tables and notices are left out."""
    found: list[PrintedFigure] = []
    for figure in _figures(zip(paragraphs, kinds, strict=True)):
        found.append(figure)
        if len(found) >= MOST:
            break
    return tuple(found)


def _figures(pairs: Iterable[tuple[Paragraph, Kind]]) -> Iterator[PrintedFigure]:
    for paragraph, kind in pairs:
        if kind in (Kind.BODY, Kind.ABOUT):
            for match in FIGURE.finditer(paragraph.plain):
                end = match.start() + len(match[0].rstrip(" .,"))
                place = place_in(paragraph, match.start(), end)
                yield PrintedFigure(place.words, place)
