"""The values of the public columns of a document that are objects or lists."""

from __future__ import annotations

from typing import Any

from timeline.exports.column_values import (
    DAY,
    NAMED,
    NUMBER_FROM_1,
    STRING,
    TEXT,
    both_languages,
    json_value,
    named_value,
    object_schema,
    one_of,
    or_null,
)
from timeline.exports.document_rows import (
    OutlineParagraph,
    PlaceOfDocument,
    PrintedContact,
    PrintedListing,
    RelatedDocument,
    ReleaseRow,
)

DOCUMENT_TYPES = ("company_release", "other_release", "filing", "report", "article", "page")
RELATIONS = ("corrects", "replaces", "repeats", "translates")
PARAGRAPH_KINDS = ("body", "heading", "contact", "caution", "notice", "about")

LISTING = object_schema(code=STRING, symbol=STRING, organization=or_null(STRING))
COPY = object_schema(
    was_read={"type": "boolean"},
    is_repost={"type": "boolean"},
    publisher=or_null(STRING),
    url=or_null(STRING),
    printed_date=or_null(STRING),
    read_on=or_null(DAY),
)
RELATED = object_schema(relation=one_of(RELATIONS), **NAMED["properties"])
CONTACT = object_schema(
    name=STRING,
    role=TEXT,
    organization=or_null(STRING),
    phone=STRING,
    extension=STRING,
    email=STRING,
    website=STRING,
)
PARAGRAPH = object_schema(
    number=NUMBER_FROM_1, kind=one_of(PARAGRAPH_KINDS), summary=TEXT, text=STRING
)


def issuer_slug(row: ReleaseRow) -> str | None:
    return row.issuer.slug if row.issuer else None


def listing_value(listing: PrintedListing) -> dict[str, Any]:
    organization = listing.organization
    return {
        "code": listing.code,
        "symbol": listing.symbol,
        "organization": organization.slug if organization else None,
    }


def listing_cell(listing: PrintedListing) -> str:
    """ "TSXV:IPG"; of another organization "TSX:PAR (parent)"."""
    symbol = f"{listing.code}:{listing.symbol}"
    if listing.organization is None:
        return symbol
    return f"{symbol} ({listing.organization.slug})"


def copy_value(copy: PlaceOfDocument) -> dict[str, Any]:
    return {
        "was_read": copy.was_read,
        "is_repost": copy.is_repost,
        "publisher": copy.publisher or None,
        "url": copy.url or None,
        "printed_date": copy.printed_date or None,
        "read_on": json_value(copy.read_on),
    }


def related_value(related: RelatedDocument) -> dict[str, Any]:
    return {"relation": related.relation, **named_value(related.document)}


def related_cell(related: RelatedDocument) -> str:
    return f"{related.relation} {related.document.slug}"


def contact_value(contact: PrintedContact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "role": both_languages(contact.role),
        "organization": contact.organization or None,
        "phone": contact.phone,
        "extension": contact.extension,
        "email": contact.email,
        "website": contact.website,
    }


def paragraph_value(paragraph: OutlineParagraph) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "kind": paragraph.kind,
        "summary": both_languages(paragraph.summary),
        "text": paragraph.text,
    }
