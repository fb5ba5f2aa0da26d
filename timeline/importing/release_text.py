"""A draft in lines to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.wording import write
from timeline.importing.drafting import Draft
from timeline.importing.reasons import REASONS, WARNINGS
from timeline.importing.statements import DatedStatement


def as_text(draft: Draft) -> str:
    """The draft, a line for each value, with the paragraph it comes from."""
    return "\n".join(_lines(draft))


def _lines(draft: Draft) -> Iterator[str]:
    dateline = draft.dateline
    yield f"headline      {draft.headline.value if draft.headline else 'none in the document'}"
    yield f"published     {dateline.day or 'not stated'} ({REASONS[dateline.reason]})"
    yield f"place         {dateline.place or 'not stated'}"
    yield f"wire          {dateline.wire or 'none stated'}"
    yield f"language      {draft.language}"
    for listing in draft.listings:
        yield f"listing       {listing.exchange}: {listing.symbol} (¶{listing.place.paragraph})"
    for organisation in draft.organisations:
        about = ", with a section about it" if organisation.about_heading else ""
        yield f"organization  {organisation.name} (¶{organisation.place.paragraph}{about})"
    for person in draft.people:
        yield f"person        {person.name}: {person.role} (¶{person.place.paragraph})"
    for contact in draft.contacts:
        fields = (contact.name, contact.role, contact.organisation, contact.phone, contact.email)
        yield f"contact       {'; '.join(field for field in fields if field)}"
    for address in draft.addresses:
        yield f"address       {address.address}"
    for statement in draft.statements:
        yield from _statement(statement)
    for undated in draft.undated:
        yield f"milestone     ¶{undated.sentence.paragraph} {write(undated.stated, 'en')}"
        yield f"              {undated.sentence.words}"
    for warning in draft.warnings:
        yield f"look at       {WARNINGS[warning.code].format(warning.words)}"


def _statement(statement: DatedStatement) -> Iterator[str]:
    label = "date"
    if statement.milestone:
        label = "milestone"
    elif statement.reference:
        label = "reference"
    read = write(statement.stated, "en") if statement.stated else f"asked: {statement.refusal}"
    standing = statement.standing.replace("_", " ") or "standing not known"
    yield f"{label:<13} ¶{statement.place.paragraph} “{statement.words}”: {read}, {standing}"
    yield f"              {statement.sentence.words}"
    if not statement.milestone:
        yield f"              {REASONS[statement.reason]}"
