"""Connections to a PostgreSQL server that the threads of a process share."""

from __future__ import annotations

from typing import Any

POSTGRESQL = "django.db.backends.postgresql"


def share_connections(database: dict[str, Any], size: int, patience: float) -> None:
    """Have the threads share ``size`` connections to a database of ``DATABASES``.

    ``patience``: seconds that a request waits for one. Nothing changes with a size of 0, or where
    the database is not PostgreSQL.
    """
    if not size or database["ENGINE"] != POSTGRESQL:
        return
    # A pool that could not connect for so many seconds tries again when it is asked next.
    pool = {"min_size": 1, "max_size": size, "timeout": patience, "reconnect_timeout": 3}
    database["OPTIONS"] = database.get("OPTIONS", {}) | {"pool": pool}
    database["CONN_HEALTH_CHECKS"] = True  # one that the server has closed is not handed out
