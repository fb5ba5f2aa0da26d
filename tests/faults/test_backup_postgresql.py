"""``manage.py backup`` and ``restore`` on PostgreSQL, in a database of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.running_site import Environment, environment_of, manage, try_to_manage

pytestmark = [pytest.mark.slow, pytest.mark.postgresql, pytest.mark.django_db]
NAME = f"backup_{os.getpid()}"


def run_sql(statement: str, name: str = "") -> list[tuple[object, ...]]:
    """What a statement gives, on a connection of its own; in the tests' database unless named."""
    wrapper = connection.copy()
    given = connection.settings_dict
    options = {key: value for key, value in given["OPTIONS"].items() if key != "pool"}
    wrapper.settings_dict = {**given, "NAME": name or given["NAME"], "OPTIONS": options}
    with wrapper.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    wrapper.close()
    return rows


def databases() -> list[str]:
    rows = run_sql("SELECT datname FROM pg_database ORDER BY datname")
    return [str(name) for (name,) in rows if str(name).startswith(NAME)]


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[Environment]:
    """The environment of a site before its first start."""
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL's own tools")
    given = connection.settings_dict
    account = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    address = f"postgres://{account}@{given['HOST']}:{given['PORT'] or 5432}/{NAME}"
    run_sql(f"CREATE DATABASE {NAME}")
    yield environment_of(tmp_path / "data", DATABASE_URL=address)
    for name in databases():
        run_sql(f'DROP DATABASE "{name}"')


@pytest.fixture
def site(empty_database: Environment) -> Environment:
    manage(empty_database, "prepare")
    return empty_database


def test_backup_is_restored_and_the_database_before_is_kept(
    site: Environment, tmp_path: Path
) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    (backup,) = (tmp_path / "kept").iterdir()
    run_sql("DELETE FROM django_session", NAME)
    run_sql("UPDATE timeline_milestone SET title_en = 'Changed since'", NAME)

    manage(site, "restore", str(backup))

    changed = "SELECT count(*) FROM timeline_milestone WHERE title_en = 'Changed since'"
    assert run_sql(changed, NAME) == [(0,)]
    (before,) = set(databases()) - {NAME}
    assert run_sql(changed, before) != [(0,)]


def test_file_that_is_no_archive_is_refused(empty_database: Environment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no archive")

    done = try_to_manage(empty_database, "restore", str(tmp_path / "file"))

    assert done.returncode == 1
    assert "was not restored: pg_restore: " in done.stderr
    assert databases() == [NAME]
