"""The database's file is taken away under a running site, and comes back."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, manage, served
from tests.staff_browser import StaffBrowser

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


@pytest.mark.drill
def test_gone_for_twenty_seconds_while_staff_save_and_visitors_read(
    tmp_path: Path, demo_site: PreparedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    file, elsewhere = tmp_path / "record.sqlite3", tmp_path / "elsewhere"
    settings = PRODUCTION | {"SITE_SECOND_FACTOR": "off"}
    over = Event()
    with (
        served(demo_site.copied_to(tmp_path, **settings)) as site,
        ThreadPoolExecutor(5) as people,
    ):
        saving = people.submit(save_until, over, site, demo_site.account)
        reading = [people.submit(read_until, over, site) for _ in range(4)]
        time.sleep(5)
        file.rename(elsewhere)
        time.sleep(20)
        elsewhere.rename(file)
        back = time.monotonic()
        while {ask(site, "/people/") for _ in range(10)} != {200}:
            assert time.monotonic() - back < 60
        healed = time.monotonic() - back
        time.sleep(5)
        over.set()
        last, saves = saving.result()
        statuses = Counter(status for one in reading for status in one.result())
    with closing(sqlite3.connect(file)) as rows:
        (title,) = rows.execute("SELECT title_en FROM timeline_milestone WHERE id = 1").fetchone()

    with capsys.disabled():
        sys.stdout.write(
            f"\ngone for 20 s: pages {dict(statuses)}, saves {dict(saves)}, healed in {healed:.1f} s\n"
        )
    assert set(statuses) <= {200, 503}
    assert set(saves) <= {302, 503}
    assert title == f"Save no {last}"
    assert healed < 5


def save_until(
    over: Event, site: RunningSite, account: tuple[str, str]
) -> tuple[int, Counter[int]]:
    """The number of the last save that was acknowledged, and how many had each status."""
    staff = StaffBrowser(site, {"Host": VISITOR["Host"], "X-Forwarded-Proto": "https"})
    assert staff.sign_in(*account).status == 302
    address = "/admin/timeline/milestone/1/change/"
    values = staff.get(address).form("milestone_form")
    last, number = 0, 0
    saves: Counter[int] = Counter()
    while not over.is_set():
        number += 1
        values |= {"title_en": [f"Save no {number}"], "correction_note_en": ["Better."]}
        values |= {"correction_note_fr": ["Mieux."], "_continue": ["Save"]}
        status = staff.post(address, values).status
        saves[status] += 1
        last = number if status == 302 else last
        opened = staff.get(address)
        values = opened.form("milestone_form") if opened.status == 200 else values
        time.sleep(0.2)
    return last, saves


def read_until(over: Event, site: RunningSite) -> list[int]:
    statuses = []
    while not over.is_set():
        statuses += [ask(site, address) for address in ("/about/", "/people/", "/?q=drilling")]
        time.sleep(0.05)
    return statuses


def until_it_answers(site: RunningSite) -> None:
    """``/livez`` asks no database."""
    began = time.monotonic()
    while site.ask("/livez")[0] != 200:
        assert time.monotonic() - began < 60
        time.sleep(0.2)
