"""What a start refuses, names and waits for."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import ROOT, environment_of, try_to_manage
from timeline.operations.sqlite_version import has_wal_reset_defect

pytestmark = pytest.mark.slow
SERVE = [sys.executable, "-c", "import imperial_site.wsgi; print('serves')"]


def test_database_of_a_newer_version_is_refused_by_prepare_and_by_what_serves(
    tmp_path: Path, demo_site: PreparedSite
) -> None:
    environment = demo_site.copied_to(tmp_path)
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('timeline', '0999_later', '2030-01-01')"
        )
        database.commit()

    prepared = try_to_manage(environment, "prepare")
    served = subprocess.run(SERVE, env=environment, capture_output=True, text=True, check=False)

    for done in (prepared, served):
        assert done.returncode == 1
        assert "was made by a newer version (timeline.0999_later)" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_what_serves_refuses_a_database_that_is_missing_in_production(tmp_path: Path) -> None:
    public = {"SITE_HOSTS": "timeline.example.com", "SITE_SECRET_KEY": "0123456789abcdef" * 4}
    environment = environment_of(tmp_path, **public)

    done = subprocess.run(SERVE, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "is missing or empty" in done.stderr
    assert not (tmp_path / "record.sqlite3").exists()


def test_two_first_starts_at_once_make_one_site(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "prepare"]
    starts = [
        subprocess.Popen(
            command,
            env=environment_of(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [start.communicate() for start in starts]

    assert [start.returncode for start in starts] == [0, 0], said
    assert sorted("Sign in under" in out for out, _errors in said) == [False, True]


@pytest.mark.parametrize(
    ("version", "has_it"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 46, 1), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_versions_of_sqlite_with_the_defect_are_known(
    version: tuple[int, int, int], *, has_it: bool
) -> None:
    assert has_wal_reset_defect(version) is has_it


def test_a_start_names_a_version_of_sqlite_with_the_defect(
    tmp_path: Path, demo_site: PreparedSite
) -> None:
    done = try_to_manage(demo_site.copied_to(tmp_path), "prepare")

    named = f"SQLite {sqlite3.sqlite_version} may" in done.stderr
    assert named is has_wal_reset_defect(sqlite3.sqlite_version_info)
