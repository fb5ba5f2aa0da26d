"""A PostgreSQL server that takes connections and says nothing, or works for ever."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from tests.running_site import environment_of, try_to_manage

pytestmark = pytest.mark.slow


def test_start_gives_a_silent_server_up_in_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://nobody@127.0.0.1:{silent.getsockname()[1]}/record"
        began = time.monotonic()
        done = try_to_manage(environment_of(tmp_path, DATABASE_URL=url), "prepare")

    assert "The database does not answer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert time.monotonic() - began < 30  # most of it is the start of Python on a busy machine


@pytest.mark.postgresql
@pytest.mark.django_db
def test_statement_that_takes_too_long_is_ended() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could end it")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30s",)
        cursor.execute("SET LOCAL statement_timeout = '100ms'")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(5)")
