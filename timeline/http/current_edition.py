"""Which edition of the record is current, read as its row for each request.

``RecordVersion`` says the same to a view, in one query of Django's. This reader costs some
microseconds: it sends one prepared statement over a connection of its own that stays open.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.utils import timezone

from timeline.http.record_summary import publication_times
from timeline.models.milestone_facts import midnight
from timeline.operations.silent_servers import doubt, is_silent

logger = logging.getLogger(__name__)

# The moment as a text: sqlite3 would make a datetime of it, which takes as long as the reading.
EDITION = (
    "SELECT number, CAST(moved_at AS VARCHAR(64)), schedule FROM timeline_edition WHERE id = 1"
)
# On SQLite this connection never writes, and waits a tenth of a second at most where it must.
FOR_SQLITE = ("PRAGMA query_only = 1", "PRAGMA busy_timeout = 100")

FILE_IS_CHECKED_EVERY = 1.0  # seconds: a backup may be put in the place of SQLite's file

LONGEST_IN_LINE = 0.3  # seconds: a reading takes some microseconds

FAILURE_IS_BELIEVED = 1.0  # seconds: a database that hangs is not waited for by each request

EditionRow = tuple[Any, ...]
"""The columns of ``EDITION``, as the database gives them."""
EditionKey = tuple[Any, ...]
"""What an answer was made from: the edition, the newest row that has come out, the day."""


class EditionUnreadable(Exception):  # noqa: N818 - like ``UnreadableDate``
    """The database does not say which edition is current."""


@dataclass(frozen=True)
class Period:
    """How long an edition means the same: until the next row comes out, or midnight."""

    row: EditionRow
    begins: datetime
    ends: datetime
    key: EditionKey

    def holds(self, row: EditionRow, at: datetime) -> bool:
        return self.row == row and self.begins <= at < self.ends


class CurrentEdition:
    """The key of the current edition. One is shared by the threads of a process.

    ``lag``: on PostgreSQL the row is read at most once in so many seconds. On SQLite it is read
    each time.
    """

    def __init__(self, lag: float = 0.0, alias: str = DEFAULT_DB_ALIAS) -> None:
        self.lag = lag
        self.alias = alias
        self._lock = Lock()  # of the one connection: opening one for each thread costs more
        self._wrapper: Any = None
        self._is_sqlite = connections.databases[alias]["ENGINE"].endswith("sqlite3")
        self._file: tuple[int, int] | None = None
        self._file_checked_at = -inf
        self._row: EditionRow = ()
        self._row_read_at = -inf
        self._period: Period | None = None
        self._failed_at = -inf

    def key(self) -> EditionKey | None:
        """What answers are made from just now, None if nothing was ever saved.

        Raises ``EditionUnreadable``.
        """
        at = timezone.now()
        try:
            row = self.row()
            if not row:  # nothing was ever saved
                return None
            period = self._period
            if period is None or not period.holds(row, at):
                period = self._period = _period(row, at)
        except EditionUnreadable:
            raise
        except Exception as error:
            self._failed_at = monotonic()
            doubt(self.alias)
            logger.warning("The edition cannot be read, so kept pages are shown: %r", error)
            raise EditionUnreadable from error
        return period.key

    def row(self) -> EditionRow:
        """The current row: that of the last key, or a newer one. Raises what the database does."""
        if is_silent(self.alias) or not self._lock.acquire(timeout=LONGEST_IN_LINE):
            raise EditionUnreadable
        try:
            now = monotonic()
            if now - self._failed_at < FAILURE_IS_BELIEVED:
                raise EditionUnreadable
            if not self._is_sqlite and now - self._row_read_at < self.lag:
                return self._row
            try:
                self._row = self._read(now)
            except BaseException:
                self.close()
                raise
            self._row_read_at = now  # from before the reading: the lag is no longer than it says
            return self._row
        finally:
            self._lock.release()

    def _read(self, now: float) -> EditionRow:
        if self._is_sqlite and now - self._file_checked_at > FILE_IS_CHECKED_EVERY:
            self._file_checked_at = now
            self._close_if_replaced()
        if self._wrapper is None:
            self._open()
        rows = self._wrapper.connection.execute(EDITION).fetchall()
        return tuple(rows[0]) if rows else ()

    def _close_if_replaced(self) -> None:
        """Raises OSError where there is no file."""
        found = Path(connections.databases[self.alias]["NAME"]).stat()
        file = (found.st_dev, found.st_ino)
        if file != self._file:
            self.close()
            self._file = file

    def _open(self) -> None:
        self._wrapper = connections.create_connection(self.alias)
        self._wrapper.inc_thread_sharing()  # whichever thread notices may close it
        self._wrapper.ensure_connection()
        if self._is_sqlite:
            for statement in FOR_SQLITE:
                self._wrapper.connection.execute(statement).close()

    def close(self) -> None:
        """Close the connection. The next reading opens another."""
        wrapper, self._wrapper, self._row_read_at = self._wrapper, None, -inf
        self._file_checked_at = -inf
        if wrapper is not None:
            wrapper.close()


@cache
def shared_edition() -> CurrentEdition:
    """The one reader of this process: all of it takes the same edition for the current one."""
    return CurrentEdition(lag=settings.EDITION_LAG)


def _period(row: EditionRow, at: datetime) -> Period:
    """The period of a row just read. 7 queries, over Django's own connection.

    Whatever is scheduled after the row was read moves the row.
    """
    try:
        last, following = publication_times(at)
    finally:
        close_old_connections()  # no request of Django's is under way that would do so
    today = timezone.localdate(at)
    next_day = midnight(today + timedelta(days=1))
    ends = min(following, next_day) if following else next_day
    key = (row[0], row[1], last, today)
    return Period(row, begins=max(last, midnight(today)), ends=ends, key=key)
