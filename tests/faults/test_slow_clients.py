"""Clients that send a byte a second, or nothing, keep no visitor waiting."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, served

pytestmark = pytest.mark.slow

SLOW = 25
IDLE = 200
SECONDS = 8
# To a page that takes a body, of a length that it allows: the rest of it comes a byte a second.
OPENING = (
    b"POST /staff/sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
# Half of a request: its headers come a byte a second.
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


@pytest.fixture
def site(tmp_path: Path, demo_site: PreparedSite) -> Iterator[RunningSite]:
    with served(demo_site.copied_to(tmp_path)) as running:
        yield running


@contextmanager
def connected(site: RunningSite, count: int, opening: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as held:
        clients = []
        for _ in range(count):
            address = ("127.0.0.1", site.port)
            client = held.enter_context(socket.create_connection(address, timeout=5))
            client.sendall(opening)
            clients.append(client)
        yield clients


def dribble(clients: list[socket.socket], over: Event) -> None:
    while not over.wait(1):
        for client in clients:
            try:
                client.sendall(b"a")
            except OSError:  # the server has hung up on it
                continue


def seconds_of_pages(site: RunningSite) -> list[float]:
    """How long the home page takes, asked again and again; each must be answered."""
    taken: list[float] = []
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        status, _text = site.ask(f"/?q=word{len(taken)}")  # never a kept page
        taken.append(time.monotonic() - began)
        assert status == 200
        time.sleep(0.2)
    return taken


@pytest.mark.parametrize("opening", [OPENING, HALF], ids=["bodies", "headers"])
def test_pages_are_answered_beside_those_who_send_a_byte_a_second(
    opening: bytes, site: RunningSite, capsys: pytest.CaptureFixture[str]
) -> None:
    over = Event()
    with connected(site, SLOW, opening) as clients:
        dribbling = Thread(target=dribble, args=(clients, over))
        dribbling.start()
        try:
            taken = seconds_of_pages(site)
        finally:
            over.set()
            dribbling.join()

    with capsys.disabled():
        sys.stdout.write(f"\n{SLOW} slow clients: the slowest page took {max(taken):.2f} s\n")
    assert len(taken) > 3


def test_pages_are_answered_beside_idle_connections(
    site: RunningSite, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(site, IDLE, b""):
        taken = seconds_of_pages(site)

    with capsys.disabled():
        sys.stdout.write(f"\n{IDLE} idle connections: the slowest page took {max(taken):.2f} s\n")
    assert len(taken) > 3
