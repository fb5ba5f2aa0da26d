"""Conditional requests (RFC 9110 §13): a client that has the current response is sent 304."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from timeline.http.etags import RecordVersion
from timeline.i18n.bilingual import active_language

# Any cache may keep a response, but has to ask each time whether it is still valid. A row that is
# withdrawn or corrected must not live on in a cache, and asking costs us one query.
CACHE_CONTROL = "public, no-cache"


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
    for name, value in validators.items():
        response.headers.setdefault(name, value)
    return response
