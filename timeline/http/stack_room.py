"""Room for all Python calls of a request, in one piece.

CPython keeps what its functions work with in chunks of 16 kB, and gives a chunk back as soon as it
is left. A loop that calls functions at the very end of a chunk has memory mapped and unmapped at
each call: pages of many parts were seen to take twice as long. Python 3.13 and 3.14 keep one chunk
at hand since the spring of 2026 (python/cpython#142183); 3.11 and 3.12 do not.

A function that needs a larger chunk gets one, and what it calls shares the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.http.page_cache import Application, Environ, StartResponse

# Of 8 bytes. The chunk has twice the bytes that hold them, rounded to a power of two: 512 kB, of
# which 192 remain. The deepest pages take some 30. Only what is touched takes memory.
PLACES = 40_000


def with_stack_room(application: Application) -> Application:
    """The same application, whose calls stay within one chunk."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return application(environ, start_response)

    answer.__code__ = answer.__code__.replace(co_stacksize=PLACES)
    return answer
