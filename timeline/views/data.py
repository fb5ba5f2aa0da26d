"""The lists as data: the same parameters as their pages, in every registered format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from timeline.formats import Format, formats_of
from timeline.formats.taken import Taken
from timeline.lists import LISTS, Asking
from timeline.models.bilingual import active_language
from timeline.problems import Problem
from timeline.views.page import now

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"


def answering(view: View) -> View:
    """A view of data: what it refuses is a problem document, and any site's scripts may read what it answers."""

    def answered(request: HttpRequest, **given: str) -> HttpResponseBase:
        try:
            answer = _preflight(request) or view(request, **given)
        except Problem as problem:
            answer = problem.answer()
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Content-Disposition, Content-Language"
        answer["Content-Language"] = active_language()
        return answer

    return csrf_exempt(answered)


def _preflight(request: HttpRequest) -> HttpResponse | None:
    """The answer to a method that reads nothing. A script that sends If-None-Match asks by OPTIONS first (Fetch)."""
    if request.method in {"GET", "HEAD"}:
        return None
    if request.method != "OPTIONS":
        problem = Problem(HTTPStatus.METHOD_NOT_ALLOWED, _("This address can only be read.")).answer()
        problem["Allow"] = METHODS
        return problem
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def data(name: str) -> View:
    """The view of a list: ``/timeline.<suffix>``."""

    @answering
    def answer(request: HttpRequest, suffix: str) -> HttpResponseBase:
        form = offered(request, name, suffix)
        at, today = now()
        listed = LISTS[name](Asking(request.GET, form, request.build_absolute_uri("/"), at, today))
        if listed.problems:
            raise Problem(HTTPStatus.BAD_REQUEST, _("This cannot be read."), listed.problems)
        return written(request, form, listed.taken())

    return answer


def offered(request: HttpRequest, name: str, suffix: str) -> Format:
    """The format of that suffix. Raises 404 for what is not offered, 406 where the request excludes it."""
    forms = formats_of(name)
    if suffix not in forms:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such format. Offered: %s.") % ", ".join(forms))
    accept(request, forms[suffix].media_type)
    return forms[suffix]


def accept(request: HttpRequest, media_type: str) -> None:
    """Raise 406 where the request's Accept header excludes that type (RFC 9110 §12.5.1)."""
    if not request.accepts(media_type):
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, _("This address gives %s.") % media_type)


def written(request: HttpRequest, form: Format, taken: Taken) -> HttpResponseBase:
    """The answer: streamed where the format is, empty where only its headers are asked for."""
    content_type = f"{form.media_type}; charset=utf-8" if form.media_type.startswith("text/") else form.media_type
    if request.method == "HEAD":
        answer: HttpResponseBase = HttpResponse(content_type=content_type)
    else:
        body = form.render(taken)
        streams = isinstance(body, Iterator)
        answer = (StreamingHttpResponse if streams else HttpResponse)(body, content_type=content_type)
    if not form.page:
        answer["Content-Disposition"] = f'inline; filename="{filename(taken, form)}"'
    return answer


def filename(taken: Taken, form: Format) -> str:
    """``timeline-2026-11-22.csv``: of the list and the day it is seen on."""
    return f"{taken.of}-{taken.on}.{form.suffix}"
