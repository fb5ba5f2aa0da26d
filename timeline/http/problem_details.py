"""Problem details (RFC 9457): errors as a program reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
# The titles are translated, as RFC 9457 §4.2.1 allows.
TITLES = {
    HTTPStatus.BAD_REQUEST: _("Bad Request"),
    HTTPStatus.NOT_FOUND: _("Not Found"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Method Not Allowed"),
    HTTPStatus.NOT_ACCEPTABLE: _("Not Acceptable"),
    HTTPStatus.GONE: _("Gone"),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Service Unavailable"),
}


class ProblemDetails(Exception):  # noqa: N818 - a response with a status, like Http404
    """A response that is a problem document instead of the data.

    ``errors``: (parameter, message) of each fault in the request. ``headers``: of the response.
    ``extensions``: further members of the document.
    """

    def __init__(
        self,
        status: HTTPStatus,
        detail: Any,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **extensions: Any,
    ) -> None:
        super().__init__(str(detail))
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers
        self.extensions = extensions

    def as_dict(self) -> dict[str, Any]:
        """The members of the document.

        Its type is "about:blank": the problem is what its status says (RFC 9457 §4.2.1).
        """
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": force_str(TITLES[self.status]),
            "status": self.status.value,
            "detail": force_str(self.detail),
        }
        if self.errors:
            members["errors"] = [
                {"parameter": name, "detail": message} for name, message in self.errors
            ]
        members.update(self.extensions)
        return members

    def response(self) -> JsonResponse:
        return JsonResponse(
            self.as_dict(),
            content_type=MEDIA_TYPE,
            status=self.status,
            headers=self.headers,
            json_dumps_params={"ensure_ascii": False},
        )
