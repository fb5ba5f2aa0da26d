"""Six who save at once, and a long while of everything.

``./run test -m drill -n0 tests/faults/test_under_load.py`` saves for 60 seconds, then goes on for
30 minutes, or as many as ``SOAK_MINUTES`` says.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, environment_of, served
from tests.staff_browser import Page, StaffBrowser, report

pytestmark = pytest.mark.slow

SOAK = 60 * float(os.environ.get("SOAK_MINUTES", "30"))  # seconds
READ = ("/", "/releases/", "/people/", "/timeline.json", "/fr/", "/outlook/")
DOWNLOAD = "/timeline.csv"  # by one reader alone: a process refuses the third at once


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def account(folder: Path, demo_site: PreparedSite) -> tuple[str, str]:
    demo_site.copied_to(folder)
    return demo_site.account


@pytest.fixture
def site(folder: Path, account: tuple[str, str]) -> Iterator[RunningSite]:
    with served(environment_of(folder)) as running:
        yield running


@pytest.mark.parametrize(
    "seconds", [pytest.param(8, id="quick"), pytest.param(60, marks=pytest.mark.drill)]
)
def test_six_who_save_at_once_are_all_served(
    seconds: int, site: RunningSite, account: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    staff = [signed_in(site, account) for _ in range(6)]
    with ThreadPoolExecutor(6) as people:
        until = time.monotonic() + seconds
        saving = [
            people.submit(save_until, until, one, row + 1, 0.0) for row, one in enumerate(staff)
        ]
        saves = [page for one in saving for page in one.result()]

    with capsys.disabled():
        report(f"six writers for {seconds} s", saves)
    assert {page.status for page in saves} == {302}


@pytest.mark.drill
def test_soak(
    site: RunningSite, account: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Visitors and staff for half an hour; memory is measured after a sixth of it, and at its end."""
    staff = [signed_in(site, account) for _ in range(2)]
    with ThreadPoolExecutor(6) as people:
        began = time.monotonic()
        until = began + SOAK
        reading = [people.submit(read_until, until, site, one) for one in range(3)]
        saving = [people.submit(save_until, until, one, n + 1, 1.0) for n, one in enumerate(staff)]
        time.sleep(SOAK / 6)
        before = memory_of(site)
        time.sleep(max(until - time.monotonic() - 5, 0))
        after = memory_of(site)
        public = [page for one in reading for page in one.result()]
        saves = [page for one in saving for page in one.result()]

    with capsys.disabled():
        report(f"soak of {SOAK / 60:.0f} minutes, public", public)
        report("saves", saves)
        sys.stdout.write(f"memory: {before} kB, then {after} kB\n")
    assert max(page.status for page in public + saves) < 500
    assert min(page.status for page in public + saves) > 0
    assert after <= before * 1.05


def signed_in(site: RunningSite, account: tuple[str, str]) -> StaffBrowser:
    browser = StaffBrowser(site)
    assert browser.sign_in(*account).status == 302
    return browser


def save_until(until: float, staff: StaffBrowser, row: int, pause: float) -> list[Page]:
    address = f"/admin/timeline/milestone/{row}/change/"
    saves: list[Page] = []
    while time.monotonic() < until:
        values = staff.get(address).form("milestone_form")
        values |= {"title_en": [f"Save no {len(saves)}"], "correction_note_en": ["Better."]}
        values |= {"correction_note_fr": ["Mieux."], "_continue": ["Save"]}
        saves.append(staff.post(address, values))
        time.sleep(pause)
    return saves


def read_until(until: float, site: RunningSite, reader: int) -> list[Page]:
    visitor = StaffBrowser(site)
    pages: list[Page] = []
    while time.monotonic() < until:
        search = f"/?q=word{reader}x{len(pages) % 5000}"
        for address in (*READ, search, READ[0] if reader else DOWNLOAD):
            pages.append(visitor.get(address))
            time.sleep(0.05)
    return pages


def memory_of(site: RunningSite) -> int:
    """Of all processes that serve, in kB."""
    total = 0
    for process in site.workers():
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total
