"""What a database that cannot be used says, and writes that may be lost."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

logger = logging.getLogger(__name__)

BRIEFLY = 100  # milliseconds that a write which may be lost waits for another writer
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code: the wait for a lock took too long


def is_of_the_database(fault: BaseException) -> bool:
    """Whether the database cannot be used just now, rather than was asked what makes no sense."""
    if not isinstance(fault, OperationalError | InterfaceError):
        return False
    return getattr(fault.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def is_locked(fault: BaseException) -> bool:
    """Whether something else was writing for longer than a save waits."""
    cause = fault.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest says which kind of lock
    return code in LOCKED or getattr(cause, "sqlstate", "") == LOCK_NOT_AVAILABLE


def write_if_possible(what: str, write: Callable[[], object]) -> None:
    """Write in a transaction; leave it, with a line in the log, where the database takes nothing.

    For what nobody misses: pages that are only read must not wait for another writer.
    """
    try:
        with _waiting_briefly(), transaction.atomic():
            write()
    except DatabaseError as fault:
        if not is_of_the_database(fault):
            raise
        logger.info("Not written, since the database takes nothing just now: %s (%s)", what, fault)


@contextmanager
def _waiting_briefly() -> Iterator[None]:
    """Wait a moment at most for another writer. PostgreSQL's short writes wait for nobody."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    opened = connection.connection
    opened.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
    try:
        yield
    finally:
        opened.execute(f"PRAGMA busy_timeout = {settings.LOCK_TIMEOUT * 1000}")
