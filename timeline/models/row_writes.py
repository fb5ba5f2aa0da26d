"""Many rows at hand, written by one statement that is run once for each of them.

Django's ``bulk_create`` and ``bulk_update`` put together a statement for each few rows, which takes
far longer than to run it. Values are prepared column by column: most of a column are texts and
numbers, which are kept as they are, and days and moments that many rows share.

No signals are sent: whoever calls has moved the edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.utils import timezone

Column = Sequence[Any]  # by row, what the database keeps in one column
Values = Sequence[Sequence[Any]]  # by row, what the database keeps in each column

ADDED, CHANGED = "+", "~"  # the kinds of states that django-simple-history keeps
TAKE_ON_POSTGRESQL = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
# The key given last is noted in its own table, that of a row which has been deleted too.
HIGHEST_ON_SQLITE = (
    "SELECT max({column}) FROM {table} UNION ALL SELECT seq FROM sqlite_sequence WHERE name = %s"
)

# Fields of which a text or a number is kept as it is. (An enumeration is neither.)
PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
PLAIN_VALUES = frozenset({str, int, type(None)})


def next_keys(model: type[models.Model], number: int) -> Sequence[int]:
    """Primary keys for so many rows, which are added next. None was given before. 1 query.

    SQLite has one writer, so nobody else takes them meanwhile.
    """
    key: Any = model._meta.pk
    table = _quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(TAKE_ON_POSTGRESQL, [table, key.column, number])
            return [taken for (taken,) in cursor]
        highest = HIGHEST_ON_SQLITE.format(table=table, column=_quoted(key.column))
        cursor.execute(highest, [model._meta.db_table])
        last = max(given or 0 for (given,) in cursor)
    return range(last + 1, last + 1 + number)


def insert_rows(model: type[models.Model], rows: Collection[Any]) -> None:
    """Add the rows. Either all of them have their primary keys, or the database gives each one.

    They do not learn the keys that they are given (but see ``next_keys``). 1 query.
    """
    if not rows:
        return
    fields: list[Any] = list(model._meta.concrete_fields)
    if next(iter(rows)).pk is None:
        fields.remove(model._meta.pk)
    columns = [_column_to_add(field, rows) for field in fields]
    _insert(model, [field.column for field in fields], _by_row(columns))


def insert_values(model: type[models.Model], columns: Sequence[str], rows: Values) -> None:
    """Add rows of which only these columns are given, as they are at hand in a row. 1 query.

    For rows that nobody reads before they are written: they need not be made.
    """
    if rows:
        fields: list[Any] = [model._meta.get_field(name) for name in columns]
        prepared = map(_prepared, fields, zip(*rows, strict=True))
        _insert(model, [field.column for field in fields], _by_row(prepared))


def insert_history(model: Any, rows: Collection[Any], kind: str = ADDED) -> Sequence[int]:
    """Keep the state of rows that were just added or changed, by nobody. The keys of the states.

    Why that was done is what django-simple-history is told: their ``_change_reason``. 2 queries.
    """
    if not rows:
        return []
    history: Any = model.history.model
    tracked = history.tracked_fields
    names = ["history_id", "history_date", "history_type", "history_change_reason"]
    names += [history._meta.get_field(field.name).column for field in tracked]
    keys = next_keys(history, len(rows))
    [moment] = _prepared(history._meta.get_field("history_date"), [timezone.now()])
    reasons = [getattr(row, "_change_reason", None) or "" for row in rows]
    columns: list[Column] = [keys, [moment] * len(rows), [kind] * len(rows), reasons]
    columns += [_column_at_hand(field, rows) for field in tracked]
    _insert(history, names, _by_row(columns))
    return keys


def update_rows(model: type[models.Model], rows: Collection[Any], columns: Sequence[str]) -> None:
    """Write these columns of the rows, as they are at hand. 1 query."""
    if not rows or not columns:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    key: Any = model._meta.pk
    assigned = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table = _quoted(model._meta.db_table)
    sql = f"UPDATE {table} SET {assigned} WHERE {_quoted(key.column)} = %s"  # noqa: S608
    _run(sql, _by_row([_column_at_hand(field, rows) for field in (*fields, key)]))


def _insert(model: type[models.Model], columns: Sequence[str], rows: Values) -> None:
    table = _quoted(model._meta.db_table)
    names = ", ".join(map(_quoted, columns))
    places = ", ".join(["%s"] * len(columns))
    # Only names of our own columns are put into it.
    _run(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def _run(sql: str, rows: Values) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _by_row(columns: Iterable[Column]) -> Values:
    return list(zip(*columns, strict=True))


def _column_to_add(field: Any, rows: Iterable[Any]) -> Column:
    """The values as a save makes them: a field may know the moment better than the row."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        for row in rows:
            field.pre_save(row, add=True)
    return _column_at_hand(field, rows)


def _column_at_hand(field: Any, rows: Iterable[Any]) -> Column:
    return _prepared(field, list(map(attrgetter(field.attname), rows)))


def _prepared(field: Any, values: Column) -> Column:
    """What the database keeps of values of a field, each worked out once."""
    if isinstance(field, PLAIN_FIELDS) and PLAIN_VALUES.issuperset(map(type, values)):
        return values
    database = connections[DEFAULT_DB_ALIAS]
    prepare = field.get_db_prep_save
    if isinstance(field, models.JSONField):  # its values can be no keys; most are empty
        empty = prepare({}, database)
        return [prepare(value, database) if value != {} else empty for value in values]
    known = {value: prepare(value, database) for value in set(values)}
    return [known[value] for value in values]
