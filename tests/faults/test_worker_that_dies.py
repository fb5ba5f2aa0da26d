"""One of the two processes that serve is killed while visitors read."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, served

pytestmark = pytest.mark.slow
READERS = 4


def read_until(over: Event, site: RunningSite) -> list[tuple[int, str]]:
    answers = []
    while not over.is_set():
        answers.append(site.ask("/about/"))
    return answers


def test_only_what_it_was_answering_fails_and_another_takes_its_place(
    tmp_path: Path, demo_site: PreparedSite
) -> None:
    environment = demo_site.copied_to(tmp_path)
    over = Event()
    with served(environment) as site, ThreadPoolExecutor(READERS) as readers:
        reading = [readers.submit(read_until, over, site) for _ in range(READERS)]
        try:
            time.sleep(2)
            killed = site.workers()[0]
            os.kill(killed, signal.SIGKILL)
            time.sleep(8)
            workers = site.workers()
        finally:
            over.set()
        answers = [answer for one in reading for answer in one.result()]

    failed = [text for status, text in answers if status != 200]
    assert len(answers) > 100
    # Each had one request under way; whoever asked anew may have waited in the same queue.
    assert len(failed) <= 4 * READERS
    assert len(workers) == 2
    assert killed not in workers
