"""The table in which attempts to sign in are counted.

Django's cache in the database answers "somebody else has it" where it could not write at all, and
allauth takes that for too many attempts: 429 for somebody who made none. Here it is a fault of the
database, answered 503.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connections, router, transaction

LONGEST_WAIT = 0.5  # seconds: allauth waits one for another attempt on the same account


class AttemptsCache(DatabaseCache):
    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = None) -> bool:
        """Write in a transaction of its own, whose beginning tells that the database is locked.

        Where nothing was written although nobody has the key, the database takes nothing.
        """
        began = monotonic()
        for _ in range(2):  # between the first two looks somebody may have let go of it
            with transaction.atomic(using=router.db_for_write(self.cache_model_class)):
                if super()._base_set(mode, key, value, timeout):  # type: ignore[misc]
                    return True
            if mode == "add" and self._holds(key):
                if monotonic() - began > LONGEST_WAIT:
                    raise OperationalError("The attempts to sign in were locked for too long.")
                return False
        raise OperationalError("The attempts to sign in cannot be written.")

    def _holds(self, key: str) -> bool:
        connection = connections[router.db_for_read(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE cache_key = %s", [key])  # noqa: S608
            return cursor.fetchone() is not None
