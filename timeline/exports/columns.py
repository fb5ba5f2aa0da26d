"""The public columns, each declared once.

JSON, CSV, the JSON Schema and the table on ``/about/data/`` are made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.dates.delays import Delay, write_delay
from timeline.dates.precisions import Precision
from timeline.exports.rows import (
    BilingualText,
    CitedParagraph,
    MilestoneRow,
    NamedRow,
    PartnerRow,
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
NUMBER_FROM_1: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
# Not the format "time": that wants an offset, which the zone gives.
HOUR: Schema = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"}

SETTLEMENTS = ("achieved", "changed", "withdrawn")
STANDINGS = ("happened", "under_way", "planned", "conditional")
OUTLOOKS = ("ahead", "window_open", "window_passed", "no_date", "achieved", "changed", "withdrawn")
ROLES = ("counterparty", "organiser", "host", "owner", "adviser")
KINDS = (
    "event",
    "agreement",
    "exploration",
    "resource",
    "process",
    "production",
    "market",
    "financing",
    "permit",
    "corporate",
)


@dataclass(frozen=True)
class Column:
    """A public column: one value in JSON, one or more cells in CSV."""

    name: str
    meaning: str | Promise
    schema: Schema
    """JSON Schema of its value."""
    value: Callable[[Any], Any]
    """Its value of a row, as ``json.dumps`` takes it."""
    cells: tuple[str, ...]
    """The headings of its cells in CSV."""
    cell_values: Callable[[Any], tuple[str, ...]]
    """Its cells of a row, one for each heading."""


def text_column(name: str, meaning: str | Promise, attribute: str = "") -> Column:
    """A text in both languages: an object in JSON, a cell each in CSV.

    ``attribute`` of the row holds it; without one, the attribute that has the column's name.
    """

    def value(row: Any) -> dict[str, str]:
        return _both_languages(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        text = getattr(row, attribute or name)
        return text.en, text.fr

    return Column(name, meaning, TEXT, value, (f"{name}_en", f"{name}_fr"), cell_values)


def value_column(name: str, meaning: str | Promise, schema: Schema, attribute: str = "") -> Column:
    """One value: a day or a moment is written as ISO 8601; None is an empty cell in CSV."""

    def value(row: Any) -> Any:
        return _json_value(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        return (_cell(value(row)),)

    return Column(name, meaning, schema, value, (name,), cell_values)


def list_column(
    name: str,
    meaning: str | Promise,
    item_schema: Schema,
    item_value: Callable[[Any], dict[str, Any]],
    item_cells: Mapping[str, Callable[[Any], str]],
) -> Column:
    """Several items: a list of objects in JSON.

    ``item_cells``: by heading, the text of an item. A cell joins those of all items with "; ".
    """

    def value(row: Any) -> list[dict[str, Any]]:
        return [item_value(item) for item in getattr(row, name)]

    def cell_values(row: Any) -> tuple[str, ...]:
        items = getattr(row, name)
        return tuple("; ".join(map(write, items)) for write in item_cells.values())

    schema = {"type": "array", "items": item_schema}
    return Column(name, meaning, schema, value, tuple(item_cells), cell_values)


def _both_languages(text: BilingualText) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}


def _json_value(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    return value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# -- values that are objects ----------------------------------------------------------------------

NAMED = _object(id=ADDRESS, slug=STRING, name=TEXT)
PARTNER = _object(id=ADDRESS, slug=STRING, name=TEXT, role=_one_of(ROLES))
OUTCOME = _object(id=ADDRESS, slug=STRING, title=TEXT, settlement=_one_of(SETTLEMENTS))
SOURCE = _object(
    id=ADDRESS,
    release=STRING,
    paragraph=NUMBER_FROM_1,
    published_on=DAY,
    headline=TEXT,
)
DELAY = _object(
    side=_one_of(["later", "earlier"]),
    unit=_one_of(["day", "week", "month"]),
    least=COUNT,
    most=_or_null(COUNT),
    text=TEXT,
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


def _named_value(named: NamedRow) -> dict[str, Any]:
    return {"id": named.id, "slug": named.slug, "name": _both_languages(named.name)}


def _partner_value(part: PartnerRow) -> dict[str, Any]:
    value = _named_value(part.partner)
    value["role"] = part.role
    return value


def _outcome_value(outcome: PlanOutcome) -> dict[str, Any]:
    milestone = outcome.milestone
    return {
        "id": milestone.id,
        "slug": milestone.slug,
        "title": _both_languages(milestone.name),
        "settlement": outcome.settlement,
    }


def _source_value(source: CitedParagraph) -> dict[str, Any]:
    return {
        "id": source.id,
        "release": source.release,
        "paragraph": source.paragraph,
        "published_on": source.published_on.isoformat(),
        "headline": _both_languages(source.headline),
    }


def _settles_value(row: MilestoneRow) -> dict[str, Any] | None:
    if row.settles is None:
        return None
    return _outcome_value(row.settles)


def _settles_cells(row: MilestoneRow) -> tuple[str, ...]:
    if row.settles is None:
        return "", ""
    return row.settles.milestone.id, row.settles.settlement


def _date_value(row: MilestoneRow) -> dict[str, Any]:
    stated = row.stated
    return {
        "words": stated.words,
        "text": _both_languages(row.date_text),
        "precision": stated.precision.value,
        "earliest": _json_value(stated.earliest),
        "latest": _json_value(stated.latest),
        "basis": {"en": stated.basis_en, "fr": stated.basis_fr},
        "edtf": row.edtf,
    }


DATE_CELLS = (
    "date_words",
    "date_en",
    "date_fr",
    "precision",
    "earliest",
    "latest",
    "basis_en",
    "basis_fr",
    "edtf",
)


def _date_cells(row: MilestoneRow) -> tuple[str, ...]:
    """The values of ``DATE_CELLS``."""
    stated, text = row.stated, row.date_text
    return (
        stated.words,
        text.en,
        text.fr,
        stated.precision.value,
        _cell(stated.earliest),
        _cell(stated.latest),
        stated.basis_en,
        stated.basis_fr,
        _cell(row.edtf),
    )


def _delay_value(row: MilestoneRow) -> dict[str, Any] | None:
    found = row.delay
    if found is None:
        return None
    return {
        "side": found.side,
        "unit": found.unit,
        "least": found.least,
        "most": found.most,
        "text": _delay_text(found),
    }


def _delay_text(found: Delay) -> dict[str, str]:
    return {"en": write_delay(found, "en"), "fr": write_delay(found, "fr")}


DELAY_CELLS = ("delay_side", "delay_unit", "delay_least", "delay_most", "delay_en", "delay_fr")


def _delay_cells(row: MilestoneRow) -> tuple[str, ...]:
    """The values of ``DELAY_CELLS``."""
    found = row.delay
    if found is None:
        return ("",) * len(DELAY_CELLS)
    text = _delay_text(found)
    return (found.side, found.unit, str(found.least), _cell(found.most), text["en"], text["fr"])


# -- the columns ----------------------------------------------------------------------------------

ID = value_column("id", _("its address, the same in every language and for good"), ADDRESS)
SLUG = value_column("slug", _("last part of its address"), STRING)
PAGE = value_column("address", _("its page, in the language of this view"), ADDRESS)
UPDATED_AT = value_column("updated_at", _("last change of its row"), MOMENT)
VERSION = value_column("version", _("counts its changes, from 1"), NUMBER_FROM_1)

MILESTONES: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    text_column("title", _("what it is called here")),
    text_column("summary", _("one or two sentences of our own")),
    value_column("kind", _("its kind"), _one_of(KINDS)),
    value_column("standing", _("what the source says of it"), _one_of(STANDINGS)),
    Column(
        "date",
        _(
            "as the source states it: its words, the same as we write them, how precise they are, "
            "the earliest and the latest day (to sort and filter by; exact only for a day or "
            "several days), what was inferred from what, and ISO 8601-2 (EDTF) where that says no "
            "more than the source"
        ),
        DATE,
        _date_value,
        DATE_CELLS,
        _date_cells,
    ),
    text_column("condition", _("what it depends on, if the source says so")),
    text_column("place", _("where")),
    value_column("announced_on", _("day of the earliest release that states it"), DAY),
    Column(
        "outlook",
        _("where a plan stands on the day of this view; nothing for what is no plan"),
        {"type": ["string", "null"], "enum": [*OUTLOOKS, None]},
        lambda row: row.outlook or None,
        ("outlook",),
        lambda row: (row.outlook,),
    ),
    list_column(
        "projects",
        _("the projects it concerns"),
        NAMED,
        _named_value,
        {"projects": lambda project: project.slug},
    ),
    list_column(
        "partners",
        _("who else has a part in it, and which"),
        PARTNER,
        _partner_value,
        {"partners": lambda part: part.partner.slug, "roles": lambda part: part.role},
    ),
    list_column(
        "sources",
        _("the releases and paragraphs that state it, oldest first"),
        SOURCE,
        _source_value,
        {"sources": lambda source: source.id},
    ),
    Column(
        "settles",
        _("the earlier plan that it says something final about, and what"),
        _or_null(OUTCOME),
        _settles_value,
        ("settles", "settlement"),
        _settles_cells,
    ),
    list_column(
        "settled_by",
        _("the later milestones that say what came of it, newest word first"),
        OUTCOME,
        _outcome_value,
        {"settled_by": lambda outcome: outcome.milestone.id},
    ),
    UPDATED_AT,
    VERSION,
    value_column(
        "start_time",
        _("the hour at which it begins on its day, if the source gives it with its zone"),
        _or_null(HOUR),
    ),
    value_column(
        "time_zone",
        _("the zone of that hour, as the IANA database names it: America/Toronto"),
        _or_null(STRING),
    ),
    Column(
        "delay",
        _(
            "of a plan, how much later or earlier than planned it came, by the newest word on it "
            "and only as far as both dates prove: at least and at most so many units, in words "
            "too; nothing where they prove nothing"
        ),
        _or_null(DELAY),
        _delay_value,
        DELAY_CELLS,
        _delay_cells,
    ),
)

RELEASES: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    value_column("published_on", _("the day in its dateline"), DAY),
    text_column("headline", _("its headline"), attribute="title"),
    value_column(
        "headline_is_ours",
        _("whether the document has none"),
        {"type": "boolean"},
        attribute="title_is_ours",
    ),
    text_column("summary", _("what it says, in our own words")),
    value_column("language", _("of the document"), _one_of(["en", "fr"])),
    value_column("place", _("the city in its dateline"), STRING),
    value_column("wire", _("the service that carried it, if it says so"), STRING),
    value_column("source_name", _("where the document comes from"), STRING),
    value_column("source_url", _("its address there"), STRING),
    value_column("paragraphs", _("how many paragraphs it has"), COUNT),
    value_column("milestones", _("how many milestones cite it"), COUNT),
    UPDATED_AT,
    VERSION,
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "milestones": MILESTONES,
    "releases": RELEASES,
    "plans": MILESTONES,
    "corrections": (),
}


def json_object(columns: Iterable[Column], row: MilestoneRow | ReleaseRow) -> dict[str, Any]:
    """A row as an object of JSON."""
    return {column.name: column.value(row) for column in columns}


def csv_headings(columns: Iterable[Column]) -> list[str]:
    headings: list[str] = []
    for column in columns:
        headings.extend(column.cells)
    return headings


def csv_cells(columns: Iterable[Column], row: MilestoneRow | ReleaseRow) -> list[str]:
    cells: list[str] = []
    for column in columns:
        cells.extend(column.cell_values(row))
    return cells
