"""Middleware of the public site."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from timeline.http.conditional import cache_control
from timeline.queries.lookup import Gone
from timeline.views.public_page import PublicPage, now


class GoneMiddleware:
    """Answers 410 with a page that gives the reason, where a view raised ``Gone``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Gone):
            return None
        at, _today = now()
        context = {"gone": exception, "row": exception.row}
        response = PublicPage(request, at).render("410.html", context, status=410)
        response["Cache-Control"] = cache_control()
        return response
