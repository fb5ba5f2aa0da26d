"""What a question of the first page is about in a row: where that changes, the row waits again.

A typing error that is mended in a title is no reason to look again at a plan whose date has passed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery

from timeline.models import Citation, Correction, PlanSettlement, Status
from timeline.models.translation_status import LANGUAGES, bilingual_texts
from timeline.publishing.rules import TRANSLATED_PARTS

RecordModel = type[models.Model]
Columns = Sequence[str | Subquery]


def _number_of(rows: Any, column: str) -> Subquery:
    """How many of these rows name the one that is asked about in that column."""
    about = rows.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Subquery(about.annotate(number=Count("pk")).values("number"))


def _states_of(model: Any, column: str) -> Subquery:
    """How many states of rows of a model were kept: it grows when one is added, changed, gone."""
    return _number_of(model.history.model.objects, column)


def _version(model: RecordModel) -> Columns:
    """Of a draft, whatever was saved."""
    return ["version"]


def _moment(model: RecordModel) -> Columns:
    return ["publish_at"]


def _plan(model: RecordModel) -> Columns:
    """When it was to be, what was ever recorded of its outcome, and what was corrected."""
    settlements = PlanSettlement.objects
    withdrawn = settlements.filter(milestone__status=Status.WITHDRAWN)
    return [
        "standing",
        "earliest",
        "latest",
        _states_of(PlanSettlement, "plan_id"),
        _number_of(withdrawn, "plan_id"),
        _number_of(Correction.objects, "milestone_id"),
    ]


def _citations_of(column: str) -> Callable[[RecordModel], Columns]:
    def citations(model: RecordModel) -> Columns:
        return [_states_of(Citation, column)]

    return citations


def _paragraph(model: RecordModel) -> Columns:
    return [*_typed(model), _states_of(Citation, "paragraph_id")]


def _typed(model: RecordModel) -> Columns:
    return [field.attname for field in model._meta.concrete_fields if field.editable]


def _texts(model: RecordModel) -> Columns:
    """The row's texts in both languages, and whether one of its parts was saved."""
    columns: list[str | Subquery] = []
    for name in bilingual_texts(model):
        columns += [f"{name}_{language}" for language in LANGUAGES]
    for name in TRANSLATED_PARTS.get(model, ()):
        relation: Any = model._meta.get_field(name)
        columns.append(_states_of(relation.related_model, relation.field.attname))
    return columns


SUBSTANCE: Mapping[str, Callable[[RecordModel], Columns]] = {
    "to-review": _version,
    "coming-up": _moment,
    "dates-passed": _plan,
    "without-citation": _citations_of("milestone_id"),
    "not-cited": _paragraph,
    "french-behind": _texts,
    "english-behind": _texts,
    "older-contacts": _typed,
    "left-lying": _version,
}


def substances(question: str, model: RecordModel, keys: Collection[int]) -> dict[int, str]:
    """A digest of what a question is about in each of these rows, by their keys. 1 query."""
    rows = model._default_manager.filter(pk__in=keys).order_by()
    digests = {}
    for key, *values in rows.values_list("pk", *SUBSTANCE[question](model)):
        told = json.dumps(values, default=str)
        digests[key] = hashlib.sha256(told.encode()).hexdigest()
    return digests
