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
    r"|update|diffusion|immediate|source|contact|effective|since|from|between|by|on|"
    r"as|after|before|until)\b",
    re.IGNORECASE,
)
DATE_LABEL = re.compile(
    r"\W*(?:date(?:d)?|published|publié|release date|le)\s*:?\s*$", re.IGNORECASE
)
# A place without a day: "Halifax, Nova Scotia – Tern Hollow …".
PLACE_ALONE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][\w'’.-]+(?:[ -][A-ZÀ-Ý][\w'’.-]*){0,3}(?:, "
    r"?[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,2}){0,2}"
    r"(?: ?\([A-ZÀ-Ý][^()]{1,24}\))?)\s*(?:--?|[–—])\s*(?=[\"“«(]?[A-ZÀ-Ý])"
)


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
    if day is None:
        day, day_place, reason = _stamp(document, found.paragraph or LOOKED_AT)
    wire, wire_place = found.wire, found.wire_place
    if not wire:
        wire, wire_place = _wire_above(document, kinds, found.paragraph)
    return Dateline(
        found.paragraph,
        found.body_start,
        day,
        day_place,
        found.place,
        found.place_place,
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
    end = ENDS.match(after)
    rest = paragraph.text[found.end + (end.end() if end else 0) :]
    if end is None or len(rest.strip()) < 30 or "\n" in rest[:25]:
        return None
    start, place_end = _place_bounds(before)
    text_start = found.end + end.end()
    if place_end <= start:  # the day comes first: "12 March 2021 – Toronto, Ontario – …"
        following = PLACE_ALONE.match(paragraph.plain[text_start : text_start + HEAD].translate({}))
        if following is None:
            if DATE_LABEL.match(before) and before.strip():
                return None
            place = ""
        else:
            place = following["place"]
            start, place_end = text_start, text_start + len(place)
            text_start += following.end()
    else:
        place = paragraph.text[start:place_end]
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
