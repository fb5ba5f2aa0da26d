"""Backups of PostgreSQL, by ``pg_dump`` and ``pg_restore``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from timeline.operations.snapshot_errors import BadSnapshot

Counts = dict[str, int]
MIGRATIONS = "django_migrations"
BEGINS = re.compile(rb'COPY public\."?(\w+)"? ')
SERVER_DATABASE = "postgres"  # which every server has: a database is renamed from another


def write(file: Path) -> Counts:
    """Dump the database as it is at one moment; its rows by table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}")
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def read(file: Path) -> Counts:
    """The rows by table of an archive, all of it read. Raises ``BadSnapshot``."""
    counts: Counts = {}
    table = ""
    for line in _data_of(file):
        begins = BEGINS.match(line) if not table else None
        if begins:
            table = begins[1].decode()
            counts[table] = 0
        elif line == b"\\.\n":
            table = ""
        elif table:
            counts[table] += 1
    if not counts:
        raise BadSnapshot("it holds no table")
    return counts


def migrations(file: Path) -> set[tuple[str, str]]:
    """The migrations that had run. Raises ``BadSnapshot``."""
    rows = _data_of(file, f"--table={MIGRATIONS}")
    names = (line.decode().split("\t") for line in rows if line.count(b"\t") == 3)
    return {(app, name) for _id, app, name, _applied in names}


def restore(file: Path, aside: str) -> Counts:
    """Put an archive in the place of the database, which is kept under the name ``aside``.

    Nobody else may be connected to it: raises ``BadSnapshot``, and then it is as it was.
    """
    name = str(connection.settings_dict["NAME"])
    new = f"{name}_restoring"
    counts = read(file)
    _sql(f"DROP DATABASE IF EXISTS {_quoted(new)}", f"CREATE DATABASE {_quoted(new)}")
    try:
        _run("pg_restore", "--exit-on-error", "--no-owner", str(file), database=new)
        connection.close()
        exists = name in _databases()
        if exists:
            _sql(f"ALTER DATABASE {_quoted(name)} RENAME TO {_quoted(aside)}")
        _sql(f"ALTER DATABASE {_quoted(new)} RENAME TO {_quoted(name)}")
    finally:
        _sql(f"DROP DATABASE IF EXISTS {_quoted(new)}")
    return counts


def _databases() -> set[str]:
    return set(_sql("SELECT datname FROM pg_database").split())


def _sql(*statements: str) -> str:
    """What the statements say. Each is its own transaction: a database is made in none."""
    commands = [f"--command={statement}" for statement in statements]
    options = ("--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--set=ON_ERROR_STOP=1")
    return _run("psql", *options, *commands, database=SERVER_DATABASE)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _data_of(file: Path, *options: str) -> list[bytes]:
    said = _output("pg_restore", "--data-only", "--file=-", *options, str(file))
    return said.splitlines(keepends=True)


def _run(program: str, *arguments: str, database: str | None = None) -> str:
    """Run a program of PostgreSQL's on the server of the settings; what it says."""
    given = connection.settings_dict
    command, variables = DatabaseClient.settings_to_cmd_args_env(
        {**given, "NAME": database or given["NAME"]}, []
    )
    where = [*command[1:-1], f"--dbname={command[-1]}"]
    return _output(program, *where, *arguments, variables=variables or {}).decode()


def _output(program: str, *arguments: str, variables: dict[str, str] | None = None) -> bytes:
    path = shutil.which(program)
    if path is None:
        raise BadSnapshot(f"{program} is not installed: apt install postgresql-client")
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, without a shell
        [path, *arguments],
        env=os.environ | (variables or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise BadSnapshot(f"{program}: {said[0]}")
    return done.stdout
