"""Kept pages through a real server beside the bare one: what one worker's processor takes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

REQUESTS = 200  # in each round, for each time that a page is measured
ROUNDS = 3
OPTIONS = "--interface wsgi --no-ws --workers 1 --blocking-threads 1 --host 127.0.0.1"


@dataclass(frozen=True)
class Served:
    """Processor milliseconds a request, and what the worker is like."""

    hit_ms: float
    not_modified_ms: float
    bare_ms: float
    bare_304_ms: float
    start_seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Worker:
    """The worker of a server, by the id of the process that started it."""

    parent: int

    def __call__(self) -> int:
        children = Path(f"/proc/{self.parent}/task/{self.parent}/children").read_text().split()
        for child in children:
            if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        raise ProcessLookupError


def serve_and_measure(
    folder: Path, database: Path, home: str, others: Sequence[str], repeat: int
) -> Served:
    """Ask the site and the bare server, each with one worker, in turns.

    ``others``: pages that are made before the worker's memory is read.
    """
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    began = time.monotonic()
    with _serving("imperial_site.wsgi:application", env) as (site, worker):
        _wait_for(site, home)
        took = time.monotonic() - began
        status, headers, body = _ask(site, home, {})
        answer = {"status": status, "headers": headers, "body": body.decode("latin-1")}
        file = folder / "bare_answer.json"
        file.write_text(json.dumps(answer))
        etag = dict(headers)["etag"]
        bare_env = {**env, "BARE_ANSWER": str(file)}
        with _serving("devtools.bare_server:application", bare_env) as (bare, bare_worker):
            _wait_for(bare, home)
            ways: tuple[dict[str, str], ...] = ({}, {"If-None-Match": etag})
            times = REQUESTS * repeat
            rounds = []
            for _ in range(ROUNDS):
                of_site = [_cpu_ms(site, worker, home, each, times) for each in ways]
                of_bare = [_cpu_ms(bare, bare_worker, home, each, times) for each in ways]
                rounds.append((*of_site, *of_bare))
        for address in others:
            _ask(site, address, {})
        peak = _peak_mb(worker())
    hit, unchanged, bare_hit, bare_unchanged = (median(way) for way in zip(*rounds, strict=True))
    return Served(hit, unchanged, bare_hit, bare_unchanged, took, peak)


@contextmanager
def _serving(application: str, env: Mapping[str, str]) -> Iterator[tuple[int, Worker]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "granian", *OPTIONS.split(), "--port", str(port), application]
    with subprocess.Popen(  # noqa: S603 - our own server
        command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield port, Worker(process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int, address: str) -> None:
    for _ in range(600):
        try:
            _ask(port, address, {})
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


def _ask(
    port: int, address: str, headers: Mapping[str, str]
) -> tuple[str, list[tuple[str, str]], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **headers})
        answer = connection.getresponse()
        given = [(name.lower(), value) for name, value in answer.getheaders()]
        kept = [pair for pair in given if pair[0] not in {"server", "date"}]
        return f"{answer.status} {answer.reason}", kept, answer.read()
    finally:
        connection.close()


def _cpu_ms(
    port: int, worker: Worker, address: str, headers: Mapping[str, str], times: int
) -> float:
    """Processor milliseconds that the worker takes for a request, over one connection."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    process = worker()
    before = _processor_ms(process)
    for _ in range(times):
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **headers})
        connection.getresponse().read()
    connection.close()
    return (_processor_ms(process) - before) / times


def _processor_ms(process: int) -> float:
    """What its threads have taken so far. Ticks of a hundredth of a second would be too coarse."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    nanoseconds = sum(int(thread.read_text().split()[0]) for thread in threads)
    return nanoseconds / 1_000_000


def _peak_mb(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def served_table(served: Served, size: int) -> str:
    """A line for each way of answering, and one for the worker."""
    lines = []
    for name, ms, bare in (
        ("home, kept", served.hit_ms, served.bare_ms),
        ("home, 304", served.not_modified_ms, served.bare_304_ms),
    ):
        lines.append(f"{name:<22}{size:>8}{ms:>10.3f}{ms / bare:8.2f} of bare server")
        lines.append(f"{'bare server':<22}{size:>8}{bare:>10.3f}")
    lines.append(
        f"worker, {size} milestones: first answer after {served.start_seconds:.1f} s, "
        f"{served.peak_mb:.0f} MB at most"
    )
    return "\n".join(lines)
