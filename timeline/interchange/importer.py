"""Rows of a folder, compared with what is on file and saved as the admin saves.

Every check is made and the history is kept. All of it belongs into one transaction, which is the
caller's: what was refused is known only at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction

from timeline.interchange import checks
from timeline.interchange.columns import KEPT, NAMED_BY, STAMPS, Key, Model, columns, key_columns
from timeline.interchange.corrections import NEEDS_A_NOTE, ImportCorrections
from timeline.interchange.outcomes import (
    AddedRow,
    ChangedRow,
    RowOutcome,
    UnchangedRow,
    change_in_words,
)
from timeline.interchange.parser import ParsedRow, RowProblem, row_name
from timeline.models import (
    Citation,
    CompanyName,
    Milestone,
    PartnerName,
    PlanSettlement,
    Publishing,
    Release,
)
from timeline.models.cited_statement import DatedStatement
from timeline.models.edition import advance_edition, moves_so_far

# Clocks of two machines differ. Feeds take no change for new that is older than the last one.
CLOCK_SKEW = timedelta(days=1)
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
        return self.values.get(field.name, field.get_default())

    def problem(self, why: str, column: str = "") -> RowProblem:
        return RowProblem(self.parsed.file, why, str(self.parsed), column)


@dataclass(frozen=True)
class TouchedRow:
    """A row whose rules are checked at the end, and what is on file before the import.

    ``stored`` is None if only rows that belong to it were imported.
    """

    parsed: ParsedRow
    stored: Any


class RecordImporter:
    """Saves the rows of a folder.

    ``keys``: of all rows in the folder, by model; a milestone may speak of a plan further down.
    """

    def __init__(self, keys: Mapping[Model, set[Key]], reason: str, at: datetime) -> None:
        self.keys = keys
        self.reason = reason
        self.at = at
        self.corrections = ImportCorrections(at)
        self.names: dict[DatedStatement, ParsedRow] = {}
        self.touched: dict[Model, dict[int, TouchedRow]] = {Milestone: {}, Release: {}}
        # An import deletes nothing, so a primary key that was found stays right.
        self._primary_key: Callable[[Model, Key], int] = lru_cache(maxsize=10_000)(
            self._find_primary_key
        )

    def import_rows(self, rows: Iterable[ParsedRow]) -> Iterator[RowOutcome]:
        """What becomes of each row.

        What a milestone says of a plan further down is saved at the end.
        """
        waiting: list[ParsedRow] = []
        for row in rows:
            if self._must_wait(row):
                waiting.append(row)
            else:
                yield from self._import_row(row)
        for row in waiting:
            yield from self._import_row(row)

    def broken_rules(self) -> Iterator[RowProblem]:
        """What the rows break between them, once the derived columns are worked out."""
        refusals = checks.refusals_on_file(
            self._touched_by_key(Milestone), self._touched_by_key(Release), self.at
        )
        for row, (column, why) in refusals:
            parsed = self.touched[type(row)][row.pk].parsed
            yield RowProblem(parsed.file, why, str(parsed), column)
        for name, (column, why) in checks.name_refusals(self.names):
            parsed = self.names.get(name) or next(iter(self.names.values()))
            yield RowProblem(parsed.file, why, str(parsed), column)

    def _touched_by_key(self, model: Model) -> list[tuple[int, Any]]:
        touched = self.touched[model]
        rows = []
        for key in sorted(touched):
            rows.append((key, touched[key].stored))
        return rows

    def unexplained(self) -> Iterator[RowProblem]:
        """What visitors have read and would read otherwise, each of which needs a note."""
        for row, _stored, changes in self.corrections.changes():
            for change in changes:
                language = next(iter(change.now))
                words = change_in_words(change.was[language], change.now[language])
                told = f"{NEEDS_A_NOTE} ({change.label[language]}: {words})"
                yield RowProblem(row.file, told, str(row))

    def _must_wait(self, row: ParsedRow) -> bool:
        if row.model is not PlanSettlement:
            return False
        plan: Key = row.values["plan"]
        return plan in self.keys.get(Milestone, set()) and not self._exists(Milestone, plan)

    def _exists(self, model: Model, key: Key) -> bool:
        try:
            self._primary_key(model, key)
        except model.DoesNotExist:  # type: ignore[attr-defined]
            return False
        return True

    def _find_primary_key(self, model: Model, key: Key) -> int:
        manager: Any = model._default_manager
        primary_key: int = manager.get_by_natural_key(*key).pk
        return primary_key

    # -- one row ------------------------------------------------------------------------------

    def _import_row(self, parsed: ParsedRow) -> Iterator[RowOutcome]:
        problems: list[RowProblem] = []
        row = self._with_relations(parsed, problems)
        if problems:
            yield from problems
            return
        stored = self._on_file(row)
        instance = copy(stored) if stored else parsed.model()
        changes = _changes(row, instance)
        if stored and not changes:
            yield UnchangedRow(parsed)
            return
        refused = self._save(row, instance, stored)
        if refused:
            yield from refused
        elif stored is None:
            yield AddedRow(parsed)
        else:
            yield ChangedRow(parsed, changes)

    def _with_relations(self, parsed: ParsedRow, problems: list[RowProblem]) -> ImportedRow:
        """The row with the primary keys of what it refers to. What is nowhere is a problem."""
        related = {}
        for field in columns(parsed.model):
            if field.is_relation:
                value = parsed.values.get(field.name)
                related[field.name] = self._primary_keys(parsed, field, value, problems)
        return ImportedRow(parsed, parsed.values, related)

    def _primary_keys(
        self, parsed: ParsedRow, field: Any, value: Any, problems: list[RowProblem]
    ) -> Any:
        """The primary keys of what a column refers to: a list for a many-to-many one, else one."""
        many = isinstance(field, models.ManyToManyField)
        keys: Iterable[Key] = value or ()
        if value and not many:
            keys = [value]
        found = []
        for key in keys:
            try:
                found.append(self._primary_key(field.related_model, key))
            except field.related_model.DoesNotExist:
                what = f"{field.related_model._meta.verbose_name} “{row_name(key)}”"
                why = f"there is no {what}, neither on file nor in the folder so far"
                problems.append(RowProblem(parsed.file, why, str(parsed), field.name))
        if many:
            return found
        return found[0] if found else None

    def _on_file(self, row: ImportedRow) -> models.Model | None:
        """The row on file of that name, locked until the transaction ends."""
        model = row.parsed.model
        lookup = {}
        for field in key_columns(model):
            lookup[field.name] = row.value(field)
        if not lookup:  # the company, of which there is one
            lookup = {"pk": row.parsed.key[0]}
        rows: models.QuerySet[models.Model] = model._default_manager.select_for_update()
        return rows.filter(**lookup).first()

    def _save(self, row: ImportedRow, instance: Any, stored: Any) -> list[RowProblem]:
        """Save it, or say why not."""
        is_added = stored is None
        kept = {}
        for name in KEPT:
            if is_added and name in row.values:
                kept[name] = row.values[name]
        if kept.get("updated_at", self.at) > self.at + CLOCK_SKEW:
            return [row.problem("that moment has not come yet", "updated_at")]
        _assign(row, instance, kept)
        problems = self._seen_problems(row, instance, stored)
        if problems:
            return problems
        instance._change_reason = self.reason
        self.corrections.remember(row.parsed, instance)
        moves = moves_so_far()
        try:
            instance.full_clean()
            with transaction.atomic():
                _write(row, instance, kept, is_added=is_added)
        except ValidationError as error:
            return _validation_problems(row, error)
        except DatabaseError as error:
            return [row.problem(f"the database does not take it ({error})")]
        if moves_so_far() > moves:
            advance_edition()  # for all rows to come: they are one transaction
        self._touch(row.parsed, instance, stored)
        if is_added:
            self.corrections.new.add((row.parsed.model, instance.pk))
        return []

    def _seen_problems(self, row: ImportedRow, instance: Any, stored: Any) -> list[RowProblem]:
        """What would hide, or put off, what visitors have seen."""
        if stored is None or not isinstance(instance, Publishing):
            return []
        refusals = checks.seen_row_refusals(instance, stored, self.at)
        return [row.problem(why, column) for column, why in refusals]

    def _touch(self, parsed: ParsedRow, instance: Any, stored: Any) -> None:
        """Note whose rules are to be checked once all rows are saved."""
        model = parsed.model
        if model in self.touched:
            earlier = self.touched[model].get(instance.pk)
            if earlier and earlier.stored:
                stored = earlier.stored
            self.touched[model][instance.pk] = TouchedRow(parsed, stored or model())
        elif isinstance(instance, CompanyName | PartnerName):
            self.names[instance] = parsed
        elif isinstance(instance, Citation | PlanSettlement):
            self.touched[Milestone].setdefault(instance.milestone_id, TouchedRow(parsed, None))


def _changes(row: ImportedRow, instance: models.Model) -> Changes:
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
    return changes


def _linked_keys(instance: models.Model, name: str) -> dict[int, Key]:
    """The keys of the rows on file that a many-to-many column links to, by primary key."""
    keys: dict[int, Key] = {}
    if instance.pk:
        for linked in getattr(instance, name).order_by("pk"):
            keys[linked.pk] = linked.natural_key()
    return keys


def _keys_of(related: Any) -> tuple[Key, ...]:
    return (related.natural_key(),) if related else ()


def _keys(key: Key | None) -> tuple[Key, ...]:
    return (key,) if key else ()


def _assign(row: ImportedRow, instance: Any, kept: Mapping[str, Any]) -> None:
    """Give the instance the columns of the row; of those in ``KEPT``, only the given ones."""
    for field in columns(row.parsed.model):
        is_link = isinstance(field, models.ManyToManyField)
        is_left_alone = field.name in KEPT and field.name not in kept
        if not is_link and not is_left_alone:
            setattr(instance, field.attname, row.value(field))
    if isinstance(instance, Publishing):
        # Saving works it out again. The old value would be held against the new status.
        instance.public_from = None


def _write(row: ImportedRow, instance: Any, kept: Mapping[str, Any], *, is_added: bool) -> None:
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


def _validation_problems(row: ImportedRow, error: ValidationError) -> list[RowProblem]:
    problems = []
    for name, messages in error.message_dict.items():
        column = "" if name == NON_FIELD_ERRORS else name
        problems.append(row.problem(" ".join(messages), column))
    return problems
