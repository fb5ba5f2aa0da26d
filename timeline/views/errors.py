"""Pages for what went wrong, in the look of the site."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.admin.given_back import (
    no_longer_theirs,
    not_written,
    page_of_refused_form,
    page_with_what_was_sent,
)
from timeline.admin.waiting_form import STALE_TOKEN, keep
from timeline.http.conditional import cache_control
from timeline.http.request_log import REQUEST_ID
from timeline.http.waiting_room import READING_ROOM
from timeline.operations.database_faults import is_locked, is_of_the_database
from timeline.views.public_page import PublicPage, now

logger = logging.getLogger(__name__)

TRY_AGAIN = "5"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a host that is not ours, or a broken body. The page repeats nothing of the request."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor. The exception may say why. Staff get back what they typed."""
    page = page_of_refused_form(request, no_longer_theirs(str(exception)))
    return page or render(request, "403.html", {"why": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: sent without a valid token, so nothing is done. The form of a row comes back."""
    return keep(request, STALE_TOKEN) or render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing public at this address. A draft and an unknown address look the same."""
    at, _today = now()
    response = PublicPage(request, at).render("404.html", {}, status=404)
    response["Cache-Control"] = cache_control()
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """429: tried too often (RFC 6585 §4)."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "60"  # seconds: the longest of allauth's limits on requests
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page reads nothing from the database, which may be what failed."""
    fault = sys.exception()  # Django asks for this page while it handles one
    if fault is not None and is_of_the_database(fault):
        return unavailable(request, fault)
    context = {"masthead": None, "request_id": request.META.get(REQUEST_ID)}
    return render(request, "500.html", context, status=500)


def unavailable(request: HttpRequest, fault: BaseException) -> HttpResponse:
    """503: the database is gone, locked, full or too slow. It is told in one line of the log.

    Staff who sent a form get what they typed back.
    """
    if not is_locked(fault):  # then pages are read as ever
        READING_ROOM.note_fault()
    said = " ".join(str(fault).split())
    logger.error("%s %s: the database cannot be used: %s", request.method, request.path, said)
    response = page_with_what_was_sent(request, not_written(fault))
    if response is None:
        response = render(request, "503.html", {"masthead": None}, status=503)
    response.headers["Retry-After"] = TRY_AGAIN
    response.headers["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined] # else Django adds a traceback
    return response
