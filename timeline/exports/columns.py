"""The public columns, declared once: what JSON, CSV, the JSON Schema and the table on ``/about/data/`` are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.dates.precisions import Precision
from timeline.exports.rows import (
    BilingualText,
    CitedParagraph,
    MilestoneRow,
    NamedRow,
    PartnerRole,
    PlanOutcome,
    ReleaseRow,
)

Schema = dict[str, Any]
TEXT: Schema = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
    "required": ["en", "fr"],
    "additionalProperties": False,
}
STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}

SETTLEMENTS = ("achieved", "changed", "withdrawn")
STANDINGS = ("happened", "under_way", "planned", "conditional")
OUTLOOKS = ("ahead", "window_open", "window_passed", "no_date", *SETTLEMENTS)
ROLES = ("counterparty", "organiser", "host", "owner", "adviser")
KINDS = (
    *("event", "agreement", "exploration", "resource", "process"),
    *("production", "market", "financing", "permit", "corporate"),
)


@dataclass(frozen=True)
class Column:
    """``read`` gives its value in JSON, which fits ``schema``; ``cells`` its columns in CSV, each with its text."""

    name: str
    meaning: str | Promise
    schema: Schema
    read: Callable[[Any], Any]
    cells: Mapping[str, Callable[[Any], str]]


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _in_both(text: BilingualText) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def text(name: str, meaning: str | Promise, read: Callable[[Any], BilingualText]) -> Column:
    """A text in both languages: an object in JSON, a column each in CSV."""
    cells = {f"{name}_en": lambda row: read(row).en, f"{name}_fr": lambda row: read(row).fr}
    return Column(name, meaning, TEXT, lambda row: _in_both(read(row)), cells)


def plain(name: str, meaning: str | Promise, read: Callable[[Any], Any], schema: Schema) -> Column:
    """One value: itself in JSON, its text in CSV."""

    def cell(row: Any) -> str:
        value = read(row)
        return (
            "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        )

    return Column(name, meaning, schema, read, {name: cell})


def listed(
    name: str,
    meaning: str | Promise,
    read: Callable[[Any], Iterable[Any]],
    each: Callable[[Any], dict[str, Any]],
    schema: Schema,
    **cells: Callable[[Any], str],
) -> Column:
    """Several things: a list of objects in JSON; in CSV a column for each text of them, joined by "; "."""

    def joined(write: Callable[[Any], str]) -> Callable[[Any], str]:
        return lambda row: "; ".join(map(write, read(row)))

    return Column(
        name,
        meaning,
        _list_of(schema),
        lambda row: [each(one) for one in read(row)],
        {heading: joined(write) for heading, write in cells.items()},
    )


# -- what a column is made of -----------------------------------------------------------------------------------------

NAMED = _object(id=ADDRESS, slug=STRING, name=TEXT)
PART = _object(id=ADDRESS, slug=STRING, name=TEXT, role=_one_of(ROLES))
OUTCOME = _object(id=ADDRESS, slug=STRING, title=TEXT, settlement=_one_of(SETTLEMENTS))
SOURCE = _object(
    id=ADDRESS,
    release=STRING,
    paragraph={"type": "integer", "minimum": 1},
    published_on=DAY,
    headline=TEXT,
)
DATE = _object(
    words=STRING,
    text=TEXT,
    precision=_one_of(Precision),
    earliest=_or_null(DAY),
    latest=_or_null(DAY),
    basis=TEXT,
    edtf=_or_null(STRING),
)


def _named(one: NamedRow) -> dict[str, Any]:
    return {"id": one.id, "slug": one.slug, "name": _in_both(one.name)}


def _part(one: PartnerRole) -> dict[str, Any]:
    return _named(one.partner) | {"role": one.role}


def _outcome(one: PlanOutcome) -> dict[str, Any]:
    told = one.milestone
    return {
        "id": told.id,
        "slug": told.slug,
        "title": _in_both(told.name),
        "settlement": one.settlement,
    }


def _source(one: CitedParagraph) -> dict[str, Any]:
    return {
        "id": one.id,
        "release": one.release,
        "paragraph": one.paragraph,
        "published_on": one.published_on.isoformat(),
        "headline": _in_both(one.headline),
    }


def _date(row: MilestoneRow) -> dict[str, Any]:
    stated = row.stated
    return {
        "words": stated.words,
        "text": _in_both(row.date_text),
        "precision": stated.precision.value,
        "earliest": _iso(stated.earliest),
        "latest": _iso(stated.latest),
        "basis": {"en": stated.basis_en, "fr": stated.basis_fr},
        "edtf": row.edtf,
    }


DATE_CELLS: Mapping[str, Callable[[MilestoneRow], str]] = {
    "date_words": lambda row: row.stated.words,
    "date_en": lambda row: row.date_text.en,
    "date_fr": lambda row: row.date_text.fr,
    "precision": lambda row: row.stated.precision.value,
    "earliest": lambda row: _iso(row.stated.earliest) or "",
    "latest": lambda row: _iso(row.stated.latest) or "",
    "basis_en": lambda row: row.stated.basis_en,
    "basis_fr": lambda row: row.stated.basis_fr,
    "edtf": lambda row: row.edtf or "",
}

MILESTONES: tuple[Column, ...] = (
    plain(
        "id", _("its address, the same in every language and for good"), lambda row: row.id, ADDRESS
    ),
    plain("slug", _("last part of its address"), lambda row: row.slug, STRING),
    plain("address", _("its page, in the language of this view"), lambda row: row.address, ADDRESS),
    text("title", _("what it is called here"), lambda row: row.title),
    text("summary", _("one or two sentences of our own"), lambda row: row.summary),
    plain("kind", _("its kind"), lambda row: row.kind, _one_of(KINDS)),
    plain(
        "standing", _("what the source says of it"), lambda row: row.standing, _one_of(STANDINGS)
    ),
    Column(
        "date",
        _(
            "as the source states it: its words, the same as we write them, how precise they are, the earliest and "
            "the latest day (to sort and filter by; exact only for a day or several days), what was inferred from "
            "what, and ISO 8601-2 (EDTF) where that says no more than the source"
        ),
        DATE,
        _date,
        DATE_CELLS,
    ),
    text("condition", _("what it depends on, if the source says so"), lambda row: row.condition),
    text("place", _("where"), lambda row: row.place),
    plain(
        "announced_on",
        _("day of the earliest release that states it"),
        lambda row: _iso(row.announced_on),
        DAY,
    ),
    plain(
        "outlook",
        _("where a plan stands on the day of this view; nothing for what is no plan"),
        lambda row: row.outlook or None,
        {"type": ["string", "null"], "enum": [*OUTLOOKS, None]},
    ),
    listed(
        "projects",
        _("the projects it concerns"),
        lambda row: row.projects,
        _named,
        NAMED,
        projects=lambda one: one.slug,
    ),
    listed(
        "partners",
        _("who else has a part in it, and which"),
        lambda row: row.partners,
        _part,
        PART,
        partners=lambda one: one.partner.slug,
        roles=lambda one: one.role,
    ),
    listed(
        "sources",
        _("the releases and paragraphs that state it, oldest first"),
        lambda row: row.sources,
        _source,
        SOURCE,
        sources=lambda one: one.id,
    ),
    Column(
        "settles",
        _("the earlier plan that it says something final about, and what"),
        _or_null(OUTCOME),
        lambda row: _outcome(row.settles) if row.settles else None,
        {
            "settles": lambda row: row.settles.milestone.id if row.settles else "",
            "settlement": lambda row: row.settles.settlement if row.settles else "",
        },
    ),
    listed(
        "settled_by",
        _("the later milestones that say what came of it, newest word first"),
        lambda row: row.settled_by,
        _outcome,
        OUTCOME,
        settled_by=lambda one: one.milestone.id,
    ),
    plain(
        "updated_at", _("last change of its row"), lambda row: row.updated_at.isoformat(), MOMENT
    ),
    plain(
        "version",
        _("counts its changes, from 1"),
        lambda row: row.version,
        {"type": "integer", "minimum": 1},
    ),
)

RELEASES: tuple[Column, ...] = (
    plain(
        "id", _("its address, the same in every language and for good"), lambda row: row.id, ADDRESS
    ),
    plain("slug", _("last part of its address"), lambda row: row.slug, STRING),
    plain("address", _("its page, in the language of this view"), lambda row: row.address, ADDRESS),
    plain("published_on", _("the day in its dateline"), lambda row: _iso(row.published_on), DAY),
    text("headline", _("its headline"), lambda row: row.title),
    plain(
        "headline_is_ours",
        _("whether the document has none"),
        lambda row: row.title_is_ours,
        {"type": "boolean"},
    ),
    text("summary", _("what it says, in our own words"), lambda row: row.summary),
    plain("language", _("of the document"), lambda row: row.language, _one_of(["en", "fr"])),
    plain("place", _("the city in its dateline"), lambda row: row.place, STRING),
    plain("wire", _("the service that carried it, if it says so"), lambda row: row.wire, STRING),
    plain("source_name", _("where the document comes from"), lambda row: row.source_name, STRING),
    plain("source_url", _("its address there"), lambda row: row.source_url, STRING),
    plain("paragraphs", _("how many paragraphs it has"), lambda row: row.paragraphs, COUNT),
    plain("milestones", _("how many milestones cite it"), lambda row: row.milestones, COUNT),
    plain(
        "updated_at", _("last change of its row"), lambda row: row.updated_at.isoformat(), MOMENT
    ),
    plain(
        "version",
        _("counts its changes, from 1"),
        lambda row: row.version,
        {"type": "integer", "minimum": 1},
    ),
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "milestones": MILESTONES,
    "releases": RELEASES,
    "plans": MILESTONES,
    "corrections": (),
}


def item(columns: Iterable[Column], row: MilestoneRow | ReleaseRow) -> dict[str, Any]:
    """A row as an object of JSON."""
    return {column.name: column.read(row) for column in columns}
