"""Answers kept in memory, within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, Protocol, TypeVar

OVERHEAD = 1500  # bytes that the headers, the key and the objects of an answer take, about


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was sent once."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    validators: list[tuple[str, str]]
    """The headers that a 304 repeats (RFC 9110 §15.4.5)."""
    etag: str
    """As the header has it, "" where there is none."""
    last_modified: int | None
    """Seconds since 1970."""
    negotiated: str
    """Its media type, if the Accept header decides whether it is given; else ""."""

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


class Sized(Protocol):
    """What knows how many bytes it takes, about."""

    @property
    def size(self) -> int: ...


SizedValue = TypeVar("SizedValue", bound=Sized)


class Shelf(Generic[SizedValue]):
    """Values by key, within a bound of bytes. Those asked for longest ago go first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._values: OrderedDict[Hashable, SizedValue] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> SizedValue | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Hashable, value: SizedValue) -> None:
        """Keep it. One that is larger than the bound is not kept."""
        self.take(key)
        if value.size > self.limit:
            return
        self._values[key] = value
        self.size += value.size
        while self.size > self.limit:
            _, oldest = self._values.popitem(last=False)
            self.size -= oldest.size

    def take(self, key: Hashable) -> SizedValue | None:
        """Remove it."""
        value = self._values.pop(key, None)
        if value is not None:
            self.size -= value.size
        return value

    def clear(self) -> None:
        self._values.clear()
        self.size = 0


class KeptAnswers:
    """What a process keeps: three shelves, so that addresses somebody invents drive out no page.

    A page that was asked for once stands on a small shelf, and moves to the large one when it is
    asked for again. Refusals (400, 404, 410) have a shelf of their own. ``limit``: bytes in all.
    """

    def __init__(self, limit: int) -> None:
        self.refusals = Shelf[KeptAnswer](limit // 20)
        self.asked_once = Shelf[KeptAnswer](limit // 4)
        self.asked_again = Shelf[KeptAnswer](limit - limit // 4 - limit // 20)
        self._lock = Lock()

    @property
    def size(self) -> int:
        return self.refusals.size + self.asked_once.size + self.asked_again.size

    def get(self, key: Hashable) -> KeptAnswer | None:
        with self._lock:
            answer = self.asked_again.get(key)
            if answer is not None:
                return answer
            answer = self.asked_once.take(key)
            if answer is None:
                return self.refusals.get(key)
            self.asked_again.put(key, answer)
            return answer

    def put(self, key: Hashable, answer: KeptAnswer) -> None:
        is_refusal = answer.status.startswith("4")
        with self._lock:
            shelf = self.refusals if is_refusal else self.asked_once
            shelf.put(key, answer)

    def clear(self) -> None:
        with self._lock:
            for shelf in (self.refusals, self.asked_once, self.asked_again):
                shelf.clear()
