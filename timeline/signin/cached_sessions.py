"""The sessions of ``sessions``, kept in the cache of ``CACHE_URL`` besides the database.

A request reads its session from the cache. It is written to both, so one that the cache has dropped
is still in the database, and ``end_all`` finds all sessions there.
"""

from __future__ import annotations

from django.contrib.sessions.backends.cached_db import SessionStore as CachedSession

from timeline.signin.sessions import SessionRules, stored_key


class SessionStore(SessionRules, CachedSession):
    """A session with the rules of ours. Django finds the class by this name."""

    @property
    def cache_key(self) -> str:
        """Under the hash of its key, as in the database."""
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined] # not in the stubs
        return f"{self.cache_key_prefix}{stored_key(key)}"
