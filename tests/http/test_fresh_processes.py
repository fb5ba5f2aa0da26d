"""Real processes: two workers serve, another process edits, and nobody is shown what is over."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "imperial_site.settings"}
EDITS = 40
READERS = 4
# Says each number once the title with it is committed: by a save, by loaddata, by a bulk update.
EDITOR = f"""
import pathlib
import django
django.setup()
from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from timeline.models import Milestone
from timeline.models.edition import advance_edition

file = pathlib.Path("edited.json").resolve()
for number in range(1, {EDITS} + 1):
    title = f"Edit number {{number}}."
    drilling = Milestone.objects.get(slug="drilling")
    drilling.title_en = title
    if number % 3 == 0:
        drilling.save()
    elif number % 3 == 1:
        file.write_text(serializers.serialize("json", [drilling]))
        call_command("loaddata", str(file), verbosity=0)
    else:
        with transaction.atomic():
            Milestone.objects.filter(pk=drilling.pk).update(title_en=title)
            advance_edition()
    print(number, flush=True)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where a site of its own keeps its data."""
    env = {}
    for name, value in os.environ.items():
        if not name.startswith(("SITE_", "DATABASE_", "PYTEST_")):
            env[name] = value
    return env | {"SITE_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), **SETTINGS}


@pytest.fixture
def port(environment: dict[str, str]) -> Iterator[int]:
    """The port of a site with two workers."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare"], env=environment, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    options = "--interface wsgi --no-ws --workers 2 --blocking-threads 4 --host 127.0.0.1"
    command = [sys.executable, "-m", "granian", *options.split(), "--port", str(port)]
    command.append("imperial_site.wsgi:application")
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        wait_for(port)
        yield port
        server.terminate()
        server.wait(30)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The server did not start.")


def number_shown(port: int) -> int:
    """The number in the title on the milestone's page, 0 before the first edit."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/milestones/drilling/")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status == 200
    found = re.search(r"Edit number (\d+)\.", page)
    return int(found[1]) if found else 0


def test_reader_who_starts_after_a_commit_never_sees_the_page_from_before_it(
    port: int, environment: dict[str, str], tmp_path: Path
) -> None:
    committed = [0]
    over = Event()

    def read() -> list[tuple[int, int]]:
        seen = []
        while not over.is_set():
            known = committed[-1]
            seen.append((known, number_shown(port)))
        return seen

    command = [sys.executable, "-c", EDITOR]
    with (
        ThreadPoolExecutor(READERS) as readers,
        subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True
        ) as editor,
    ):
        reading = [readers.submit(read) for _ in range(READERS)]
        try:
            for line in editor.stdout or ():
                committed.append(int(line))
        finally:
            over.set()
        seen = [pair for one in reading for pair in one.result()]

    assert committed[-1] == EDITS
    assert len(seen) > EDITS
    assert [(known, shown) for known, shown in seen if shown < known] == []
    assert number_shown(port) == EDITS
