"""A disk that is full, and a database that can only be read: pages go on, staff are told in words.

The disk is a small one in memory (tmpfs), which only root can make.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, environment_of, served
from tests.staff_browser import Page, StaffBrowser, report

pytestmark = pytest.mark.slow

CHANGE = "/admin/timeline/milestone/1/change/"
PUBLIC = ("/", "/releases/", "/people/", "/timeline.csv", "/fr/")
TYPED = "An hour of work. " * 500
NOTE = {"correction_note_en": ["Said better."], "correction_note_fr": ["Mieux dit."]}
PRODUCTION = {
    "SITE_HOSTS": "timeline.example.com",
    "SITE_SECRET_KEY": "0123456789abcdef" * 4,
    "SITE_BEHIND_PROXY": "true",
    "SITE_SECOND_FACTOR": "off",
}
VISITOR = {"Host": "timeline.example.com", "X-Forwarded-Proto": "https", "X-Forwarded-For": "::1"}


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 150 MB that is mounted."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=150m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("Only root can mount a small disk, and here even root cannot.")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def account(disk: Path, demo_site: PreparedSite) -> tuple[str, str]:
    demo_site.copied_to(disk)
    return demo_site.account


@pytest.fixture
def site(disk: Path, account: tuple[str, str]) -> Iterator[RunningSite]:
    with served(environment_of(disk, **PRODUCTION), workers=1) as running:
        yield running


def fill(disk: Path) -> Path:
    file = disk / "filling"
    with file.open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"\0" * 4096)
        except OSError:
            pass
    return file


def look(site: RunningSite) -> list[Page]:
    """What a visitor gets of some pages, kept and not."""
    addresses = [*PUBLIC, *(f"/?q=word{number}" for number in range(10))]
    return [StaffBrowser(site, VISITOR).get(address) for address in addresses]


def came_back(page: Page) -> dict[str, list[str]]:
    """What was typed, on the row's own page or, where that cannot be read, on a plain one."""
    return page.form("milestone_form") or page.form("given_back")


def save_until_it_is_taken(staff: StaffBrowser, values: dict[str, list[str]]) -> float:
    """Seconds until a save is taken."""
    began = time.monotonic()
    while (page := staff.post(CHANGE, values)).status != 302:
        assert time.monotonic() - began < 60, page
    return time.monotonic() - began


def test_full_disk(
    disk: Path, site: RunningSite, account: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    staff = StaffBrowser(site, VISITOR)
    assert staff.sign_in(*account).status == 302
    assert StaffBrowser(site, VISITOR).get("/").status == 200
    sent = staff.get(CHANGE).form("milestone_form") | NOTE | {"summary_en": [TYPED.strip()]}
    filling = fill(disk)
    public = look(site)
    refused = staff.post(CHANGE, {**sent, "_continue": ["Save"]})
    filling.unlink()
    back = came_back(refused)
    healed = save_until_it_is_taken(staff, {**back, "_continue": ["Save"]})

    with capsys.disabled():
        report("disk full, public", public)
    assert {page.status for page in public} == {200}
    assert max(page.seconds for page in public) < 2
    assert refused.status == 503
    assert refused.headers["retry-after"] == "5"
    assert "This was not saved: try again." in refused.text
    assert back["summary_en"] == [TYPED.strip()]
    assert healed < 5


def test_database_file_that_can_only_be_read(
    disk: Path, account: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Root may write everywhere, so the file becomes one that not even root may write.

    A process that had opened it before writes on: SQLite keeps the file open.
    """
    shutil.copytree(disk, tmp_path / "data", dirs_exist_ok=True)
    file = tmp_path / "data" / "record.sqlite3"
    if subprocess.run(["chattr", "+i", str(file)], capture_output=True, check=False).returncode:
        pytest.skip("The file system of the test knows no file that nobody may write.")
    try:
        with served(environment_of(tmp_path / "data", **PRODUCTION), workers=1) as site:
            public = look(site)
            refused = StaffBrowser(site, VISITOR).sign_in(*account)
            subprocess.run(["chattr", "-i", str(file)], check=True)
            began = time.monotonic()
            while StaffBrowser(site, VISITOR).sign_in(*account).status != 302:
                assert time.monotonic() - began < 60
            healed = time.monotonic() - began
    finally:
        subprocess.run(["chattr", "-i", str(file)], check=True)

    with capsys.disabled():
        report("database file read-only, public", public)
    assert {page.status for page in public} == {200}
    assert max(page.seconds for page in public) < 2
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    assert healed < 5
