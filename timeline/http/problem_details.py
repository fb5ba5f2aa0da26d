"""What went wrong, for programs: problem documents (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
# What HTTP calls the status, in the language of the address (RFC 9457 §4.2.1 lets a title be translated).
TITLES = {
    HTTPStatus.BAD_REQUEST: _("Bad Request"),
    HTTPStatus.NOT_FOUND: _("Not Found"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Method Not Allowed"),
    HTTPStatus.NOT_ACCEPTABLE: _("Not Acceptable"),
    HTTPStatus.GONE: _("Gone"),
}


class ProblemDetails(Exception):  # noqa: N818 - an answer, with its status
    """An answer that is not the data asked for. ``errors``: (parameter, message) of each thing that was wrong."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: Any,
        errors: Sequence[tuple[str, str]] = (),
        **members: Any,
    ) -> None:
        super().__init__(str(detail))
        self.status, self.detail, self.errors, self.members = status, detail, errors, members

    def as_dict(self) -> dict[str, Any]:
        """Its members. Without a ``type`` of its own a problem is what its status says (RFC 9457 §4.2.1)."""
        found: dict[str, Any] = {
            "type": "about:blank",
            "title": force_str(TITLES[self.status]),
            "status": self.status.value,
            "detail": force_str(self.detail),
        }
        if self.errors:
            found["errors"] = [
                {"parameter": name, "detail": message} for name, message in self.errors
            ]
        return found | self.members

    def answer(self) -> HttpResponse:
        return HttpResponse(
            json.dumps(self.as_dict(), ensure_ascii=False),
            content_type=MEDIA_TYPE,
            status=self.status,
        )
