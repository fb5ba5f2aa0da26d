"""What all views of data share: methods, problem documents, CORS and cache headers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from timeline.http.conditional import cache_control
from timeline.http.problem_details import ProblemDetails
from timeline.queries.lookup import Gone

View = Callable[..., HttpResponseBase]
ALLOWED_METHODS = "GET, HEAD, OPTIONS"
EXPOSED_HEADERS = "ETag, Last-Modified, Link, Content-Disposition, Content-Language"


def data_view(view: View) -> View:
    """Make a view of data: its errors are problem documents, and scripts of any site may read it.

    The view may raise ``ProblemDetails``, ``Gone`` and ``Http404``.
    """

    def decorated(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        try:
            if request.method in {"GET", "HEAD"}:
                response = view(request, **arguments)
            else:
                response = _other_method(request)
        except ProblemDetails as problem:
            response = problem.response()
        except Gone as gone:
            response = _gone(gone).response()
        except Http404:
            detail = _("Nothing public is at this address.")
            response = ProblemDetails(HTTPStatus.NOT_FOUND, detail).response()
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        is_refused = response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        response["Cache-Control"] = "no-store" if is_refused else cache_control()
        # Accept decides between 200 and 406. A 304 has the Vary of its 200 (RFC 9110 §15.4.5).
        # The gzip middleware adds Accept-Encoding to a 200 but not to a 304, so it is added here.
        patch_vary_headers(response, ["Accept", "Accept-Encoding"])
        return response

    return csrf_exempt(decorated)


def _other_method(request: HttpRequest) -> HttpResponse:
    """405, or 204 for OPTIONS: before a script sends If-None-Match its browser asks (Fetch)."""
    if request.method != "OPTIONS":
        detail = _("This address can only be read.")
        refusal = ProblemDetails(HTTPStatus.METHOD_NOT_ALLOWED, detail).response()
        refusal["Allow"] = ALLOWED_METHODS
        return refusal
    headers = {
        "Allow": ALLOWED_METHODS,
        "Access-Control-Allow-Methods": ALLOWED_METHODS,
        "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def _gone(gone: Gone) -> ProblemDetails:
    row = gone.row
    detail = _("This was withdrawn: %s")
    if gone.with_source:
        detail = _("The release that stated this was withdrawn: %s")
    reason = {"en": row.withdrawn_reason_en, "fr": row.withdrawn_reason_fr}
    return ProblemDetails(HTTPStatus.GONE, detail % row.withdrawn_reason, reason=reason)
