"""What a renderer is given of what documents state: figures, names, stakes and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from timeline.exports.named_rows import BilingualText, NamedRow


@dataclass(frozen=True)
class StatedFigure:
    """A figure that a paragraph states of a milestone."""

    what: BilingualText
    value: int | float
    value_to: int | float | None
    unit: str
    as_printed: str
    stated_on: date
    source: str
    """The address of the paragraph."""


@dataclass(frozen=True)
class FigureRow(StatedFigure):
    """The same as a row of its own, with its milestone."""

    milestone: NamedRow


@dataclass(frozen=True)
class StatedPeriod:
    """From and until when something holds, "" where that is not stated, and what states it."""

    holds_from: str
    holds_until: str
    stated_on: date
    source: str
    """The ``id`` of the paragraph that states it."""


@dataclass(frozen=True)
class NameOverTime:
    """An earlier or a later name of an organization."""

    name: BilingualText
    period: StatedPeriod


@dataclass(frozen=True)
class StakeRow:
    """A stake, seen from one end: ``other`` is the owner, or what is owned.

    Without ``other`` that is the company whose record this is. ``kind``: "company",
    "organization" or "project".
    """

    other: NamedRow | None
    kind: str
    percent: str
    period: StatedPeriod


@dataclass(frozen=True)
class HeldPost:
    """A post; without ``organization`` it is one in the company whose record this is."""

    organization: NamedRow | None
    office: str
    title: BilingualText
    period: StatedPeriod


@dataclass(frozen=True)
class OrganizationRow:
    """An organization that documents name, with what they state of it, the newest first."""

    slug: str
    id: str
    address: str
    name: BilingualText
    kind: str
    country: str
    website: str
    summary: BilingualText
    names: tuple[NameOverTime, ...]
    owners: tuple[StakeRow, ...]
    holdings: tuple[StakeRow, ...]
    milestones: int
    updated_at: datetime
    version: int


@dataclass(frozen=True)
class PersonRow:
    """Somebody, with the posts that documents state, in the order of time."""

    slug: str
    id: str
    address: str
    name: str
    posts: tuple[HeldPost, ...]
    updated_at: datetime
    version: int


@dataclass(frozen=True)
class StatementRow:
    """What a paragraph states of the company, an organization, a project or a person.

    ``of`` and ``other`` are None for the company whose record this is; ``other`` too where there
    is none. ``other``: what is owned, or where a post is held.
    """

    kind: str
    """"name", "listing", "stake", "state" or "post"."""
    of: NamedRow | None
    other: NamedRow | None
    text: BilingualText
    """The name, the listing, the share, the state or the title of the post."""
    period: StatedPeriod
    percent: float | None = None
    """Of a stake."""

    @property
    def holds_from(self) -> str | None:
        return self.period.holds_from or None

    @property
    def holds_until(self) -> str | None:
        return self.period.holds_until or None

    @property
    def stated_on(self) -> date:
        return self.period.stated_on

    @property
    def source(self) -> str:
        return self.period.source
