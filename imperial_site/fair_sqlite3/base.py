"""Django's SQLite, with which who has waited longest to write is served first.

SQLite's own wait asks for the write lock ever more seldom: 1 ms after the first time, 100 ms after
the twelfth. So whoever comes last goes first: six writers had one of them wait for eleven seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        began = time.monotonic()
        with self._refused_at_once() as patience:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc] # no stub
                except OperationalError as fault:
                    waited = time.monotonic() - began
                    if "database is locked" not in str(fault) or waited >= patience:
                        raise
                    time.sleep(pause_after(waited))
                else:
                    return

    @contextmanager
    def _refused_at_once(self) -> Iterator[float]:
        """SQLite does not wait for a lock within the block; the seconds that it did before."""
        ((patience,),) = self.connection.execute("PRAGMA busy_timeout")
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield patience / 1000
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")


def pause_after(waited: float) -> float:
    """Seconds until the lock is asked for again: 20 ms at first, 1 ms after a second of waiting."""
    return 0.02 / (1 + 20 * waited**2)
