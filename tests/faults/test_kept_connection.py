"""A thread keeps its connection to SQLite, as long as it is one to the file at that place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

Database = BaseDatabaseWrapper

pytestmark = pytest.mark.django_db


def holding(file: Path, word: str) -> Path:
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE said (word TEXT)")
        database.execute("INSERT INTO said VALUES (?)", [word])
        database.commit()
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return holding(tmp_path / "record.sqlite3", "first")


@pytest.fixture(params=["fair", "kept"])
def database(request: pytest.FixtureRequest, file: Path) -> Iterator[Database]:
    settings = {
        "ENGINE": f"imperial_site.{request.param}_sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.1},
        "TIME_ZONE": None,
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": None,
        "AUTOCOMMIT": True,
    }
    wrapper = load_backend(str(settings["ENGINE"])).DatabaseWrapper(settings, "kept")
    yield wrapper
    wrapper.close()


def word(database: Database) -> str:
    with database.cursor() as cursor:
        cursor.execute("SELECT word FROM said")
        found: str = cursor.fetchone()[0]
    return found


def next_request(database: Database) -> None:
    database.close_if_unusable_or_obsolete()


def test_connection_stays_open_between_requests(database: Database) -> None:
    word(database)
    before = database.connection
    next_request(database)
    assert word(database) == "first"
    assert database.connection is before


def test_file_put_in_its_place_is_read(database: Database, file: Path) -> None:
    word(database)
    holding(file.with_name("restored.sqlite3"), "restored").rename(file)
    next_request(database)
    assert word(database) == "restored"


def test_file_that_is_gone_is_not_read_any_more(database: Database, file: Path) -> None:
    word(database)
    file.unlink()
    next_request(database)
    assert database.connection is None


def test_connection_on_which_something_failed_is_not_kept(database: Database) -> None:
    with pytest.raises(OperationalError), database.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    next_request(database)
    assert database.connection is None


def test_database_in_memory_is_kept(database: Database, tmp_path: Path) -> None:
    database.settings_dict["NAME"] = f"file:{tmp_path.name}?mode=memory&cache=shared"
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE said AS SELECT 'kept' AS word")
    next_request(database)
    assert word(database) == "kept"
