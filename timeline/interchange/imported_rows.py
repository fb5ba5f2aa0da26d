"""One row of a folder beside the row that it is, or will be, on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from timeline.interchange.columns import KEPT, NAMED_BY, STAMPS, Key, columns, key_columns
from timeline.interchange.known_keys import RowKey
from timeline.interchange.parser import ParsedRow, RowProblem
from timeline.models import Publishing
from timeline.models.text_fingerprint import TextFingerprint

Changes = dict[str, tuple[Any, Any]]  # column -> (was, will be)


@dataclass(frozen=True)
class ImportedRow:
    """A row with its relations looked up, as it will be saved.

    ``values``: by column; of a column that refers to other rows, their keys in the folder.
    ``related``: by column that refers to other rows, their primary keys.
    """

    parsed: ParsedRow
    values: Mapping[str, Any]
    related: Mapping[str, Any]

    def value(self, field: Any) -> Any:
        """The value for the model; the default where the row leaves the column out."""
        if field.is_relation:
            return self.related[field.name]
        if field.name in self.values:
            return self.values[field.name]
        return field.get_default()

    def problem(self, why: str, column: str = "") -> RowProblem:
        return RowProblem(self.parsed.file, why, str(self.parsed), column)


def row_key(row: ImportedRow) -> RowKey:
    return tuple(row.value(field) for field in key_columns(row.parsed.model))


def kept_of(row: ImportedRow) -> dict[str, Any]:
    """What a new row says of the changes that it has seen."""
    return {name: row.values[name] for name in KEPT if name in row.values}


def remembered_of(row: ImportedRow) -> dict[str, Any]:
    """What a row says that its text is known again by. Where it says nothing, nothing is renewed.

    A text that is held says it by itself.
    """
    if not row.values.get("text_hash") or row.values.get("text"):
        return {}
    return {name: row.values.get(name, "") for name in TextFingerprint._fields}


def changes_of(row: ImportedRow, instance: models.Model) -> Changes:
    """What differs, by column. A column that the row leaves out is empty."""
    changes: Changes = {}
    for field in columns(type(instance)):
        name = field.name
        if name in KEPT or name in NAMED_BY[type(instance)]:
            continue
        if isinstance(field, models.ManyToManyField):
            linked = _linked_keys(instance, name)
            if linked.keys() != set(row.related[name]):
                changes[name] = (tuple(linked.values()), row.values.get(name, ()))
        elif field.is_relation:
            if getattr(instance, field.attname) != row.related[name]:
                changes[name] = (_keys_of(getattr(instance, name)), _keys(row.values.get(name)))
        elif getattr(instance, name) != row.value(field):
            changes[name] = (getattr(instance, name), row.value(field))
    for name, value in remembered_of(row).items():
        if getattr(instance, name) != value:
            changes[name] = (getattr(instance, name), value)
    return changes


def _linked_keys(instance: models.Model, name: str) -> dict[int, Key]:
    """The keys of the rows on file that a many-to-many column links to, by primary key."""
    keys: dict[int, Key] = {}
    if instance.pk:
        for linked in sorted(getattr(instance, name).all(), key=attrgetter("pk")):
            keys[linked.pk] = linked.natural_key()
    return keys


def _keys_of(related: Any) -> tuple[Key, ...]:
    return (related.natural_key(),) if related else ()


def _keys(key: Key | None) -> tuple[Key, ...]:
    return (key,) if key else ()


def assign(row: ImportedRow, instance: Any, kept: Mapping[str, Any]) -> None:
    """Give the instance the columns of the row; of those in ``KEPT``, only the given ones.

    Not the keys of new rows: they have none before they are written.
    """
    for field in columns(row.parsed.model):
        is_left_alone = field.name in KEPT and field.name not in kept
        if field.many_to_many or is_left_alone:
            continue
        value = row.value(field)
        if not isinstance(value, models.Model):
            setattr(instance, field.attname, value)
    if isinstance(instance, Publishing):
        # Saving works it out again. The old value would be held against the new status.
        instance.public_from = None


def write(row: ImportedRow, instance: Any, kept: Mapping[str, Any], *, is_added: bool) -> None:
    instance.save()
    model = row.parsed.model
    for field in columns(model):
        is_link = isinstance(field, models.ManyToManyField)
        has_none = is_added and not row.related.get(field.name)
        if is_link and not has_none:
            getattr(instance, field.name).set(row.related[field.name])
    stamps = {}
    for name in STAMPS:
        if name in kept:
            stamps[name] = kept[name]
    if stamps:  # the row was changed elsewhere, and not now
        model._base_manager.filter(pk=instance.pk).update(**stamps)


def validation_problems(row: ImportedRow, error: ValidationError) -> list[RowProblem]:
    problems = []
    for name, messages in error.message_dict.items():
        column = "" if name == NON_FIELD_ERRORS else name
        problems.append(row.problem(" ".join(messages), column))
    return problems
