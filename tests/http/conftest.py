"""A site whose database is a file, which several connections can read, as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.utils import timezone

from timeline.exports.list_endpoint import names_of_all_lists
from timeline.http.current_edition import CurrentEdition
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import PageCache

MoveClock = Callable[[datetime], None]


@pytest.fixture
def record_file(record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The record that ships, in a file that every connection of this thread opens from now on."""
    if connection.vendor != "sqlite":
        pytest.skip("a file is SQLite's")
    file = tmp_path / "record.sqlite3"
    file.write_bytes(connection.cursor().connection.serialize())
    in_memory = connections["default"]
    monkeypatch.setitem(connections.databases["default"], "NAME", str(file))
    connections["default"] = connections.create_connection("default")
    yield file
    connections["default"].close()
    connections["default"] = in_memory


@pytest.fixture
def edition(record_file: Path) -> Iterator[CurrentEdition]:
    reader = CurrentEdition()
    yield reader
    reader.close()


@pytest.fixture
def site(edition: CurrentEdition) -> PageCache:
    """The whole application within its page cache."""
    kept = KeptAnswers(16 * 1024 * 1024)
    return PageCache(get_wsgi_application(), edition.key, kept, names_of_all_lists())


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> MoveClock:
    """Set what the application takes for now."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)
