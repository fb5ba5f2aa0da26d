"""What an import changes of what visitors have read: kept as corrections, with the note that says why, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from timeline.interchange.parser import ParsedRow
from timeline.publishing.correctable_fields import (
    READERS,
    FactChange,
    Facts,
    correctable_facts,
    fact_changes,
)
from timeline.publishing.corrections import keep_correction, was_public

Place = tuple[type[models.Model], int]
NEEDS_A_NOTE = "visitors have read this: say in --note-en or --note-fr why it is changed"


class ImportCorrections:
    """Remembers what rows said before they, or rows that belong to them, are changed, as of a moment."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.before: dict[Place, tuple[ParsedRow, Facts]] = {}
        self.new: set[Place] = set()  # added by this import: nobody has read them

    def remember(self, row: ParsedRow, instance: models.Model) -> None:
        """What the row, and those it belongs to, say before it is written."""
        related = [
            field
            for field in instance._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
        ]
        places: list[tuple[Any, Any]] = [(type(instance), instance.pk)]
        places += [(field.related_model, getattr(instance, field.attname)) for field in related]
        for model, number in places:
            if (
                model in READERS
                and number
                and (model, number) not in self.before
                and (model, number) not in self.new
            ):
                stored = model._default_manager.filter(pk=number).first()
                if stored and was_public(stored, self.at):
                    self.before[model, number] = row, correctable_facts(stored, self.at)

    def changes(self) -> Iterator[tuple[ParsedRow, models.Model, list[FactChange]]]:
        """What visitors had read otherwise: the row of the folder that brought it about, and the row on file."""
        for (model, number), (row, was) in self.before.items():
            stored = model._default_manager.get(pk=number)
            found = fact_changes(was, correctable_facts(stored, self.at))
            if found:
                yield row, stored, found

    def keep(self, note: dict[str, str]) -> int:
        """Make the corrections; how many."""
        return sum(
            len(keep_correction(stored, found, self.at, **note))
            for _, stored, found in self.changes()
        )
