"""A PostgreSQL server that takes connections and says nothing, or works for ever."""

from __future__ import annotations

import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from tests.own_postgres import own_postgres
from tests.running_site import RunningSite, environment_of, manage, served, try_to_manage
from tests.staff_browser import Page, StaffBrowser, report

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


def test_start_gives_a_silent_server_up_in_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://nobody@127.0.0.1:{silent.getsockname()[1]}/record"
        began = time.monotonic()
        done = try_to_manage(environment_of(tmp_path, DATABASE_URL=url), "prepare")

    assert "The database does not answer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert time.monotonic() - began < 30  # most of it is the start of Python on a busy machine


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


@pytest.mark.parametrize(
    "seconds", [pytest.param(6, id="quick"), pytest.param(60, marks=pytest.mark.drill)]
)
def test_pages_are_kept_ones_or_503_while_the_server_hangs(
    seconds: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_postgres() as server:
        environment = environment_of(tmp_path, DATABASE_URL=server.url)
        manage(environment, "prepare")
        with served(environment, workers=1) as site, ThreadPoolExecutor(11) as visitors:
            assert {StaffBrowser(site).get("/").status for _ in range(3)} == {200}
            server.signal(signal.SIGSTOP)
            until = time.monotonic() + seconds
            live = visitors.submit(ask_until, until, site, "/livez", 0.1)
            ready = visitors.submit(ask_until, until, site, "/readyz", 0.5)
            kept = visitors.submit(ask_until, until, site, "/", 0.1)
            made = [
                visitors.submit(ask_until, until, site, f"/?q=word{number}x%d", 0.1)
                for number in range(8)
            ]
            others = [page for one in (*made, ready) for page in one.result()]
            server.signal(signal.SIGCONT)
            back = time.monotonic()
            while {StaffBrowser(site).get(f"/?q=heals{n}").status for n in range(8)} != {200}:
                assert time.monotonic() - back < 60
            healed = time.monotonic() - back

    with capsys.disabled():
        what = f"PostgreSQL hanging for {seconds} s"
        report(f"{what}, /livez", live.result())
        report(f"{what}, kept page", kept.result())
        report(f"{what}, other pages", others)
        sys.stdout.write(f"{what}: healed after {healed:.1f} s\n")
    assert {page.status for page in live.result()} == {200}
    assert {page.status for page in kept.result()} == {200}
    assert {page.status for page in others} == {503}
    assert max(page.seconds for page in live.result()) < 1
    assert max(page.seconds for page in kept.result() + others) < 2
    assert healed < 5


def ask_until(until: float, site: RunningSite, address: str, pause: float) -> list[Page]:
    """Ask again and again. ``%d`` in the address is another number each time."""
    pages: list[Page] = []
    while time.monotonic() < until:
        pages.append(StaffBrowser(site).get(address.replace("%d", str(len(pages)))))
        time.sleep(pause)
    return pages
