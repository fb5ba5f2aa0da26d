"""Rows that are not on file, checked one by one and written many at once.

What is checked of a row here takes no query: its columns. The database refuses what breaks a
constraint. Nothing is said of what is refused: such rows are saved one by one instead, and say why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import inf
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction

from timeline.interchange.columns import FILES, Model, columns
from timeline.interchange.imported_rows import ImportedRow
from timeline.interchange.known_keys import relations
from timeline.models import Company, FiscalYearStart, Listing, Publishing
from timeline.models.date_fields import PrecisionField
from timeline.models.derived_columns import public_moment
from timeline.models.derived_receivers import follow_added
from timeline.models.row_writes import (
    CHANGED,
    insert_history,
    insert_rows,
    insert_values,
    next_keys,
    update_rows,
)
from timeline.models.translation_status import TranslatedModel, complete_behind

# Few, and much follows from each.
ONE_BY_ONE = (Company, FiscalYearStart, Listing)
TEXT_FIELDS = (models.CharField, models.TextField, PrecisionField)
IN_ORDER = tuple(chain.from_iterable(FILES.values()))


@dataclass(frozen=True)
class NewRow:
    """``row``: what it was read from; ``kept``: the columns of ``KEPT`` that it names."""

    row: ImportedRow
    instance: Any
    kept: Mapping[str, Any]


def may_be_written_together(model: Model) -> bool:
    """Whether all that a row of the model refers to is in its columns."""
    if model in ONE_BY_ONE:
        return False
    named = set(relations(model))
    return all(field in named for field in model._meta.concrete_fields if field.is_relation)


class PlainText(NamedTuple):
    """A column of texts, of which is asked how long they are or which ones, and nothing else."""

    name: str
    may_be_empty: bool
    most: float  # characters
    choices: frozenset[str]  # none: any text

    def surely_takes(self, text: Any) -> bool:
        if type(text) is not str or len(text) > self.most:
            return False
        if not text:
            return self.may_be_empty
        return not self.choices or text in self.choices


def is_surely_valid(instance: models.Model) -> bool:
    """Whether each of its columns is; what it refers to is known to be there. No query.

    Most are texts that are looked at here. The others are given to Django's validators.
    """
    model = type(instance)
    sure = set(_references(model))
    for column in _plain_texts(model):
        if column.surely_takes(getattr(instance, column.name)):
            sure.add(column.name)
    try:
        instance.clean_fields(exclude=sure)
    except ValidationError:
        return False
    return True


@cache
def _plain_texts(model: Model) -> tuple[PlainText, ...]:
    found = []
    for field in model._meta.concrete_fields:
        limits = [one for one in field.validators if type(one) is MaxLengthValidator]
        if type(field) in TEXT_FIELDS and limits == field.validators:
            most = min((one.limit_value for one in limits), default=inf)
            choices = frozenset(str(choice) for choice, _label in field.flatchoices)
            found.append(PlainText(field.name, field.blank, most, choices))
    return tuple(found)


@cache
def _references(model: Model) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.concrete_fields if field.is_relation)


def write_together(rows: Sequence[NewRow]) -> None:
    """Write new rows, their links, their history and what is derived from them.

    Raises ``DatabaseError``, and has written nothing then. The edition has moved.
    """
    by_model: dict[Model, list[NewRow]] = defaultdict(list)
    for new in rows:
        by_model[type(new.instance)].append(new)
    with transaction.atomic():
        for model in IN_ORDER:
            if of_model := by_model.get(model):
                _write_rows(model, of_model)


def _write_rows(model: Any, rows: Sequence[NewRow]) -> None:
    instances = [new.instance for new in rows]
    for new, key in zip(rows, next_keys(model, len(rows)), strict=True):
        new.instance.pk = key
        _refer_to_new_rows(new)
        if isinstance(new.instance, Publishing):
            new.instance.public_from = public_moment(new.instance)
    if issubclass(model, TranslatedModel):
        complete_behind(instances)
    insert_rows(model, instances)
    insert_history(model, instances)
    for field in columns(model):
        if isinstance(field, models.ManyToManyField):
            _write_links(model, field, rows)
    changed_elsewhere = []
    for new in rows:
        new.instance._state.adding = False
        if "updated_at" in new.kept:
            new.instance.updated_at = new.kept["updated_at"]
            changed_elsewhere.append(new.instance)
    update_rows(model, changed_elsewhere, ["updated_at"])
    follow_added(model, instances)


def _refer_to_new_rows(new: NewRow) -> None:
    """Give it the keys of the new rows that it refers to. They are written before it."""
    for field in relations(new.row.parsed.model):
        related = new.row.related[field.name]
        if isinstance(related, models.Model):
            setattr(new.instance, field.attname, related.pk)


def _write_links(model: Any, field: Any, rows: Sequence[NewRow]) -> None:
    """Links to other rows, and the state of each row with them, as adding them keeps it."""
    link = field.remote_field.through
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    linked = [new for new in rows if new.row.related[field.name]]
    pairs = []
    for new in linked:
        pairs += [(new.instance.pk, key) for key in new.row.related[field.name]]
    keys = next_keys(link, len(pairs))
    links = [(key, *pair) for key, pair in zip(keys, pairs, strict=True)]
    columns_of_link = (link._meta.pk.attname, source, target)
    insert_values(link, columns_of_link, links)
    states = insert_history(model, [new.instance for new in linked], CHANGED)
    state_of = dict(zip([new.instance.pk for new in linked], states, strict=True))
    kept = getattr(model.history.model, field.name).model
    with_states = [(state_of[one[1]], *one) for one in links]
    insert_values(kept, ("history_id", *columns_of_link), with_states)
