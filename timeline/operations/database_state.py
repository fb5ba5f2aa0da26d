"""Whether the database is the one that this code can serve."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FIRST_OF_A_TRIAL = ("timeline", "0001_record")  # of the versions before the first release


def described() -> str:
    """Which database it is, in words."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"The database file {given['NAME']}"
    return f"The database {given['NAME']} on {given['HOST'] or 'this machine'}"


def sqlite_file() -> Path | None:
    """The file of SQLite's database, None for a database in memory or on a server."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name).absolute()


def is_missing() -> bool:
    """Whether there is no database, or one without a table: no site was ever in it."""
    file = sqlite_file()
    if file and not (file.is_file() and file.stat().st_size):
        return True
    return not connection.introspection.table_names()


def reason_not_to_serve() -> str:
    """Why this code must not serve this database, as a sentence; "" where it may."""
    if is_missing():
        return missing() if settings.IN_PRODUCTION else ""
    newer = unknown_to_the_code(MigrationRecorder(connection).applied_migrations())
    if newer:
        return (
            f"{described()} was made by a newer version ({newer[0]}): install that version, or "
            'restore a backup from before the upgrade (docs/deployment.md, "Rollback").'
        )
    return ""


def reason_not_ready() -> str:
    """Why a running site cannot serve just now, as a sentence without names; "" where it can.

    It closes the connection of its thread.
    """
    try:
        if is_missing():
            return "The database is missing or empty."
        applied = MigrationRecorder(connection).applied_migrations()
    except (Error, OSError):
        return "The database does not answer."
    finally:
        connection.close()
    if unknown_to_the_code(applied):
        return "The database was made by a newer version."
    if set(_loader().disk_migrations) - set(applied):
        return "Migrations have not run."
    return ""


def missing() -> str:
    """The sentence for a database that should be there."""
    return (
        f"{described()} is missing or empty: put the data folder or a backup back where it was "
        '(docs/deployment.md, "Restore"), or, for a new site, run once: '
        f"{settings.COMMAND} prepare --new"
    )


def unknown_to_the_code(applied: Collection[tuple[str, str]]) -> list[str]:
    """Those of the migrations that this code does not have: a newer version made them.

    Those of an app that is not installed are left out. Of a database of a trial,
    ``0001_initial`` says what is to be done.
    """
    if FIRST_OF_A_TRIAL in applied:
        return []
    loader = _loader()
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    unknown = [(app, name) for app, name in applied if app in loader.migrated_apps]
    return [f"{app}.{name}" for app, name in sorted(set(unknown) - known)]


@cache
def _loader() -> MigrationLoader:
    """The migrations of the code, which stay the same while the process runs."""
    return MigrationLoader(None)
