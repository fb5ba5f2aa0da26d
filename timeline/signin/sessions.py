"""Sessions of at most 8 hours without a request, and of 7 days in all. Sessions of a closed account end at once.

Kept in the database as Django's own are; both ages are in the session itself. A public page never reads it, so it
neither asks the database for one nor sets a cookie.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

IDLE, WHOLE = timedelta(hours=8), timedelta(days=7)
STEP = 60  # seconds: a session is written again at most so often for having been used
SINCE, SEEN = "signed_in_at", "seen_at"


def moment() -> float:
    """Now, in seconds since 1970 (UTC)."""
    return timezone.now().timestamp()


class SessionStore(DatabaseSession):
    """A session that is empty once it is too old, and gone from the database."""

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if SESSION_KEY in data and _is_over(data, moment()):
            self.delete(self.session_key)
            self._session_key = None
            return {}
        return data

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session


def _is_over(data: dict[str, Any], now: float) -> bool:
    since, seen = data.get(SINCE, 0), data.get(SEEN, 0)
    return bool(now - since > WHOLE.total_seconds() or now - seen > IDLE.total_seconds())


def begin(request: HttpRequest) -> None:
    """Somebody signed in: both ages are counted from now."""
    request.session[SINCE] = request.session[SEEN] = moment()


def end_all(user: Any, but: str | None = None) -> int:
    """End every session of an account, ``but`` that of this key. How many. Whose one is, only reading it tells."""
    ended = 0
    for row in (
        Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but).iterator()
    ):
        if row.get_decoded().get(SESSION_KEY) == str(user.pk):
            row.delete()
            ended += 1
    return ended


class SeenMiddleware:
    """Notes that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session and moment() - session.get(SEEN, 0) > STEP:
            session[SEEN] = moment()
        return response
