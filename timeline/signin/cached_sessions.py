"""The sessions of ``sessions``, kept in the cache of ``CACHE_URL`` besides the database.

A request reads its session from the cache. It is written to both, so one that the cache has dropped
is still in the database, and ``end_all`` finds all sessions there.
"""

from __future__ import annotations

from django.contrib.sessions.backends.cached_db import SessionStore as CachedSession

from timeline.signin.sessions import SessionRules


class SessionStore(SessionRules, CachedSession):
    """A session with the rules of ours. Django finds the class by this name."""
