"""A command is killed (SIGKILL) while it writes: what it leaves is whole, and it can be run again.

``./run test -m drill -n0 tests/faults/test_killed_commands.py`` kills each twenty times, at moments
spread over the time that it takes.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import ROOT, Environment, environment_of, manage, try_to_manage

pytestmark = pytest.mark.slow

TIMES = [pytest.param(2, id="quick"), pytest.param(20, id="all", marks=pytest.mark.drill)]
Said = Callable[[str], None]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    """Prints the figure of a drill on the terminal."""

    def write(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{text}\n")

    return write


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, new_site: PreparedSite) -> Path:
    """An invented record of 150 milestones as files."""
    folder = tmp_path_factory.mktemp("other")
    other = new_site.copied_to(folder)
    manage(other, "make_record", "--milestones", "150")
    manage(other, "export_record", str(folder / "files"))
    return folder / "files"


def seconds_of(environment: Environment, *arguments: str) -> float:
    began = time.monotonic()
    manage(environment, *arguments)
    return time.monotonic() - began


def kill_after(seconds: float, environment: Environment, *arguments: str) -> bool:
    """Whether the command was still at work."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


def moments(times: int, length: float) -> list[float]:
    """When to kill: spread over what the command takes, its start left out."""
    return [length * (0.3 + 0.7 * number / times) for number in range(times)]


def milestones_in(file: Path) -> int:
    """How many there are, in a database that SQLite finds to be whole."""
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found: int = database.execute("SELECT count(*) FROM timeline_milestone").fetchone()[0]
        return found


@pytest.mark.parametrize("times", TIMES)
def test_import_is_made_whole_or_not_at_all(
    times: int, demo_site: PreparedSite, exported: Path, tmp_path: Path, say: Said
) -> None:
    command = ("import_record", str(exported), "--note-en", "Again.", "--note-fr", "Encore.")
    whole = demo_site.copied_to(tmp_path / "whole")
    before = milestones_in(tmp_path / "whole" / "record.sqlite3")
    length = seconds_of(whole, *command)
    after = milestones_in(tmp_path / "whole" / "record.sqlite3")

    site = demo_site.copied_to(tmp_path / "site")
    kills = 0
    found = set()
    for moment in moments(times, length):
        kills += kill_after(moment, site, *command)
        found.add(milestones_in(tmp_path / "site" / "record.sqlite3"))
    manage(site, *command)

    say(f"import killed {kills} times: {sorted(found)} milestones of {before} and {after}")
    assert kills
    assert found <= {before, after}
    assert milestones_in(tmp_path / "site" / "record.sqlite3") == after


@pytest.mark.parametrize("times", TIMES)
def test_first_start_can_be_made_again(times: int, tmp_path: Path, say: Said) -> None:
    """It migrates an empty database and loads the sample."""
    length = seconds_of(environment_of(tmp_path / "timed"), "prepare")
    expected = milestones_in(tmp_path / "timed" / "record.sqlite3")
    kills = 0
    for number, moment in enumerate(moments(times, length)):
        site = environment_of(tmp_path / f"site{number}")
        kills += kill_after(moment, site, "prepare")
        manage(site, "prepare")
        assert milestones_in(tmp_path / f"site{number}" / "record.sqlite3") == expected

    say(f"first start killed {kills} times, and made whole by the next each time")
    assert kills


@pytest.mark.parametrize("times", TIMES)
def test_restore_leaves_one_database_or_the_other(
    times: int, demo_site: PreparedSite, tmp_path: Path, say: Said
) -> None:
    site = demo_site.copied_to(tmp_path / "site")
    file = tmp_path / "site" / "record.sqlite3"
    manage(site, "backup", str(tmp_path / "kept"))
    (backup,) = (tmp_path / "kept").glob("record-*.sqlite3")
    expected = milestones_in(file)
    length = seconds_of(site, "restore", str(backup))

    kills = 0
    for moment in moments(times, length):
        kills += kill_after(moment, site, "restore", str(backup))
        assert milestones_in(file) == expected
    done = try_to_manage(site, "restore", str(backup))

    say(f"restore killed {kills} times, a whole database each time")
    assert kills
    assert done.returncode == 0, done.stderr
    assert milestones_in(file) == expected
