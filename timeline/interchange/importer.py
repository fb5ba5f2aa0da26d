"""Rows of a folder, compared with what is on file and saved as the admin saves.

Every check is made and the history is kept. All of it belongs into one transaction, which is the
caller's: what was refused is known only at its end.

Rows that are as on file, and new ones that are surely sound, are read and written many at once.
Each other row is imported by itself: it is changed, or it may be refused, in words of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from timeline.interchange import checks
from timeline.interchange.columns import Key, Model, columns, key_columns
from timeline.interchange.corrections import NEEDS_A_NOTE, ImportCorrections
from timeline.interchange.imported_rows import (
    ImportedRow,
    assign,
    changes_of,
    kept_of,
    remembered_of,
    row_key,
    validation_problems,
    write,
)
from timeline.interchange.known_keys import KnownKeys, RowKey, relations, rows_on_file
from timeline.interchange.new_rows import (
    NewRow,
    is_surely_valid,
    may_be_written_together,
    write_together,
)
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
from timeline.models.derived_columns import BATCH
from timeline.models.edition import advance_edition, moves_so_far

# Clocks of two machines differ. Feeds take no change for new that is older than the last one.
CLOCK_SKEW = timedelta(days=1)


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
        self.known = KnownKeys()
        self.new_rows: list[NewRow] = []  # sound, and not written yet
        self.has_moved = False

    def import_rows(self, rows: Iterable[ParsedRow]) -> Iterator[RowOutcome]:
        """What becomes of each row.

        What a milestone says of a plan further down is saved at the end.
        """
        waiting: list[ParsedRow] = []
        for batch in _batches(rows):
            yield from self._import_batch(batch, waiting)
        for batch in _batches(waiting):
            yield from self._import_batch(batch, None)

    def _import_batch(
        self, batch: Sequence[ParsedRow], waiting: list[ParsedRow] | None
    ) -> Iterator[RowOutcome]:
        """What becomes of rows of one file, in their order. ``waiting`` gets those that must.

        What is as on file and what is new and sound takes no query of its own. All others are
        saved one by one, once those before them are written.
        """
        self.known.learn(batch)
        on_file = self._on_file_together(batch)
        for parsed in batch:
            if waiting is not None and self._must_wait(parsed):
                waiting.append(parsed)
            elif parsed.key in on_file[parsed.model]:
                row, stored = on_file[parsed.model][parsed.key]
                if changes_of(row, stored):
                    yield from self._import_by_itself(parsed)
                else:
                    yield UnchangedRow(parsed)
            elif not self._takes(parsed):
                yield from self._import_by_itself(parsed)
        yield from self._write_new_rows()

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
            self.known.find(model, key)
        except model.DoesNotExist:  # type: ignore[attr-defined]
            return False
        return True

    # -- many rows ----------------------------------------------------------------------------

    def _on_file_together(
        self, batch: Sequence[ParsedRow]
    ) -> Mapping[Model, Mapping[Key, tuple[ImportedRow, Any]]]:
        """Those of the rows that are on file, with what is there, locked.

        What refers to a row that is not known yet is not on file either.
        """
        rows: dict[Model, dict[RowKey, ImportedRow]] = defaultdict(dict)
        for parsed in batch:
            row = self._with_known_relations(parsed)
            if row and may_be_written_together(parsed.model):
                rows[parsed.model][row_key(row)] = row
        found: dict[Model, dict[Key, tuple[ImportedRow, Any]]] = defaultdict(dict)
        for model, of_model in rows.items():
            stored = rows_on_file(model, list(of_model))
            for key, row in of_model.items():
                if key in stored:
                    found[model][row.parsed.key] = row, stored[key]
        return found

    def _with_known_relations(self, parsed: ParsedRow) -> ImportedRow | None:
        """The row, if all that it refers to is known. No query."""
        related: dict[str, Any] = {}
        for field in relations(parsed.model):
            value = parsed.values.get(field.name)
            if field.many_to_many:
                found = [self.known.at_hand(field.related_model, key) for key in value or ()]
                related[field.name] = found
                if None in found:
                    return None
            else:
                related[field.name] = None
                if value:
                    related[field.name] = self.known.at_hand(field.related_model, value)
                    if related[field.name] is None:
                        return None
        return ImportedRow(parsed, parsed.values, related)

    def _takes(self, parsed: ParsedRow) -> bool:
        """Take in a new row, to be written with others; False if it has to be saved by itself.

        It is if anything may be wrong with it, if visitors have read what it belongs to, and while
        the edition has not moved: the row may be one that does not move it.
        """
        row = self._with_known_relations(parsed)
        if row is None or not may_be_written_together(parsed.model) or not self._has_moved():
            return False
        kept = kept_of(row)
        if self._is_to_come(kept):
            return False
        instance: Any = parsed.model()
        assign(row, instance, kept)
        instance._change_reason = self.reason
        if not self.corrections.knows_all_of(instance) or not is_surely_valid(instance):
            return False
        self.new_rows.append(NewRow(row, instance, kept))
        self.known.note(parsed.model, parsed.key, instance)
        return True

    def _write_new_rows(self) -> Iterator[RowOutcome]:
        """Write what was taken in; one by one if the database refuses any of it."""
        new_rows, self.new_rows = self.new_rows, []
        try:
            write_together(new_rows)
        except DatabaseError:
            for new in new_rows:
                self.known.forget(type(new.instance), new.row.parsed.key)
            for new in new_rows:
                yield from self._import_row(new.row.parsed)
            return
        for new in new_rows:
            self._note_added(new.row.parsed, new.instance)
            yield AddedRow(new.row.parsed)

    def _note_added(self, parsed: ParsedRow, instance: Any) -> None:
        self._touch(parsed, instance, None)
        self.corrections.new.add((parsed.model, instance.pk))
        self.known.note(parsed.model, parsed.key, instance.pk)

    def _import_by_itself(self, parsed: ParsedRow) -> Iterator[RowOutcome]:
        """Import one row after those that were taken in before it."""
        yield from self._write_new_rows()
        yield from self._import_row(parsed)

    def _has_moved(self) -> bool:
        """Whether the edition has moved: once for all rows, which are one transaction."""
        self.has_moved = self.has_moved or moves_so_far() > 0
        return self.has_moved

    def _is_to_come(self, kept: Mapping[str, Any]) -> bool:
        """Whether the row says that it was changed at a moment that has not come yet."""
        return bool(kept.get("updated_at", self.at) > self.at + CLOCK_SKEW)

    # -- one row ------------------------------------------------------------------------------

    def _import_row(self, parsed: ParsedRow) -> Iterator[RowOutcome]:
        problems: list[RowProblem] = []
        row = self._with_relations(parsed, problems)
        if problems:
            yield from problems
            return
        stored = self._on_file(row)
        instance = copy(stored) if stored else parsed.model()
        changes = changes_of(row, instance)
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
                found.append(self.known.find(field.related_model, key))
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
        kept = kept_of(row) if is_added else remembered_of(row)
        if self._is_to_come(kept):
            return [row.problem("that moment has not come yet", "updated_at")]
        assign(row, instance, kept)
        problems = self._seen_problems(row, instance, stored)
        if problems:
            return problems
        instance._change_reason = self.reason
        self.corrections.remember(row.parsed, instance)
        moves = moves_so_far()
        try:
            instance.full_clean()
            with transaction.atomic():
                write(row, instance, kept, is_added=is_added)
        except ValidationError as error:
            return validation_problems(row, error)
        except DatabaseError as error:
            return [row.problem(f"the database does not take it ({error})")]
        if moves_so_far() > moves:
            advance_edition()  # for all rows to come: they are one transaction
        if is_added:
            self._note_added(row.parsed, instance)
        else:
            self._touch(row.parsed, instance, stored)
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


def _batches(rows: Iterable[ParsedRow]) -> Iterator[list[ParsedRow]]:
    """Rows of one file each, in their order. A row may refer to those of earlier files."""
    for _file, of_file in groupby(rows, key=attrgetter("file")):
        while batch := list(islice(of_file, BATCH)):
            yield batch
