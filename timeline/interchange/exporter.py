"""The lines of a file: a row after the other, each as people write and compare it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Prefetch

from timeline.interchange.columns import FILES, PARTS, Model, columns, is_empty_value, label

BATCH = 500  # rows of a model held at a time, and their parts


def write_files(folder: Path) -> dict[Model, int]:
    """Write the six files of the record on file into a folder; how many rows of each model.

    Memory is bounded.
    """
    counts: dict[Model, int] = {}
    with _one_moment():
        for name, kinds in FILES.items():
            with (folder / f"{name}.json").open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines(_counted(rows(kinds), counts)))
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it is at one moment, and hold nobody up who writes meanwhile."""
    if connection.in_atomic_block:  # that of a test
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        connection.ensure_connection()
        sqlite: Any = connection  # Django's stubs do not know its transaction mode
        mode_before = sqlite.transaction_mode
        sqlite.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            sqlite.transaction_mode = mode_before


def _counted(rows: Iterable[models.Model], counts: dict[Model, int]) -> Iterator[models.Model]:
    for row in rows:
        counts[type(row)] = counts.get(type(row), 0) + 1
        yield row


def rows(kinds: Iterable[Model]) -> Iterator[models.Model]:
    """The rows of a file, in its order: by key, each with its parts behind it."""
    followed_by: dict[Model, list[Model]] = {}
    for model in kinds:
        if model in PARTS:
            list(followed_by.values())[-1].append(model)
        else:
            followed_by[model] = []
    for model, parts in followed_by.items():
        for batch in _batches(model):
            following = _parts_of(batch, parts)
            for row in batch:
                yield row
                yield from following[row.pk]


def _batches(model: Model) -> Iterator[list[models.Model]]:
    last = 0
    while batch := list(_complete(model).filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _parts_of(batch: list[models.Model], parts: Iterable[Model]) -> dict[int, list[models.Model]]:
    """By the key of the row that they follow. A query for each model."""
    found: dict[int, list[models.Model]] = defaultdict(list)
    for model in parts:
        way, order = PARTS[model]
        for part in _complete(model).filter(**{f"{way}__in": batch}).order_by(order):
            owner: Any = part
            for step in way.split("__"):
                owner = getattr(owner, step)
            found[owner.pk].append(part)
    return found


def _complete(model: Model) -> models.QuerySet[Any]:
    """Rows with the rows that their references are named by, and with their links."""
    found: models.QuerySet[Any] = model._default_manager.all()
    for field in columns(model):
        if isinstance(field, models.ForeignKey):
            found = found.select_related(field.name)
            for further in columns(field.related_model):
                if isinstance(further, models.ForeignKey) and not further.null:
                    found = found.select_related(f"{field.name}__{further.name}")
        elif isinstance(field, models.ManyToManyField):
            linked = field.related_model._default_manager.order_by("pk")
            found = found.prefetch_related(Prefetch(field.name, linked))
    return found


def lines(rows: Iterable[models.Model]) -> Iterator[str]:
    """A file: ``[``, the rows, ``]``, a column to a line."""
    before = "[\n"
    for row in rows:
        yield before + _row_text(row)
        before = ",\n"
    is_empty = before == "[\n"
    if is_empty:
        yield "[]\n"
    else:
        yield "\n]\n"


def _row_text(row: models.Model) -> str:
    written = [f'    "model": {_text(label(type(row)))}']
    if not hasattr(row, "natural_key"):
        written.append(f'    "pk": {_text(row.pk)}')
    values = [f"      {_text(name)}: {_text(value)}" for name, value in fields(row).items()]
    written.append('    "fields": {\n' + ",\n".join(values) + "\n    }")
    return "  {\n" + ",\n".join(written) + "\n  }"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def fields(row: models.Model) -> dict[str, Any]:
    """Column -> value as JSON has it, without those that say nothing."""
    found = {}
    for field in columns(type(row)):
        value = _value(row, field)
        if not is_empty_value(field.name, value):
            found[field.name] = value
    return found


def _value(row: models.Model, field: Any) -> Any:
    value = getattr(row, field.name)
    if isinstance(field, models.ManyToManyField):
        return [list(one.natural_key()) for one in value.all()]
    if isinstance(value, models.Model):
        return list(value.natural_key())  # type: ignore[attr-defined]
    if isinstance(field, models.JSONField):  # ``behind``: a text that is missing can be seen
        return {column: text for column, text in value.items() if text}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
