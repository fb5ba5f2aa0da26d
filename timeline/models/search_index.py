"""The index of the search texts: it names the few rows that may have the words of a search.

On SQLite it is a full-text table (FTS5) beside each of the large tables, with every three letters
of each ``search_text``. On PostgreSQL it is an index of the same kind (pg_trgm), which the database
keeps and uses by itself. Where neither can be made, searches read all texts.

Rows are entered in the transaction that writes their ``search_text`` (``derived_columns``). The
index only narrows: whether a row has the words is asked of its own text too. So an entry of an
older text finds nothing wrong. A row that is missing would not be found: whoever writes search
texts past Django calls ``manage.py derive`` afterwards, which enters what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.models.signals import post_delete

from timeline.models.search_text import Alternative

INDEXED = ("milestone", "release", "paragraph")  # the models that may have many rows
MOST = 5_000  # rows that a search takes from the index: it meets the words of more without it
SHORTEST = 3  # letters of a needle that the index can look for

# Names of tables are filled in. What somebody typed is a parameter.
MAKE_ON_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(search_text, tokenize = 'trigram')"
)
MAKE_ON_POSTGRESQL = (
    "CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (search_text gin_trgm_ops)"
)
TRY = """
    SELECT kept.search_text, entered.search_text
    FROM {table} AS kept LEFT JOIN {index} AS entered ON entered.rowid = kept.id LIMIT 1
"""
FIND = "SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT %s"
ENTER = """
    INSERT OR REPLACE INTO {index} (rowid, search_text)
    SELECT kept.id, kept.search_text
    FROM {table} AS kept LEFT JOIN {index} AS entered ON entered.rowid = kept.id
    WHERE kept.search_text IS NOT entered.search_text
"""
ONLY_THESE = "AND kept.id IN (SELECT value FROM json_each(%s))"
FORGET = "DELETE FROM {index} WHERE rowid = %s"
FORGET_DELETED = "DELETE FROM {index} WHERE rowid NOT IN (SELECT id FROM {table})"

_known: set[tuple[str, str]] = set()  # (database, index) of those that were seen to work


def rows_to_read(
    model: type[models.Model], terms: Iterable[Iterable[Alternative]], using: str
) -> list[int] | None:
    """The keys of the rows that may have all these words of a search, ``MOST`` at most.

    None where the index does not help: there is none, it is the database's own, the words are too
    short, or more rows have them. 1 query on SQLite.
    """
    asked = _full_text_query(terms)
    if not asked or not _has_table(model, using):
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(_statement(FIND, model), [asked, MOST + 1])
        keys = [key for (key,) in cursor]
    return keys if len(keys) <= MOST else None


def _full_text_query(terms: Iterable[Iterable[Alternative]]) -> str:
    """The words as FTS5 is asked for them; "" if all of them are too short."""
    wanted = [_any_way(ways) for ways in terms]
    return " AND ".join(dict.fromkeys(filter(None, wanted)))


def _any_way(ways: Iterable[Alternative]) -> str:
    """One word, to be found in one of several ways; "" if one of them is too short."""
    alternatives = []
    for needles in ways:
        long_enough = [f'"{needle}"' for needle in needles if len(needle) >= SHORTEST]
        if not long_enough:
            return ""
        alternatives.append(f"({' AND '.join(long_enough)})")
    return f"({' OR '.join(alternatives)})"


def enter_texts(model: type[models.Model], keys: Iterable[int] | None = None) -> int:
    """Enter the texts of these rows, or of all, as they are now; how many had changed. 1 query."""
    if not _has_table(model, connection.alias):
        return 0
    with connection.cursor() as cursor:
        if keys is None:
            cursor.execute(_statement(ENTER, model))
        else:
            cursor.execute(_statement(ENTER + ONLY_THESE, model), [json.dumps([*keys])])
        return int(cursor.rowcount)


def make_indexes() -> int:
    """Make the indexes that are missing and can be made here, and enter what they lack.

    How many rows of an index that was there were entered wrong: changed or deleted past Django. 2
    queries for each model. PostgreSQL refuses an index where the role may not add pg_trgm, SQLite
    where it has no FTS5 with trigrams.
    """
    wrong = 0
    for model in _indexed_models():
        if _is_there(model):
            wrong += _complete(model)
        else:
            _make(model)
    return wrong


def _complete(model: type[models.Model]) -> int:
    if not _has_table(model, connection.alias):
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_statement(FORGET_DELETED, model))
        return int(cursor.rowcount) + enter_texts(model)


def _make(model: type[models.Model]) -> None:
    making = {
        "sqlite": (MAKE_ON_SQLITE, ENTER),
        "postgresql": ("CREATE EXTENSION IF NOT EXISTS pg_trgm", MAKE_ON_POSTGRESQL),
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in making.get(connection.vendor, ()):
                cursor.execute(_statement(statement, model))
    except DatabaseError:
        return  # searches read all texts, and find the same


def _is_there(model: type[models.Model]) -> bool:
    if connection.vendor == "sqlite":
        return _has_table(model, connection.alias)
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return _index_name(model) in names


def _has_table(model: type[models.Model], using: str) -> bool:
    """Whether SQLite has a full-text table of the model, and can read it. 1 query until it has."""
    database = connections[using]
    if database.vendor != "sqlite" or model._meta.model_name not in INDEXED:
        return False
    key = str(database.settings_dict["NAME"]), _index_name(model)
    if key not in _known:
        try:
            with database.cursor() as cursor:
                cursor.execute(_statement(TRY, model))
        except DatabaseError:
            return False
        _known.add(key)
    return True


def _indexed_models() -> list[type[models.Model]]:
    return [apps.get_model("timeline", name) for name in INDEXED]


def _index_name(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_search"


def _statement(text: str, model: type[models.Model]) -> str:
    return text.format(index=_index_name(model), table=model._meta.db_table)


def _row_deleted(instance: models.Model, **_: Any) -> None:
    """Receiver of ``post_delete``, which Django sends for each row, deleted together or not."""
    if _has_table(type(instance), connection.alias):
        with connection.cursor() as cursor:
            cursor.execute(_statement(FORGET, type(instance)), [instance.pk])


def after_migrations(using: str, **_: Any) -> None:
    """Receiver of ``post_migrate``. A replica has the indexes by itself."""
    if using == connection.alias:
        make_indexes()


def connect_search_index() -> None:
    """Have the index follow rows that are deleted."""
    for model in _indexed_models():
        post_delete.connect(_row_deleted, sender=model)
