"""What a renderer is given: plain values, without database, clock or request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from timeline.dates.delays import Delay
from timeline.dates.edtf import edtf
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write
from timeline.exports.document_rows import (
    ReleaseRow,
)
from timeline.exports.lines import Line
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.statement_rows import (
    FigureRow,
    OrganizationRow,
    PersonRow,
    StatedFigure,
    StatementRow,
)

if TYPE_CHECKING:
    from timeline.exports.column import Column

OTHER = {"en": "fr", "fr": "en"}


@dataclass(frozen=True)
class PartnerRow:
    """An organization's role in a milestone: a value of ``PartnerRole``."""

    partner: NamedRow
    role: str


@dataclass(frozen=True)
class CitedParagraph:
    """Where a milestone is stated. ``address`` is the paragraph's (``…/releases/<slug>/#p6``)."""

    release: str
    """The slug of the release."""
    id: str
    address: str
    paragraph: int
    published_on: date
    headline: BilingualText
    document_type: str = "company_release"
    issuer_name: str = ""
    """As printed."""
    states: BilingualText = field(default_factory=BilingualText)
    """What it states differently."""


@dataclass(frozen=True)
class PlanOutcome:
    """What a later milestone says of an earlier one: achieved, changed, withdrawn, ended …

    In ``settled_by`` of a plan ``milestone`` is the later one; in ``settlements`` it is the plan.
    ``delay`` is None where the two dates do not tell.
    """

    milestone: NamedRow
    settlement: str
    delay: Delay | None = None


@dataclass(frozen=True)
class PromiseRow:
    """The promise of a plan: the plans that revise one another, and what came of them."""

    plans: tuple[NamedRow, ...]
    """Oldest first."""
    first_date: BilingualText
    """When it was first planned for, as pages write it."""
    revisions: int
    words: tuple[PlanOutcome, ...]
    """What was said after this plan, newest first, revisions too, with its delay from this plan."""
    outcome: PlanOutcome | None
    """What settles it, None while it is open. Its delay is counted from the first date."""


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone, with what is public of it. ``outlook`` is "" for what has none."""

    slug: str
    id: str
    address: str
    other_language_address: str
    title: BilingualText
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
    partners: tuple[PartnerRow, ...] = ()
    sources: tuple[CitedParagraph, ...] = ()
    """Oldest release first."""
    settlements: tuple[PlanOutcome, ...] = ()
    """The earlier plans that this milestone says something of."""
    settled_by: tuple[PlanOutcome, ...] = ()
    """The milestones that settle this one, newest first."""
    promise: PromiseRow | None = None
    """Of a plan."""
    corrections: int = 0
    corrected_at: datetime | None = None
    """When it was last corrected."""
    figures: tuple[StatedFigure, ...] = ()
    outcomes_withdrawn: int = 0
    """What was said of its promise and was withdrawn since, with its milestone or its plan."""

    @property
    def date_text(self) -> BilingualText:
        """The date as pages write it: "12–16 November 2018"."""
        return BilingualText(write(self.stated, "en"), write(self.stated, "fr"))

    @property
    def start_time(self) -> str | None:
        """The hour at which it begins on its day, in the zone ``time_zone``: "16:00:00"."""
        return f"{self.stated.start_time:%H:%M:%S}" if self.stated.start_time else None

    @property
    def time_zone(self) -> str | None:
        return self.stated.time_zone or None

    @property
    def delay(self) -> Delay | None:
        """Of a plan: how much later than planned it came, by the newest word on its promise."""
        return self.words[0].delay if self.words else None

    @property
    def settles(self) -> PlanOutcome | None:
        """The first of the plans that it says something of."""
        return self.settlements[0] if self.settlements else None

    @property
    def is_revised(self) -> bool:
        """Whether another plan has taken the place of this one."""
        return self.promise is not None and self.promise.plans[-1].slug != self.slug

    @property
    def words(self) -> tuple[PlanOutcome, ...]:
        """All that later milestones say of it, and of the plans that revise it. Newest first."""
        return self.promise.words if self.promise else self.settled_by

    @property
    def sequence(self) -> int:
        """How often the statement was revised, from 0 (RFC 5545 §3.8.7.4).

        Corrections and outcomes of a plan are revisions. A withdrawn outcome counts twice, when it
        came and when it went, so the number falls only where what was withdrawn is published again.
        A better wording or a translation is no revision; it shows in ``changed_at``.
        """
        return self.corrections + len(self.words) + 2 * self.outcomes_withdrawn

    @property
    def changed_at(self) -> datetime:
        """The last change of its row, or the last correction of what it cites if that is later."""
        return max(self.updated_at, self.corrected_at or self.updated_at)

    @property
    def edtf(self) -> str | None:
        """ISO 8601-2, None where that would be more precise than the source."""
        return edtf(self.stated)


@dataclass(frozen=True)
class ChangeRow:
    """A change of what visitors can read: a correction, or what was published or withdrawn.

    ``title``, ``address`` and ``kind`` are those of the row that changed; ``updated_at`` is when.
    """

    id: str
    address: str
    other_language_address: str
    title: BilingualText
    kind: str
    lines: tuple[Line, ...]
    """In the language of the export: "Date: was “early 2019”, now “mid-2019”"."""
    note: BilingualText
    updated_at: datetime

    @property
    def changed_at(self) -> datetime:
        return self.updated_at


ExportRow = MilestoneRow | ReleaseRow | ChangeRow
"""What feeds tell of."""
DataRow = MilestoneRow | ReleaseRow | OrganizationRow | PersonRow | FigureRow | StatementRow
"""What has public columns."""


@dataclass(frozen=True)
class Export:
    """A list as every format renders it. All addresses are absolute.

    ``rows`` come in the order of the page and may stream from the database. A renderer goes through
    them once, and translates nothing on the way: the request's language may no longer be active.
    """

    rows: Iterable[Any]
    """Rows of type ``ExportRow`` or ``DataRow``, all of one class."""
    columns: tuple[Column, ...]
    """The selected columns, in the order of the request."""
    language: str
    """"en" or "fr"."""
    company: str
    heading: str
    """"Crater Lake, 2018"; of the whole record its title."""
    sentences: list[str]
    """What is shown, in words."""
    html_address: str
    """The page that shows the same."""
    address: str
    other_language_address: str
    """The same export in the other language, its first page."""
    zone: tzinfo
    """The site's time zone: a day begins at its midnight."""
    labels: Mapping[str, str]
    """By code, what each kind, standing, outlook and settlement is called in ``language``."""
    first_page: str = ""
    """"" where one response has all rows."""
    about: str = ""
    """The page that explains the data."""
    schema: str = ""
    """The JSON Schema."""
    next_page: str = ""
    """"" on the last page, and where one response has all rows."""
    filters: Mapping[str, Any] = field(default_factory=dict)
    """The active filters, by parameter."""
    total: int | None = 0
    """Rows that the filters select, on all pages; 0 unless the format has a total; None: too many
    to count."""
    undated: int | None = 0
    """Rows of ``total`` without a date."""
    on: date = date.min
    """The day that the record is seen on."""
    updated_at: datetime | None = None
    """The last change of anything public."""
    edition: int | None = None
    """The number of the record's edition."""
    edition_on: date = date.min
    """The day of that edition."""
    read_on: date = date.min
    """The day of the request."""
    site_name: str = ""
    """"Imperial Mining Group timeline"."""
    bom: bool = False
    """Whether to begin with a byte order mark."""
    separator: str = ","
    """What stands between two cells."""
