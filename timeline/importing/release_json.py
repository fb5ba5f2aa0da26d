"""A draft as plain values, in the form that ``draft_release --json`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.importing.dateline import city_of
from timeline.importing.drafting import Draft, UndatedStatement
from timeline.importing.reasons import REASONS, WARNINGS
from timeline.importing.release_bounds import bounds_of
from timeline.importing.sections import Kind
from timeline.importing.spans import Place
from timeline.importing.statements import Context, DatedStatement

PAST = ("happened", "under_way")


def as_json(draft: Draft) -> dict[str, Any]:
    """All that the draft proposes, with days as in ISO 8601 and None for what was not found."""
    return {
        "schema": "release-1",
        "format": draft.document.format,
        "metadata": _metadata(draft),
        **_who(draft),
        "disclaimers": list(_disclaimers(draft)),
        "dated_statements": [
            _statement(statement, draft.context) for statement in draft.statements
        ],
        "undated_statements": [_undated(undated) for undated in draft.undated],
        "figures": [{"text": figure.words, **_where(figure.place)} for figure in draft.figures],
        "paragraphs": [
            {"number": paragraph.number, "kind": kind.value, "text": paragraph.text}
            for paragraph, kind in zip(draft.document.paragraphs, draft.kinds, strict=True)
        ],
        "warnings": [
            {"code": warning.code, "sentence": WARNINGS[warning.code].format(warning.words)}
            for warning in draft.warnings
        ],
    }


def _metadata(draft: Draft) -> dict[str, Any]:
    dateline = draft.dateline
    return {
        "headline": draft.headline.value if draft.headline else None,
        "publication_date": dateline.day.isoformat() if dateline.day else None,
        "dateline_city": city_of(dateline.place) or None if dateline.place else None,
        "place": dateline.place or None,
        "wire_service": dateline.wire or None,
        "language": draft.language,
        "tickers": [[listing.exchange, listing.symbol] for listing in draft.listings],
        "urls": [address.address for address in draft.addresses],
    }


def _who(draft: Draft) -> dict[str, Any]:
    """Contacts, organisations and people."""
    return {
        "contacts": [
            {
                "name": contact.name or None,
                "role": contact.role or None,
                "organisation": contact.organisation or None,
                "phone": contact.phone or None,
                "email": contact.email or None,
            }
            for contact in draft.contacts
        ],
        "organisations": [
            {
                "name": organisation.name,
                "aliases": organisation.aliases,
                "about_heading": organisation.about_heading or None,
                "reason": REASONS[organisation.reason],
                **_where(organisation.place),
            }
            for organisation in draft.organisations
        ],
        "people": [
            {
                "name": person.name,
                "role": person.role or None,
                "organisation": person.organisation or None,
                "reason": REASONS[person.reason],
                **_where(person.place),
            }
            for person in draft.people
        ],
    }


def _undated(undated: UndatedStatement) -> dict[str, Any]:
    latest = undated.stated.latest
    return {
        "sentence": undated.sentence.words,
        "earliest": None,
        "latest": latest.isoformat() if latest else None,
        "precision": undated.stated.precision.value,
        "tense": "past",
        "reason": REASONS[undated.reason],
        **_where(undated.sentence),
    }


def _where(place: Place) -> dict[str, int]:
    return {"paragraph": place.paragraph, "start": place.start, "end": place.end}


def _disclaimers(draft: Draft) -> Iterator[dict[str, Any]]:
    for paragraph, kind in zip(draft.document.paragraphs, draft.kinds, strict=True):
        if kind is Kind.CAUTION:
            yield {"kind": "forward_looking", "text": paragraph.text, "paragraph": paragraph.number}
        elif kind is Kind.NOTICE:
            yield {"kind": "exchange", "text": paragraph.text, "paragraph": paragraph.number}


def _statement(statement: DatedStatement, context: Context) -> dict[str, Any]:
    bounds = bounds_of(statement, context)
    tense = "reference" if statement.reference else _tense(statement)
    stated = statement.stated
    return {
        "date_text": statement.words,
        "sentence": statement.sentence.words,
        "earliest": bounds.earliest.isoformat() if bounds.earliest else None,
        "latest": bounds.latest.isoformat() if bounds.latest else None,
        "precision": bounds.precision,
        "tense": tense,
        "is_milestone": statement.milestone,
        "reason": REASONS[statement.reason],
        "standing": statement.standing or None,
        "asked": statement.refusal or None,
        "stated": {
            "precision": stated.precision.value,
            "earliest": stated.earliest.isoformat() if stated.earliest else None,
            "latest": stated.latest.isoformat() if stated.latest else None,
            "basis": {"en": stated.basis_en, "fr": stated.basis_fr},
        }
        if stated
        else None,
        **_where(statement.place),
    }


def _tense(statement: DatedStatement) -> str:
    return "past" if statement.standing in PAST else "planned"
