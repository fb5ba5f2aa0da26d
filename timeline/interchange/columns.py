"""What is written of the record: which rows in which file, which columns of each, and how a row is named.

A column is written if editors can change it. So is what is kept of each change (``KEPT``), so that a record that is
brought back does not look new to calendars and feed readers. Left out are the keys of the database and what is worked
out from other columns; and, of a row, what says nothing (an empty text, no date, "no", a first version). The history
and the corrections, which nothing may change, are left out whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import models

from timeline.models import (
    Citation,
    Company,
    Contact,
    Listing,
    Milestone,
    MilestonePartner,
    Paragraph,
    Partner,
    Project,
    ProjectName,
    Release,
    Stake,
)

Model = type[models.Model]
Column = Any  # a field of a model, a many-to-many one too: Django types them apart
Key = tuple[str | int, ...]

# The files, in the order in which each refers only to those before it, and the models of each. Of the first model with
# parts, each row is followed by its parts.
FILES: Mapping[str, tuple[Model, ...]] = {
    "company": (Company, Listing),
    "projects": (Project,),
    "partners": (Partner,),
    "releases": (Release, Paragraph, Contact, ProjectName, Stake),
    "milestones": (Milestone, Citation, MilestonePartner),
}
# The way from a part to the row that it follows, and what parts of one row are in order of.
PARTS: Mapping[Model, tuple[str, str]] = {
    Paragraph: ("release", "number"),
    Contact: ("release", "position"),
    ProjectName: ("release", "pk"),
    Stake: ("paragraph__release", "pk"),
    Citation: ("milestone", "pk"),
    MilestonePartner: ("milestone", "pk"),
}
# What tells a row from all others of its model (``natural_key``). The company is one row, of key 1.
NAMED_BY: Mapping[Model, tuple[str, ...]] = {
    Company: (),
    Listing: ("code", "symbol"),
    Project: ("slug",),
    Partner: ("slug",),
    Release: ("slug",),
    Paragraph: ("release", "number"),
    Contact: ("release", "position"),
    ProjectName: ("project", "release", "name_en"),
    Stake: ("owner", "owned", "paragraph"),
    Milestone: ("slug",),
    Citation: ("milestone", "paragraph"),
    MilestonePartner: ("milestone", "partner", "role"),
}
STAMPS = ("updated_at", "version")
KEPT = ("behind", *STAMPS)  # of each change; no editor's to say


@cache
def columns(model: Model) -> tuple[Column, ...]:
    """What is written of a row: the model's own columns as they are declared, those it has in common, what is kept."""
    meta = model._meta
    every: list[Any] = [field for field in meta.local_fields if not field.primary_key]
    every += [field for field in meta.local_many_to_many if _is_plain(field)]
    written = [field for field in every if field.editable or field.name in KEPT]
    common = _common(model)

    def place(field: Any) -> tuple[int, int]:
        if field.name in KEPT:
            return 2, KEPT.index(field.name)
        return int(field.name in common), field.creation_counter

    return tuple(sorted(written, key=place))


def _is_plain(field: Any) -> bool:
    """Whether the links of a many-to-many column are nothing but links: others are rows of their own."""
    return bool(field.remote_field.through._meta.auto_created)


def _common(model: Model) -> set[str]:
    bases: Iterable[Any] = (
        base for base in model.__mro__ if getattr(getattr(base, "_meta", None), "abstract", False)
    )
    return {field.name for base in bases for field in base._meta.get_fields()}


def key_columns(model: Model) -> tuple[Column, ...]:
    """The columns that name a row, in the order of its natural key."""
    by_name = {field.name: field for field in columns(model)}
    return tuple(by_name[name] for name in NAMED_BY[model])


@cache
def shape(model: Model) -> tuple[Column, ...]:
    """What a reference to a row is made of: of a paragraph, the slug of its release, and its number."""
    parts: list[Column] = []
    for field in key_columns(model):
        parts += shape(field.related_model) if isinstance(field, models.ForeignKey) else [field]
    return tuple(parts)


def is_empty_value(name: str, value: Any) -> bool:
    """Whether a column is left out of a row: reading the row without it gives the same."""
    return (
        value is None
        or value is False
        or value in ("", [], {})
        or (name == "version" and value == 1)
    )


def label(model: Model) -> str:
    """``timeline.milestone``: as a file names the model."""
    return model._meta.label_lower
