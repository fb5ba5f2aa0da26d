"""The database of the tests in memory: migrated once for a state of the code, then copied.

To migrate an empty one takes a process as long as hundreds of tests.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # as Django names it


@contextmanager
def migrated_once(folder: Path, *, anew: bool) -> Iterator[None]:
    """In it the database of the tests is migrated. What was done before is there already.

    Processes and runs share the folder: one makes the copy, the others wait for it. ``anew``: a
    copy that an earlier run made is not taken.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "") if anew else ""
    copy = folder / f"{state_of_the_code()}{run}.sqlite3"
    with (folder / "lock").open("w") as lock, closing(_opened(IN_MEMORY)) as memory:
        flock(lock, LOCK_EX)
        if copy.exists():
            flock(lock, LOCK_UN)
            with closing(_opened(str(copy))) as kept:
                kept.backup(memory)
            yield
            return
        yield
        for older in folder.glob("*.sqlite3"):
            older.unlink()
        half_made = copy.with_suffix(".half-made")
        half_made.unlink(missing_ok=True)
        with closing(_opened(str(half_made))) as kept:
            memory.backup(kept)
        half_made.rename(copy)


def state_of_the_code() -> str:
    """A hash of the migrations and of what rights and names are made from after them."""
    migrations = MigrationLoader(connection, load=False)
    migrations.load_disk()
    classes = [*map(type, migrations.disk_migrations.values()), *apps.get_models()]
    folders = {Path(inspect.getfile(one)).parent for one in classes}
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    parts = [django.__version__.encode()]
    for file in files:
        parts += [file.name.encode(), file.read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _opened(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, uri=name.startswith("file:"))
