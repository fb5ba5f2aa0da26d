"""Another account of the machine reads nothing of what the site writes, but a static copy."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import Environment, manage

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """What most machines have: everybody may read new files."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def demo(tmp_path: Path, demo_site: PreparedSite) -> Environment:
    """A demo after its first start, under the usual umask too."""
    return demo_site.copied_to(tmp_path / "data")


def rights(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_data_folder_and_database_are_for_their_user_alone(
    demo: Environment, tmp_path: Path
) -> None:
    assert rights(tmp_path / "data") == "0o700"
    assert rights(tmp_path / "data" / "record.sqlite3") == "0o600"
    assert rights(tmp_path / "data" / "secret_key") == "0o600"


def test_database_that_everybody_could_read_is_closed_at_the_next_start(
    demo: Environment, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "record.sqlite3"
    file.chmod(0o644)

    with sqlite3.connect(file) as reader:  # keeps the files beside it
        reader.execute("SELECT count(*) FROM auth_user").fetchone()
        manage(demo, "prepare")
        assert {rights(path) for path in file.parent.glob("record.sqlite3*")} == {"0o600"}


def test_export_is_for_its_user_alone(demo: Environment, tmp_path: Path) -> None:
    manage(demo, "export_record", str(tmp_path / "export"))

    assert rights(tmp_path / "export") == "0o700"
    assert {rights(path) for path in (tmp_path / "export").iterdir()} == {"0o600"}


def test_static_copy_can_be_read_by_what_serves_it(new_site: PreparedSite, tmp_path: Path) -> None:
    site = new_site.copied_to(tmp_path / "data")  # it has few pages to copy
    manage(site, "freeze", str(tmp_path / "copy"), "--base-url", "https://example.org/")

    assert rights(tmp_path / "copy") == "0o755"
    assert rights(tmp_path / "copy" / "index.html") == "0o644"
