"""Those who get nowhere never hold every thread; those who work make the others wait their turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from timeline.http.waiting_room import NoSeatLeftError, WaitingRoom


def sit(room: WaitingRoom, taken: Event, act: Callable[[], object]) -> None:
    with room.seat():
        taken.set()
        act()


def test_who_comes_is_refused_at_once_while_everybody_waits_for_nothing() -> None:
    room, over, taken = WaitingRoom(seats=1), Event(), Event()
    with ThreadPoolExecutor(1) as people:
        people.submit(sit, room, taken, lambda: over.wait(20))
        taken.wait(20)
        with pytest.raises(NoSeatLeftError), room.seat():
            pass  # the first waits until it is plain
        began = time.monotonic()
        with pytest.raises(NoSeatLeftError), room.seat():
            pass
        waited = time.monotonic() - began
        over.set()

    assert waited < 0.5


def test_who_comes_waits_for_somebody_who_works() -> None:
    room, taken = WaitingRoom(seats=1), Event()

    def work() -> None:
        until = time.thread_time() + 1
        while time.thread_time() < until:
            sum(range(1000))

    with ThreadPoolExecutor(1) as people:
        working = people.submit(sit, room, taken, work)
        taken.wait(20)
        with room.seat():
            assert working.done() or not working.exception(20)


def test_no_more_wait_than_may() -> None:
    room, over, taken = WaitingRoom(seats=1, patience=60, most_waiting=0), Event(), Event()
    with ThreadPoolExecutor(1) as people:
        people.submit(sit, room, taken, lambda: over.wait(20))
        taken.wait(20)
        with pytest.raises(NoSeatLeftError), room.seat():
            pass
        over.set()


def test_a_seat_is_free_again_after_a_fault() -> None:
    room = WaitingRoom(seats=1)
    with pytest.raises(ZeroDivisionError), room.seat():
        raise ZeroDivisionError

    with room.seat():
        pass
