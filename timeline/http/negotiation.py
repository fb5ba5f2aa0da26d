"""Content negotiation (RFC 9110 §12)."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

from django.http import HttpRequest
from django.http.request import MediaType
from django.utils.translation import gettext as _

from timeline.http.compression import LONGEST_REMEMBERED
from timeline.http.problem_details import ProblemDetails

ANYTHING = "*/*"


def require_acceptable(request: HttpRequest, media_type: str) -> None:
    """Raise 406 where the Accept header excludes that type (RFC 9110 §12.5.1)."""
    if not is_acceptable(request.headers.get("Accept", ANYTHING), media_type):
        raise ProblemDetails(HTTPStatus.NOT_ACCEPTABLE, _("This address gives %s.") % media_type)


def is_acceptable(accept: str, media_type: str) -> bool:
    """Whether an Accept header admits that type.

    Django's ``request.accepts()`` compares parameters too. They are ignored here: a program that
    asks for "application/json; charset=utf-8" is best given JSON. Long headers are not remembered.
    """
    if len(accept) > LONGEST_REMEMBERED:
        return _admits(accept, media_type)
    return _admits_as_remembered(accept, media_type)


def _admits(accept: str, media_type: str) -> bool:
    given = MediaType(media_type)
    for offer in filter(str.strip, accept.split(",")):
        accepted = MediaType(offer)
        admits = given.match(f"{accepted.main_type}/{accepted.sub_type}")
        if admits and accepted.quality != 0:
            return True
    return False


_admits_as_remembered = lru_cache(maxsize=256)(_admits)
