"""What an import changes of what visitors have read: kept as corrections, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models

from timeline.interchange.parser import ParsedRow
from timeline.publishing.correctable_fields import READERS, correctable_facts
from timeline.publishing.corrections import keep_correction, was_public
from timeline.publishing.fact_changes import FactChange, Facts, fact_changes

RowId = tuple[type[models.Model], int]  # model, primary key
NEEDS_A_NOTE = "visitors have read this: say in --note-en or --note-fr why it is changed"


class ImportCorrections:
    """Remembers what rows said, as of a moment, before they or rows of theirs are changed."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.before: dict[RowId, tuple[ParsedRow, Facts]] = {}
        self.new: set[RowId] = set()  # added by this import: nobody has read them

    def remember(self, row: ParsedRow, instance: models.Model) -> None:
        """What the row, and those it belongs to, say before it is written."""
        self._remember_row(row, type(instance), instance.pk)
        for field in instance._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                self._remember_row(row, field.related_model, getattr(instance, field.attname))

    def knows_all_of(self, instance: models.Model) -> bool:
        """Whether all that a new row belongs to is remembered, or new too. No query."""
        for field in _references_to_facts(type(instance)):
            key = getattr(instance, field.attname)
            row = field.related_model, key
            if key and row not in self.before and row not in self.new:
                return False
        return True

    def _remember_row(self, row: ParsedRow, model: Any, key: int | None) -> None:
        if model not in READERS or not key:
            return
        if (model, key) in self.before or (model, key) in self.new:
            return
        stored = model._default_manager.filter(pk=key).first()
        if stored and was_public(stored, self.at):
            self.before[model, key] = row, correctable_facts(stored, self.at)

    def changes(self) -> Iterator[tuple[ParsedRow, models.Model, list[FactChange]]]:
        """What visitors had read otherwise: the row of the folder, the row on file, the changes."""
        for (model, key), (row, was) in self.before.items():
            stored = model._default_manager.get(pk=key)
            changes = fact_changes(was, correctable_facts(stored, self.at))
            if changes:
                yield row, stored, changes

    def keep(self, note: dict[str, str]) -> int:
        """Make the corrections; how many."""
        made = 0
        for _row, stored, changes in self.changes():
            made += len(keep_correction(stored, changes, self.at, **note))
        return made


@cache
def _references_to_facts(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a model that refer to what visitors take as fact."""
    return tuple(field for field in model._meta.concrete_fields if field.related_model in READERS)
