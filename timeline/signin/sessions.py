"""Sessions of at most 8 hours without a request, and of 7 days in all.

The sessions of a closed account end at once. They are kept in the database as Django's own are; the
moments of sign-in and of last use are in the session itself. Of its key, which the cookie holds,
the database has a hash: whoever reads a copy of the database is not signed in by it. A public page
never reads a session, so it neither asks the database for one nor sets a cookie. With ``CACHE_URL``
the same sessions are also kept in that cache: ``cached_sessions``.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from timeline.operations.database_faults import is_of_the_database, write_if_possible

LONGEST_IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
WRITE_INTERVAL = 60  # seconds: a session is written at most so often for having been used
SINCE = "signed_in_at"
SEEN = "seen_at"


def now_in_seconds() -> float:
    """Now, in seconds since 1970 (UTC)."""
    return timezone.now().timestamp()


def stored_key(key: str | None) -> str:
    """What the database holds of a key: 160 bits, as many as fit."""
    return sha256((key or "").encode()).hexdigest()[:40]


class SessionRules(DatabaseSession):
    """A session that is empty once it is too old, and gone from where it is kept."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = self.model.objects.filter(
            session_key=stored_key(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(stored_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = stored_key(row.session_key)
        return row

    def save(self, must_create: bool = False) -> None:
        """Django takes a database that cannot be written for a session that was ended: 400."""
        try:
            super().save(must_create)
        except UpdateError as ended:
            fault = ended.__context__
            if fault is not None and is_of_the_database(fault):
                raise fault from fault.__cause__
            raise

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(stored_key(key))

    def delete_stored(self, stored: str) -> None:
        """Delete the session of which the database holds this."""
        super().delete(stored)

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if SESSION_KEY in data and _is_over(data, now_in_seconds()):
            write_if_possible("the end of a session", partial(self.delete, self.session_key))
            self._session_key = None
            return {}
        return data

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session


class SessionStore(SessionRules):
    """A session in the database. Django finds the class by this name."""


def _is_over(data: dict[str, Any], now: float) -> bool:
    age: float = now - data.get(SINCE, 0)
    idle: float = now - data.get(SEEN, 0)
    return age > LONGEST.total_seconds() or idle > LONGEST_IDLE.total_seconds()


def begin(request: HttpRequest) -> None:
    """Somebody signed in: both ages are counted from now."""
    now = now_in_seconds()
    request.session[SINCE] = now
    request.session[SEEN] = now


def end_all(user: Any, but: str | None = None) -> int:
    """End every session of an account, ``but`` that of this key; how many.

    Every session on file is read: only its content says whose it is.
    """
    ended = 0
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    current = Session.objects.filter(expire_date__gt=timezone.now())
    current = current.exclude(session_key=stored_key(but))
    for row in current.iterator():
        if row.get_decoded().get(SESSION_KEY) == str(user.pk):
            store.delete_stored(row.session_key)
            ended += 1
    return ended
