"""Who may be asked, as a release prints it: names with roles, telephones and e-mail addresses.

Contacts stand in lines, in one running sentence, or in columns beside each other. Columns that a
copy has run together are told apart by what stands twice in a line; left then goes with left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.importing.addresses import ADDRESS
from timeline.importing.contact_columns import BODY, EMAIL, LABEL, PHONE, Line, columns_of, part_of
from timeline.importing.date_phrases import fold_word
from timeline.importing.organisations import Organisation, by_name, key
from timeline.importing.paragraphs import Paragraph
from timeline.importing.people import person_key, role_after
from timeline.importing.roles import PERSON, POST_NOMINAL, is_name, is_role
from timeline.importing.sections import CONTACT_HEADING, Kind
from timeline.importing.spans import Place, place_in

FAX = re.compile(r"(?:fax|t[ée]l[ée]copieur|f)\s*\.?\s*:\s*$", re.IGNORECASE)
TOLL_FREE = re.compile(r"(?:toll[- ]?free|sans frais)[^:]{0,12}:?\s*$", re.IGNORECASE)
DESK = re.compile(
    r"(?:Investor|Media|Public|Corporate|Press)(?: and (?:Media|Investor))? "
    r"(?:Relations|Inquiries|Communications|Contact)|Relations (?:avec les "
    r")?(?:investisseurs|m[ée]dias|publiques)|Communications|Head Office|Corporate "
    r"Secretary",
    re.IGNORECASE,
)


# A line of capitalised words that is no name and no role: whom the next contact works for.
UNKNOWN = re.compile(r"[A-ZÀ-Ý][\w'’&.-]*(?:,? (?:&|and|et|[A-ZÀ-Ý][\w'’&.-]*)){1,5}")


@dataclass
class PrintedContact:
    """A contact as printed; "" for what is not."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    places: list[Place] = field(default_factory=list)
    columns: bool = False

    @property
    def reachable(self) -> bool:
        return bool(self.phone or self.email)


def contacts_of(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], organisations: Sequence[Organisation]
) -> tuple[PrintedContact, ...]:
    """The contacts of a release in the order they are printed."""
    found: list[PrintedContact] = []
    for section in _sections(paragraphs, kinds):
        lines = [line for paragraph in section for line in _lines(paragraph)]
        columns = columns_of(lines)
        for column in columns:
            for contact in Reading(organisations).read(column):
                contact.columns = len(columns) > 1
                found.append(contact)
    return tuple(_finished(found, organisations))


def _sections(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> Iterator[list[Paragraph]]:
    """Contact paragraphs that follow each other."""
    section: list[Paragraph] = []
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind is Kind.CONTACT:
            section.append(paragraph)
        elif section:
            yield section
            section = []
    if section:
        yield section


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    start = 0
    for line in paragraph.plain.split("\n"):
        place = place_in(paragraph, start, start + len(line))
        if place.words:
            yield Line(place.words.translate({0xA0: " "}), place)
        start += len(line) + 1


class Reading:
    """One column read from the top: what belongs to the contact at hand, and where it ends."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self.organisations = organisations
        self.done: list[PrintedContact] = []
        self.now = PrintedContact()
        self.body = ""
        self.desk = ""

    def read(self, lines: Sequence[Line]) -> list[PrintedContact]:
        for line in lines:
            for part in _parts(line):
                self._take(part)
        self._close()
        share_reach(self.done)
        return self.done

    def _close(self) -> None:
        if self.now.reachable or (self.now.name and self.now.role):
            if not self.now.name and self.desk:
                self.now.name = self.desk
            if not self.now.organisation:
                self.now.organisation = self.body
            self.done.append(self.now)
        self.now = PrintedContact()
        self.desk = ""

    def _take(self, line: Line) -> None:
        words = self._without_heading(line.words)
        words, reached = self._reach(words, line)
        words = re.sub(
            r"\s+(?:at|or|by|via|par|au|à|ou)$", "", LABEL.sub("", words).strip(" ,;:|-–—•")
        )
        words = re.sub(r"^(?:or|and|at|ou|et|by e-?mail|by phone)\b\s*", "", words).strip(" ,;:")
        if not words:
            return
        before = self.now.reachable and not reached
        self._name_or_role(words, line, before)

    def _without_heading(self, words: str) -> str:
        match = CONTACT_HEADING.match(words)
        if match is None:
            return words
        desk = DESK.match(words)
        if desk and not words[desk.end() :].strip(" :"):
            return words
        end = words.find(":", match.start())
        if end < 0:
            rest = words[match.end() :]
            contact = re.search(
                r"\b(?:please contact|contact|communiquer avec|veuillez communiquer avec)\b",
                words,
                re.I,
            )
            if contact:
                return words[contact.end() :]
            return rest if EMAIL.search(rest) or PHONE.search(rest) else ""
        prefix = words[:end]
        if re.match(r"(?:media|investor|press|m[ée]dias|relations)", prefix, re.I):
            if self.now.reachable:
                self._close()
            self.body = ""
            self.desk = prefix.strip() if DESK.fullmatch(prefix.strip()) else self.desk
        return words[end + 1 :]

    def _reach(self, words: str, line: Line) -> tuple[str, bool]:
        """Take the telephone and the e-mail address out of the words."""
        reached = False
        first = re.split(r"[,;|]", words)[0].strip()
        if self.now.name and is_name(first) and person_key(first) != person_key(self.now.name):
            self._close()
        for match in EMAIL.finditer(words):
            if self.now.email and self.now.email != match[0]:
                self._close()
            self.now.email = self.now.email or match[0].rstrip(".")
            self.now.places.append(line.place)
            reached = True
        without = EMAIL.sub(" ", words)
        without = ADDRESS.sub(" ", without)
        for match in PHONE.finditer(without):
            digits = re.sub(r"\D", "", match[0])
            before = without[: match.start()]
            if not 7 <= len(digits) <= 20 or FAX.search(before):
                continue
            if self.now.phone and TOLL_FREE.search(before):
                continue
            self.now.phone = self.now.phone or " ".join(match[0].split())
            self.now.places.append(line.place)
            reached = True
        return re.sub(r"\(\s*\)", " ", PHONE.sub(" ", without)), reached

    def _name_or_role(self, words: str, line: Line, closed: bool) -> None:
        """Take words that are neither telephone nor address; ``closed``: those came before."""
        prefix = re.match(r"(?P<whom>[^:]{2,60}):\s*(?P<rest>.+)", words)
        whom = by_name(self.organisations, prefix["whom"]) if prefix else None
        if name := self._name_in(words):
            self._new_name(name, words, line, closed)
        elif prefix and whom:
            self.body = whom.name
            self._name_or_role(prefix["rest"], line, closed)
        elif self._names_a_body(words):
            self._organisation(words, closed)
        elif DESK.fullmatch(words) and not self.now.name:
            if closed:
                self._close()
            self.desk = words
        else:
            self._role(words)

    def _name_in(self, words: str) -> str:
        """The name that the words begin with, "" for none."""
        first = re.split(r"[,;|(]| - | – ", words)[0].strip()
        if is_name(first) and by_name(self.organisations, first) is None:
            return first
        match = PERSON.match(words)
        if match is None or DESK.fullmatch(words) or not is_name(match["name"]):
            return ""
        return match["name"] if is_role(words[match.end() :]) else ""

    def _names_a_body(self, words: str) -> bool:
        if by_name(self.organisations, words):
            return True
        named = bool(BODY.search(words)) and len(words) < 70 and words[0].isupper()
        return named and not is_role(words)

    def _role(self, words: str) -> None:
        role = is_role(words)
        if role and self.now.name:
            self.now.role = self.now.role or words.strip(" ,")
        elif not self.now.name and not self.desk:
            if role:
                self.desk = words
            elif UNKNOWN.fullmatch(words):
                self.body = words

    def _organisation(self, words: str, closed: bool) -> None:
        named = by_name(self.organisations, words)
        name = named.name if named else words.rstrip(",")
        if closed and self.now.name:
            self._close()
        if self.now.name and not self.now.organisation:
            self.now.organisation = name
        else:
            self.body = name

    def _new_name(self, name: str, words: str, line: Line, closed: bool) -> None:
        another = bool(self.now.name) and person_key(self.now.name) != person_key(name)
        if another or (closed and not self.now.name and self.desk):
            self._close()
        self.now.name = re.sub(rf",?\s*(?:{POST_NOMINAL.pattern})$", "", name)
        self.now.places.insert(0, line.place)
        rest = words[len(name) :] if words.startswith(name) else words
        role, whom = role_after(rest, self.organisations)
        if role:
            self.now.role = role
        if whom:
            self.now.organisation = whom
        elif not role:
            tail = rest.strip(" ,;|–—-")
            if tail and (BODY.search(tail) or by_name(self.organisations, tail)):
                self._organisation(tail, closed=False)


ANOTHER = re.compile(r",? (?:or|and|ou|et) (?=[A-ZÀ-Ý])")


def _parts(line: Line) -> Iterator[Line]:
    """A running sentence in its parts: one for each contact, at a semicolon or at "or"."""
    start = 0
    for end, following in _ends(line.words):
        yield _prefixed(part_of(line, start, end))
        start = following
    last = part_of(line, start, len(line.words))
    yield _prefixed(last) if start else line


def _ends(words: str) -> Iterator[tuple[int, int]]:
    """Where a part ends and the next one begins: "Ada Low, President, or Ben Oak, Geologist"."""
    for match in re.finditer(f";|{ANOTHER.pattern}", words):
        name, comma, _role = words[match.end() :].partition(",")
        if match[0] == ";" or (comma and is_name(name)):
            yield match.span()


def share_reach(contacts: Sequence[PrintedContact]) -> None:
    """People who follow each other before one telephone and one address have them together.

    An address that is made of the last one's own name is that person's alone, and so is the
    telephone beside it.
    """
    for before, after in reversed(list(pairwise(contacts))):
        is_shared = after.reachable and not before.reachable and not _is_personal(after)
        is_of_one_body = before.organisation in ("", after.organisation)
        if is_shared and is_of_one_body and is_name(before.name) and is_name(after.name):
            before.phone, before.email = after.phone, after.email


def _is_personal(contact: PrintedContact) -> bool:
    mailbox = fold_word(contact.email.split("@")[0])
    words = re.findall(r"[^\W\d_]{3,}", fold_word(contact.name))
    return any(word in mailbox for word in words)


def _prefixed(line: Line) -> Line:
    """Without a heading "For further information:" before a name's own prefix."""
    match = CONTACT_HEADING.match(line.words)
    if match and line.words.count(":") > 1:
        return part_of(line, line.words.index(":") + 1, len(line.words))
    return line


def _finished(
    found: Sequence[PrintedContact], organisations: Sequence[Organisation]
) -> Iterator[PrintedContact]:
    """Each once, with an organisation where the document tells one: else it is the issuer's."""
    seen: set[tuple[str, str]] = set()
    issuer = organisations[0].name if organisations else ""
    for contact in found:
        if not contact.name and not contact.email:
            continue
        if not contact.name and contact.email:
            contact.name = contact.organisation or issuer
        mark = (person_key(contact.name), contact.email)
        if mark in seen:
            continue
        seen.add(mark)
        if not contact.organisation:
            contact.organisation = _by_domain(contact.email, organisations) or issuer
        yield contact


def _by_domain(email: str, organisations: Sequence[Organisation]) -> str:
    """The organisation whose name the e-mail's domain is made of."""
    domain = (
        re.sub(r"[^a-z0-9]", "", fold_word(email.rsplit("@", 1)[-1].rsplit(".", 1)[0]))
        if email
        else ""
    )
    for organisation in organisations:
        for name in (organisation.name, *organisation.aliases):
            joined = key(name).replace(" ", "")
            if len(joined) > 3 and domain and (joined in domain or domain in joined):
                return organisation.name
    return ""
