"""How much may be sent to an address: refused by its length, before any of it is read.

What is refused by its length cost nothing: 413 (RFC 9110 §15.5.14), or 411 for a body without a
length. A body is read whole before Django is asked, by few threads at once, so that those who send
slowly leave the others to the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from timeline.http.page_cache import Application, Environ, StartResponse

MOST_READERS = 6  # bodies that a process reads at once
PATIENCE = 0.3  # seconds that another body waits to be read


class Limit(NamedTuple):
    path: re.Pattern[str]
    size: int  # bytes
    fields: int


# The first that matches counts. A release of twelve paragraphs in both languages has some 60 kB.
MOST_FIELDS = 4000
LIMITS = (
    Limit(re.compile(r"(/fr)?/staff/"), 64 * 1024, 50),
    Limit(re.compile(r"(/fr)?/admin/\w+/\w+/\d+/presence/"), 4 * 1024, 10),
    Limit(re.compile(r"(/fr)?/admin/timeline/release/from-text/"), 10 * 1024 * 1024, MOST_FIELDS),
    Limit(re.compile(r"(/fr)?/admin/"), 2 * 1024 * 1024, MOST_FIELDS),
    Limit(re.compile(r"/"), 4 * 1024, 10),  # visitors send nothing
)
"""What each address takes."""
REASONS = {
    "400 Bad Request": _(
        "Too many fields were sent, or not all of what was announced: nothing was saved. Go back, "
        "and save less at once."
    ),
    "411 Length Required": _("What is sent has to say how long it is."),
    "413 Content Too Large": _(
        "That is too long for this page: nothing of it was read or saved. Go back, and save less "
        "at once."
    ),
    "503 Service Unavailable": _(
        "Too much is being sent just now. Go back, and try again in some seconds."
    ),
}


class BodyLimits:
    def __init__(self, application: Application) -> None:
        self.application = application
        self._readers = BoundedSemaphore(MOST_READERS)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length == "0" and "HTTP_TRANSFER_ENCODING" not in environ:
            return self.application(environ, start_response)
        if not (length.isascii() and length.isdigit()) or "HTTP_TRANSFER_ENCODING" in environ:
            return _refuse(environ, start_response, "411 Length Required")
        limit = limit_of(environ.get("PATH_INFO", ""))
        if int(length) > limit.size:
            return _refuse(environ, start_response, "413 Content Too Large")
        if not self._readers.acquire(timeout=PATIENCE):
            return _refuse(environ, start_response, "503 Service Unavailable")
        try:
            body = environ["wsgi.input"].read(int(length))
        finally:
            self._readers.release()
        if len(body) < int(length) or _fields(environ, body) >= limit.fields:
            return _refuse(environ, start_response, "400 Bad Request")
        environ["wsgi.input"] = BytesIO(body)
        return self.application(environ, start_response)


def _fields(environ: Environ, body: bytes) -> int:
    """How many fields a body has. A file may hold any number of ampersands."""
    if environ.get("CONTENT_TYPE", "").startswith("multipart/form-data"):
        return body.count(b"\r\nContent-Disposition: form-data;")
    return body.count(b"&")


def limit_of(path: str) -> Limit:
    """What an address takes."""
    return next((limit for limit in LIMITS if limit.path.match(path)), LIMITS[-1])


def _refuse(environ: Environ, start_response: StartResponse, status: str) -> Iterable[bytes]:
    is_french = environ.get("PATH_INFO", "").startswith("/fr/")
    with override("fr" if is_french else "en"):
        body = f"{REASONS[status]}\n".encode()
    headers: list[tuple[str, Any]] = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Language", "fr-CA" if is_french else "en-CA"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", "close"),
    ]
    if status.startswith("503"):
        headers.append(("Retry-After", "5"))
    start_response(status, headers)
    return [body]
