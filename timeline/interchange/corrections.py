"""What an import changes of what visitors have read: kept as corrections, with the note that says why, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from timeline.interchange.parser import Row
from timeline.publishing.correctable_fields import READERS, Change, Facts, changes_between, facts_of
from timeline.publishing.corrections import been_public, record

Place = tuple[type[models.Model], int]
NEEDS_A_NOTE = "visitors have read this: say in --note-en or --note-fr why it is changed"


class Corrections:
    """Remembers what rows said before they, or rows that belong to them, are changed, as of a moment."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.before: dict[Place, tuple[Row, Facts]] = {}
        self.new: set[Place] = set()  # added by this import: nobody has read them

    def remember(self, row: Row, instance: models.Model) -> None:
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
                if stored and been_public(stored, self.at):
                    self.before[model, number] = row, facts_of(stored, self.at)

    def changes(self) -> Iterator[tuple[Row, models.Model, list[Change]]]:
        """What visitors had read otherwise: the row of the folder that brought it about, and the row on file."""
        for (model, number), (row, was) in self.before.items():
            stored = model._default_manager.get(pk=number)
            found = changes_between(was, facts_of(stored, self.at))
            if found:
                yield row, stored, found

    def keep(self, note: dict[str, str]) -> int:
        """Make the corrections; how many."""
        return sum(
            len(record(stored, found, self.at, **note)) for _, stored, found in self.changes()
        )
