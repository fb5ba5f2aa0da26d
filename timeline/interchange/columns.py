"""What is written of the record: the rows of each file, the columns of each row, and its name.

A column is written if editors can change it. So is what is kept of each change (``KEPT``): a record
that is brought back does not look new to calendars and feed readers. So is what a document's text
is known again by. Left out are the primary keys,
derived columns and, of each row, the empty values (an empty text, no date, "no", a first version).
The history and the corrections, which nothing may change, are left out whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models

from timeline.models import (
    Citation,
    Company,
    CompanyName,
    Contact,
    DocumentCopy,
    DocumentRelation,
    Figure,
    FiscalYearStart,
    Listing,
    ListingPeriod,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    PartnerName,
    Person,
    PlanSettlement,
    Post,
    Project,
    ProjectName,
    ProjectState,
    Release,
    Stake,
)
from timeline.models.text_fingerprint import TextFingerprint

Model = type[models.Model]
FileColumn = Any  # a field of a model, a many-to-many one too: Django types them apart
Key = tuple[str | int, ...]

# The files and the models of each. Rows refer only to files before their own, or to their own. Each
# row is followed by its parts, whose models stand behind its own.
FILES: Mapping[str, tuple[Model, ...]] = {
    "projects": (Project,),
    "partners": (Partner,),
    "people": (Person,),
    "company": (Company, FiscalYearStart, Listing),
    "releases": (
        Release,
        Paragraph,
        Contact,
        DocumentCopy,
        ProjectName,
        ProjectState,
        CompanyName,
        PartnerName,
        ListingPeriod,
        Stake,
        Post,
        DocumentRelation,
    ),
    "milestones": (Milestone, Citation, MilestonePartner, PlanSettlement, Figure),
}
# The lookup from a part to the row that it follows, and the column that orders the parts of a row.
PARTS: Mapping[Model, tuple[str, str]] = {
    FiscalYearStart: ("company", "pk"),
    Paragraph: ("release", "number"),
    Contact: ("release", "position"),
    DocumentCopy: ("release", "position"),
    ProjectName: ("release", "pk"),
    ProjectState: ("paragraph__release", "pk"),
    CompanyName: ("paragraph__release", "pk"),
    PartnerName: ("paragraph__release", "pk"),
    ListingPeriod: ("paragraph__release", "pk"),
    Stake: ("paragraph__release", "pk"),
    Post: ("paragraph__release", "pk"),
    Citation: ("milestone", "pk"),
    MilestonePartner: ("milestone", "pk"),
    Figure: ("milestone", "pk"),
    PlanSettlement: ("milestone", "plan_id"),  # imported in another order where plans come later
}
# What tells a row from all others of its model (``natural_key``). The company is one row, of key 1.
# One start of fiscal years may be without its day. Where a reference may be left empty, which
# stands for the company itself, empty texts take its place in the key.
NAMED_BY: Mapping[Model, tuple[str, ...]] = {
    Company: (),
    FiscalYearStart: ("holds_from",),
    Listing: ("code", "symbol"),
    Project: ("slug",),
    Partner: ("slug",),
    Person: ("slug",),
    Release: ("slug",),
    Paragraph: ("release", "number"),
    Contact: ("release", "position"),
    DocumentCopy: ("release", "position"),
    DocumentRelation: ("release", "relation", "other"),
    ProjectName: ("project", "release", "name_en"),
    ProjectState: ("project", "state", "paragraph"),
    CompanyName: ("paragraph", "name_en"),
    PartnerName: ("partner", "paragraph", "name_en"),
    ListingPeriod: ("listing", "paragraph"),
    Stake: ("owner", "owned", "owned_project", "paragraph"),
    Post: ("person", "organisation", "title_en", "paragraph"),
    Milestone: ("slug",),
    Citation: ("milestone", "paragraph"),
    MilestonePartner: ("milestone", "partner", "role"),
    Figure: ("milestone", "what_en", "as_printed", "paragraph"),
    PlanSettlement: ("milestone", "plan"),
}
STAMPS = ("updated_at", "version")
# No editor's to say: what is kept of each change, and what a text is known again by.
KEPT = ("behind", *STAMPS, *TextFingerprint._fields)


@cache
def columns(model: Model) -> tuple[FileColumn, ...]:
    """The columns of a row, in the order in which they are written.

    First the model's own as they are declared, then those of its abstract bases, then ``KEPT``.
    """
    fields: list[Any] = list(model._meta.local_fields)
    fields.extend(model._meta.local_many_to_many)
    written = [field for field in fields if _is_written(field)]
    inherited = _inherited(model)

    def place(field: Any) -> tuple[int, int]:
        if field.name in KEPT:
            return 2, KEPT.index(field.name)
        return int(field.name in inherited), field.creation_counter

    return tuple(sorted(written, key=place))


def _is_written(field: Any) -> bool:
    if field.primary_key:
        return False
    if isinstance(field, models.ManyToManyField):
        through: Any = field.remote_field.through
        if not through._meta.auto_created:  # its links have columns, and are rows of their own
            return False
    return field.editable or field.name in KEPT


def _inherited(model: Model) -> set[str]:
    names: set[str] = set()
    for base in model.__mro__:
        meta: Any = getattr(base, "_meta", None)
        if meta and meta.abstract:
            names.update(field.name for field in meta.get_fields())
    return names


@cache
def key_columns(model: Model) -> tuple[FileColumn, ...]:
    """The columns that name a row, in the order of its natural key."""
    by_name = {field.name: field for field in columns(model)}
    return tuple(by_name[name] for name in NAMED_BY[model])


@cache
def shape(model: Model) -> tuple[FileColumn, ...]:
    """The columns of a reference to a row: for a paragraph, its release's slug and its number."""
    parts: list[FileColumn] = []
    for field in key_columns(model):
        if isinstance(field, models.ForeignKey):
            parts.extend(shape(field.related_model))
        else:
            parts.append(field)
    return tuple(parts)


def is_empty_value(name: str, value: Any) -> bool:
    """Whether a column is left out of a row: reading the row without it gives the same."""
    if name == "version" and value == 1:
        return True
    return value is None or value is False or value in ("", [], {})


def label(model: Model) -> str:
    """``timeline.milestone``: as a file names the model."""
    return model._meta.label_lower
