"""Django's SQLite, with which who has waited longest to write is served first.

A thread keeps its connection from request to request, until its file is no longer the one at that
place (a backup was restored) or something failed on it. (A connection that was opened while the
file could not be written never writes.)

SQLite's own wait asks for the write lock ever more seldom: 1 ms after the first time, 100 ms after
the twelfth. So whoever comes last goes first: six writers had one of them wait for eleven seconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    _file: tuple[int, int] | None = None  # that the connection has open
    _may_write = True

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        opened = super().get_new_connection(conn_params)
        self._file = self._file_at_its_place()
        self._may_write = self._file is None or os.access(self.settings_dict["NAME"], os.W_OK)
        return opened

    def close_if_unusable_or_obsolete(self) -> None:
        is_good = self._may_write and not self.errors_occurred
        if self.connection is not None and not (
            is_good and self._file == self._file_at_its_place()
        ):
            self.close()
        super().close_if_unusable_or_obsolete()

    def _file_at_its_place(self) -> tuple[int, int] | None:
        """Device and number of the file that the settings name. None: it is not there."""
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:  # a database in memory is not there either
            return None
        return found.st_dev, found.st_ino

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
