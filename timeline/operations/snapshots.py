"""A database in one file: written from the running site, checked, and read again.

SQLite's is a database of its own, PostgreSQL's an archive of ``pg_dump``. What differs between the
two is in ``sqlite_snapshots`` and ``postgres_snapshots``; both tell how many rows each table holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import connection

from timeline.operations import postgres_snapshots, sqlite_snapshots
from timeline.operations.snapshot_errors import BadSnapshot

DATED = re.compile(r"record-\d{8}T\d{6}Z\.(sqlite3|dump)")
Counts = dict[str, int]


def write_snapshot(folder: Path, at: datetime) -> tuple[Path, Counts]:
    """Write the database of ``at``, UTC, into a folder; the file and its rows by table.

    It has its name only once it was read again and found to be whole. Raises ``BadSnapshot``.
    """
    ending = "sqlite3" if connection.vendor == "sqlite" else "dump"
    file = folder / f"record-{at:%Y%m%dT%H%M%SZ}.{ending}"
    partial = file.with_name(f".{file.name}.partial")
    write: Callable[[Path], Counts] = sqlite_snapshots.write
    read: Callable[[Path], Counts] = sqlite_snapshots.read
    if connection.vendor == "postgresql":
        write, read = postgres_snapshots.write, postgres_snapshots.read
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=0o600)
        written = write(partial)
        found = read(partial)
        if found != written:
            raise BadSnapshot("it does not hold the rows that the database held")
        _sync(partial)
        partial.rename(file)
        _sync(folder)
    finally:
        partial.unlink(missing_ok=True)
    return file, written


def remove_older(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest snapshots of a folder; which. Other files stay."""
    snapshots = sorted(path for path in folder.iterdir() if DATED.fullmatch(path.name))
    older = snapshots[: max(len(snapshots) - keep, 0)]
    for path in older:
        path.unlink()
    return older


def _sync(path: Path) -> None:
    """Wait until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
