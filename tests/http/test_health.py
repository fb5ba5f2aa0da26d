"""``/livez`` and ``/readyz``, which whatever watches the site asks."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest
from django.db import connection

from tests.prepared_site import PRODUCTION, PreparedSite
from tests.running_site import served
from tests.wsgi_asking import ask
from timeline.http.health import Health
from timeline.http.page_cache import Application, PageCache
from timeline.operations.database_state import reason_not_ready


def nothing(environ: object, start_response: object) -> list[bytes]:
    pytest.fail("The application was asked.")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_live_asks_neither_the_application_nor_the_database(method: str) -> None:
    answer = ask(Health(nothing, lambda: pytest.fail("asked")), "/livez", method)

    assert answer.status == 200
    assert answer.body == (b"ok\n" if method == "GET" else b"")
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_why_not_and_when_to_ask_again() -> None:
    answer = ask(Health(nothing, lambda: "Migrations have not run."), "/readyz")

    assert (answer.status, answer.body) == (503, b"Migrations have not run.\n")
    assert answer.headers["Retry-After"] == "5"


def test_ready_answers_in_time_while_the_database_hangs_and_asks_it_once() -> None:
    over = Event()
    asked = []

    def hang() -> str:
        asked.append(1)
        over.wait(10)
        return ""

    health = Health(nothing, hang, patience=0.1)
    began = time.monotonic()
    answers = [ask(health, "/readyz").status for _ in range(3)]
    took = time.monotonic() - began
    over.set()

    assert answers == [503, 503, 503]
    assert took < 2
    assert len(asked) == 1


def test_other_addresses_go_to_the_application(site: PageCache) -> None:
    health: Application = Health(site, lambda: "")

    assert ask(health, "/about/").status == 200
    assert ask(health, "/livez/").status == 404


def test_migration_that_has_not_run_is_told(record_file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS django_migrations "
            "(id integer PRIMARY KEY, app text, name text, applied datetime)"
        )
        cursor.execute("DELETE FROM django_migrations WHERE app = 'timeline'")

    assert reason_not_ready() == "Migrations have not run."


@pytest.mark.slow
def test_running_site_is_ready_until_its_database_is_gone_and_again_once_it_is_back(
    tmp_path: Path, new_site: PreparedSite
) -> None:
    environment = new_site.copied_to(tmp_path, **PRODUCTION)
    file, elsewhere = tmp_path / "record.sqlite3", tmp_path / "elsewhere"
    with served(environment) as running:
        assert running.ask("/readyz") == (200, "ok\n")

        file.rename(elsewhere)
        assert running.ask("/readyz") == (503, "The database is missing or empty.\n")
        assert running.ask("/livez") == (200, "ok\n")
        assert not file.exists()

        elsewhere.rename(file)
        assert running.ask("/readyz") == (200, "ok\n")
