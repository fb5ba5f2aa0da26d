"""Every process of the site is killed (SIGKILL) while staff save: nothing acknowledged is lost.

``./run test -m drill -n0 tests/faults/test_killed_saves.py`` goes on until 2,000 saves are
acknowledged, or as many as ``DRILL_SAVES`` says. With ``DATABASE_URL`` of PostgreSQL it makes a
cluster of its own and runs there too.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from tests.own_postgres import own_postgres
from tests.prepared_site import PreparedSite
from tests.running_site import Environment, RunningSite, environment_of, manage, served
from tests.staff_browser import StaffBrowser, password_of

pytestmark = pytest.mark.slow

WRITERS = 3
Account = tuple[str, str]
SAVES = int(os.environ.get("DRILL_SAVES", "2000"))
# Prints, of each row: its key, the newest number in its texts, and what is only half there.
STORED = """
import django
django.setup()
from timeline.models import Milestone
from timeline.models.kept_counts import disagreements
from django.utils import timezone
for row in Milestone.objects.order_by("pk"):
    newest = row.history.first()
    whole = row.title_en == newest.title_en and row.version == newest.version
    half = row.title_fr.partition("no ")[2] != row.title_en.partition("no ")[2]
    print(row.pk, row.title_en.partition("no ")[2] or 0, int(whole and not half))
print("counts", len(disagreements(timezone.now())), 0)
"""


@dataclass
class Writer:
    """Who saves one row: the numbers that were last sent and last acknowledged."""

    row: int
    sent: int = 0
    last: int = 0
    count: int = 0  # acknowledged


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, demo_site: PreparedSite
) -> Iterator[tuple[Environment, Account]]:
    """A site and who may sign in."""
    if request.param == "sqlite":
        yield demo_site.copied_to(tmp_path), demo_site.account
        return
    with own_postgres() as server:
        environment = environment_of(tmp_path, DATABASE_URL=server.url)
        yield environment, password_of(manage(environment, "prepare"))


@pytest.mark.parametrize(
    "saves", [pytest.param(50, id="quick"), pytest.param(SAVES, id="all", marks=pytest.mark.drill)]
)
def test_no_acknowledged_save_is_lost_and_none_is_half(
    saves: int, site: tuple[Environment, Account], capsys: pytest.CaptureFixture[str]
) -> None:
    environment, account = site
    writers = [Writer(row + 1) for row in range(WRITERS)]
    kills = 0
    while sum(writer.count for writer in writers) < saves:
        with served(environment) as running, ThreadPoolExecutor(WRITERS) as people:
            over = Event()
            writing = [people.submit(save_until, over, running, account, one) for one in writers]
            time.sleep(random.uniform(8, 25) if saves > 50 else 12)  # noqa: S311 - when is chance
            for process in (running.process.pid, *running.workers()):
                os.kill(process, signal.SIGKILL)
            kills += 1
            over.set()
            for ended in writing:
                ended.result()
    stored = stored_now(environment)

    count = sum(writer.count for writer in writers)
    with capsys.disabled():
        sys.stdout.write(f"\n{kills} times kill -9, {count} saves acknowledged\n")
    for writer in writers:
        assert writer.last <= stored[str(writer.row)][0] <= writer.sent
    assert stored.pop("counts")[0] == 0
    assert all(whole for _newest, whole in stored.values())
    if "DATABASE_URL" not in environment:
        with closing(sqlite3.connect(Path(environment["SITE_DATA_DIR"], "record.sqlite3"))) as rows:
            assert rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def save_until(over: Event, site: RunningSite, account: tuple[str, str], writer: Writer) -> None:
    """Save a row again and again under new numbers, in both languages and with a note."""
    staff = StaffBrowser(site)
    staff.sign_in(*account)
    address = f"/admin/timeline/milestone/{writer.row}/change/"
    values = staff.get(address).form("milestone_form")
    while not over.is_set() and values:
        writer.sent += 1
        values["title_en"] = [f"Drilling no {writer.sent}"]
        values["title_fr"] = [f"Forage no {writer.sent}"]
        values |= {"correction_note_en": ["Better."], "correction_note_fr": ["Mieux."]}
        values["_continue"] = ["Save"]
        if staff.post(address, values).status == 302:
            writer.last, writer.count = writer.sent, writer.count + 1
        values = staff.get(address).form("milestone_form")


def stored_now(environment: Environment) -> dict[str, tuple[int, bool]]:
    """By the key of a row: the newest number in it, and whether all of its parts say it."""
    printed = manage(environment, "shell", "--verbosity", "0", "-c", STORED)
    found = {}
    for line in printed.splitlines():
        key, newest, whole = line.split()
        found[key] = int(newest), whole == "1"
    return found
