"""Calls at any depth of a request cost the same."""

from __future__ import annotations

import resource
from threading import Thread

import pytest

from timeline.http.page_cache import Application, Environ, StartResponse
from timeline.http.stack_room import with_stack_room

DEPTHS = 200  # calls within each other: more than the chunk of 16 kB that CPython begins with holds
CALLS = 500  # at each depth


def call() -> None:
    pass


def call_at_each_depth(depth: int) -> None:
    for _ in range(CALLS):
        call()
    if depth:
        call_at_each_depth(depth - 1)


def deep(_environ: Environ, start_response: StartResponse) -> list[bytes]:
    call_at_each_depth(DEPTHS)
    start_response("200 OK", [])
    return [b"done"]


def faults_of(application: Application) -> int:
    """Pages of memory that a request has mapped, in a thread of its own as a server's."""
    faults = []

    def ask() -> None:
        before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
        application({}, lambda *_: None)
        faults.append(resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    return faults[0]


def test_the_answer_is_that_of_the_application() -> None:
    started = []

    answer = with_stack_room(deep)({}, lambda status, headers: started.append((status, headers)))

    assert list(answer) == [b"done"]
    assert started == [("200 OK", [])]


@pytest.mark.skipif(
    not hasattr(resource, "RUSAGE_THREAD"), reason="Only Linux counts them for a thread."
)
def test_no_depth_has_memory_mapped_at_each_call() -> None:
    assert faults_of(with_stack_room(deep)) < CALLS
