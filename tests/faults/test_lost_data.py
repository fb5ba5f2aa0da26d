"""In production a database that is not where it should be is never replaced by an empty one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from tests.prepared_site import PreparedSite
from tests.running_site import Environment, environment_of, manage, try_to_manage

pytestmark = pytest.mark.slow

SECRET = "for these tests alone, of more than fifty characters"
PRODUCTION = {"SITE_HOSTS": "timeline.example.com", "SITE_SECRET_KEY": SECRET}


@pytest.fixture
def production(tmp_path: Path) -> Environment:
    return environment_of(tmp_path / "data", **PRODUCTION)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where its database is."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "record.sqlite3"


def refusal(environment: Environment, *arguments: str) -> str:
    """The one line with which a start is refused."""
    done = try_to_manage(environment, "prepare", *arguments)
    assert done.returncode == 1, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def counts(file: Path) -> tuple[int, int]:
    """How many milestones and accounts a database holds."""
    with sqlite3.connect(file) as rows:
        milestones = rows.execute("SELECT count(*) FROM timeline_milestone").fetchone()[0]
        accounts = rows.execute("SELECT count(*) FROM auth_user").fetchone()[0]
    return milestones, accounts


def test_missing_database_is_refused_and_none_is_made(production: Environment, file: Path) -> None:
    said = refusal(production)

    assert f"{file} is missing or empty" in said
    assert "prepare --new" in said
    assert not file.exists()


def test_empty_database_is_refused_and_stays_empty(production: Environment, file: Path) -> None:
    file.touch()

    assert "is missing or empty" in refusal(production)
    assert file.stat().st_size == 0


def test_new_site_is_made_when_told_with_an_account_and_no_record(
    new_site: PreparedSite, file: Path
) -> None:
    site = new_site.copied_to(file.parent, **PRODUCTION)

    assert "Sign in under /admin/ as editor with the password" in new_site.said
    assert counts(file) == (0, 1)
    assert manage(site, "prepare") == ""


def test_new_site_is_not_made_where_there_is_one(new_site: PreparedSite, file: Path) -> None:
    site = new_site.copied_to(file.parent, **PRODUCTION)

    assert "holds a site already" in refusal(site, "--new")


def test_site_without_accounts_gets_none_unless_it_is_new(
    new_site: PreparedSite, file: Path
) -> None:
    site = new_site.copied_to(file.parent, **PRODUCTION)
    with sqlite3.connect(file) as rows:
        rows.execute("DELETE FROM auth_user")

    manage(site, "prepare")

    assert counts(file) == (0, 0)


def test_process_that_serves_makes_no_file(production: Environment, file: Path) -> None:
    connect = "import django; django.setup(); from django.db import connection as c; c.connect()"
    done = subprocess.run(
        [sys.executable, "-c", connect], env=production, capture_output=True, text=True, check=False
    )

    assert "unable to open database file" in done.stderr
    assert not file.exists()


def test_demo_is_made_with_one_command(demo_site: PreparedSite, file: Path) -> None:
    demo_site.copied_to(file.parent)

    milestones, accounts = counts(file)
    assert milestones > 0
    assert accounts == 1


@pytest.mark.django_db
@pytest.mark.postgresql
def test_database_without_a_table_is_refused_on_any_database(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IN_PRODUCTION = True
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(connection.introspection, "table_names", list)

    with pytest.raises(CommandError, match="is missing or empty"):
        call_command("prepare")
