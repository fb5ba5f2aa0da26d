"""How many whole records a process writes at once: ``SITE_MOST_DOWNLOADS``.

A download of a large record keeps a thread of the server busy until it is sent. Without a limit, a
few of them would keep every thread, and nobody would get a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from threading import Semaphore
from typing import Any
from weakref import finalize

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from timeline.http.problem_details import ProblemDetails

RETRY_AFTER = 10  # seconds


class Downloads:
    """The downloads that are under way in this process, ``most`` at once."""

    def __init__(self, most: int) -> None:
        self._free = Semaphore(most)

    def answer(self, make_response: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """The response, which counts as a download until it is closed.

        Raises 503 if as many are under way as may be.
        """
        if not self._free.acquire(blocking=False):
            raise ProblemDetails(
                HTTPStatus.SERVICE_UNAVAILABLE,
                _("Too many whole lists are being sent just now. Ask again in a few seconds."),
                headers={"Retry-After": str(RETRY_AFTER)},
            )
        try:
            response = make_response()
        except BaseException:
            self._free.release()
            raise
        if isinstance(response, StreamingHttpResponse):
            parts: Any = response.streaming_content
            response.streaming_content = DownloadParts(parts, at_end=self._free.release)
        else:  # it is whole already
            self._free.release()
        return response


class DownloadParts:
    """The parts of a download. ``at_end`` is called once: when it is closed, or forgotten.

    The server closes a response that was sent, and one whose reader went away (PEP 3333).
    """

    def __init__(self, parts: Iterator[bytes], at_end: Callable[[], None]) -> None:
        self._parts = parts
        self.close = finalize(self, at_end)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._parts)


DOWNLOADS = Downloads(settings.MOST_DOWNLOADS)
