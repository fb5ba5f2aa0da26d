"""What a renderer is given of source documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from timeline.exports.named_rows import BilingualText, NamedRow


@dataclass(frozen=True)
class PrintedListing:
    """A symbol printed in a release. ``organization``: whose it is, None for the company's own."""

    code: str
    symbol: str
    organization: NamedRow | None


@dataclass(frozen=True)
class PlaceOfDocument:
    """Where a document stands: the copy that was read, or another one."""

    was_read: bool
    is_repost: bool
    publisher: str
    url: str
    printed_date: str
    read_on: date | None


@dataclass(frozen=True)
class RelatedDocument:
    """What a document does to another one (corrects, repeats, translates, replaces), or the other
    one to it."""

    relation: str
    document: NamedRow


@dataclass(frozen=True)
class OutlineParagraph:
    """A paragraph of a release. ``text`` is "" where the record does not hold its words."""

    number: int
    kind: str
    summary: BilingualText
    text: str


@dataclass(frozen=True)
class PrintedContact:
    """A contact as printed in a release. ``organization`` is "" for the company itself."""

    name: str
    role: BilingualText
    organization: str
    phone: str
    extension: str
    email: str
    website: str


@dataclass(frozen=True)
class ReleaseRow:
    """A release on file. ``title`` is its headline, ``language`` that of the document."""

    slug: str
    id: str
    address: str
    other_language_address: str
    title: BilingualText
    title_is_ours: bool
    summary: BilingualText
    published_on: date
    language: str
    place: str
    wire: str
    source_name: str
    source_url: str
    paragraphs: int
    milestones: int
    updated_at: datetime
    version: int
    corrected_at: datetime | None = None
    document_type: str = "company_release"
    is_ours: bool = True
    """Whether the company issued it."""
    issuer: NamedRow | None = None
    """The organization that issued it, where that is public."""
    issuer_name: str = ""
    """As printed."""
    sha256: str = ""
    document_name: str = ""
    listings: tuple[PrintedListing, ...] = ()
    copies: tuple[PlaceOfDocument, ...] = ()
    relations: tuple[RelatedDocument, ...] = ()
    related_by: tuple[RelatedDocument, ...] = ()
    contacts: tuple[PrintedContact, ...] = ()
    outline: tuple[OutlineParagraph, ...] = ()

    @property
    def changed_at(self) -> datetime:
        return max(self.updated_at, self.corrected_at or self.updated_at)
