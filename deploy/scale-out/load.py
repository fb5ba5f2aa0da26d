"""Visitors: threads that ask for pages one after the other, and note what they are answered."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from random import Random
from statistics import quantiles
from threading import Event, Thread
from time import monotonic, perf_counter, sleep

HOST = "127.0.0.1"
SEARCHES = 5  # one request in so many is a search that nobody made before, which no cache answers
PATIENCE = 120.0  # seconds that a visitor waits for an answer
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Failure:
    """A request that was answered 500 or more, or not at all."""

    began_at: float  # monotonic seconds
    path: str
    what: str


@dataclass
class Visits:
    """What the visitors of one phase noted."""

    times: list[float] = field(default_factory=list)  # seconds, of each answer
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0
    event_at: float | None = None  # when something was ended
    slowest: tuple[float, str] = (0.0, "")  # seconds, path

    @property
    def requests(self) -> int:
        return len(self.times) + len(self.failures)

    @property
    def in_flight(self) -> list[Failure]:
        """Failures of requests that were under way when something was ended."""
        return [failure for failure in self.failures if self._was_under_way(failure)]

    @property
    def others(self) -> list[Failure]:
        return [failure for failure in self.failures if not self._was_under_way(failure)]

    def _was_under_way(self, failure: Failure) -> bool:
        return self.event_at is not None and failure.began_at <= self.event_at

    def __str__(self) -> str:
        if len(self.times) < 2:
            return f"{self.requests} requests, {len(self.failures)} failed"
        parts = quantiles(self.times, n=100)
        return (
            f"{self.requests} requests in {self.seconds:.0f} s, {len(self.in_flight)} failed in "
            f"flight, {len(self.others)} failed otherwise; median {parts[49] * 1000:.1f} ms, "
            f"99 of 100 within {parts[98] * 1000:.0f} ms, the slowest {self.slowest[1]}"
        )


def visit(
    port: int,
    paths: Sequence[str],
    seconds: float,
    visitors: int,
    halfway: Callable[[], None] = lambda: None,
) -> Visits:
    """Have so many visitors ask for these paths for so long. ``halfway`` is called in between."""
    visits, stop = Visits(), Event()
    threads = []
    for number in range(visitors):
        choice = Random(number)  # noqa: S311 - the same pages in the same order each time
        arguments = (port, paths, choice, stop, visits)
        threads.append(Thread(target=be_a_visitor, args=arguments, daemon=True))
    began = perf_counter()
    for thread in threads:
        thread.start()
    sleep(seconds / 2)
    halfway()
    visits.event_at = monotonic()
    sleep(seconds / 2)
    stop.set()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    visits.seconds = perf_counter() - began
    return visits


def be_a_visitor(
    port: int, paths: Sequence[str], choice: Random, stop: Event, visits: Visits
) -> None:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    for number in count(1):
        if stop.is_set():
            break
        path = choice.choice(paths)
        if number % SEARCHES == 0:
            path = "/?q=" + "".join(choice.choices(LETTERS, k=8))
        began_at, began = monotonic(), perf_counter()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException) as error:
            visits.failures.append(Failure(began_at, path, repr(error)))
            connection.close()
            continue
        if answer.status >= 500:
            visits.failures.append(Failure(began_at, path, str(answer.status)))
        else:
            seconds = perf_counter() - began
            visits.times.append(seconds)
            visits.slowest = max(visits.slowest, (seconds, path))
    connection.close()


def hits_per_second(port: int, path: str, seconds: float, connections: int = 4) -> float:
    """How many times in a second a node gives a page that it has kept.

    The client only counts bytes: parsed as ``http.client`` does, it would be the slower side.
    """
    request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: br\r\n\r\n".encode()
    counts = [0] * connections
    until = perf_counter() + seconds

    def ask(place: int) -> None:
        with socket.create_connection((HOST, port), timeout=30) as connection:
            length = len(read_answer(connection, request))
            while perf_counter() < until:
                connection.sendall(request)
                remaining = length
                while remaining > 0:
                    remaining -= len(received(connection))
                counts[place] += 1

    threads = [Thread(target=ask, args=(place,), daemon=True) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def read_answer(connection: socket.socket, request: bytes) -> bytes:
    """A whole answer with its Content-Length, as every later one to the same request is."""
    connection.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += received(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise ConnectionError(head.decode())
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1])
    while len(body) < length:
        body += received(connection)
    return head + b"\r\n\r\n" + body


def received(connection: socket.socket) -> bytes:
    part = connection.recv(65536)
    if not part:
        raise ConnectionError("The node closed the connection.")
    return part
