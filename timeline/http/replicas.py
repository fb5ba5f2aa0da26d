"""Public pages read from replicas of the database: ``DATABASE_REPLICA_URLS``.

A replica follows the primary a little later. A view reads from one only if it has the edition that
is current, or a newer one. It is asked over the very connection that the view then reads from, so
no page that the page cache keeps under an edition is older than that edition. Everything else reads
from the primary: staff, previews, sessions, commands, and whatever writes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from random import sample
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from timeline.http.current_edition import EDITION, EditionRow, shared_edition

logger = logging.getLogger(__name__)

GONE_FOR = 5.0  # seconds after which a replica that did not answer is asked again
View = Callable[..., HttpResponseBase]
_chosen: ContextVar[str | None] = ContextVar("replica", default=None)


class ReplicaRouter:
    """Sends a query to the replica that was chosen for the request, if one was."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str | None:
        return _chosen.get()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _first: Any, _second: Any, **_hints: Any) -> bool:
        return True  # a replica has the same rows

    def allow_migrate(self, alias: str, _app: str, **_hints: Any) -> bool:
        return alias == DEFAULT_DB_ALIAS


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    chosen = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(chosen)


class Replicas:
    """The replicas of a process, by alias. One that is behind or gone is passed over for a while.

    ``current``: reads the edition that is current.
    """

    def __init__(self, aliases: Sequence[str], current: Callable[[], EditionRow]) -> None:
        self.aliases = aliases
        self.current = current
        self._passed_over_until: dict[str, float] = {}

    def choose(self) -> str | None:
        """A replica that has the current edition, None where there is none. 1 query."""
        for alias in sample(self.aliases, len(self.aliases)):
            until = self._passed_over_until.get(alias)
            if until is not None:
                if monotonic() < until:
                    continue
                self.pass_over(alias, GONE_FOR)  # others need not wait for the same answer
            try:
                row = _edition_on(alias)
            except Error as error:
                logger.warning("%s is gone, so the primary answers: %r", alias, error)
                self.pass_over(alias, GONE_FOR)
                continue
            # Both counters only ever grow. The row may be newer than what this process has read.
            if row[::2] >= self.current()[::2]:
                self._passed_over_until.pop(alias, None)
                return alias
            self.pass_over(alias, settings.REPLICA_LAG)
        return None

    def pass_over(self, alias: str, seconds: float) -> None:
        self._passed_over_until[alias] = monotonic() + seconds


def _edition_on(alias: str) -> EditionRow:
    with connections[alias].cursor() as cursor:
        cursor.execute(EDITION)
        return cursor.fetchone() or ()


REPLICAS = Replicas(settings.REPLICAS, lambda: shared_edition().row())


def from_a_replica(view: View) -> View:
    """Let a view of public rows read from a replica, for whoever has no session.

    It must write nothing. If the replica fails meanwhile, the view starts again on the primary.
    """

    @wraps(view)
    def decorated(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        alias = None
        if REPLICAS.aliases and _is_anonymous(request):
            alias = REPLICAS.choose()
        if alias is None:
            return view(request, **arguments)
        try:
            with reading_from(alias):
                response = view(request, **arguments)
        except Error as error:
            logger.warning("%s failed, so the primary answers: %r", alias, error)
            REPLICAS.pass_over(alias, GONE_FOR)
            return view(request, **arguments)
        if isinstance(response, StreamingHttpResponse):
            parts: Any = response.streaming_content
            response.streaming_content = _parts_from(alias, parts)
        return response

    return decorated


def _is_anonymous(request: HttpRequest) -> bool:
    reads = request.method in {"GET", "HEAD"}
    return reads and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _parts_from(alias: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts of a stream. Its rows are read while it is sent, long after the view."""
    while True:
        with reading_from(alias):
            part = next(parts, None)
        if part is None:
            return
        yield part
