"""``/livez`` and ``/readyz``, for whatever watches the site: before Django and the page cache.

The first says that the process answers, and asks nothing of anybody. The second says whether it can
serve, and is given within the patience. Both say so to any host and scheme, without a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from timeline.http.page_cache import Application, Environ, StartResponse

PATIENCE = 1.5  # seconds that a check may take
TRY_AGAIN = "5"  # seconds
NO_ANSWER = "The database does not answer."


class Health:
    """An application with the two addresses. ``reason_not_ready`` says "" of a site that can serve.

    One check is made at a time, so that a database that hangs holds one thread.
    """

    def __init__(
        self,
        application: Application,
        reason_not_ready: Callable[[], str],
        patience: float = PATIENCE,
    ) -> None:
        self.application = application
        self.reason_not_ready = reason_not_ready
        self.patience = patience
        self._checks = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readyz")
        self._check: Future[str] | None = None
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            if path == "/livez":
                return _answer(environ, start_response, "")
            if path == "/readyz":
                return _answer(environ, start_response, self._reason())
        return self.application(environ, start_response)

    def _reason(self) -> str:
        with self._lock:
            if self._check is None or self._check.done():
                self._check = self._checks.submit(self.reason_not_ready)
            check = self._check
        try:
            return check.result(self.patience)
        except TimeoutError:
            return NO_ANSWER


def _answer(environ: Environ, start_response: StartResponse, reason: str) -> Iterable[bytes]:
    body = f"{reason or 'ok'}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if reason:
        headers.append(("Retry-After", TRY_AGAIN))
    start_response("503 Service Unavailable" if reason else "200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
