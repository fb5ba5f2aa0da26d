"""Rows that were read, compared with what is on file and saved as the admin saves: with every check, and with history.

All of it belongs into one transaction, which is the caller's: what was refused is known only at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction

from timeline.interchange import checks
from timeline.interchange.columns import KEPT, NAMED_BY, STAMPS, Key, Model, columns, key_columns
from timeline.interchange.corrections import NEEDS_A_NOTE, ImportCorrections
from timeline.interchange.json_rows import shown
from timeline.interchange.parser import ParsedRow, RowProblem, row_name
from timeline.models import Citation, Milestone, Publishing, Release, Status
from timeline.publishing.corrections import was_public

SETTLING = ("settles", "settlement")
EMPTY = "(empty)"
SKEW = timedelta(
    days=1
)  # between the clocks of two machines; feeds take no change for new that is older than the last
BEFORE = 20  # characters shown before the first that differs


@dataclass(frozen=True)
class AddedRow:
    row: ParsedRow

    def __str__(self) -> str:
        return f"{self.row.file}: {self.row}: added"


@dataclass(frozen=True)
class ChangedRow:
    row: ParsedRow
    changes: Mapping[str, tuple[Any, Any]]  # column -> was, would be

    def __str__(self) -> str:
        told = "; ".join(f"{name}: {_both(was, now)}" for name, (was, now) in self.changes.items())
        return f"{self.row.file}: {self.row}: {told}"


@dataclass(frozen=True)
class UnchangedRow:
    row: ParsedRow


RowOutcome = AddedRow | ChangedRow | UnchangedRow | RowProblem


def _both(was: Any, now: Any) -> str:
    """Two values; of long texts, the place where they begin to differ."""
    if isinstance(was, str) and isinstance(now, str):
        differ = next(
            (place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0
        )
        if differ > BEFORE:
            was, now = f"…{was[differ - BEFORE :]}", f"…{now[differ - BEFORE :]}"
    return f"{_told(was)} → {_told(now)}"


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return (
            " ".join(row_name(one) if isinstance(one, tuple) else shown(one) for one in value)
            or EMPTY
        )
    return EMPTY if value in (None, "") else shown(str(value))


class RecordImporter:
    """Files rows. ``held``: the keys of all rows of the folder, for plans that come after what settles them."""

    def __init__(self, held: Mapping[Model, set[Key]], reason: str, at: datetime) -> None:
        self.held, self.reason = held, reason
        self.corrections = ImportCorrections(at)
        self.touched: dict[Model, dict[int, ParsedRow]] = {
            Milestone: {},
            Release: {},
        }  # by key of the database
        self.waiting: list[
            tuple[ParsedRow, bool]
        ] = []  # milestones that settle a plan further down; whether they are new
        self._number: Callable[[Model, Key], int] = lru_cache(maxsize=10_000)(
            self._find_number
        )  # none is taken away

    def file(self, rows: Iterable[ParsedRow]) -> Iterator[RowOutcome]:
        """What becomes of each row. Those that settle a plan further down wait: new ones are added without it first."""
        for row in rows:
            if not self._must_wait(row):
                yield from self._file(row)
                continue
            new = not self._exists(row.model, row.key)
            self.waiting.append((row, new))
            if new:
                yield from self._file(row, leaving_out=SETTLING)
        for row, new in self.waiting:
            outcomes = self._file(row, as_added=new)
            yield from (one for one in outcomes if isinstance(one, RowProblem) or not new)

    def broken_rules(self) -> Iterator[RowProblem]:
        """What the rows break between them, once the derived columns are worked out."""
        for found, (column, why) in checks.refusals(self.touched[Milestone], self.touched[Release]):
            row = self.touched[type(found)][found.pk]
            yield RowProblem(row.file, why, str(row), column)

    def unexplained(self) -> Iterator[RowProblem]:
        """What visitors have read and would read otherwise, each of which needs a note."""
        for row, _stored, changes in self.corrections.changes():
            for change in changes:
                language = next(iter(change.now))
                told = (
                    f"{change.label[language]}: {_both(change.was[language], change.now[language])}"
                )
                yield RowProblem(row.file, f"{NEEDS_A_NOTE} ({told})", str(row))

    def _must_wait(self, row: ParsedRow) -> bool:
        plan = row.values.get("settles")
        if row.model is not Milestone or not plan or self._exists(Milestone, plan):
            return False
        return plan in self.held.get(Milestone, set())

    def _exists(self, model: Model, key: Key) -> bool:
        try:
            self._number(model, key)
        except model.DoesNotExist:  # type: ignore[attr-defined]
            return False
        return True

    def _find_number(self, model: Model, key: Key) -> int:
        manager: Any = model._default_manager
        number: int = manager.get_by_natural_key(*key).pk
        return number

    # -- one row ------------------------------------------------------------------------------------------------

    def _file(
        self, row: ParsedRow, *, leaving_out: tuple[str, ...] = (), as_added: bool = False
    ) -> Iterator[RowOutcome]:
        told = {name: value for name, value in row.values.items() if name not in leaving_out}
        problems: list[RowProblem] = []
        numbers = {
            field.name: self._numbers(row, field, told.get(field.name), problems)
            for field in columns(row.model)
            if field.is_relation
        }
        if problems:
            yield from problems
            return
        instance = self._on_file(row, numbers)
        adding = instance is None
        instance = instance or row.model()
        changes = self._changes(instance, told, numbers)
        if not (adding or changes):
            yield UnchangedRow(row)
            return
        refused = self._put_away(row, instance, changes)
        refused = refused or self._save(row, instance, told, numbers, adding=adding or as_added)
        yield from refused
        if not refused:
            yield AddedRow(row) if adding else ChangedRow(row, changes)

    def _numbers(self, row: ParsedRow, field: Any, value: Any, problems: list[RowProblem]) -> Any:
        """The keys in the database of what a column refers to: one, several, or None."""
        many = isinstance(field, models.ManyToManyField)
        found = []
        for key in (value or ()) if many else [value] if value else []:
            try:
                found.append(self._number(field.related_model, key))
            except field.related_model.DoesNotExist:
                kind = field.related_model._meta.verbose_name
                why = f"there is no {kind} “{row_name(key)}”, neither on file nor in the folder so far"
                problems.append(RowProblem(row.file, why, str(row), field.name))
        return found if many else found[0] if found else None

    def _on_file(self, row: ParsedRow, numbers: Mapping[str, Any]) -> models.Model | None:
        """The row on file of that name, held until the transaction ends."""
        lookup = {
            field.name: numbers[field.name] if field.is_relation else row.values[field.name]
            for field in key_columns(row.model)
        }
        rows: models.QuerySet[models.Model] = row.model._default_manager.select_for_update()
        return rows.filter(**lookup or {"pk": row.key[0]}).first()

    def _changes(
        self, instance: models.Model, told: Mapping[str, Any], numbers: Mapping[str, Any]
    ) -> dict[str, tuple[Any, Any]]:
        """Column -> (was, would be), for what differs. What a row leaves out is empty."""
        found = {}
        for field in columns(type(instance)):
            if field.name in KEPT or field.name in NAMED_BY[type(instance)]:
                continue
            if isinstance(field, models.ManyToManyField):
                linked = list(getattr(instance, field.name).order_by("pk")) if instance.pk else []
                was, now = tuple(one.natural_key() for one in linked), told.get(field.name, ())
                if {one.pk for one in linked} != set(numbers[field.name]):
                    found[field.name] = (was, now)
            elif field.is_relation:
                if getattr(instance, field.attname) != numbers[field.name]:
                    before = getattr(instance, field.name)
                    was = (before.natural_key(),) if before else ()
                    found[field.name] = (was, (told[field.name],) if told.get(field.name) else ())
            else:
                was, now = getattr(instance, field.name), told.get(field.name, field.get_default())
                if was != now:
                    found[field.name] = (was, now)
        return found

    def _put_away(
        self, row: ParsedRow, instance: Any, changes: Mapping[str, tuple[Any, Any]]
    ) -> list[RowProblem]:
        """What visitors have seen is withdrawn, with a reason: never taken back, or put off, in silence.

        Without the moment from which it was public, a withdrawn row would answer as if it had never been.
        """
        at, name, why = self.corrections.at, "", "visitors have seen this: withdraw it, and say why"
        (_was, status), (_before, moment) = (
            changes.get(column, (None, None)) for column in ("status", "publish_at")
        )
        if status == Status.DRAFT:
            name = "status"
        elif moment and moment > at:
            name = "publish_at"
        elif "publish_at" in changes and not moment:
            name, why = "publish_at", "visitors have seen this: say since when"
        return (
            [RowProblem(row.file, why, str(row), name)] if name and was_public(instance, at) else []
        )

    def _save(
        self,
        row: ParsedRow,
        instance: Any,
        told: Mapping[str, Any],
        numbers: Mapping[str, Any],
        *,
        adding: bool,
    ) -> list[RowProblem]:
        """Save it, or say why not."""
        kept = {name: told[name] for name in KEPT if name in told and adding}
        if kept.get("updated_at", self.corrections.at) > self.corrections.at + SKEW:
            return [RowProblem(row.file, "that moment has not come yet", str(row), "updated_at")]
        for field in columns(row.model):
            if isinstance(field, models.ManyToManyField) or (
                field.name in KEPT and field.name not in kept
            ):
                continue
            value = (
                numbers[field.name]
                if field.is_relation
                else told.get(field.name, field.get_default())
            )
            setattr(instance, field.attname, value)
        if isinstance(instance, Publishing):
            instance.public_from = (
                None  # worked out in saving; that of before would be held against the new status
            )
        instance._change_reason = self.reason
        self.corrections.remember(row, instance)
        try:
            instance.full_clean()
            with transaction.atomic():
                self._write(instance, numbers, kept)
        except ValidationError as error:
            return [
                RowProblem(
                    row.file, " ".join(messages), str(row), "" if name == NON_FIELD_ERRORS else name
                )
                for name, messages in error.message_dict.items()
            ]
        except DatabaseError as error:
            return [RowProblem(row.file, f"the database does not take it ({error})", str(row))]
        self._touch(row, instance)
        if adding:
            self.corrections.new.add((row.model, instance.pk))
        return []

    def _write(self, instance: Any, numbers: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
        instance.save()
        model: Model = type(instance)
        for field in columns(model):
            if isinstance(field, models.ManyToManyField):
                getattr(instance, field.name).set(numbers[field.name])
        stamps = {name: kept[name] for name in STAMPS if name in kept}
        if stamps:  # the moment of the change is not now: the row was written elsewhere
            model._default_manager.filter(pk=instance.pk).update(**stamps)

    def _touch(self, row: ParsedRow, instance: Any) -> None:
        """Remember whose rules are to be looked at once all is filed."""
        if row.model in self.touched:
            self.touched[row.model][instance.pk] = row
        elif isinstance(instance, Citation):
            self.touched[Milestone].setdefault(instance.milestone_id, row)
