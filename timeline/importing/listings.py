"""The listings that a release prints: an exchange and the symbol there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.importing.paragraphs import Paragraph
from timeline.importing.spans import Place, place_in

# The name of each exchange as the site writes it, and how releases print it.
EXCHANGES = (
    (
        "TSXV",
        (
            r"TSX[- .]?V(?:enture)?(?: Exchange)?|TSX Croissance|CVE|CDNX"
            r"|Bourse de croissance(?: de)? (?:la )?TSX"
        ),
    ),
    ("TSX", r"TSX|Toronto Stock Exchange|Bourse de Toronto"),
    ("OTCQB", r"OTC ?QB(?: Venture Market| Market)?"),
    ("OTCQX", r"OTC ?QX(?: Best Market| International)?"),
    ("OTC Pink", r"OTC ?(?:Markets? )?(?:Pink(?: Sheets?)?|PK)|Pink Sheets?|OTC ?Markets?|OTC"),
    ("CSE", r"CSE|CNSX|Canadian Securities Exchange"),
    (
        "FSE",
        (
            r"FSE|FRA|FWB|Frankfurt(?: Stock Exchange)?|Frankfurt SE|Francfort|Germany"
            r"|Bourse de Francfort"
        ),
    ),
    ("NYSE American", r"NYSE[- ]?(?:American|MKT|Amex)|AMEX"),
    ("NYSE", r"NYSE|New York Stock Exchange"),
    ("NASDAQ", r"NASDAQ(?: ?CM| Capital Market| Global(?: Select)? Market)?|Nasdaq"),
    ("ASX", r"ASX|Australian Securities Exchange"),
    ("Oslo Børs", r"OSE|Oslo(?: Børs| Bors| Stock Exchange)?|OSL"),
    ("AIM", r"AIM|LSE[- ]AIM"),
    ("LSE", r"LSE|London Stock Exchange"),
    ("Cboe Canada", r"Cboe(?: Canada)?|NEO(?: Exchange)?"),
    ("Nasdaq Stockholm", r"Nasdaq (?:First North|Stockholm)[\w ]{0,16}"),
    ("JSE", r"JSE"),
    ("SIX", r"SIX(?: Swiss Exchange)?"),
)
NAME = "|".join(f"(?P<e{place}>{names})" for place, (_, names) in enumerate(EXCHANGES))
ANY_NAME = "|".join(names for _, names in EXCHANGES)
SYMBOL = r"[A-Z0-9]{1,6}(?:[.-][A-Z0-9]{1,3})?"
EXCHANGE = re.compile(rf"(?<![\w.])(?:{NAME})(?!\w)", re.IGNORECASE)
LISTED = re.compile(
    rf"(?<![\w.])(?P<names>(?:{ANY_NAME})(?:\s*(?:,|/|&|and|et)\s*(?:{ANY_NAME}))*)"
    rf"(?: symbol)?\s*[:：]\s*(?P<quote>[\"']?)(?P<symbol>{SYMBOL})(?![\w])(?!\.[a-z])",
    re.IGNORECASE,
)
UNDER = re.compile(
    rf"(?<![\w.])(?P<names>{ANY_NAME})(?: Exchange| market| exchange)?,?\s*"
    r"(?:\([^()]{0,40}\)\s*)?(?:under (?:the )?(?:trading |ticker )?symbols?|under|as|"
    r"sous le symbole(?: boursier)?|symbole|trading symbol)"
    rf"\s*[:\"«]+\s*(?P<symbol>{SYMBOL})\s*[\"»]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedListing:
    """An exchange, as the site names it, and a symbol, where they are printed first."""

    exchange: str
    symbol: str
    place: Place


def listings_of(paragraphs: Iterable[Paragraph]) -> tuple[PrintedListing, ...]:
    """The listings of a release in order, each once."""
    found: dict[tuple[str, str], PrintedListing] = {}
    for paragraph in paragraphs:
        for listing in _in_paragraph(paragraph):
            found.setdefault((listing.exchange, listing.symbol), listing)
    return tuple(found.values())


def _in_paragraph(paragraph: Paragraph) -> Iterator[PrintedListing]:
    text = re.sub(r"\s", " ", paragraph.plain)
    for pattern in (LISTED, UNDER):
        for match in pattern.finditer(text):
            if not match["symbol"].isupper() or (
                match["symbol"].isdecimal() and len(match["symbol"]) < 3
            ):
                continue
            place = place_in(paragraph, match.start(), match.end())
            for name in EXCHANGE.finditer(match["names"]):
                if name.lastgroup:
                    yield PrintedListing(
                        EXCHANGES[int(name.lastgroup[1:])][0], match["symbol"], place
                    )


def symbols_are_in(words: str) -> bool:
    """Whether the words hold a listing."""
    return bool(LISTED.search(words))
