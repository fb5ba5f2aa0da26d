"""A view taken away: all that a format is given. Plain values, no database, no clock, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from timeline.dates.edtf import edtf
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write

if TYPE_CHECKING:
    from timeline.exports.columns import Column

OTHER = {"en": "fr", "fr": "en"}


@dataclass(frozen=True)
class BilingualText:
    """The same text in both languages; "" where there is none."""

    en: str = ""
    fr: str = ""

    def __getitem__(self, language: str) -> str:
        """In that language, or in the other one where it is missing: what a page of that language shows."""
        own, other = (self.fr, self.en) if language == "fr" else (self.en, self.fr)
        return own or other

    def language(self, asked: str) -> str:
        """The language of what ``[asked]`` gives."""
        own = self.fr if asked == "fr" else self.en
        return asked if own or not (self.en or self.fr) else OTHER[asked]


@dataclass(frozen=True)
class NamedRow:
    """Something with a page of its own: a project, a partner, a plan. Addresses are absolute.

    ``id`` is its English address, the same in every language; ``address`` its page in the language of the view.
    """

    slug: str
    name: BilingualText
    id: str
    address: str


@dataclass(frozen=True)
class PartnerRole:
    """A partner's part in a milestone: counterparty, organiser, host, owner, adviser."""

    partner: NamedRow
    role: str


@dataclass(frozen=True)
class CitedParagraph:
    """Where a milestone is stated: ``address`` leads to the paragraph (``…/releases/<slug>/#p6``)."""

    release: str  # its slug
    id: str
    address: str
    paragraph: int
    published_on: date
    headline: BilingualText


@dataclass(frozen=True)
class PlanOutcome:
    """A later milestone's word on an earlier plan: achieved, changed, withdrawn."""

    milestone: NamedRow
    settlement: str


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone, with what is public of it. ``outlook`` is "" for what is no plan."""

    slug: str
    id: str
    address: str
    elsewhere: str  # its page in the other language
    title: BilingualText
    short_title: BilingualText
    summary: BilingualText
    kind: str
    standing: str
    outlook: str
    stated: StatedDate
    condition: BilingualText
    place: BilingualText
    announced_on: date
    updated_at: datetime
    version: int
    projects: tuple[NamedRow, ...] = ()
    partners: tuple[PartnerRole, ...] = ()
    sources: tuple[CitedParagraph, ...] = ()  # oldest release first
    settles: PlanOutcome | None = None  # the plan that it settles
    settled_by: tuple[PlanOutcome, ...] = ()  # what settles it, newest word first
    corrections: int = 0
    corrected_at: datetime | None = None  # the last time
    retracted: int = 0  # words on what came of it that visitors read, and that were withdrawn since

    @property
    def date_text(self) -> BilingualText:
        """The date as pages write it: "12–16 November 2018"."""
        return BilingualText(write(self.stated, "en"), write(self.stated, "fr"))

    @property
    def sequence(self) -> int:
        """How often what is said of it was revised, from 0 (RFC 5545 §3.8.7.4): corrections, and words on a plan.

        A word that was withdrawn, itself or with its release, counts twice: when it came and when it went. So the
        number falls only where what was withdrawn is published again. A better wording or a translation is no
        revision; it shows in ``changed``.
        """
        return self.corrections + len(self.settled_by) + 2 * self.retracted

    @property
    def changed(self) -> datetime:
        """Its row's last change, or a correction of what it cites."""
        return max(self.updated_at, self.corrected_at or self.updated_at)

    @property
    def edtf(self) -> str | None:
        """ISO 8601-2, None where it could say the date only more precisely than the source."""
        return edtf(self.stated)


@dataclass(frozen=True)
class ReleaseRow:
    """A release on file. ``title`` is its headline."""

    slug: str
    id: str
    address: str
    elsewhere: str
    title: BilingualText
    title_is_ours: bool
    summary: BilingualText
    published_on: date
    language: str  # of the document
    place: str
    wire: str
    source_name: str
    source_url: str
    paragraphs: int
    milestones: int
    updated_at: datetime
    version: int
    corrected_at: datetime | None = None

    @property
    def changed(self) -> datetime:
        return max(self.updated_at, self.corrected_at or self.updated_at)


@dataclass(frozen=True)
class CorrectionRow:
    """A correction: what was changed after visitors had read it. ``title``, ``address`` and ``kind`` are its row's."""

    id: str
    address: str
    elsewhere: str
    title: BilingualText
    kind: str
    lines: tuple[str, ...]  # in the view's language: "Date: was early 2019, now mid-2019."
    note: BilingualText
    updated_at: datetime  # when it was made

    @property
    def changed(self) -> datetime:
        return self.updated_at


ExportRow = MilestoneRow | ReleaseRow | CorrectionRow


@dataclass(frozen=True)
class Export:
    """A selection as every format renders it.

    ``rows`` come in the order of the page and may stream from the database: go through them once, and translate
    nothing while you do (the language of the request may be over by then). All addresses are absolute.
    """

    rows: Iterable[Any]  # Entry, Issued or Corrected
    columns: tuple[Column, ...]  # those asked for, in their order
    of: str  # "milestones", "releases" or "corrections"
    language: str  # "en" or "fr"
    company: str
    heading: str  # "Crater Lake, 2018"; of the whole record, its title
    sentences: list[str]  # what is shown, in words
    site: str  # "https://example.com/"
    html: str  # the page that shows the same
    address: str  # its own
    elsewhere: str  # its own in the other language, the first page
    zone: tzinfo  # of the site: whose midnight begins a day
    words: Mapping[
        str, str
    ]  # what each kind, standing, outlook and settlement is called in the view's language
    first: str = ""  # the first page's address, "" where the format is whole
    about: str = ""  # the page that explains the data
    schema: str = ""  # of the JSON Schema
    next: str = ""  # the next page's address, "" where there is none, or where the format is whole
    asked: Mapping[str, Any] = field(default_factory=dict)  # the filters that are on
    total: int = (
        0  # how many rows the filters select, on all pages; 0 unless the format is ``counted``
    )
    undated: int = 0  # of which were given no date
    on: date = date.min  # the day the record is seen on
    updated: datetime | None = None  # last change of anything public
    bom: bool = False  # whether a spreadsheet is to be told that this is UTF-8
