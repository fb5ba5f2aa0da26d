"""Who waits to write to SQLite is served in turn."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError

from imperial_site.fair_sqlite3.base import DatabaseWrapper, pause_after
from timeline.operations.database_faults import is_locked

TIMEOUT = 1.0  # seconds

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
    return file


@pytest.fixture
def database(file: Path) -> Iterator[DatabaseWrapper]:
    settings = {
        "ENGINE": "imperial_site.fair_sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": TIMEOUT},
        "TIME_ZONE": None,
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": 0,
        "AUTOCOMMIT": True,
    }
    wrapper = DatabaseWrapper(settings, "fair")
    wrapper.ensure_connection()
    yield wrapper
    wrapper.close()


def busy_timeout(database: DatabaseWrapper) -> int:
    found: int = database.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    return found


def test_transaction_begins_once_the_lock_is_let_go(database: DatabaseWrapper, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.2, other.execute, ["COMMIT"])
        letting_go.start()
        began = time.monotonic()
        database._start_transaction_under_autocommit()
        waited = time.monotonic() - began
        letting_go.join()

    assert waited >= 0.1
    assert database.connection.in_transaction


def test_lock_that_is_held_is_given_up_after_the_timeout(
    database: DatabaseWrapper, file: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(OperationalError) as refused:
            database._start_transaction_under_autocommit()

    assert is_locked(refused.value)
    assert time.monotonic() - began >= TIMEOUT


def test_other_statements_wait_as_before(database: DatabaseWrapper) -> None:
    before = busy_timeout(database)
    database._start_transaction_under_autocommit()

    assert busy_timeout(database) == before == TIMEOUT * 1000


def test_who_has_waited_longer_asks_more_often() -> None:
    pauses = [pause_after(waited) for waited in (0, 0.1, 0.5, 1, 5)]

    assert pauses == sorted(pauses, reverse=True)
    assert pauses[0] == 0.02
