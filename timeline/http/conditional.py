"""Conditional requests (RFC 9110 §13): a client that has the current response is sent 304."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from timeline.http.edition_memory import ENVIRON_KEY
from timeline.http.etags import RecordVersion
from timeline.http.record_summary import record_version, version_of_edition
from timeline.i18n.bilingual import active_language

VERSION_KEY = "timeline.record_version"  # in the request, for the page that says it
PageView = Callable[..., HttpResponseBase]


def cache_control() -> str:
    """The Cache-Control of everything public.

    Any cache may keep a response, but has to ask each time whether it is still valid. A row that is
    withdrawn or corrected must not live on in a cache, and asking costs us one query at most.

    ``SITE_STALE_WHILE_REVALIDATE`` lets caches show what they have while they ask (RFC 5861 §3).
    "no-cache" would forbid just that (RFC 9111 §5.2.2.4), so an age of nothing stands in its place.
    """
    seconds = settings.STALE_WHILE_REVALIDATE
    if seconds:
        return f"public, max-age=0, stale-while-revalidate={seconds}"
    return "public, no-cache"


def conditional_page(view: PageView) -> PageView:
    """Make a view of a public page: 304 for a client that has the page, else its validators.

    The version is read before the view reads any row. Otherwise a change between the two would give
    the old page the new entity tag. 1 query, and none where the page cache has read the edition.
    """

    @wraps(view)
    def decorated(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        at = timezone.now()
        version = _version(request, at)
        request.META[VERSION_KEY] = version
        response = conditional_response(request, version, lambda: view(request, **arguments))
        response["Cache-Control"] = cache_control()
        # A 304 has the Vary of its 200 (RFC 9110 §15.4.5), to which compression adds this.
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return decorated


def version_shown(request: HttpRequest) -> RecordVersion | None:
    """The version of the record that a public page is made from. None for other requests."""
    version: RecordVersion | None = request.META.get(VERSION_KEY)
    return version


def _version(request: HttpRequest, at: datetime) -> RecordVersion | None:
    today = timezone.localdate(at)
    edition = request.META.get(ENVIRON_KEY)
    if edition and edition[-1] == today:
        return version_of_edition(edition, at)
    return record_version(at, today)


def conditional_response(
    request: HttpRequest,
    version: RecordVersion | None,
    make_response: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """304 if the client has the response already, else the response with its validators.

    Django's ``condition`` decorator would read the record's version once for the header and once
    for the view. Here the caller reads it once and passes it on. ``version`` is None where nothing
    was ever saved: the response then has no validators.
    """
    if version is None:
        return make_response()
    validators = HttpResponse()
    validators["ETag"] = version.etag(request.build_absolute_uri(), active_language())
    modified = None
    if version.last_modified:
        modified = int(version.last_modified.timestamp())
        validators["Last-Modified"] = http_date(modified)
    checked = get_conditional_response(request, validators["ETag"], modified, validators)
    if checked is not None and checked is not validators:
        return checked  # 304 or 412
    response = make_response()
    if response.status_code == HTTPStatus.OK:  # an error is not what the address names
        for name, value in validators.items():
            response.headers.setdefault(name, value)
    return response
