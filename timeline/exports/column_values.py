"""The values of public columns: their JSON Schemas, and what is written for a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from timeline.dates.delays import Delay, write_delay
from timeline.dates.precisions import Precision
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.rows import CitedParagraph, MilestoneRow, PartnerRow, PlanOutcome
from timeline.models import (
    DocumentType,
    MilestoneKind,
    Outlook,
    PartnerKind,
    PartnerRole,
    Settlement,
    Standing,
)

Schema = dict[str, Any]
TEXT: Schema = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
    "required": ["en", "fr"],
    "additionalProperties": False,
}
STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER_FROM_1: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
# Not the format "time": that wants an offset, which the zone gives.
HOUR: Schema = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"}

SETTLEMENTS = tuple(Settlement)
STANDINGS = tuple(Standing)
OUTLOOKS = tuple(Outlook)
ROLES = tuple(PartnerRole)
KINDS = tuple(MilestoneKind)
PARTNER_KINDS = tuple(PartnerKind)


def both_languages(text: BilingualText) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}


def json_value(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    return value


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def object_schema(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# -- values that are objects ----------------------------------------------------------------------

NAMED = object_schema(id=ADDRESS, slug=STRING, name=TEXT)
PARTNER = object_schema(id=ADDRESS, slug=STRING, name=TEXT, role=one_of(ROLES))
OUTCOME = object_schema(id=ADDRESS, slug=STRING, title=TEXT, settlement=one_of(SETTLEMENTS))
SOURCE = object_schema(
    id=ADDRESS,
    release=STRING,
    paragraph=NUMBER_FROM_1,
    published_on=DAY,
    headline=TEXT,
    document_type=one_of(DocumentType),
    issuer_name=STRING,
    states=TEXT,
)
DELAY = object_schema(
    side=one_of(["later", "earlier"]),
    unit=one_of(["day", "week", "month"]),
    least=COUNT,
    most=or_null(COUNT),
    text=TEXT,
)
PROMISE = object_schema(
    first=ADDRESS,
    plans={"type": "array", "items": ADDRESS},
    revisions=COUNT,
    outcome=or_null(OUTCOME),
    delay=or_null(DELAY),
)
DATE = object_schema(
    words=STRING,
    text=TEXT,
    precision=one_of(Precision),
    earliest=or_null(DAY),
    latest=or_null(DAY),
    basis=TEXT,
    edtf=or_null(STRING),
)


def named_value(named: NamedRow) -> dict[str, Any]:
    return {"id": named.id, "slug": named.slug, "name": both_languages(named.name)}


def partner_value(part: PartnerRow) -> dict[str, Any]:
    value = named_value(part.partner)
    value["role"] = part.role
    return value


def outcome_value(outcome: PlanOutcome) -> dict[str, Any]:
    milestone = outcome.milestone
    return {
        "id": milestone.id,
        "slug": milestone.slug,
        "title": both_languages(milestone.name),
        "settlement": outcome.settlement,
    }


def source_value(source: CitedParagraph) -> dict[str, Any]:
    return {
        "id": source.id,
        "release": source.release,
        "paragraph": source.paragraph,
        "published_on": source.published_on.isoformat(),
        "headline": both_languages(source.headline),
        "document_type": source.document_type,
        "issuer_name": source.issuer_name,
        "states": both_languages(source.states),
    }


def settles_value(row: MilestoneRow) -> dict[str, Any] | None:
    if row.settles is None:
        return None
    return outcome_value(row.settles)


def settles_cells(row: MilestoneRow) -> tuple[str, ...]:
    if row.settles is None:
        return "", ""
    return row.settles.milestone.id, row.settles.settlement


def date_value(row: MilestoneRow) -> dict[str, Any]:
    stated = row.stated
    return {
        "words": stated.words,
        "text": both_languages(row.date_text),
        "precision": stated.precision.value,
        "earliest": json_value(stated.earliest),
        "latest": json_value(stated.latest),
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


def date_cells(row: MilestoneRow) -> tuple[str, ...]:
    """The values of ``DATE_CELLS``."""
    stated, text = row.stated, row.date_text
    return (
        stated.words,
        text.en,
        text.fr,
        stated.precision.value,
        cell(stated.earliest),
        cell(stated.latest),
        stated.basis_en,
        stated.basis_fr,
        cell(row.edtf),
    )


def delay_value(found: Delay | None) -> dict[str, Any] | None:
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


def delay_cells(row: MilestoneRow) -> tuple[str, ...]:
    """The values of ``DELAY_CELLS``."""
    found = row.delay
    if found is None:
        return ("",) * len(DELAY_CELLS)
    text = _delay_text(found)
    return (found.side, found.unit, str(found.least), cell(found.most), text["en"], text["fr"])


def promise_value(row: MilestoneRow) -> dict[str, Any] | None:
    promise = row.promise
    if promise is None:
        return None
    outcome = promise.outcome
    return {
        "first": promise.plans[0].id,
        "plans": [plan.id for plan in promise.plans],
        "revisions": promise.revisions,
        "outcome": outcome_value(outcome) if outcome else None,
        "delay": delay_value(outcome.delay) if outcome else None,
    }


PROMISE_CELLS = (
    "promise_first",
    "promise_plans",
    "promise_revisions",
    "promise_outcome",
    "promise_settlement",
    "promise_delay_en",
    "promise_delay_fr",
)


def promise_cells(row: MilestoneRow) -> tuple[str, ...]:
    """The values of ``PROMISE_CELLS``."""
    promise = row.promise
    if promise is None:
        return ("",) * len(PROMISE_CELLS)
    plans = "; ".join(plan.id for plan in promise.plans)
    cells = (promise.plans[0].id, plans, str(promise.revisions))
    outcome = promise.outcome
    if outcome is None:
        return (*cells, "", "", "", "")
    delay = {"en": "", "fr": ""}
    if outcome.delay:
        delay = _delay_text(outcome.delay)
    return (*cells, outcome.milestone.id, outcome.settlement, delay["en"], delay["fr"])
