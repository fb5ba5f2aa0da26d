"""What somebody accepted of a draft, as it is to be filed: plain values, one class for each row.

``key`` names the part of the form that a value comes from, so that a refusal leads back to it.
``values`` maps columns of the row to what they are to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class AcceptedParagraph:
    """``text``: what the paragraph says, to be known again by; held only if ``values`` has it."""

    key: str
    number: int
    values: Values
    text: str = ""


@dataclass(frozen=True)
class AcceptedContact:
    """The people to ask, in the order printed."""

    key: str
    values: Values


@dataclass(frozen=True)
class AcceptedListing:
    """A symbol that the document prints: ``code`` is that of its exchange."""

    code: str
    symbol: str


@dataclass(frozen=True)
class AcceptedOrganization:
    """An organization to be put on file, if none of that name is there."""

    key: str
    name: str
    values: Values


@dataclass(frozen=True)
class AcceptedPost:
    """A post that a paragraph states. ``organization`` is a name, "" for the company itself."""

    key: str
    person: str
    organization: str
    paragraph: int
    values: Values


@dataclass(frozen=True)
class Outcome:
    """What a milestone says became of an earlier plan, which is named by its key."""

    plan: int
    settlement: str
    field: str = ""  # of the form


@dataclass(frozen=True)
class AcceptedFigure:
    """A figure that a paragraph states of a milestone. ``fields`` maps columns to the form's."""

    paragraph: int
    values: Values
    fields: Mapping[str, str]


@dataclass(frozen=True)
class AcceptedMilestone:
    """``cites`` are numbers of paragraphs, ``projects`` and ``organizations`` names."""

    key: str
    values: Values
    cites: tuple[int, ...]
    projects: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    role: str = ""
    outcomes: tuple[Outcome, ...] = ()
    figures: tuple[AcceptedFigure, ...] = ()


@dataclass(frozen=True)
class AcceptedDraft:
    """A whole release. ``issuer`` is a name, "" for the company itself."""

    release: Values
    issuer: str = ""
    listings: tuple[AcceptedListing, ...] = ()
    paragraphs: tuple[AcceptedParagraph, ...] = ()
    contacts: tuple[AcceptedContact, ...] = ()
    organizations: tuple[AcceptedOrganization, ...] = ()
    posts: tuple[AcceptedPost, ...] = ()
    milestones: tuple[AcceptedMilestone, ...] = ()


@dataclass(frozen=True)
class FilingProblem:
    """One reason why nothing was filed: the part of the form, its column ("" for all of it)."""

    key: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Filed:
    """The release on file. ``is_new``: whether this filing made it."""

    release: Any
    is_new: bool
    rows: list[Any] = field(default_factory=list)
