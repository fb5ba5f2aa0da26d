"""Content negotiation (RFC 9110 §12)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.http.request import MediaType
from django.utils.translation import gettext as _

from timeline.http.problem_details import ProblemDetails


def require_acceptable(request: HttpRequest, media_type: str) -> None:
    """Raise 406 where the Accept header excludes that type (RFC 9110 §12.5.1).

    Django's ``request.accepts()`` compares parameters too. They are ignored here: a program that
    asks for "application/json; charset=utf-8" is best given JSON.
    """
    given = MediaType(media_type)
    for accepted in request.accepted_types:
        if given.match(f"{accepted.main_type}/{accepted.sub_type}"):
            return
    raise ProblemDetails(HTTPStatus.NOT_ACCEPTABLE, _("This address gives %s.") % media_type)
