"""Asking a WSGI application, as a server does (PEP 3333)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from timeline.http.page_cache import Application


@dataclass(frozen=True)
class WsgiAnswer:
    status: int
    headers: dict[str, str]
    body: bytes


def environ_of(address: str = "/", method: str = "GET", **headers: str) -> dict[str, Any]:
    """The environ of a request. ``headers``: by name, in lower case with underscores."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    for name, value in headers.items():
        environ[f"HTTP_{name.upper()}"] = value
    return environ


def ask(
    application: Application, address: str = "/", method: str = "GET", **headers: str
) -> WsgiAnswer:
    """The whole answer, its body closed after it was read."""
    return ask_with(application, environ_of(address, method, **headers))


def ask_with(application: Application, environ: dict[str, Any]) -> WsgiAnswer:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        started.append((status, headers))

    parts = application(environ, start_response)
    body = _read(parts)
    status, headers = started[-1]
    return WsgiAnswer(int(status[:3]), dict(headers), body)


def _read(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
