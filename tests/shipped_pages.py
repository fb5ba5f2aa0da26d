"""Pages of the record as it ships, asked for once in a process.

Many tests read the same pages. A page is kept only while nothing has been written since the record
was loaded, whoever wrote it. SQLite counts what is written. On another database nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection
from django.test import Client

from tests.markup import Document


class Page(NamedTuple):
    status: int
    document: Document


class ShippedPages:
    """``as_shipped`` is the count of writes at which the database holds the record as it ships."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.as_shipped: int | None = None
        self.may_keep = False

    def loaded(self) -> None:
        """Call it when the record has been loaded into an empty database."""
        self.as_shipped = _writes()

    def changed(self) -> None:
        """Call it when the database holds something else than the record."""
        self.as_shipped, self.may_keep = None, False

    def begin_test(self, *, may_keep: bool) -> None:
        if not self._is_as_shipped():
            self.changed()
        self.may_keep = may_keep

    def end_test(self) -> None:
        """Its writes are taken back, which SQLite does not count."""
        if self.as_shipped is not None:
            self.as_shipped = _writes()
        self.may_keep = False

    @contextmanager
    def writes_taken_back(self) -> Iterator[None]:
        """What is written in it is taken back at its end."""
        before = self._is_as_shipped()
        yield
        if before:
            self.as_shipped = _writes()

    def page(self, client: Client, path: str) -> Page:
        kept = self.may_keep and not client.cookies and self._is_as_shipped()
        if kept and path in self.pages:
            return self.pages[path]
        answer = client.get(path)
        page = Page(answer.status_code, Document(answer.content.decode()))
        if kept:
            self.pages[path] = page
        return page

    def _is_as_shipped(self) -> bool:
        return self.as_shipped is not None and self.as_shipped == _writes()


def _writes() -> int | None:
    """How many rows this connection has written. None where the database does not say."""
    if connection.vendor != "sqlite" or connection.connection is None:
        return None
    count: int = connection.connection.total_changes
    return count


SHIPPED = ShippedPages()
