"""A PostgreSQL server that takes what it is asked and answers nothing is given up.

Its machine is there, so no time-out of the network ends the wait, and the server's own
``statement_timeout`` is asleep with it. Whoever has waited for a while asks over a new connection
whether the server answers anybody. If it does, the statement is slow, and is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import monotonic
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

DOUBT = 0.5  # seconds without an answer after which somebody asks whether the server answers
PATIENCE = 0.5  # seconds in which a server that works has let somebody in
ASKED_AGAIN_AFTER = 0.5  # seconds
LISTENERS: dict[str, Listener] = {}  # by alias


class Listener:
    """Knows whether a server answers. ``ask`` connects to it, and raises where that fails."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listener")
        self._lock = Lock()
        self._asked: Future[object] | None = None
        self._asked_at = 0.0
        self.is_silent = False

    def answers(self) -> bool:
        """Whether it answers, as far as is known by now. It is asked where that was long ago."""
        with self._lock:
            now = monotonic()
            if self._asked is None:
                self._asked, self._asked_at = self._threads.submit(self._ask), now
            elif self._asked.done():
                self.is_silent = self._asked.exception() is not None
                if now - self._asked_at > ASKED_AGAIN_AFTER:
                    self._asked, self._asked_at = self._threads.submit(self._ask), now
            elif now - self._asked_at > PATIENCE:
                self.is_silent = True
            return not self.is_silent

    def forget(self) -> None:
        """The server answered: what was known of it is over."""
        with self._lock:
            if self._asked is not None and self._asked.done():
                self._asked, self.is_silent = None, False


def is_silent(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether a server is known to answer nobody. It is asked on the way whether it does again."""
    listener = LISTENERS.get(alias)
    return listener is not None and listener.is_silent and not listener.answers()


def doubt(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Ask the server, as it failed somebody: the next one need not wait as long."""
    listener = LISTENERS.get(alias)
    if listener is not None:
        listener.answers()


def give_up_silent_servers() -> None:
    """Have the shared connections of this process do so, where they lead to PostgreSQL."""
    for alias in connections:
        options = connections[alias].settings_dict["OPTIONS"]
        if connections[alias].vendor == "postgresql" and options.get("pool"):
            options["pool"]["connection_class"] = _connection_class(alias)


def _connection_class(alias: str) -> type[Any]:
    import psycopg  # noqa: PLC0415 - only whoever uses PostgreSQL has it

    def ask() -> None:
        given: dict[str, Any] = connections[alias].get_connection_params()
        psycopg.connect(**given).close()

    listener = LISTENERS[alias] = Listener(ask)

    class PatientConnection(psycopg.Connection[Any]):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            return super().wait(self._while_it_answers(gen), interval, timeout)

        def _while_it_answers(self, generator: Generator[Any, Any, Any]) -> Any:
            """What psycopg waits for. It is told ten times a second that nothing came."""
            began = monotonic()
            try:
                wanted = next(generator)
                while True:
                    ready = yield wanted
                    waited = monotonic() - began
                    is_late = listener.is_silent or waited > DOUBT
                    if not ready and is_late and not listener.answers():
                        self.close()
                        raise psycopg.OperationalError("The server does not answer.")
                    wanted = generator.send(ready)
            except StopIteration as done:
                if listener.is_silent:
                    listener.forget()
                return done.value

    return PatientConnection
