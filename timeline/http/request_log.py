"""One line of JSON for each request, kept pages included; the outermost application.

A line has the request's id, method, path, status, milliseconds, and whether a kept page answered.
An answer of 5xx carries the id as a header, and the page of a 500 shows it. A line has no query,
which may hold what somebody looked for, and no address of a visitor unless a setting asks for it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from json.encoder import encode_basestring_ascii as quoted
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # the logging is set up before there are models
    from timeline.http.page_cache import Application, Environ, StartResponse

# In the environ:
REQUEST_ID = "timeline.request_id"
HIT = "timeline.hit"  # where a kept page was the answer
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)
MOST_OF_A_PATH = 500  # characters


class NamesRequest(logging.Filter):
    """Has a line of the log about a request begin with its id."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        name = getattr(request, "META", {}).get(REQUEST_ID)
        if name:
            record.msg = f"[{name}] {record.msg}"
        return True


class Lines(Protocol):
    def write(self, line: str, /) -> Any: ...


class RequestLog:
    """``with_addresses``: whether a line names the visitor's address."""

    def __init__(
        self,
        application: Application,
        lines: Lines | None = None,
        *,
        with_addresses: bool = False,
    ) -> None:
        self.application = application
        self.lines = lines or sys.stderr
        self.with_addresses = with_addresses

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        status = "500"

        def note(given: str, headers: Any, exc_info: Any = None) -> Any:
            nonlocal status
            status = given[:3]
            if status[0] == "5":
                headers = [*headers, ("X-Request-ID", environ[REQUEST_ID])]
            return start_response(given, headers)

        environ[REQUEST_ID] = _request_id(environ)
        body: Iterable[bytes] = ()
        try:
            body = self.application(environ, note)
        finally:
            if isinstance(body, list | tuple):
                self._write(environ, status, began)
        if isinstance(body, list):
            return body
        return _Body(body, lambda: self._write(environ, status, began))

    def _write(self, environ: Environ, status: str, began: float) -> None:
        spent = (perf_counter() - began) * 1000
        hit = "true" if HIT in environ else "false"
        line = (
            f'{{"id":"{environ[REQUEST_ID]}","method":{quoted(environ["REQUEST_METHOD"][:20])},'
            f'"path":{quoted(environ.get("PATH_INFO", "")[:MOST_OF_A_PATH])},'
            f'"status":{status},"ms":{spent:.2f},"hit":{hit}'
        )
        if self.with_addresses:
            line += f',"address":{quoted(environ.get("REMOTE_ADDR", ""))}'
        self.lines.write(line + "}\n")


class _Body:
    """A body that is not whole yet. The line is written once it was sent, or given up."""

    def __init__(self, parts: Iterable[bytes], at_end: Callable[[], None]) -> None:
        self._parts = parts
        self._at_end: Callable[[], None] | None = at_end

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)

    def close(self) -> None:
        close = getattr(self._parts, "close", None)
        try:
            if close is not None:
                close()
        finally:
            at_end, self._at_end = self._at_end, None
            if at_end is not None:
                at_end()


def _request_id(environ: Environ) -> str:
    """That of the proxy in front if it is one, else a new one."""
    given: str = environ.get("HTTP_X_REQUEST_ID", "")
    if given and WELL_FORMED.fullmatch(given):
        return given
    return os.urandom(8).hex()
