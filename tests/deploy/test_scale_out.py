"""The trial of several machines on one: its settings, and one short run of it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "deploy" / "scale-out"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module("services")


@pytest.fixture
def editing(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module("editing")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module("load")


def test_nodes_write_to_the_primary_and_name_the_replica_and_the_cache(
    services: Any, tmp_path: Path
) -> None:
    settings = services.site_settings(services.Ports.from_port(9000), tmp_path, "a secret")

    assert settings["DATABASE_URL"] == "postgres://timeline@127.0.0.1:9003/timeline"
    assert settings["DATABASE_REPLICA_URLS"] == "postgres://timeline@127.0.0.1:9004/timeline"
    assert settings["CACHE_URL"] == "redis://127.0.0.1:9005/0"


def test_nginx_asks_the_other_node_where_one_does_not_answer(services: Any, tmp_path: Path) -> None:
    settings = services.nginx_settings(services.Ports.from_port(9000), tmp_path)

    assert "listen 127.0.0.1:9000;" in settings
    assert "server 127.0.0.1:9001 max_fails=1" in settings
    assert "server 127.0.0.1:9002 max_fails=1" in settings
    assert "proxy_next_upstream error timeout http_502 http_503;" in settings
    assert settings.count("{") == settings.count("}")


def test_any_ports_that_are_free_differ(services: Any) -> None:
    ports = services.Ports.from_port(0)

    assert len(set(vars(ports).values())) == 6


def test_form_is_read_as_a_browser_sends_it(editing: Any) -> None:
    page = """
        <input name="slug" value="a-project"><input name="empty" type="text">
        <input type="checkbox" name="ticked" checked><input type="checkbox" name="not-ticked">
        <textarea name="summary">\r\nSaid &amp; done</textarea>
        <select name="status"><option value="draft"><option value="published" selected></select>
        <input type="submit" name="_save" value="Save"><input name="no" disabled>
    """

    assert editing.FormReader(page).fields == [
        ("slug", "a-project"),
        ("empty", ""),
        ("ticked", "on"),
        ("summary", "Said & done"),
        ("status", "published"),
    ]


def test_request_that_began_before_the_end_of_a_node_failed_in_flight(load: Any) -> None:
    before, after = load.Failure(9.9, "/", "502"), load.Failure(10.1, "/", "502")
    visits = load.Visits(failures=[before, after], event_at=10.0)

    assert (visits.in_flight, visits.others) == ([before], [after])


@pytest.mark.slow
def test_whole_run_with_few_milestones(services: Any) -> None:
    packages = services.missing_packages()
    if packages:
        pytest.skip(f"needs Debian's {', '.join(packages)}")
    modules = [name for name in ("psycopg", "psycopg_pool", "redis") if not find_spec(name)]
    if modules:
        pytest.skip(f"needs requirements/postgres.txt and redis.txt: no {', '.join(modules)}")
    command = [sys.executable, str(FOLDER / "scale_out.py"), "--milestones=20", "--seconds=2"]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SITE_")}
    settings.pop("DATABASE_URL", None)

    done = subprocess.run(
        command, env=settings, capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "known to node 2: yes" in done.stdout
    assert "Stopped.\n" in done.stdout
