"""What a process that serves asks of its database before the first request."""

from __future__ import annotations

import logging
import sys

from django.conf import settings
from django.db import DatabaseError, connection

from timeline.operations.database_state import is_missing, missing, reason_not_to_serve

logger = logging.getLogger(__name__)


def refuse_what_cannot_be_served() -> None:
    """End the process, with a sentence, on a database that is missing or newer than the code.

    One that does not answer just now may do so later: the process starts. So may one that is gone
    since ``run`` prepared it: the process answers 503, and never makes another.
    """
    try:
        if settings.WAS_PREPARED and is_missing():
            logger.error("%s", missing())
            return
        reason = reason_not_to_serve()
    except DatabaseError as error:
        logger.warning("The database does not answer at the start: %s", error)
        return
    finally:
        connection.close()
    if reason:
        sys.exit(reason)
