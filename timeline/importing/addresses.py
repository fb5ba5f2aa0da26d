"""The addresses of pages that a release prints. None of them is ever opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.importing.paragraphs import Paragraph
from timeline.importing.spans import Place, place_in

ENDINGS = (
    "com|ca|org|net|io|co|eu|de|fr|no|se|fi|uk|au|us|info|biz|gov|edu|int|be|ch|mx|cl|pe|"
    "br|quebec|example|test|gold|tv|me"
)
ADDRESS = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"'«»“”]+|www\.[^\s<>\"'«»“”]+"
    rf"|"
    rf"(?:[a-z0-9](?:[a-z0-9-]{{0,60}}[a-z0-9])?\.){{1,3}}(?:{ENDINGS})(?![\w.@-])"
    r"(?:/[^\s<>\"'«»“”]*)?)",
    re.IGNORECASE,
)
CLOSING = ".,;:!?)]}>"


@dataclass(frozen=True)
class PrintedAddress:
    """An address as it is printed, or as a link leads to it."""

    address: str
    place: Place | None


def addresses_of(paragraphs: Iterable[Paragraph]) -> tuple[PrintedAddress, ...]:
    """The addresses in order, each once, whether with or without "https://www."."""
    found: dict[str, PrintedAddress] = {}
    for paragraph in paragraphs:
        for address in _in_paragraph(paragraph):
            found.setdefault(_key(address.address), address)
    return tuple(found.values())


def _in_paragraph(paragraph: Paragraph) -> Iterator[PrintedAddress]:
    for link in paragraph.links:
        yield PrintedAddress(link, None)
    for match in ADDRESS.finditer(paragraph.text):
        words = match[0].rstrip(CLOSING)
        if "(" in words and match[0].startswith(words + ")"):
            words += ")"
        if len(words) < 5 or "@" in words.split("/", 1)[0]:
            continue
        yield PrintedAddress(words, place_in(paragraph, match.start(), match.start() + len(words)))


def _key(address: str) -> str:
    bare = re.sub(r"^[a-z]+://", "", address.casefold())
    return re.sub(r"^www\.", "", bare).rstrip("/")
