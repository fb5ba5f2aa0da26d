"""The people of a release, each with the role that is printed beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.importing.date_phrases import fold_word
from timeline.importing.organisations import Organisation, by_name
from timeline.importing.paragraphs import Paragraph
from timeline.importing.roles import (
    DEPARTMENT_AFTER,
    HEAD_EN,
    HEAD_FR,
    LOWER_HEAD,
    NAME,
    NOT_NAMES,
    PERSON,
    POST_NOMINAL,
    ROLE,
    TITLE,
    is_name,
    is_role,
)
from timeline.importing.sections import Kind
from timeline.importing.spans import Place, place_in


@dataclass(frozen=True)
class PrintedPerson:
    """Somebody as named, in the role printed there; the organisation is "" where none is told."""

    name: str
    role: str
    organisation: str
    place: Place
    reason: str = "role_beside_name"


NAME_COMMA = re.compile(rf"(?<![\w'’-]){TITLE}(?P<name>{NAME})(?=\s*[,(])")
ROLES = rf"(?:{HEAD_EN}|{HEAD_FR}|{LOWER_HEAD})"
ROLE_THEN_NAME = re.compile(
    rf"(?P<role>(?:(?:[Ii]nterim|[Aa]cting|[Ss]enior|[Ee]xecutive|[Ss]trategic|[Nn]ew|"
    rf"[Tt]echnical|[Ll]ead|[Cc]onsulting|[Ii]ndependent|[Gg]eneral|[Mm]anaging) "
    rf")*{ROLES}"
    rf"(?:(?: and | & |/|, | et )(?:the )?(?:{ROLES}))*(?: (?:of|for|de|des) "
    rf"(?:[A-Z][\w&'’-]+ ?){{1,3}})?),? {TITLE}(?P<name>{NAME})(?![\w'’-])"
)
TAIL = 200
ENDS = re.compile(
    r"[;:\"“”«»()\n]|\.(?=\s|$)|\b(?:said|says|stated|commented|added|noted|who|which|"
    r"has|have|is|was|are|were|will|would|reviewed|approved|prepared|supervised|a "
    r"d[ée]clar[ée]|d[ée]clare|qui|est|a approuv[ée]|commente|souligne|affirme|speaks|"
    r"spoke|effective|with effect|en vigueur|[àa] compter|starting|in accordance|"
    r"pursuant|as defined|au sens)\b"
)
ARTICLE = re.compile(
    r"(?:(?:a|an|the|its|our|and|une?|le|la|les|et|également|sa|son|also|currently)\s+|l')+",
    re.IGNORECASE,
)
OF_WHOM = re.compile(
    r"\s+(?:of|for|at|with|de|du|chez|pour|d')\s*(?P<whom>(?:the |la |le |l')?[A-ZÀ-Ý].*)$"
)
SECOND_ROLE = re.compile(
    r"\s+(?:and|&|et)\s+(?:a |an |the |une? )?(?:[Qq]ualified [Pp]erson|[Pp]ersonne qualifi[ée]e)$"
)


def people_of(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], organisations: Sequence[Organisation]
) -> tuple[PrintedPerson, ...]:
    """The people in the order they are named first, each once."""
    found: dict[str, PrintedPerson] = {}
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind in (Kind.BODY, Kind.ABOUT):
            for person in _in_text(paragraph, organisations):
                found.setdefault(person_key(person.name), person)
        elif kind is Kind.SIGNATURE:
            for person in _in_signature(paragraph, organisations):
                found.setdefault(person_key(person.name), person)
    return tuple(found.values())


def person_key(name: str) -> str:
    """The first and the last name, to tell people by: initials come and go."""
    words = [
        word
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", fold_word(name))
        if len(word) > 1
    ]
    return f"{words[0]} {words[-1]}" if words else name


def _in_text(
    paragraph: Paragraph, organisations: Sequence[Organisation]
) -> Iterator[PrintedPerson]:
    text = paragraph.plain
    flat = text.replace("\n", " ")
    found = []
    for match in NAME_COMMA.finditer(flat):
        if person := _with_role_after(paragraph, text, match, organisations):
            found.append(person)
    for match in ROLE_THEN_NAME.finditer(flat):
        name = match["name"]
        if is_name(name) and not _is_organisation(name, organisations):
            place = place_in(paragraph, match.start("name"), match.end("name"))
            role = match["role"].strip(" ,")
            found.append(PrintedPerson(place.words, role, _issuer(organisations), place))
    found.extend(_appointed(paragraph, flat, organisations))
    yield from sorted(found, key=lambda person: person.place.start)


APPOINTED = re.compile(
    rf"{TITLE}(?P<name>{NAME})(?:'s)?,? (?:(?:has|have|was|is|will be|has been|a "
    rf"[ée]t[ée]|est) )*(?:also )?(?:been )?(?:appointed|named|promoted|elected|joined|"
    rf"joins|join|nomm[ée]e?|promue?)(?: (?:as|to|by|the|a|an|its|our|Company|"
    rf"Corporation|Board|position of|role of|au poste de|[àa] titre de|of|comme|"
    rf"[A-Z][\w]+ as))*\s+(?P<role>[^.;:\n]{{3,120}})"
    rf"|(?:[Aa]ppoint(?:s|ed|ment of|ing)?|welcom(?:e|es|ed|ing)|nam(?:es|ed|ing)|"
    rf"nomination de|promotion of|hir(?:ed|es|ing)(?: of)?) (?:of "
    rf")?{TITLE}(?P<name2>{NAME})(?:,? (?:as|to|to the position of|[àa] titre de|au "
    rf"poste de|comme)(?: (?:the|its|our|a|an))?\s+)(?P<role2>[^.;:\n]{{3,120}})",
)


def _appointed(
    paragraph: Paragraph, text: str, organisations: Sequence[Organisation]
) -> Iterator[PrintedPerson]:
    """ "Jane Roe has been appointed Vice President", "the appointment of Jane Roe as …"."""
    for match in APPOINTED.finditer(text):
        group = "name" if match["name"] else "name2"
        name = match[group]
        role, whom = role_after(match["role"] or match["role2"], organisations)
        if role and is_name(name) and not _is_organisation(name, organisations):
            place = place_in(paragraph, match.start(group), match.end(group))
            yield PrintedPerson(place.words, role, whom or _issuer(organisations), place)


def _with_role_after(
    paragraph: Paragraph, text: str, match: re.Match[str], organisations: Sequence[Organisation]
) -> PrintedPerson | None:
    start, name = match.start("name"), match["name"]
    while NOT_NAMES.search(name.split(" ", 1)[0]) and name.count(" ") > 1:
        start += len(name.split(" ", 1)[0]) + 1
        name = name.split(" ", 1)[1]
    if not is_name(name) or _is_organisation(name, organisations):
        return None
    role, whom = role_after(text[match.end() : match.end() + TAIL], organisations)
    if not role:
        return None
    place = place_in(paragraph, start, match.end("name"))
    return PrintedPerson(
        place.words.replace("\n", " "), role, whom or _issuer(organisations), place
    )


def role_after(tail: str, organisations: Sequence[Organisation]) -> tuple[str, str]:
    """The role in the words behind a name, and whose it is; "" for neither."""
    tail = re.sub(r"\((?:[A-Z][\w.]{0,12},? ?)+\)", "", tail)
    tail = tail.lstrip(" ,")
    while match := re.match(rf"{POST_NOMINAL.pattern}(?=[\s,;.]|$)[\s,]*", tail):
        tail = tail[match.end() :]
    end = ENDS.search(tail)
    segments = [part.strip() for part in (tail[: end.start()] if end else tail).split(",")]
    if not segments or not segments[0]:
        return "", ""
    first, whom = _bare_role(segments[0], organisations)
    if not ROLE.search(first) or len(first) > 100:
        return "", ""
    if not whom and len(segments) > 1 and DEPARTMENT_AFTER.search(first):
        department, whom = _bare_role(segments[1], organisations)
        if _is_department(department):
            first = f"{first}, {department}"
    shorter = SECOND_ROLE.sub("", first)
    return (shorter if ROLE.search(shorter) else first), whom


def _is_department(words: str) -> bool:
    if not words or len(words.split()) > 6 or re.search(r"[0-9@]", words):
        return False
    if re.match(r"Qualified Person|[Pp]ersonne qualifi", words) or is_name(words):
        return False
    return words[0].isupper() or bool(
        re.match(
            r"(?:relations|exploration|d[ée]veloppement|op[ée]rations|finances|"
            r"communications|g[ée]ologie|corporate|investor)",
            words,
        )
    )


def _bare_role(words: str, organisations: Sequence[Organisation]) -> tuple[str, str]:
    """The role without an article or a company's name around it, and that company."""
    whom = ""
    if match := OF_WHOM.search(words):
        named = by_name(organisations, match["whom"])
        if named or re.match(
            r"(?:the |la |le |l')?(?:Company|Corporation|Soci[ée]t[ée]|Compagnie|Issuer)$",
            match["whom"],
        ):
            words = words[: match.start()]
            whom = named.name if named else _issuer(organisations)
        elif not re.match(
            r"(?:the )?(?:Board|Exploration|Operations|Communications|Corporate|"
            r"Investor|Business|Geology|Sales|Marketing|Finance|Development|"
            r"Technology|Metallurgy|Engineering|Sustainab\w+|Environment\w*|Human|"
            r"Legal|Project)",
            match["whom"],
        ):
            whom = match["whom"]
            words = words[: match.start()]
    words = ARTICLE.sub("", words, count=1) if ARTICLE.match(words) else words
    for organisation in organisations:
        for name in (organisation.name, *organisation.aliases):
            plain = name.replace("’", "'")
            for form in (f"{plain}'s ", f"{plain}' ", f"{plain} "):
                if words.startswith(form):
                    return words[len(form) :].strip(), organisation.name
    words = re.sub(r"^(?:[A-Z][\w-]+ ){1,3}?'s |^(?:the )?(?:Company|Corporation)'s ", "", words)
    return words.strip(" ."), whom


def _in_signature(
    paragraph: Paragraph, organisations: Sequence[Organisation]
) -> Iterator[PrintedPerson]:
    lines = paragraph.text.split("\n")
    place = 0
    for index, line in enumerate(lines):
        name = line.strip().strip('"“”() ')
        start = place + line.find(name) if name else place
        place += len(line) + 1
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        if is_name(name) and is_role(following):
            role, _whom = _bare_role(following.strip("()"), organisations)
            yield PrintedPerson(
                name,
                role,
                _issuer(organisations),
                place_in(paragraph, start, start + len(name)),
                "signature",
            )
            continue
        match = PERSON.match(name)
        if match and "," in name and is_name(match["name"]):
            role, whom = role_after(name[match.end() :], organisations)
            if role:
                yield PrintedPerson(
                    match["name"],
                    role,
                    whom or _issuer(organisations),
                    place_in(paragraph, start, start + match.end()),
                    "signature",
                )


def _is_organisation(name: str, organisations: Sequence[Organisation]) -> bool:
    return by_name(organisations, name) is not None


def _issuer(organisations: Sequence[Organisation]) -> str:
    return organisations[0].name if organisations else ""
