"""The answer for rows that were withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from timeline.queries.lookup import Gone
from timeline.views.page import PublicPage, now


class GoneMiddleware:
    """Answers ``Gone`` with a page that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            at, _ = now()
            return PublicPage(request, at).answer(
                "410.html", {"gone": exception, "row": exception.row}, status=410
            )
        return None
