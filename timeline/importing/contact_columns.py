"""Contacts that stand in two columns which a copy has run together, told apart again.

A line with two telephones or two e-mail addresses holds two columns. Left then goes with left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.importing.organisations import FORM, KINDS_OF_BODY
from timeline.importing.roles import HEAD_EN, HEAD_FR, NAME, is_name, is_role
from timeline.importing.sections import CONTACT_HEADING
from timeline.importing.spans import Place

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
PHONE = re.compile(
    r"(?<![\w./@-])(?:\+|"
    r"\(\+)?[0-9(][0-9().\s–—-]{6,20}[0-9](?![0-9])(?:,?\s*(?:ext(?:ension)?\.?|x|"
    r"poste|#)\s*[0-9]{1,6})?",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?<![\w@/])(?:t[ée]l[ée]phone|telephone|phone|t[ée]l|tel|t|p|o|office|direct|"
    r"cell(?:ulaire)?|mobile|m|fax|t[ée]l[ée]copieur|toll[- ]?free(?: number)?|sans "
    r"frais|e-?mail|e|courriel|website|web ?site|site(?: web)?|web|url|w|twitter|x|"
    r"facebook|linkedin|instagram|c)\s*\.?\s*(?:\([a-z ]+\))?\s*:\s*",
    re.IGNORECASE,
)
GAP = re.compile(r"\s{3,}|\t+")
BODY = re.compile(
    rf"\b(?:{KINDS_OF_BODY}|Metals|Mining|Minerals|Resources|Explorations?|Gold|Silver|"
    rf"Energy|Advisory|Investor Services)\b|\b{FORM}\.?$"
)
ROLE_END_NAME = re.compile(rf"(?P<left>.*\b(?:{HEAD_EN}|{HEAD_FR}))\s+(?P<right>{NAME}(?:,.*)?)$")
GOES_ON = re.compile(r"(?:and|&|et|,|of|Vice|Chief|Executive|Investor|General|Senior)$")
SECOND_ROLE = re.compile(
    r"(?:President|Chief|Vice|VP|CEO|CFO|Director|Manager|Investor|Head|Senior)\b"
)


@dataclass(frozen=True)
class Line:
    """A piece of a line, and where it stands."""

    words: str
    place: Place


def columns_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in one column, or in two where one line holds what only two contacts have."""
    twice = any(
        len(EMAIL.findall(line.words)) > 1 or len(PHONE.findall(line.words)) > 1 for line in lines
    )
    inline = any(";" in line.words or len(line.words) > 160 for line in lines)
    if not twice or inline or len(lines) < 2:
        return [list(lines)]
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        one, other = _split(line)
        left.append(one)
        if other is not None:
            right.append(other)
    return [left, right]


def _split(line: Line) -> tuple[Line, Line | None]:
    """A line that runs across two columns, in two."""
    words = line.words
    heading = CONTACT_HEADING.match(words)
    begin = 0
    if heading and ":" in words:
        begin = words.index(":") + 1
    at = _split_place(words, begin)
    if at is None:
        return line, None
    return part_of(line, begin, at), part_of(line, at, len(words))


def part_of(line: Line, start: int, end: int) -> Line:
    words = line.words[start:end]
    margin = len(words) - len(words.lstrip())
    bare = words.strip()
    place = line.place
    at = place.start + start + margin
    return Line(
        bare,
        Place(
            place.paragraph,
            at,
            at + len(bare),
            place.words[start + margin : start + margin + len(bare)],
        ),
    )


def _split_place(words: str, begin: int) -> int | None:
    gap = GAP.search(words, begin + 1)
    if gap and words[begin : gap.start()].strip():
        return gap.end()
    for pattern in (EMAIL, PHONE):
        found = list(pattern.finditer(words, begin))
        if len(found) > 1:
            label = list(LABEL.finditer(words, found[0].end(), found[1].start()))
            return label[-1].start() if label else found[1].start()
    labels = list(LABEL.finditer(words, begin))
    if len(labels) > 1 and labels[1].start() > begin + 3:
        return labels[1].start()
    match = ROLE_END_NAME.match(words, begin)
    if match and is_name(match["right"].split(",")[0].strip()):
        return match.start("right")
    return _split_names(words, begin)


def _split_names(words: str, begin: int) -> int | None:
    """Between two names, or a name and an organisation, or two roles."""
    places = [
        match.start() for match in re.finditer(r"(?<=\s)\S", words) if match.start() > begin + 2
    ]
    for at in places:
        left, right = words[begin:at].strip(" ,"), words[at:].strip()
        if is_name(left) and (is_name(right) or BODY.search(right)):
            return at
    for at in places:
        left, right = words[begin:at].strip(), words[at:].strip()
        both = is_role(left) and is_role(right)
        if both and not GOES_ON.search(left) and SECOND_ROLE.match(right):
            return at
    return None
