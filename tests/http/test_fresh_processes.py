"""Real processes: workers serve, another process edits, and nobody is shown what is over.

``./run test -m drill -n0`` makes a thousand edits. With DATABASE_URL naming PostgreSQL it also starts
two servers on a database of its own there, which may lag by a second.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import environment_of, manage, served

pytestmark = pytest.mark.slow

FEW, MANY = 40, 1000  # edits
READERS = 8
LAG = 1.0  # seconds, the default of SITE_EDITION_LAG
# Says each number once the title with it is committed: by a save, by loaddata, by a bulk update.
EDITOR = """
import pathlib
import sys
import time
import django
django.setup()
from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from timeline.models import Milestone
from timeline.models.edition import advance_edition

file = pathlib.Path("edited.json").resolve()
for number in range(1, int(sys.argv[1]) + 1):
    title = f"Edit number {number}."
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
def figure(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints the figure of a drill, which is read from the terminal (with -n0)."""

    def write(text: str) -> None:
        with capsys.disabled():
            print(text)  # noqa: T201

    return write


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


@contextmanager
def editing(edits: int, environment: dict[str, str], folder: Path) -> Iterator[list[int]]:
    """The numbers of the edits that are committed, while a process makes them; 0 before."""
    committed = [0]
    command = [sys.executable, "-c", EDITOR, str(edits)]
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True
    ) as editor:

        def note() -> None:
            for line in editor.stdout or ():
                committed.append(int(line))

        with ThreadPoolExecutor(1) as noting:
            noting.submit(note)
            yield committed


def read_while_edited(
    edits: int, ports: list[int], environment: dict[str, str], folder: Path
) -> list[tuple[float, int, int, int]]:
    """(when a reader asked, the edits that it knew of, the one it was shown, its port)."""
    over = Event()

    def read(committed: list[int], port: int) -> list[tuple[float, int, int, int]]:
        seen = []
        while not over.wait(0.01):  # which leaves the editor some of the machine
            asked, known = time.monotonic(), committed[-1]
            seen.append((asked, known, number_shown(port), port))
        return seen

    with ThreadPoolExecutor(READERS) as readers:
        try:
            with editing(edits, environment, folder) as committed:
                reading = [
                    readers.submit(read, committed, ports[number % len(ports)])
                    for number in range(READERS)
                ]
        finally:
            over.set()
        seen = [each for one in reading for each in one.result()]
    assert committed[-1] == edits
    return seen


@pytest.mark.parametrize("edits", [FEW, pytest.param(MANY, marks=pytest.mark.drill)])
def test_reader_who_starts_after_a_commit_never_sees_the_page_from_before_it(
    edits: int, demo_site: PreparedSite, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    environment = demo_site.copied_to(tmp_path)
    with served(environment) as site:
        seen = read_while_edited(edits, [site.port], environment, tmp_path)
        last = number_shown(site.port)

    stale = [(known, shown) for _when, known, shown, _port in seen if shown < known]
    figure(f"{edits} edits, {len(seen)} readings, {len(stale)} stale")
    assert len(seen) > edits
    assert stale == []
    assert last == edits


@pytest.mark.drill
def test_two_servers_on_postgresql_lag_no_longer_than_they_say(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    with postgresql_database() as address:
        environment = environment_of(tmp_path, DATABASE_URL=address)
        manage(environment, "prepare")
        with served(environment) as one, served(environment) as other:
            ports = [one.port, other.port]
            seen = read_while_edited(MANY, ports, environment, tmp_path)

    # When an edit was first known to be committed; whoever asks a lag later must be shown it.
    known_at: dict[int, float] = {}
    for when, known, _shown, _port in sorted(seen):
        known_at.setdefault(known, when)
    stale = []
    for when, known, shown, _port in seen:
        long_known = [edit for edit, at in known_at.items() if edit <= known and at < when - LAG]
        if shown < max(long_known, default=0):
            stale.append((known, shown))
    figure(f"{MANY} edits, {len(seen)} readings, {len(stale)} staler than {LAG} s")
    assert stale == []


@contextmanager
def postgresql_database() -> Iterator[str]:
    """The address of an empty database beside the one that DATABASE_URL names."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL.")
    psycopg = pytest.importorskip("psycopg")
    name = f"fresh_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{address.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
