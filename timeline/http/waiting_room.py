"""Who may make a page, so that a database which hangs never holds every thread of the server.

The server has more threads (``run``) than there are seats here. Whoever needs Django takes a seat,
or waits for one. While every seat is taken by somebody who gets nowhere, whoever comes is refused
at once: kept pages, static files and ``/livez`` always find a thread. Who saves has a room of their
own, in which one waits as long as a save waits for other writers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, get_ident

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from timeline.operations.silent_servers import doubt, is_silent

SEATS = 4  # requests for which Django works at once, in each room of each process
MOST_WAITING = 4  # of those who save
PATIENCE = 0.7  # seconds without work after which somebody who reads gets nowhere
READS = {"GET", "HEAD", "OPTIONS", "TRACE"}
WORKS = 0.02  # of a second's processor time: who has as much of each second gets somewhere
LOOKED_AT_EVERY = 0.1  # seconds
FAULT_IS_BELIEVED = 1.0  # seconds for which nobody waits behind others for a database that failed


class NoSeatLeftError(OperationalError):
    """Everybody waits for the database. It is answered as one that cannot be used: 503."""


@dataclass
class Seat:
    """Since when a thread makes a page, and the processor time that it had had by then."""

    clock: int  # of the thread
    since: float
    had: float

    def gets_nowhere(self, now: float, patience: float) -> bool:
        """Whether its thread has waited all along. One that works has some time of a processor."""
        waited = now - self.since
        if waited < patience:
            return False
        return time.clock_gettime(self.clock) - self.had < waited * WORKS


class WaitingRoom:
    """``patience``: seconds that somebody may hold a seat without work while others wait.

    ``most_waiting``: for a seat, at once; who comes then is refused.
    """

    def __init__(
        self, seats: int = SEATS, patience: float = PATIENCE, most_waiting: int | None = None
    ) -> None:
        self.seats = seats
        self.patience = patience
        self.most_waiting = most_waiting
        self._waiting = 0
        self._taken: dict[int, Seat] = {}
        self._changed = Condition()
        self._failed_at = -FAULT_IS_BELIEVED

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Raises ``NoSeatLeftError`` where all seats are taken by those who get nowhere."""
        me = get_ident()
        if is_silent():
            raise NoSeatLeftError("The server of the database does not answer.")
        with self._changed:
            self._wait_for_a_seat()
            self._taken[me] = Seat(
                time.pthread_getcpuclockid(me), time.monotonic(), time.thread_time()
            )
        try:
            yield
        finally:
            with self._changed:
                del self._taken[me]
                self._changed.notify()

    def _wait_for_a_seat(self) -> None:
        if len(self._taken) >= self.seats and self._waiting == self.most_waiting:
            raise NoSeatLeftError("Too many wait already.")
        self._waiting += 1
        try:
            while len(self._taken) >= self.seats:
                if self._is_stuck():
                    raise NoSeatLeftError("Every seat is taken by somebody who waits.")
                self._changed.wait(LOOKED_AT_EVERY)
        finally:
            self._waiting -= 1

    def note_fault(self) -> None:
        """The database failed somebody: those who wait for a seat do not wait for the same."""
        self._failed_at = time.monotonic()
        doubt()

    def _is_stuck(self) -> bool:
        now = time.monotonic()
        if now - self._failed_at < FAULT_IS_BELIEVED:
            return True
        return all(seat.gets_nowhere(now, self.patience) for seat in self._taken.values())


READING_ROOM = WaitingRoom()
WRITING_ROOM = WaitingRoom(patience=settings.LOCK_TIMEOUT, most_waiting=MOST_WAITING)


class WaitingRoomMiddleware:
    """Takes a seat for what follows. Static files are given before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        room = READING_ROOM if request.method in READS else WRITING_ROOM
        with room.seat():
            return self.get_response(request)
