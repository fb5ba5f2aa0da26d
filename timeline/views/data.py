"""The lists as data: the same parameters as their pages, in every registered format; and single rows as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.validators import slug_re
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.exports.columns import COLUMNS, item
from timeline.exports.endpoints import ENDPOINTS, ExportRequest, ListEndpoint, misused_parameters
from timeline.exports.formats import MILESTONES, RELEASES, Format, formats_for
from timeline.exports.json_schema import ENVELOPED, schema_of
from timeline.exports.openapi import openapi_document
from timeline.exports.renderers import json
from timeline.exports.rows import MilestoneRow, ReleaseRow
from timeline.exports.serializers import (
    AbsoluteAddresses,
    SerializerContext,
    serialize_milestones,
    serialize_release,
    with_export_columns,
    with_release_counts,
)
from timeline.http.conditional import conditional_response
from timeline.http.decorators import View, data_view
from timeline.http.link_header import set_link_header
from timeline.http.negotiation import require_acceptable
from timeline.http.problem_details import ProblemDetails
from timeline.http.record_summary import RecordSummary, record_summary
from timeline.i18n.bilingual import active_language
from timeline.models import Milestone, Release
from timeline.queries.lookup import get_public_or_gone
from timeline.views.public_page import now

JSON = "application/json"


def data(name: str) -> View:
    """The view of a list: ``/timeline.<suffix>``."""

    @data_view
    def answer(request: HttpRequest, suffix: str) -> HttpResponseBase:
        form = offered(request, name, suffix)
        at, today = now()
        asking = ExportRequest(
            request.GET, form, request.build_absolute_uri("/"), at, today, record_summary(at, today)
        )
        asked = ENDPOINTS[name](asking)
        refuse(asked.problems)
        return conditional_response(
            request, asking.front.version, lambda: written(request, form, asked)
        )

    return answer


def offered(request: HttpRequest, name: str, suffix: str) -> Format:
    """The format of that suffix. Raises 404 for what is not offered, 406 where the request excludes it."""
    forms = formats_for(name)
    if suffix not in forms:
        raise ProblemDetails(
            HTTPStatus.NOT_FOUND, _("There is no such format. Offered: %s.") % ", ".join(forms)
        )
    require_acceptable(request, forms[suffix].media_type)
    return forms[suffix]


def refuse(problems: list[tuple[str, str]]) -> None:
    """Raise 400 if there are any."""
    if problems:
        raise ProblemDetails(
            HTTPStatus.BAD_REQUEST, _("The request cannot be read as it stands."), problems
        )


def written(request: HttpRequest, form: Format, asked: ListEndpoint) -> HttpResponseBase:
    """The list in that format: streamed where the format is, and not made where only its headers are asked for."""
    taken = asked.taken()
    content_type = (
        f"{form.media_type}; charset=utf-8"
        if form.media_type.startswith("text/")
        else form.media_type
    )
    body = form.render(taken)
    answer: HttpResponseBase
    if isinstance(body, Iterator):
        answer = StreamingHttpResponse(
            body if request.method == "GET" else (), content_type=content_type
        )
    else:
        answer = HttpResponse(body, content_type=content_type)
    if not form.page_size:
        answer["Content-Disposition"] = f'inline; filename="{asked.name}-{taken.on}.{form.suffix}"'
    set_link_header(
        answer,
        request,
        html=taken.html,
        canonical=taken.address,
        schema=taken.schema,
        next_page=taken.next,
    )
    return answer


@dataclass(frozen=True)
class Reader:
    """A request for a document that takes no parameter.

    The stamp is read before the rows: were a change to come between the two, a stale row would go by the new name.
    """

    request: HttpRequest
    seen: SerializerContext
    front: RecordSummary

    def give(self, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        return conditional_response(self.request, self.front.version, make)


def reader(request: HttpRequest) -> Reader:
    """Raises 400 for any parameter, 406 for who wants no JSON."""
    require_acceptable(request, JSON)
    refuse(misused_parameters(request.GET, []))
    at, today = now()
    seen = SerializerContext(
        at, today, AbsoluteAddresses(request.build_absolute_uri("/"), active_language())
    )
    return Reader(request, seen, record_summary(at, today))


@data_view
def milestone_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/milestones/<slug>.json``"""
    asked = reader(request)
    row = get_public_or_gone(
        with_export_columns(Milestone.objects.all(), asked.seen), legible(slug), asked.seen.at
    )
    return asked.give(
        lambda: single(request, MILESTONES, next(serialize_milestones([row], asked.seen)))
    )


@data_view
def release_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/releases/<slug>.json``"""
    asked = reader(request)
    row = get_public_or_gone(
        with_release_counts(Release.objects.all(), asked.seen), legible(slug), asked.seen.at
    )
    return asked.give(lambda: single(request, RELEASES, serialize_release(row, asked.seen)))


def legible(slug: str) -> str:
    """The slug, if it can be one. Raises 404: whatever else stands there names nothing."""
    if not slug_re.match(slug):
        raise Http404
    return slug


def single(request: HttpRequest, of: str, row: MilestoneRow | ReleaseRow) -> HttpResponse:
    """A single row as JSON, all its columns."""
    schema = request.build_absolute_uri(reverse("timeline:schema", args=[of]))
    answer = as_json({"$schema": f"{schema}#/$defs/row", **item(COLUMNS[of], row)})
    set_link_header(
        answer,
        request,
        html=row.address,
        canonical=request.build_absolute_uri(request.path),
        schema=schema,
    )
    return answer


def as_json(document: Any) -> HttpResponse:
    return HttpResponse(json.write(document), content_type=JSON)


@data_view
def schema(request: HttpRequest, name: str) -> HttpResponseBase:
    """``/schema/<list>.json``: the JSON Schema of a list, and of one of its rows."""
    if name not in ENVELOPED:
        raise ProblemDetails(
            HTTPStatus.NOT_FOUND, _("There is no such schema. Offered: %s.") % ", ".join(ENVELOPED)
        )
    asked = reader(request)
    return asked.give(lambda: as_json(schema_of(name, request.build_absolute_uri(request.path))))


@data_view
def openapi(request: HttpRequest) -> HttpResponseBase:
    """``/openapi.json``: all of this, for programs."""
    asked = reader(request)
    return asked.give(
        lambda: as_json(
            openapi_document(request.build_absolute_uri("/"), asked.front, asked.seen.on)
        )
    )
