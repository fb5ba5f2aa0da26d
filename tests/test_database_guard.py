"""No test reads or changes the configured database, whichever tests are run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import CONFIGURED_DATABASE

ROOT = Path(__file__).resolve().parent.parent
UNMARKED_TEST = "tests/pages/test_headers.py::test_page_cannot_be_framed"


@pytest.mark.slow
def test_single_unmarked_test_leaves_the_configured_database_alone(tmp_path: Path) -> None:
    database = tmp_path / "record.sqlite3"
    with sqlite3.connect(database) as rows:
        rows.execute("CREATE TABLE kept (name TEXT)")
    before = database.read_bytes()
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "--no-migrations", UNMARKED_TEST]
    settings = {**os.environ, "SITE_DATA_DIR": str(tmp_path)}
    settings.pop("DATABASE_URL", None)

    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert database.read_bytes() == before


def test_connection_to_the_configured_database_is_refused(db: None) -> None:
    configured = connection.copy()
    configured.settings_dict = {**connection.settings_dict, "NAME": CONFIGURED_DATABASE}

    with pytest.raises(pytest.fail.Exception, match="no test database"):
        configured.connect()
