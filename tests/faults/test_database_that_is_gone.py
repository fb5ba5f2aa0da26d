"""The database's file is taken away under a running site, and comes back."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, manage, served

pytestmark = pytest.mark.slow
PRODUCTION = {
    "SITE_HOSTS": "timeline.example.com",
    "SITE_SECRET_KEY": "0123456789abcdef" * 4,
    "SITE_BEHIND_PROXY": "true",
}
VISITOR = {"Host": "timeline.example.com", "X-Forwarded-Proto": "https"}


def ask(site: RunningSite, address: str) -> int:
    return site.ask(address, VISITOR)[0]


def test_kept_pages_are_shown_others_are_503_and_it_heals_by_itself(
    tmp_path: Path, new_site: PreparedSite
) -> None:
    environment = new_site.copied_to(tmp_path, **PRODUCTION)
    manage(environment, "loaddata", "projects", "partners", "people", "company", "releases")
    file, elsewhere = tmp_path / "record.sqlite3", tmp_path / "elsewhere"
    with served(environment, workers=1) as site:
        assert {ask(site, "/about/") for _ in range(3)} == {200}  # it is kept

        file.rename(elsewhere)
        time.sleep(1.5)
        kept = [ask(site, "/about/") for _ in range(20)]
        others = [ask(site, "/people/") for _ in range(20)]
        assert not file.exists()

        elsewhere.rename(file)
        back = time.monotonic()
        while {ask(site, "/people/") for _ in range(10)} != {200}:
            assert time.monotonic() - back < 60  # seconds, on a machine that is busy

    assert set(kept) == {200}
    assert set(others) == {503}


def test_workers_that_start_while_it_is_gone_wait_for_it(
    tmp_path: Path, new_site: PreparedSite
) -> None:
    """Two that end within five seconds end the server."""
    environment = new_site.copied_to(tmp_path, **PRODUCTION)
    file, elsewhere = tmp_path / "record.sqlite3", tmp_path / "elsewhere"
    with served(environment, workers=1) as site:
        file.rename(elsewhere)
        os.kill(site.workers()[0], signal.SIGKILL)
        until_it_answers(site)
        time.sleep(6)  # one that ended by itself would have done so again by now
        gone = [ask(site, "/people/") for _ in range(5)]
        is_made = file.exists()
        elsewhere.rename(file)
        back = time.monotonic()
        while ask(site, "/people/") != 200:
            assert time.monotonic() - back < 60
        healed = time.monotonic() - back

    assert set(gone) == {503}
    assert not is_made
    assert healed < 5


def until_it_answers(site: RunningSite) -> None:
    """``/livez`` asks no database."""
    began = time.monotonic()
    while site.ask("/livez")[0] != 200:
        assert time.monotonic() - began < 60
        time.sleep(0.2)
