"""What many pages show alike, kept in a process for as long as the edition it was made from.

The page cache says in the WSGI environment which edition is current. A request that it passes on
without one (of staff, of a preview) gets everything made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.http import HttpRequest

ENVIRON_KEY = "timeline.edition"
MOST_KEPT = 1000  # values

Kept = TypeVar("Kept")


class EditionMemory:
    """Values by key, of one edition: those of another are forgotten."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition: Hashable = None
        self._values: dict[Hashable, Any] = {}

    def get(self, edition: Hashable, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The value of that key. It is made where it is not kept; nobody may change it."""
        with self._lock:
            if edition != self._edition or len(self._values) >= MOST_KEPT:
                self._edition = edition
                self._values = {}
            values = self._values
        if key not in values:
            values[key] = make()
        value: Kept = values[key]
        return value


_memory = EditionMemory()


def kept_for_edition(request: HttpRequest, key: Hashable, make: Callable[[], Kept]) -> Kept:
    """What ``make`` gives, once for each edition and key.

    The key names all that it depends on besides the record: the language, a day, a row.
    """
    edition = request.META.get(ENVIRON_KEY)
    if edition is None:
        return make()
    return _memory.get(edition, key, make)
