"""Where and when a release was given out, and over which wire: its dateline and stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.importing.full_days import FULL_DAY, FullDay, day_of, full_days
from timeline.importing.paragraphs import Paragraph
from timeline.importing.reading import Document
from timeline.importing.sections import Kind
from timeline.importing.spans import Place, place_in
from timeline.importing.word_sets import word_set

WIRES = (
    ("GlobeNewswire", r"globe ?newswire"),
    ("Newsfile", r"newsfile(?: corp)?"),
    ("CNW", r"cnw(?: group| telbec)?|canada newswire|groupe cnw|newswire\.ca"),
    ("Business Wire", r"business ?wire"),
    ("PR Newswire", r"pr ?newswire"),
    ("Accesswire", r"access ?wire"),
    ("Marketwired", r"market ?wire(?:d)?"),
    ("TheNewswire", r"the ?newswire"),
)
WIRE = re.compile(
    r"(?<![\w.@])(?:"
    + "|".join(f"(?P<w{place}>{pattern})" for place, (_, pattern) in enumerate(WIRES))
    + r")(?![\w@]|\.(?:com|ca)\b)",
    re.IGNORECASE,
)
LOOKED_AT = 30  # paragraphs from the top among which a dateline is looked for
HEAD = 260  # characters of a paragraph in which its dateline lies
# What may stand between the day and the text: "- ", " -- ", "/ ", ": ", "(wire) – ".
ENDS = re.compile(
    r"\s*,?\s*(?:\([^()]{0,60}\)|/[^/]{2,40}/|[–—-]*\s*\(?[^()/]{0,30}wire[^()/]{0,20}\)?)?[\s,.]*"
    r"(?:[-–—]{1,3}|/|:|\)\s*[-–—]*|\||(?=[A-Z\"“«][\w'’-]+ ))\s*"
)
SMALL = word_set(
    "and et de du des la le les of the on in sur en à au near al el los las dos d l st"
)
PLACE_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
NOT_PLACES = re.compile(
    r"\b(?:release|communiqu|table|inc|corp|ltd|limited|date[ds]?|news|toll|tsx|otc|"
    r"announce|report|page"
    r"|bulletin|update|diffusion|immediate|source|contact|effective|since|from|between|by|on|"
    r"as|after|before|until)\b",
    re.IGNORECASE,
)
DATE_LABEL = re.compile(
    r"\W*(?:date(?:d)?|published|publié|release date|le)\s*:?\s*$", re.IGNORECASE
)
# "Halifax, Nova Scotia", "Rouyn-Noranda (Québec) Canada".
PLACE = (
    r"(?P<place>[A-ZÀ-Ý][\w'’.-]+(?:[ -][A-ZÀ-Ý][\w'’.-]*){0,3}(?:, "
    r"?[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,2}){0,2}"
    r"(?:,? ?\((?![^()]*(?i:wire|cnw))[A-ZÀ-Ý][^()]{1,24}\)(?:,? [A-ZÀ-Ý][\w'’.-]+)?)?)"
)
BEGINS = r"\s*(?=[\"“«(]?[A-ZÀ-Ý])"  # the text, after what divides it from the place
# A place without a day: "Halifax, Nova Scotia – Tern Hollow …".
PLACE_ALONE = re.compile(PLACE + r"\s*(?:--?|[–—])" + BEGINS)
# A place after the day: "MAY 4, 2021, VANCOUVER, BC: …", "May 4, 2021 – Halifax – …".
PLACE_AFTER_COMMA = re.compile(
    r"\s*,\s*" + PLACE + r"\s*(?:\([^()]{0,60}\)\s*)?(?:--?|[–—]|:|\n)" + BEGINS
)
PLACE_AFTER_DASH = re.compile(r"\s*(?:[-–—]{1,3}|/|\||:)?\s*" + PLACE_ALONE.pattern)
PLACE_ONLY = re.compile(PLACE + r"\.?")


@dataclass(frozen=True)
class Dateline:
    """What was found. ``body_start`` is where the text begins in ``paragraph``; 0 for none."""

    paragraph: int = 0
    body_start: int = 0
    day: date | None = None
    day_place: Place | None = None
    place: str = ""
    place_place: Place | None = None
    wire: str = ""
    wire_place: Place | None = None
    reason: str = "dateline"


def dateline_of(document: Document, kinds: Sequence[Kind]) -> Dateline:
    """The dateline, with what stamps above it say where it leaves something out."""
    found = _first_dateline(document.paragraphs)
    day, day_place, reason = found.day, found.day_place, "dateline"
    place, place_place = found.place, found.place_place
    if day is None:
        day, day_place, reason = _stamp(document, found.paragraph or LOOKED_AT)
    if not place and day_place:
        place, place_place = _place_beside(document.paragraphs[day_place.paragraph - 1], day_place)
    wire, wire_place = found.wire, found.wire_place
    if not wire:
        wire, wire_place = _wire_above(document, kinds, found.paragraph)
    return Dateline(
        found.paragraph,
        found.body_start,
        day,
        day_place,
        place,
        place_place,
        wire,
        wire_place,
        reason,
    )


def city_of(place: str) -> str:
    """The first place named, without its province or country, and not in capitals."""
    first = re.split(r"[,/(;]| and | et | & ", place)[0].strip(" .-–—")
    return first.title().replace("’S", "’s").replace("'S", "'s") if first.isupper() else first


def _first_dateline(paragraphs: Sequence[Paragraph]) -> Dateline:
    without_day: Dateline | None = None
    for paragraph in paragraphs[:LOOKED_AT]:
        if paragraph.role in ("table", "h1", "h2"):
            continue
        if found := _dated(paragraph):
            return found
        if without_day is None:
            without_day = _undated(paragraph)
    return without_day or Dateline()


def _dated(paragraph: Paragraph) -> Dateline | None:
    """A paragraph that begins with a place and a day, in either order."""
    head = paragraph.plain[:HEAD]
    for found in full_days(head):
        if head[: found.start].count("\n") > 1:
            break
        before, after = head[: found.start], head[found.end :]
        if not _is_place_or_wire(before):
            break
        dateline = _from_day_on(paragraph, found, before, after)
        if dateline is not None:
            return dateline
    return None


def _from_day_on(paragraph: Paragraph, found: FullDay, before: str, after: str) -> Dateline | None:
    start, place_end = _place_bounds(before)
    following = None
    if place_end <= start:  # the day comes first: "12 March 2021 – Toronto, Ontario – …"
        following = _place_after(after)
    if following is not None:
        start, place_end = (found.end + bound for bound in following.span("place"))
        text_start = found.end + following.end()
    else:
        end = ENDS.match(after)
        is_labelled = place_end <= start and DATE_LABEL.match(before) and before.strip()
        if end is None or is_labelled:
            return None
        text_start = found.end + end.end()
    rest = paragraph.text[text_start:]
    if len(rest.strip()) < 30 or "\n" in rest[:25]:
        return None
    place = paragraph.text[start:place_end] if place_end > start else ""
    wire = WIRE.search(paragraph.plain[:text_start])
    return Dateline(
        paragraph.number,
        text_start,
        found.day,
        place_in(paragraph, found.start, found.end),
        " ".join(place.split()),
        place_in(paragraph, start, place_end) if place else None,
        _wire_name(wire),
        place_in(paragraph, wire.start(), wire.end()) if wire else None,
    )


def _place_after(after: str) -> re.Match[str] | None:
    """The place that stands behind a day, with what divides it from the text."""
    for pattern in (PLACE_AFTER_COMMA, PLACE_AFTER_DASH):
        match = pattern.match(after)
        if match and not NOT_PLACES.search(match["place"]):
            return match
    return None


def _undated(paragraph: Paragraph) -> Dateline | None:
    """ "TORONTO--(BUSINESS WIRE)--Company …" or "Thunder Bay, Ontario – Company …"."""
    head = paragraph.plain[:HEAD]
    if len(paragraph.text) < 80 or paragraph.role:
        return None
    wire = WIRE.search(head[:120])
    if wire and _is_place_or_wire(head[: wire.end()]):
        end = re.compile(r"[\s)/]*(?:[-–—]{1,3}|/|:)?\s*").match(head, wire.end())
        start, place_end = _place_bounds(head[: wire.start()])
        if end and place_end > start:
            return Dateline(
                paragraph.number,
                end.end(),
                None,
                None,
                paragraph.text[start:place_end],
                place_in(paragraph, start, place_end),
                _wire_name(wire),
                place_in(paragraph, wire.start(), wire.end()),
            )
    match = PLACE_ALONE.match(head)
    if match is None or NOT_PLACES.search(match["place"]) or not _has_dash(head, match):
        return None
    return Dateline(
        paragraph.number,
        match.end(),
        place=match["place"],
        place_place=place_in(paragraph, match.start("place"), match.end("place")),
    )


def _has_dash(head: str, match: re.Match[str]) -> bool:
    """A dash between spaces, or two of them: not the hyphen of a name."""
    return bool(re.search(r"\s-+\s|--", head[match.end("place") : match.end()]))


def _is_place_or_wire(before: str) -> bool:
    """Whether words before a day can be a place and a wire, and nothing else."""
    bare = WIRE.sub(" ", before)
    if len(bare) > 110 or (NOT_PLACES.search(bare) and not DATE_LABEL.match(bare)):
        return False
    words = PLACE_WORD.findall(bare)
    if re.search(r"[0-9@$%;!?\"]", bare):
        return False
    return all(word[0].isupper() or word.lower() in SMALL for word in words)


def _place_bounds(before: str) -> tuple[int, int]:
    """Where the place stands in the words before the day or the wire."""
    wire = WIRE.search(before)
    bare = before[: wire.start()] if wire else before
    stripped = bare.strip(" \n,-–—/(|:.")
    if not stripped or stripped.lower() in SMALL or DATE_LABEL.fullmatch(stripped):
        rest = before[wire.end() :].strip(" \n,-–—/(|:).") if wire else ""
        start = before.find(rest, wire.end()) if wire and rest else 0
        return start, start + len(rest)
    stripped = re.sub(r"[\s,–—-]+(?:le|the|on)$", "", stripped)
    start = bare.index(stripped)
    return start, start + len(stripped)


def _stamp(document: Document, until: int) -> tuple[date | None, Place | None, str]:
    """The day of a stamp above the text, or the one that the page's markup gives."""
    for paragraph in document.paragraphs[: max(until, 1)]:
        text = paragraph.plain
        if len(text) < 140 or paragraph.number < 4:
            for found in full_days(text[:HEAD]):
                line = text[: found.end].rsplit("\n", 1)[-1]
                if len(line) < 120:
                    return found.day, place_in(paragraph, found.start, found.end), "stamp"
    if document.dated and (day := day_of(document.dated)):
        return day, None, "markup"
    for paragraph in document.paragraphs[-6:]:
        for found in full_days(paragraph.plain[:HEAD]):
            if len(paragraph.text) < 80:
                return found.day, place_in(paragraph, found.start, found.end), "stamp"
    return None, None, "stamp"


def _place_beside(paragraph: Paragraph, day: Place) -> tuple[str, Place | None]:
    """The place that a line of its own has besides the day: "MAY 4, 2021, VANCOUVER".

    A name may stand so too. A place has its province or country, or "le" before the day; or it
    comes after the day; or it is one word in capitals.
    """
    found = next((one for one in full_days(paragraph.plain) if one.day), None)
    line = paragraph.plain
    if found is None or "\n" in line.strip() or len(line) > 120:
        return "", None
    before, after = line[: found.start], line[found.end :]
    words = (before + after).strip(" ,-–—/|:.")
    match = PLACE_ONLY.fullmatch(words)
    if match is None or NOT_PLACES.search(words) or WIRE.search(words):
        return "", None
    comes_after = not before.strip(" ,-–—/|:.")
    has_le = line[found.start :].lower().startswith("le ")
    is_one_capital = words.isupper() and " " not in words
    if not (comes_after or has_le or is_one_capital or re.search(r"[,(]", words)):
        return "", None
    start = line.index(words)
    return words, place_in(paragraph, start, start + len(words))


def _wire_above(document: Document, kinds: Sequence[Kind], until: int) -> tuple[str, Place | None]:
    """A wire that a line of its own names, above the text or under it."""
    for paragraph, kind in zip(document.paragraphs, kinds, strict=True):
        stamp = kind is Kind.BANNER or FULL_DAY.search(paragraph.plain[:80])
        above = paragraph.number < (until or 6) and stamp and len(paragraph.text) < 120
        source = kind is Kind.SOURCE and len(paragraph.text) < 160
        match = WIRE.search(paragraph.plain) if above or source else None
        if match:
            return _wire_name(match), place_in(paragraph, match.start(), match.end())
    return "", None


def _wire_name(match: re.Match[str] | None) -> str:
    if match is None or match.lastgroup is None:
        return ""
    return WIRES[int(match.lastgroup[1:])][0]
