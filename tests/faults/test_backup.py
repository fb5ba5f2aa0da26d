"""``manage.py backup`` and ``restore``, on a SQLite site of its own while it is written to."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import Environment, environment_of, manage, served, try_to_manage

pytestmark = pytest.mark.slow

# Writes as fast as it can, two rows in a transaction: a copy that tears them apart has an odd sum.
WRITER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
database.execute("CREATE TABLE IF NOT EXISTS written (number INTEGER)")
print("writing", flush=True)
number = 0
while True:
    number += 1
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO written VALUES (?)", (number,))
    database.execute("INSERT INTO written VALUES (?)", (number,))
    database.execute("COMMIT")
"""


@pytest.fixture
def site(demo_site: PreparedSite, tmp_path: Path) -> Environment:
    return demo_site.copied_to(tmp_path / "data")


@pytest.fixture
def file(site: Environment, tmp_path: Path) -> Path:
    """The database of the site."""
    return tmp_path / "data" / "record.sqlite3"


@contextmanager
def being_written(file: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            yield
        finally:
            writer.kill()


def backups(folder: Path) -> list[Path]:
    return sorted(folder.glob("record-*.sqlite3"))


def content(file: Path) -> str:
    """A hash of every row and of the schema."""
    with closing(sqlite3.connect(file)) as database:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()


def refusal(site: Environment, *arguments: str) -> str:
    done = try_to_manage(site, *arguments)
    assert done.returncode == 1, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_ten_backups_under_writes_are_whole_and_restored_equal(
    site: Environment, file: Path, tmp_path: Path
) -> None:
    with being_written(file):
        for _ in range(10):
            manage(site, "backup", str(tmp_path / "kept"))
            time.sleep(1.1 - time.time() % 1)  # names tell seconds

    made = backups(tmp_path / "kept")
    assert len(made) == 10
    for backup in made:
        with closing(sqlite3.connect(backup)) as database:
            uneven = "SELECT count(*) FROM written GROUP BY number HAVING count(*) != 2"
            assert database.execute(uneven).fetchall() == []
        manage(site, "restore", str(backup))
        assert content(file) == content(backup)


@pytest.mark.drill
def test_ten_thousand_milestones_are_restored_and_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = environment_of(tmp_path / "large")
    manage(large, "migrate")
    manage(large, "make_record", "--milestones", "10000")
    manage(large, "backup", str(tmp_path / "kept"))
    (backup,) = backups(tmp_path / "kept")

    began = time.monotonic()
    restored = environment_of(tmp_path / "restored")
    (tmp_path / "restored").mkdir()
    manage(restored, "restore", str(backup))
    manage(restored, "prepare")  # as run does before it serves
    with served(restored) as site:
        status, _page = site.ask("/")
    seconds = time.monotonic() - began

    with capsys.disabled():
        sys.stdout.write(f"\n10,000 milestones restored and served in {seconds:.0f} s\n")
    assert status == 200
    assert seconds < 300


def test_backup_is_one_file_for_its_user_alone(
    site: Environment, tmp_path: Path, file: Path
) -> None:
    said = manage(site, "backup", str(tmp_path / "kept"))

    (made,) = (tmp_path / "kept").iterdir()
    assert str(made) in said
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_keep_removes_older_backups_and_nothing_else(site: Environment, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in ("record-20200101T000000Z.sqlite3", "record-20210101T000000Z.sqlite3", "mine.txt"):
        (folder / name).touch()

    manage(site, "backup", str(folder), "--keep", "2")

    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3
    assert names[:2] == ["mine.txt", "record-20210101T000000Z.sqlite3"]


def test_database_before_a_restore_is_kept(site: Environment, file: Path, tmp_path: Path) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE later (number)")
        database.commit()
    later = content(file)

    manage(site, "restore", str(backups(tmp_path / "kept")[0]))

    (before,) = file.parent.glob("record-before-restore-*.sqlite3")
    assert content(before) == later
    assert content(file) != later


def test_lost_database_is_restored(site: Environment, file: Path, tmp_path: Path) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    (backup,) = backups(tmp_path / "kept")
    shutil.rmtree(file.parent)

    manage(site, "restore", str(backup))

    assert content(file) == content(backup)
    assert manage(site, "prepare") == ""


def test_restore_is_refused_while_the_site_runs(
    site: Environment, file: Path, tmp_path: Path
) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    before = content(file)

    with closing(sqlite3.connect(file)) as other:
        other.execute("SELECT count(*) FROM timeline_milestone").fetchone()
        said = refusal(site, "restore", str(backups(tmp_path / "kept")[0]))

    assert "stop the site first" in said
    assert content(file) == before


def test_backup_of_a_newer_version_is_refused(
    site: Environment, file: Path, tmp_path: Path
) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    (backup,) = backups(tmp_path / "kept")
    with closing(sqlite3.connect(backup)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('timeline', '0999_later', '2030-01-01')"
        )
        database.commit()

    assert "a newer version wrote it (timeline.0999_later)" in refusal(site, "restore", str(backup))


@pytest.mark.parametrize("kind", ["text", "damaged"])
def test_file_that_is_no_whole_backup_is_refused(
    site: Environment, file: Path, tmp_path: Path, kind: str
) -> None:
    manage(site, "backup", str(tmp_path / "kept"))
    (backup,) = backups(tmp_path / "kept")
    if kind == "text":
        backup.write_text("no database")
    else:
        with backup.open("r+b") as damaged:
            damaged.seek(backup.stat().st_size // 2)
            damaged.write(os.urandom(60_000))
    before = content(file)

    assert "was not restored" in refusal(site, "restore", str(backup))
    assert content(file) == before


def test_missing_database_is_not_backed_up(site: Environment, file: Path, tmp_path: Path) -> None:
    file.unlink()

    assert "there is nothing to back up" in refusal(site, "backup", str(tmp_path / "kept"))
