"""Backups of SQLite, by its own online backup: consistent while others write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from timeline.operations.snapshot_errors import BadSnapshot

BESIDE = ("-wal", "-shm")  # files that SQLite keeps beside a database
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
PATIENCE = 10.0  # seconds that others' locks are waited for
Counts = dict[str, int]


def database_file() -> Path:
    return Path(connection.settings_dict["NAME"]).absolute()


def write(file: Path) -> Counts:
    """Copy the database as it is at one moment; its rows by table."""
    with (
        _opened(database_file()) as database,
        closing(sqlite3.connect(file, isolation_level=None)) as copy,
    ):
        database.execute("BEGIN")  # what follows sees one state, whatever others write
        counts = _counts(database)
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    return counts


def read(file: Path) -> Counts:
    """The rows by table of a file that SQLite finds to be whole. Raises ``BadSnapshot``."""
    with _opened(file) as database:
        faults = [row[0] for row in database.execute("PRAGMA integrity_check(1)")]
        if faults != ["ok"]:
            raise BadSnapshot(f"it is damaged ({faults[0]})")
        if database.execute("PRAGMA foreign_key_check").fetchone():
            raise BadSnapshot("it has rows that refer to rows that it has not")
        return _counts(database)


def migrations(file: Path) -> set[tuple[str, str]]:
    """The migrations that had run. Raises ``BadSnapshot``."""
    with _opened(file) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def restore(file: Path, aside: Path) -> Counts:
    """Put a copy of a file in the place of the database, which is kept as ``aside``.

    Nobody else may have the database open: raises ``BadSnapshot``, and then it is as it was.
    """
    target = database_file()
    new = target.with_name(f".{target.name}.restoring")
    new.unlink(missing_ok=True)
    try:
        new.touch(mode=0o600)
        with _opened(file) as backup, closing(sqlite3.connect(new)) as copy:
            backup.backup(copy)
        counts = read(new)
        with new.open("rb") as copied:
            os.fsync(copied.fileno())
        connection.close()
        if target.exists():
            _close_for_others(target)
            os.link(target, aside)
        for ending in BESIDE:  # left by a process that died: they belong to the database before
            beside = target.with_name(target.name + ending)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + ending))
        new.rename(target)
    finally:
        new.unlink(missing_ok=True)
    return counts


def _close_for_others(target: Path) -> None:
    """Have the file hold all that is in the file beside it.

    SQLite does this only for who is alone with the database. One that is damaged stays as it is.
    """
    with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as database:
        try:
            mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError:
            mode = "locked"
        except sqlite3.DatabaseError:
            return
    if mode != "delete":
        raise BadSnapshot("the database is in use: stop the site first")


def _counts(database: sqlite3.Connection) -> Counts:
    counts = {}
    for (table,) in database.execute(TABLES).fetchall():
        quoted = table.replace('"', '""')
        row = database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
        counts[table] = row[0]
    return counts


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that makes no file. What SQLite says against it is a ``BadSnapshot``."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        ) as database:
            database.execute("PRAGMA query_only = 1")
            yield database
    except sqlite3.Error as error:
        raise BadSnapshot(str(error)) from None
