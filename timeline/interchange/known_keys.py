"""The primary keys of the rows that a folder speaks of, and those rows, asked for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import models

from timeline.interchange.columns import NAMED_BY, PARTS, Key, Model, columns, key_columns
from timeline.interchange.parser import ParsedRow

MOST_KNOWN = 100_000  # keys held at a time

RowKey = tuple[Any, ...]  # the values of ``key_columns``, of references the primary keys


class KnownKeys:
    """By model and key in the folder: the primary key of a row, or a new row that has none yet.

    An import deletes nothing, so a primary key that was found stays right.
    """

    def __init__(self) -> None:
        self.rows: dict[Model, dict[Key, Any]] = defaultdict(dict)

    def find(self, model: Model, key: Key) -> Any:
        """Raises ``DoesNotExist`` of the model. At most 1 query."""
        known = self.rows[model]
        if key not in known:
            manager: Any = model._default_manager
            known[key] = manager.get_by_natural_key(*key).pk
        return known[key]

    def at_hand(self, model: Model, key: Key) -> Any:
        """The same without a query; None where it is not known."""
        return self.rows[model].get(key)

    def note(self, model: Model, key: Key, row: Any) -> None:
        """Note a new row, or the primary key that it has got."""
        self.rows[model][key] = row

    def forget(self, model: Model, key: Key) -> None:
        self.rows[model].pop(key, None)

    def learn(self, parsed: Iterable[ParsedRow]) -> None:
        """Look up what these rows refer to. 1 query for each model that they refer to."""
        if sum(map(len, self.rows.values())) > MOST_KNOWN:
            self.rows.clear()
        for model, keys in self._unknown(parsed).items():
            paths = _key_paths(model)
            firsts = {key[0] for key in keys}
            rows = model._default_manager.filter(**{f"{paths[0]}__in": firsts}).order_by()
            for primary_key, *key in rows.values_list("pk", *paths):
                self.rows[model][tuple(key)] = primary_key

    def _unknown(self, parsed: Iterable[ParsedRow]) -> Mapping[Model, set[Key]]:
        unknown: dict[Model, set[Key]] = defaultdict(set)
        for row in parsed:
            for field in relations(row.model):
                value = row.values.get(field.name) or ()
                many = isinstance(field, models.ManyToManyField)
                wanted = value if many or not value else [value]
                known = self.rows[field.related_model]
                unknown[field.related_model].update(key for key in wanted if key not in known)
        return {model: keys for model, keys in unknown.items() if keys}


@cache
def relations(model: Model) -> tuple[Any, ...]:
    """The columns of a model that refer to other rows."""
    return tuple(field for field in columns(model) if field.is_relation)


@cache
def _key_paths(model: Model) -> tuple[str, ...]:
    """Where the parts of a key stand: of a paragraph ``release__slug`` and ``number``."""
    paths: list[str] = []
    for field in key_columns(model):
        if isinstance(field, models.ForeignKey):
            paths.extend(f"{field.name}__{path}" for path in _key_paths(field.related_model))
        else:
            paths.append(field.name)
    return tuple(paths)


def rows_on_file(model: Model, keys: Sequence[RowKey]) -> dict[RowKey, models.Model]:
    """The rows of these keys, with what they link to, locked until the transaction ends.

    1 query, and 1 for each kind of link.
    """
    names = NAMED_BY[model]
    parent, _column = PARTS.get(model, ("", ""))
    narrow = parent.partition("__")[0]
    if narrow not in names:
        narrow = names[0]
    place = names.index(narrow)
    rows: Any = model._default_manager.select_for_update().order_by()
    links = [field.name for field in relations(model) if field.many_to_many]
    found = rows.filter(**{f"{narrow}__in": {key[place] for key in keys}}).prefetch_related(*links)
    attributes = [field.attname for field in key_columns(model)]
    return {tuple(getattr(row, name) for name in attributes): row for row in found}
