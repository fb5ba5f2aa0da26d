"""How every address of data answers: to whom, in what type, and to those who have the answer already."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import MediaType
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from timeline.http.etags import RecordVersion
from timeline.http.problem_details import ProblemDetails
from timeline.i18n.bilingual import active_language
from timeline.i18n.language import other_language_page
from timeline.queries.lookup import Gone

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"

# Anybody may keep an answer, but asks each time whether it still holds: a row that is withdrawn or corrected must not
# live on in a cache, and asking costs us one query.
CACHE_CONTROL = "public, no-cache"


def data_view(view: View) -> View:
    """A view of data: what it refuses is a problem document, and the scripts of any site may read what it answers."""

    def answered(request: HttpRequest, **given: str) -> HttpResponseBase:
        try:
            answer = _without_reading(request) or view(request, **given)
        except ProblemDetails as problem:
            answer = problem.answer()
        except Gone as gone:
            answer = _gone(gone).answer()
        except Http404:
            answer = ProblemDetails(
                HTTPStatus.NOT_FOUND, _("Nothing public is at this address.")
            ).answer()
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = (
            "ETag, Last-Modified, Link, Content-Disposition, Content-Language"
        )
        answer["Cache-Control"] = CACHE_CONTROL
        # It may exclude what is here: 406. A 304 names the same as the 200 that it stands for (RFC 9110 §15.4.5), which
        # is compressed later on, and the 304 is not.
        patch_vary_headers(answer, ["Accept", "Accept-Encoding"])
        return answer

    return csrf_exempt(answered)


def _without_reading(request: HttpRequest) -> HttpResponse | None:
    """The answer to a method that reads nothing. A script that sends If-None-Match asks by OPTIONS first (Fetch)."""
    if request.method in {"GET", "HEAD"}:
        return None
    if request.method != "OPTIONS":
        refused = ProblemDetails(
            HTTPStatus.METHOD_NOT_ALLOWED, _("This address can only be read.")
        ).answer()
        refused["Allow"] = METHODS
        return refused
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def _gone(gone: Gone) -> ProblemDetails:
    row = gone.row
    reason = {"en": row.withdrawn_reason_en, "fr": row.withdrawn_reason_fr}
    said = (
        _("The release that stated this was withdrawn: %s")
        if gone.with_source
        else _("This was withdrawn: %s")
    )
    return ProblemDetails(HTTPStatus.GONE, said % row.withdrawn_reason, reason=reason)


def accept(request: HttpRequest, media_type: str) -> None:
    """Raise 406 where the request's Accept header excludes that type (RFC 9110 §12.5.1).

    With whatever parameters: who asks for "application/json; charset=utf-8" is best given JSON.
    """
    asked = (one.main_type + "/" + one.sub_type for one in request.accepted_types)
    if not any(MediaType(media_type).match(one) for one in asked):
        raise ProblemDetails(HTTPStatus.NOT_ACCEPTABLE, _("This address gives %s.") % media_type)


def conditional_response(
    request: HttpRequest, stamp: RecordVersion | None, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The answer, made only if the request does not show that the asker has it (RFC 9110 §13.1): else 304."""
    if stamp is None:
        return make()
    validators = HttpResponse()
    validators["ETag"] = stamp.etag(request.build_absolute_uri(), active_language())
    modified = int(stamp.last_modified.timestamp()) if stamp.last_modified else None
    if modified is not None:
        validators["Last-Modified"] = http_date(modified)
    checked = get_conditional_response(request, validators["ETag"], modified, validators)
    if checked is not validators and checked is not None:
        return checked
    answer = make()
    for name, value in validators.items():
        answer.headers.setdefault(name, value)
    return answer


def set_link_header(
    answer: HttpResponseBase,
    request: HttpRequest,
    *,
    html: str,
    canonical: str,
    schema: str,
    onward: str = "",
) -> None:
    """Say in ``Link`` (RFC 8288) where the page is that shows the same, where its other language, what follows."""
    other = other_language_page(request.get_full_path_info())
    links = [
        f'<{canonical}>; rel="canonical"',
        f'<{html}>; rel="alternate"; type="text/html"',
        f'<{request.build_absolute_uri(other.address)}>; rel="alternate"; hreflang="{other.language}"',
        f'<{request.build_absolute_uri(reverse("timeline:openapi"))}>; rel="service-desc"; type="application/json"',
    ]
    if schema:
        links.append(f'<{schema}>; rel="describedby"; type="application/json"')
    if onward:
        links.append(f'<{onward}>; rel="next"')
    answer["Link"] = ", ".join(links)
