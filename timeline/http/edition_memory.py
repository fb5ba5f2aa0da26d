"""What pages show alike, kept in a process for as long as the edition it was made from.

The page cache says in the WSGI environment which edition is current. A request that it passes on
without one (of staff, of a preview) gets everything made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.http import HttpRequest

from timeline.http.kept_answers import Shelf

ENVIRON_KEY = "timeline.edition"
LIMIT = 8_000_000  # bytes, about
KEY = 500  # bytes that a key takes, about
ENTRY = 200  # that an entry of a table takes
ROW = 3000  # that a row of a list takes
OTHER = 8000  # that any other value takes: a header with its release

Kept = TypeVar("Kept")
Keep = Callable[[Hashable, Callable[[], Any]], Any]
"""What gives the value of a key, and may have kept it."""


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A header, the names of filters, counts, rows, the HTML of a card or of a graphic."""

    value: Any

    @property
    def size(self) -> int:
        if isinstance(self.value, str):
            return KEY + 2 * len(
                self.value
            )  # a sign takes two bytes where one of them is no Latin-1
        if isinstance(self.value, dict):
            return KEY + ENTRY * len(self.value)
        if isinstance(self.value, list):
            return KEY + ROW * len(self.value)
        return KEY + OTHER


class EditionMemory:
    """Values by key, of one edition: those of another are forgotten.

    What was asked for longest ago goes first where ``limit`` is reached.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._lock = Lock()
        self._limit = limit
        self._edition: Hashable = None
        self._values: Shelf[KeptValue] = Shelf(limit)

    @property
    def size(self) -> int:
        """The bytes of what is kept, about."""
        return self._values.size

    def get(self, edition: Hashable, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The value of that key. It is made where it is not kept; nobody may change it."""
        with self._lock:
            if edition != self._edition:
                self._edition = edition
                self._values = Shelf(self._limit)
            values = self._values
            found = values.get(key)
        if found is None:
            found = KeptValue(make())
            with self._lock:
                values.put(key, found)
        value: Kept = found.value
        return value

    def forget(self) -> None:
        """Forget all: what is asked for next is made anew, as after a change of the record."""
        with self._lock:
            self._edition = None
            self._values = Shelf(self._limit)


memory = EditionMemory()


def made_anew(_key: Hashable, make: Callable[[], Kept]) -> Kept:
    """For whom nothing is kept."""
    return make()


def keep_nothing(request: HttpRequest) -> None:
    """Have all of this request's page made anew, and kept for nobody: it shows a preview."""
    request.META.pop(ENVIRON_KEY, None)


def kept_for_edition(request: HttpRequest, key: Hashable, make: Callable[[], Kept]) -> Kept:
    """What ``make`` gives, once for each edition and key.

    The key names all that it depends on besides the record: the language, a day, a row.
    """
    edition = request.META.get(ENVIRON_KEY)
    if edition is None:
        return make()
    return memory.get(edition, key, make)
