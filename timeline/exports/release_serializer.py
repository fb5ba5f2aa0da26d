"""Serializer of releases: documents as the plain values of ``rows``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from timeline.exports.document_rows import (
    OutlineParagraph,
    PlaceOfDocument,
    PrintedContact,
    PrintedListing,
    RelatedDocument,
    ReleaseRow,
)
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.serializers import iterate_by_key, last_correction, public_corrections
from timeline.models import (
    Citation,
    Contact,
    DocumentCopy,
    DocumentRelation,
    Listing,
    Paragraph,
    Partner,
    Release,
)
from timeline.models.visibility import is_public, public_condition
from timeline.queries.releases import RELEASE_ORDER


def release_rows(rows: QuerySet[Release], context: SerializerContext) -> Iterator[ReleaseRow]:
    """All these releases, newest first. 7 queries for every 500."""
    for chunk in iterate_by_key(with_export_parts(rows, context), RELEASE_ORDER):
        for release in chunk:
            yield serialize_release(release, context)


def with_export_parts(rows: QuerySet[Release], context: SerializerContext) -> QuerySet[Release]:
    """Releases with what ``serialize_release`` reads. 6 further queries when they are read."""
    paragraphs = Paragraph.objects.filter(release=OuterRef("pk")).order_by().values("release")
    citations = Citation.objects.filter(
        paragraph__release=OuterRef("pk"), milestone__public_from__lte=context.at
    )
    by_release = citations.order_by().values("paragraph__release")
    milestones = by_release.annotate(n=Count("milestone", distinct=True)).values("n")
    counted = rows.defer("search_text").annotate(
        corrected_at=last_correction(public_corrections("release", context)),
        paragraph_count=Coalesce(Subquery(paragraphs.annotate(n=Count("pk")).values("n")), 0),
        milestone_count=Coalesce(Subquery(milestones), 0),
    )
    return counted.select_related("issuer").prefetch_related(
        "paragraphs", "contacts", "copies", *_public_parts(context)
    )


def _public_parts(context: SerializerContext) -> list[Prefetch[str]]:
    """Listings and relations whose other side is public."""
    at = context.at
    whose = Q(partner__isnull=True) | public_condition(at, "partner", "partner__")
    listings = Listing.objects.filter(whose).select_related("partner")
    others = DocumentRelation.objects.filter(public_condition(at, "release", "other__"))
    by = DocumentRelation.objects.filter(public_condition(at, "release", "release__"))
    return [
        Prefetch("listings", listings, to_attr="public_listings"),
        Prefetch("relations", others.select_related("other"), to_attr="public_relations"),
        Prefetch("related_by", by.select_related("release"), to_attr="public_related_by"),
    ]


def serialize_release(release: Any, context: SerializerContext) -> ReleaseRow:
    """A release of ``with_export_parts`` as plain values. No query."""
    addresses = context.addresses
    relations = [(row.relation, row.other) for row in release.public_relations]
    related_by = [(row.relation, row.release) for row in release.public_related_by]
    return ReleaseRow(
        slug=release.slug,
        id=addresses.identifier("release", release.slug),
        address=addresses.page("release", release.slug),
        other_language_address=addresses.other_language_page("release", release.slug),
        title=BilingualText(release.headline_en, release.headline_fr),
        title_is_ours=release.headline_is_ours,
        summary=BilingualText(release.summary_en, release.summary_fr),
        published_on=release.published_on,
        language=release.language,
        place=release.place,
        wire=release.wire,
        source_name=release.source_name,
        source_url=release.source_url,
        paragraphs=release.paragraph_count,
        milestones=release.milestone_count,
        corrected_at=release.corrected_at,
        updated_at=release.updated_at,
        version=release.version,
        document_type=release.document_type,
        is_ours=release.is_ours,
        issuer=_organization(release.issuer, context),
        issuer_name=release.issuer_name,
        sha256=release.sha256,
        document_name=release.document_name,
        listings=tuple(_listing(row, context) for row in release.public_listings),
        copies=tuple(map(_place, release.copies.all())),
        relations=tuple(_related(*relation, context) for relation in relations),
        related_by=tuple(_related(*relation, context) for relation in related_by),
        contacts=tuple(map(_contact, release.contacts.all())),
        outline=tuple(map(_paragraph, release.paragraphs.all())),
    )


def _organization(partner: Partner | None, context: SerializerContext) -> NamedRow | None:
    """None for the company itself, and for an organization that is not public."""
    if partner is None or not is_public(partner, context.at):
        return None
    name = BilingualText(partner.name_en, partner.name_fr)
    return context.addresses.named_row("partner", partner.slug, name)


def _listing(listing: Listing, context: SerializerContext) -> PrintedListing:
    return PrintedListing(listing.code, listing.symbol, _organization(listing.partner, context))


def _place(copy: DocumentCopy) -> PlaceOfDocument:
    return PlaceOfDocument(
        was_read=copy.was_read,
        is_repost=copy.is_repost,
        publisher=copy.publisher,
        url=copy.url,
        printed_date=copy.printed_date,
        read_on=copy.read_on,
    )


def _related(relation: str, other: Release, context: SerializerContext) -> RelatedDocument:
    headline = BilingualText(other.headline_en, other.headline_fr)
    document = context.addresses.named_row("release", other.slug, headline)
    return RelatedDocument(relation, document)


def _contact(contact: Contact) -> PrintedContact:
    return PrintedContact(
        name=contact.name,
        role=BilingualText(contact.role_en, contact.role_fr),
        organization=contact.organisation,
        phone=contact.phone,
        extension=contact.extension,
        email=contact.email,
        website=contact.website,
    )


def _paragraph(paragraph: Paragraph) -> OutlineParagraph:
    summary = BilingualText(paragraph.summary_en, paragraph.summary_fr)
    return OutlineParagraph(paragraph.number, paragraph.kind, summary, paragraph.text)
