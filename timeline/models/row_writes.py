"""Many rows at hand, written by one statement that is run once for each of them.

Django's ``bulk_create`` and ``bulk_update`` put together a statement for each few rows, which takes
far longer than to run it. No signals are sent: whoever calls has moved the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.utils import timezone

ReadValue = Callable[[Any], Any]  # from a row, what the database keeps in a column

# Fields of which a text or a number is kept as it is. (An enumeration is neither.)
PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
PLAIN_VALUES = frozenset({str, int, type(None)})


def insert_rows(model: type[models.Model], rows: Collection[Any]) -> None:
    """Add the rows. Either all of them have their primary keys, or the database gives each one.

    They do not learn the keys that they are given. 1 query.
    """
    if not rows:
        return
    fields: list[Any] = list(model._meta.concrete_fields)
    if next(iter(rows)).pk is None:
        fields.remove(model._meta.pk)
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Only names of our own columns are put into it.
    sql = f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    _run(sql, rows, [_value_to_add(field) for field in fields])


def insert_history(model: Any, rows: Collection[Any]) -> None:
    """Keep the state of rows that were just added, by nobody, as the first of their history.

    Why they were added is what django-simple-history is told: their ``_change_reason``.
    """
    history = model.history.model
    columns = [field.attname for field in history.tracked_fields]
    states = []
    for row in rows:
        values = {column: getattr(row, column) for column in columns}
        values["history_change_reason"] = getattr(row, "_change_reason", None) or ""
        states.append(history(history_date=timezone.now(), history_type="+", **values))
    insert_rows(history, states)


def update_rows(model: type[models.Model], rows: Collection[Any], columns: Sequence[str]) -> None:
    """Write these columns of the rows, as they are at hand. 1 query."""
    if not rows or not columns:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    key: Any = model._meta.pk
    assigned = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table = _quoted(model._meta.db_table)
    sql = f"UPDATE {table} SET {assigned} WHERE {_quoted(key.column)} = %s"  # noqa: S608
    _run(sql, rows, [_value_at_hand(field) for field in (*fields, key)])


def _run(sql: str, rows: Collection[Any], values: Sequence[ReadValue]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[value(row) for value in values] for row in rows])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _value_at_hand(field: Any) -> ReadValue:
    name, prepare = field.attname, _preparation(field)
    return lambda row: prepare(getattr(row, name))


def _value_to_add(field: Any) -> ReadValue:
    """The value as a save makes it: a field may know the moment better than the row."""
    if type(field).pre_save is models.Field.pre_save:  # it takes what is at hand
        return _value_at_hand(field)
    prepare, before_save = _preparation(field), field.pre_save
    return lambda row: prepare(before_save(row, add=True))


def _preparation(field: Any) -> Callable[[Any], Any]:
    """What makes of a value of the field what the database keeps."""
    database = connections[DEFAULT_DB_ALIAS]  # looked up once, not for each value
    prepare = field.get_db_prep_save
    if not isinstance(field, PLAIN_FIELDS):
        return lambda value: prepare(value, database)
    return lambda value: value if type(value) in PLAIN_VALUES else prepare(value, database)
