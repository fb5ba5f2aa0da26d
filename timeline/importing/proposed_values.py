"""What the form of a review begins with: the values of a draft, as the columns of rows take them.

Reads the record, to spell what it knows as it does; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.importing import guesses
from timeline.importing.date_choices import DatedBy, short_words
from timeline.importing.drafting import Draft, UndatedStatement
from timeline.importing.kept_document import KeptDocument
from timeline.importing.name_finder import name_key
from timeline.importing.on_file import OnFile
from timeline.importing.places_on_file import place_as_on_file
from timeline.importing.sections import Kind
from timeline.importing.statements import DatedStatement
from timeline.models import (
    Company,
    Contact,
    DocumentType,
    Paragraph,
    ParagraphKind,
    Partner,
    Person,
    Post,
    Project,
    Standing,
)
from timeline.models.search_text import fold

Initial = dict[str, Any]
KINDS_ON_FILE = {
    Kind.BANNER: ParagraphKind.HEADING,
    Kind.SOURCE: ParagraphKind.HEADING,
    Kind.TABLE: ParagraphKind.BODY,
    Kind.SIGNATURE: ParagraphKind.CONTACT,
}
# What can be said of a block by its kind alone, in both languages.
HEADLINE = ("Headline.", "Titre du communiqué.")
BY_KIND = {
    ParagraphKind.HEADING: ("Heading.", "Intertitre."),
    ParagraphKind.CONTACT: ("Contact details.", "Coordonnées."),
    ParagraphKind.CAUTION: (
        "Caution about forward-looking statements.",
        "Mise en garde sur les énoncés prospectifs.",
    ),
    ParagraphKind.NOTICE: ("Notice of an exchange.", "Avis d’une Bourse."),
}
EXTENSION = re.compile(r"\s*(?:x|ext\.?|poste)\s*([0-9]+)\s*$", re.IGNORECASE)
LISTED = "; "  # between names in one field


def of_release(kept: KeptDocument, draft: Draft, on_file: OnFile) -> Initial:
    """The release's own columns, and its issuer's name, "" for the company."""
    language = draft.language if draft.language in ("en", "fr") else "en"
    headline = draft.headline.value[:250] if draft.headline else ""
    issuer = draft.issuer.name if draft.issuer else ""
    is_ours = _is_the_company(issuer, on_file) or not Company.objects.exists()
    return {
        f"headline_{language}": headline,
        "headline_is_ours": not headline,
        "published_on": draft.published,
        "place": place_as_on_file(draft.dateline.place)[:80],
        "wire": draft.dateline.wire[:80],
        "language": language,
        "document_type": DocumentType.COMPANY_RELEASE if is_ours else DocumentType.OTHER_RELEASE,
        "issuer": "" if is_ours else issuer,
        "issuer_name": issuer[:120],
        "document_name": kept.name[:120],
        "sha256": kept.sha256,
        "listings": [f"{one.exchange}: {one.symbol}" for one in draft.listings],
        "project": _subject(draft, on_file),
        "hold_text": is_ours and Paragraph.objects.exclude(text="").exists(),
    }


def _subject(draft: Draft, on_file: OnFile) -> str:
    """The project that a document is about: the only one that it names, in its headline or lead.

    "" where the document defines a "Project" of its own: that may be another one.
    """
    if any(one.code == "defined_project" for one in draft.warnings):
        return ""
    top = draft.dateline.paragraph
    named = [known for known in on_file.names if known.kind == "project"]
    rows = {known.row for known in named if isinstance(known.row, Project)}
    in_lead = {known.row for known in named if known.row in rows and known.place.paragraph <= top}
    if len(rows) == 1 and rows == in_lead:
        return str(rows.pop())
    new = {known.name for known in named if known.place.paragraph <= top}
    return new.pop() if len(new) == 1 and len(named) == 1 else ""


def of_paragraphs(draft: Draft, on_file: OnFile) -> Iterator[Initial]:
    """Each paragraph with its kind and, where its text is on file, its summaries."""
    headline = draft.headline.place.paragraph if draft.headline and draft.headline.place else 0
    for paragraph, kind in zip(draft.document.paragraphs, draft.kinds, strict=True):
        known = on_file.blocks.get(paragraph.number)
        if known is not None:
            summaries = (known.summary_en, known.summary_fr)
            kind_on_file = known.kind
        else:
            kind_on_file = KINDS_ON_FILE.get(kind) or ParagraphKind(kind.value)
            by_kind = BY_KIND.get(ParagraphKind(kind_on_file), ("", ""))
            summaries = HEADLINE if paragraph.number == headline else by_kind
        yield {
            "number": paragraph.number,
            "kind": kind_on_file,
            "summary_en": summaries[0],
            "summary_fr": summaries[1],
        }


def of_contacts(draft: Draft, on_file: OnFile) -> Iterator[Initial]:
    """The contacts as a row takes them: telephones from "+" on, the company itself left out."""
    website = _website(draft)
    for contact in draft.contacts:
        phone, extension = telephone(contact.phone)
        employer = _employer(contact.organisation, draft, on_file)
        yield {
            "keep": True,
            "name": contact.name[:120],
            **in_both_languages("role", contact.role[:120], draft.language),
            "organisation": employer[:120],
            "phone": phone[:24],
            "extension": extension[:8],
            "email": contact.email,
            "website": website,
        }
        website = ""  # it is printed once


def _is_the_company(name: str, on_file: OnFile) -> bool:
    """Whether the document means the company itself by a name. No query."""
    meant = [one for one in on_file.names if isinstance(one.row, Company)]
    return not name or any(_same_name(name, one.name) for one in meant)


def _employer(name: str, draft: Draft, on_file: OnFile) -> str:
    """An organization's name, "" for the company itself. At most 1 query."""
    is_issuer = draft.issuer is not None and _same_name(name, draft.issuer.name)
    if _is_the_company(name, on_file) or (is_issuer and not Company.objects.exists()):
        return ""
    return name


def _same_name(one: str, other: str) -> bool:
    """Whether both name the same, with a legal form or without."""
    return bool(name_key(one)) and name_key(one) == name_key(other)


def _website(draft: Draft) -> str:
    for address in draft.addresses:
        if address.place and draft.kinds[address.place.paragraph - 1] is Kind.CONTACT:
            bare = address.address.rstrip("/")
            return bare if "://" in bare else f"https://{bare}"
    return ""


def telephone(printed: str) -> tuple[str, str]:
    """A telephone as printed: with a plus and without brackets or dots, and its extension."""
    match = EXTENSION.search(printed)
    number = printed[: match.start()] if match else printed
    return re.sub(r"[().]", "", number).strip(), match[1] if match else ""


def in_both_languages(text: str, words: str, language: str) -> Initial:
    """A role in the document's language, and in the other one as it is on file beside it."""
    first = language if language in ("en", "fr") else "en"
    second = "fr" if first == "en" else "en"
    return {f"{text}_{first}": words, f"{text}_{second}": _translated(words, first, second)}


def _translated(words: str, first: str, second: str) -> str:
    if not words:
        return ""
    for model, column in ((Post, "title"), (Contact, "role")):
        rows = model._default_manager.filter(**{f"{column}_{first}__iexact": words})
        found = rows.exclude(**{f"{column}_{second}": ""})
        translation = found.values_list(f"{column}_{second}", flat=True).first()
        if translation:
            return str(translation)
    return ""


def of_organizations(draft: Draft, on_file: OnFile) -> Iterator[Initial]:
    """The organizations that are not on file, without the issuer's own if that is the company."""
    for known in on_file.names:
        if known.kind == "organization" and known.row is None:
            is_issuer = draft.issuer is not None and known.name == draft.issuer.name
            if Company.objects.exists() or not is_issuer:
                kind = guesses.organization_kind(known.name)
                yield {"keep": is_issuer, "name": known.name[:120], "kind": kind}


def of_posts(draft: Draft, on_file: OnFile) -> Iterator[Initial]:
    """The people in the role printed beside their name; kept where the person is on file."""
    on_record = {one.name for one in on_file.names if isinstance(one.row, Person)}
    for person in draft.people:
        if not person.role:
            continue
        employer = _employer(person.organisation, draft, on_file)
        yield {
            "keep": person.name in on_record,
            "name": person.name[:120],
            **in_both_languages("title", person.role[:120], draft.language),
            "office": guesses.office(person.role),
            "organization": employer[:120],
            "paragraph_number": person.place.paragraph,
        }


def of_statement(index: int, draft: Draft, on_file: OnFile) -> Initial:
    """A milestone proposed from a dated statement. Its titles are left for a person to write."""
    statement = draft.statements[index]
    return {
        **_of_sentence(statement, draft, on_file),
        "source": f"s{index}",
        "dated_by": DatedBy.WORDS,
        "date_words": short_words(statement, draft)[:120],
        "standing": statement.standing or Standing.HAPPENED,
    }


def of_undated(index: int, draft: Draft, on_file: OnFile) -> Initial:
    """A milestone proposed from what the first sentence announces as done."""
    return {
        **_of_sentence(draft.undated[index], draft, on_file),
        "source": f"u{index}",
        "dated_by": DatedBy.BEFORE,
        "date_words": "",
        "standing": Standing.HAPPENED,
    }


def of_paragraph(number: int, draft: Draft, on_file: OnFile) -> Initial:
    """A milestone that somebody makes of a paragraph."""
    text = draft.document.paragraph(number).plain
    return {
        **_named_in(text, number, draft, on_file),
        "source": f"p{number}",
        "dated_by": DatedBy.NONE,
        "date_words": "",
        "standing": Standing.PLANNED,
    }


def _of_sentence(
    statement: DatedStatement | UndatedStatement, draft: Draft, on_file: OnFile
) -> Initial:
    place = statement.sentence
    return _named_in(place.words, place.paragraph, draft, on_file)


def _named_in(text: str, number: int, draft: Draft, on_file: OnFile) -> Initial:
    """What the words of a milestone say beside its date: its kind, and who is named."""
    kind = guesses.milestone_kind(text)
    folded = fold(text)
    projects: list[str] = []
    organizations: list[str] = []
    for known in on_file.names:
        named = fold(known.name) in folded
        if named and isinstance(known.row, Project):
            projects.append(str(known.row))
        if named and isinstance(known.row, Partner) and _is_another(known.name, draft):
            organizations.append(str(known.row))
    return {
        "keep": True,
        "cites": str(number),
        "kind": kind,
        "projects": LISTED.join(dict.fromkeys(projects)),
        "organizations": LISTED.join(dict.fromkeys(organizations)),
        "role": guesses.part_in(kind),
    }


def _is_another(name: str, draft: Draft) -> bool:
    """Whether it is somebody else than the document's issuer."""
    return not (draft.issuer and _same_name(name, draft.issuer.name))
