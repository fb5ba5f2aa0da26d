"""The headline, or none: what stands above the dateline and is no stamp, banner or name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.importing.dateline import WIRE
from timeline.importing.full_days import FULL_DAY
from timeline.importing.paragraphs import BULLET, Paragraph
from timeline.importing.reading import Document
from timeline.importing.sections import BANNER, Kind
from timeline.importing.spans import Value, place_in

LONGEST = 400
ONLY_A_NAME = re.compile(
    r"[\w&'.,() -]{2,70}\b(?:inc|corp|corporation|ltd|limited|ltée|llc|plc|asa|sa|ag|nl)\b\.?"
    r"(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
NOT_HEADLINES = re.compile(
    r"(?:highlights?|faits saillants|key points|summary|sommaire|points saillants)\b.{0,30}:?$"
    r"|\(?(?:tsx|otc|nyse|nasdaq|cse|asx|fse|ose|frankfurt)[\w .-]{0,12}:"
    r"|(?:symbol|ticker|shares|issued)\b.{0,60}:|www\.|https?:|page [0-9]"
    r"|(?:home|news|menu|back to|share this|print)\b.{0,25}$",
    re.IGNORECASE,
)


def headline_of(document: Document, kinds: Sequence[Kind], lead: int) -> Value | None:
    """The headline; ``lead`` is the number of the paragraph with the dateline, 0 for none.

    None where the document has no headline: then it is for a person to write one, and to say so.
    """
    above = document.paragraphs[: lead - 1] if lead else document.paragraphs[:6]
    for paragraph in above:
        if paragraph.role == "h1" and (found := _headline_in(paragraph)):
            return found
    for paragraph in above:
        if kinds[paragraph.number - 1] in (Kind.BANNER, Kind.TABLE, Kind.SOURCE, Kind.CONTACT):
            continue
        found = _headline_in(paragraph)
        if found and (lead or not found.value.endswith(".")):
            return found
        if not lead and len(paragraph.text) > LONGEST:
            return None
    return None


def _headline_in(paragraph: Paragraph) -> Value | None:
    """The lines of a block above the dateline that are its headline, once banners are off."""
    text = paragraph.plain
    start, kept_end = 0, 0
    first: int | None = None
    for line in text.split("\n"):
        end = start + len(line)
        if _is_banner(line):
            if first is not None:
                break
        elif line.strip():
            first = start if first is None else first
            kept_end = end
        start = end + 1
    if first is None:
        return None
    words = text[first:kept_end].strip()
    if not _looks_like_one(words):
        return None
    place = place_in(paragraph, first, kept_end)
    return Value(" ".join(place.words.split()), place, "headline")


def _is_banner(line: str) -> bool:
    bare = " ".join(line.split())
    if FULL_DAY.match(bare) and len(bare) < 70:
        return True
    if BANNER.fullmatch(bare) or NOT_HEADLINES.match(bare):
        return True
    without = WIRE.sub("", FULL_DAY.sub("", bare))
    return bool(bare) and len(re.sub(r"[\W\d_]", "", without)) < 6


def _looks_like_one(words: str) -> bool:
    if not 12 <= len(words) <= LONGEST or BULLET.match(words) or len(words.split()) < 3:
        return False
    if ONLY_A_NAME.fullmatch(words) and len(words.split()) < 8:
        return False
    if words.endswith(":") or words.count(". ") > 1:
        return False
    ends = words.endswith(".") and not re.search(r"(?:\b[A-Z]\.|Inc\.|Corp\.|Ltd\.|Co\.)$", words)
    return not ends or len(words) < 160
