"""What a document proposes as a release: each value with the place it comes from, and why.

Pure: nothing is read but the document, nothing is asked of the record, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.dates import basis
from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.importing.addresses import PrintedAddress, addresses_of
from timeline.importing.contacts import PrintedContact, contacts_of
from timeline.importing.dateline import Dateline, dateline_of
from timeline.importing.document_evidence import fiscal_calendar_in, is_southern
from timeline.importing.figures import PrintedFigure, figures_of
from timeline.importing.headline import headline_of
from timeline.importing.language import language_of
from timeline.importing.listings import PrintedListing, listings_of
from timeline.importing.numeric_days import NUMERIC_DAY, order_of
from timeline.importing.organisations import Organisation, by_name, key, organisations_of
from timeline.importing.paragraphs import Paragraph
from timeline.importing.people import PrintedPerson, people_of, person_key
from timeline.importing.reading import Document
from timeline.importing.roles import is_name
from timeline.importing.sections import Kind, kinds_of
from timeline.importing.sentences import sentences
from timeline.importing.spans import Place, Value, place_in
from timeline.importing.standing_cues import HAPPENED
from timeline.importing.statements import MOST_STATEMENTS, Context, DatedStatement, statements_of

# No release is longer. What comes after is kept as text, and nothing is proposed from it.
MOST_CHARACTERS = 150_000
MOST_PARAGRAPHS = 2_000
LONGEST_PARAGRAPH = 10_000


@dataclass(frozen=True)
class Notice:
    """Something to look at: a key of ``reasons.WARNINGS``, and what it is about."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class UndatedStatement:
    """What the first sentence announces as done, without a day: on or before the release's."""

    sentence: Place
    stated: StatedDate
    reason: str = "announced"


@dataclass(frozen=True)
class Draft:
    """All that a document proposes. What is None or empty was not found."""

    document: Document
    kinds: tuple[Kind, ...]
    context: Context
    headline: Value | None
    dateline: Dateline
    language: str
    listings: tuple[PrintedListing, ...]
    addresses: tuple[PrintedAddress, ...]
    contacts: tuple[PrintedContact, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[PrintedPerson, ...]
    figures: tuple[PrintedFigure, ...]
    statements: tuple[DatedStatement, ...]
    undated: tuple[UndatedStatement, ...]
    warnings: tuple[Notice, ...]

    @property
    def published(self) -> date | None:
        return self.dateline.day

    @property
    def issuer(self) -> Organisation | None:
        return self.organisations[0] if self.organisations else None


def draft(document: Document, fiscal_calendar: FiscalCalendar = UNKNOWN) -> Draft:
    """The draft of a document.

    ``fiscal_calendar`` is the company's on file, for a document that does not state its own.
    """
    whole = document
    document = looked_at(whole)
    kinds = kinds_of(document.paragraphs)
    dateline = dateline_of(document, kinds)
    language = language_of(document.paragraphs)
    context = _context(document, kinds, dateline, language, fiscal_calendar)
    headline = headline_of(document, kinds, dateline.paragraph)
    kinds = _with_headline(kinds, headline)
    statements = statements_of(
        document.paragraphs, kinds, (dateline.paragraph, dateline.body_start), context
    )
    organisations = organisations_of(document.paragraphs, kinds, dateline)
    contacts = contacts_of(document.paragraphs, kinds, organisations)
    organisations = (*organisations, *_contacted(document, contacts, organisations))
    people = _with_contacts(people_of(document.paragraphs, kinds, organisations), contacts)
    undated = tuple(_undated(document, dateline, statements))
    found = Draft(
        document,
        kinds,
        context,
        headline,
        dateline,
        language,
        listings_of(document.paragraphs),
        addresses_of(document.paragraphs),
        contacts,
        organisations,
        people,
        figures_of(document.paragraphs, kinds),
        statements,
        undated,
        (),
    )
    return replace(found, warnings=tuple(_warnings(found, whole)))


def looked_at(document: Document) -> Document:
    """The part of a document that a release may be: what is proposed comes from it alone."""
    kept: list[Paragraph] = []
    characters = 0
    for paragraph in document.paragraphs:
        if characters >= MOST_CHARACTERS or len(kept) >= MOST_PARAGRAPHS:
            break
        most = min(LONGEST_PARAGRAPH, MOST_CHARACTERS - characters)
        text = paragraph.text[:most]
        kept.append(paragraph if text == paragraph.text else replace(paragraph, text=text))
        characters += len(text)
    return replace(document, paragraphs=tuple(kept))


def _size(paragraph: Paragraph) -> int:
    return len(paragraph.text)


def _context(
    document: Document,
    kinds: Sequence[Kind],
    dateline: Dateline,
    language: str,
    on_file: FiscalCalendar,
) -> Context:
    texts = [paragraph.plain for paragraph in document.paragraphs]
    order = order_of(texts, dateline.day, language, dateline.place)
    calendar = fiscal_calendar_in(texts)
    southern = is_southern(texts, dateline.place)
    return Context(dateline.day, order, on_file if calendar == UNKNOWN else calendar, southern)


def _with_headline(kinds: Sequence[Kind], headline: Value | None) -> tuple[Kind, ...]:
    found = list(kinds)
    if headline and headline.place:
        found[headline.place.paragraph - 1] = Kind.HEADING
    return tuple(found)


def _contacted(
    document: Document, contacts: Sequence[PrintedContact], known: Sequence[Organisation]
) -> Iterator[Organisation]:
    """The organisations that only contacts name."""
    names: set[str] = set()
    for contact in contacts:
        name = contact.organisation
        if name and contact.places and key(name) not in names and by_name(known, name) is None:
            names.add(key(name))
            place = _place_of(name, document, contact.places[0])
            yield Organisation(name, place, reason="contact")


def _place_of(words: str, document: Document, beside: Place) -> Place:
    """Where the words stand, in a paragraph near another place."""
    for number in range(max(1, beside.paragraph - 3), beside.paragraph + 1):
        paragraph = document.paragraph(number)
        at = paragraph.text.find(words)
        if at >= 0:
            return place_in(paragraph, at, at + len(words))
    return beside


def _with_contacts(
    people: Sequence[PrintedPerson], contacts: Sequence[PrintedContact]
) -> tuple[PrintedPerson, ...]:
    """The people of the text, and those who are only named as contacts."""
    found = {person_key(person.name): person for person in people}
    for contact in contacts:
        if is_name(contact.name) and contact.places:
            found.setdefault(
                person_key(contact.name),
                PrintedPerson(
                    contact.name, contact.role, contact.organisation, contact.places[0], "contact"
                ),
            )
    return tuple(found.values())


def _undated(
    document: Document, dateline: Dateline, statements: Sequence[DatedStatement]
) -> Iterator[UndatedStatement]:
    """The first sentence of the text, where it says that something was done, without a date."""
    if not dateline.paragraph or dateline.day is None:
        return
    paragraph = document.paragraph(dateline.paragraph)
    plain = paragraph.plain
    for sentence in sentences(plain):
        if sentence.end <= dateline.body_start:
            continue
        start = max(sentence.start, dateline.body_start)
        dated = any(
            statement.sentence.paragraph == paragraph.number and statement.sentence.start == start
            for statement in statements
        )
        if not dated and HAPPENED.search(plain[start : sentence.end]):
            stated = StatedDate("", Precision.BEFORE, None, dateline.day)
            yield UndatedStatement(place_in(paragraph, start, sentence.end), stated)
        return


DEFINED_PROJECT = re.compile(
    r"\((?:the |le |la )?\"(?:the |le |la )?(Project|Projet|Property|Propriété)\"\)", re.IGNORECASE
)


def _lends_a_year(statement: DatedStatement) -> bool:
    """Whether the release lent the date its year."""
    why = statement.stated.basis_en if statement.stated else ""
    return any(basis.gives(why, year) for year in (basis.YEAR, basis.YEAR_BEFORE, basis.YEAR_AFTER))


def _warnings(found: Draft, whole: Document) -> Iterator[Notice]:
    refusals = {statement.refusal for statement in found.statements}
    in_figures = any(NUMERIC_DAY.search(statement.words) for statement in found.statements)
    left_out = sum(map(_size, found.document.paragraphs)) < sum(map(_size, whole.paragraphs))
    holds = {
        "no_headline": found.headline is None,
        "no_day": found.published is None,
        "no_caution": Kind.CAUTION not in found.kinds,
        "day_order": "ambiguous" in refusals and in_figures and not found.context.order,
        "fiscal_year": "fiscal_unknown" in refusals,
        "year_inferred": any(map(_lends_a_year, found.statements)),
        "southern": any(statement.southern for statement in found.statements),
        "columns": any(contact.columns for contact in found.contacts),
        "many_dates": len(found.statements) >= MOST_STATEMENTS,
        "long": left_out,
    }
    yield from (Notice(code) for code, true in holds.items() if true)
    for paragraph in found.document.paragraphs:
        for match in DEFINED_PROJECT.finditer(paragraph.plain):
            yield Notice("defined_project", match[1])
