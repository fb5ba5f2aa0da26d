"""Views of data: the lists in every format, single rows as JSON, the schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.validators import slug_re
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.citing import CitedSite
from timeline.exports.column import json_object
from timeline.exports.columns import COLUMNS
from timeline.exports.document_rows import ReleaseRow
from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.export_options import misused_parameters
from timeline.exports.formats import (
    MILESTONES,
    PARTNERS,
    PEOPLE,
    RELEASES,
    Format,
    formats_for,
)
from timeline.exports.json_schema import ENVELOPED, list_schema
from timeline.exports.list_endpoint import ExportRequest, ListEndpoint
from timeline.exports.openapi import openapi_document
from timeline.exports.organizations_and_people import organization_rows, person_rows
from timeline.exports.references import bibtex, ris
from timeline.exports.release_serializer import serialize_release, with_export_parts
from timeline.exports.renderers.json import json_bytes
from timeline.exports.rows import MilestoneRow
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.serializers import (
    serialize_milestones,
    with_export_columns,
)
from timeline.exports.statement_rows import OrganizationRow, PersonRow
from timeline.http.conditional import conditional_response
from timeline.http.data_views import View, data_view
from timeline.http.downloads import DOWNLOADS
from timeline.http.link_header import set_link_header
from timeline.http.negotiation import require_acceptable
from timeline.http.problem_details import ProblemDetails
from timeline.http.record_summary import RecordSummary, record_summary, record_version
from timeline.i18n.bilingual import active_language
from timeline.models import Company, Milestone, Partner, Person, Release
from timeline.pages.documents import issuer_of
from timeline.queries.lookup import get_public_or_gone
from timeline.views.public_page import now

JSON = "application/json"
REFERENCE_FILES = {"bib": bibtex, "ris": ris}
"""By suffix, how a reference is written as a file."""


def list_data(name: str) -> View:
    """The view of a list: ``/timeline.<suffix>``."""

    @data_view
    def view(request: HttpRequest, suffix: str) -> HttpResponseBase:
        export_format = requested_format(request, name, suffix)
        at, today = now()
        record = record_summary(at, today)
        site = request.build_absolute_uri("/")
        endpoint = ENDPOINTS[name](
            ExportRequest(request.GET, export_format, site, at, today, record)
        )
        refuse(endpoint.problems)
        return conditional_response(
            request, record.version, lambda: export_response(request, endpoint)
        )

    return view


def requested_format(request: HttpRequest, name: str, suffix: str) -> Format:
    """The format of that suffix. Raises 404 if the list has none, 406 if it is not accepted."""
    formats = formats_for(name)
    if suffix not in formats:
        detail = _("There is no such format. Offered: %s.") % ", ".join(formats)
        raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
    require_acceptable(request, formats[suffix].media_type)
    return formats[suffix]


def refuse(problems: list[tuple[str, str]]) -> None:
    """Raise 400 if there are any problems."""
    if problems:
        detail = _("The request cannot be read as it stands.")
        raise ProblemDetails(HTTPStatus.BAD_REQUEST, detail, problems)


def export_response(request: HttpRequest, endpoint: ListEndpoint) -> HttpResponseBase:
    """The list in its format. Raises 503 where too many whole lists are being sent."""
    if endpoint.format.page_size or request.method == "HEAD":
        return _export_response(request, endpoint)
    return DOWNLOADS.answer(lambda: _export_response(request, endpoint))


def _export_response(request: HttpRequest, endpoint: ListEndpoint) -> HttpResponseBase:
    """A stream is not read where only the headers are asked for."""
    export, export_format = endpoint.export(), endpoint.format
    content_type = export_format.media_type
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    body = export_format.render(export)
    response: HttpResponseBase
    if not isinstance(body, Iterator):
        response = HttpResponse(body, content_type=content_type)
    elif request.method == "HEAD":
        response = StreamingHttpResponse((), content_type=content_type)
    else:
        response = StreamingHttpResponse(body, content_type=content_type)
    if not export_format.page_size:
        filename = f"{endpoint.name}-{export.on}.{export_format.suffix}"
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    set_link_header(
        response,
        request,
        html=export.html_address,
        canonical=export.address,
        schema=export.schema,
        next_page=export.next_page,
    )
    return response


@dataclass(frozen=True)
class DocumentRequest:
    """A request for a JSON document that takes no parameters."""

    request: HttpRequest
    context: SerializerContext
    record: RecordSummary

    def respond(self, make_response: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """304, or the response."""
        return conditional_response(self.request, self.record.version, make_response)


def document_request(request: HttpRequest) -> DocumentRequest:
    """Raises 400 for any parameter, 406 where JSON is not accepted.

    The record's version is read here, before any row. Otherwise a change between the two would
    give old rows the new entity tag.
    """
    require_acceptable(request, JSON)
    refuse(misused_parameters(request.GET, []))
    at, today = now()
    addresses = AbsoluteAddresses(request.build_absolute_uri("/"), active_language())
    context = SerializerContext(at, today, addresses)
    return DocumentRequest(request, context, record_summary(at, today))


@data_view
def milestone_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/milestones/<slug>.json``"""
    document = document_request(request)
    context = document.context
    milestones = with_export_columns(Milestone.objects.all(), context)
    milestone = get_public_or_gone(milestones, valid_slug(slug), context.at)

    def make_response() -> HttpResponse:
        (row,) = serialize_milestones([milestone], context)
        return row_response(request, MILESTONES, row)

    return document.respond(make_response)


@data_view
def release_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/releases/<slug>.json``"""
    document = document_request(request)
    context = document.context
    release = get_public_or_gone(Release.objects.all(), valid_slug(slug), context.at)

    def make_response() -> HttpResponse:
        read = with_export_parts(Release.objects.filter(pk=release.pk), context).get()
        return row_response(request, RELEASES, serialize_release(read, context))

    return document.respond(make_response)


@data_view
def milestone_reference(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """``/milestones/<slug>.bib`` and ``.ris``"""
    return reference_response(request, suffix, Milestone.objects.all(), slug)


@data_view
def release_reference(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """``/releases/<slug>.bib`` and ``.ris``"""
    rows = Release.objects.select_related("issuer")
    return reference_response(request, suffix, rows, slug)


def reference_response(
    request: HttpRequest, suffix: str, rows: QuerySet[Any], slug: str
) -> HttpResponseBase:
    """The reference of one row as a file. Raises 404 for other suffixes, 400 for parameters."""
    if suffix not in REFERENCE_FILES:
        raise Http404
    media_type = formats_for(MILESTONES)[suffix].media_type
    require_acceptable(request, media_type)
    refuse(misused_parameters(request.GET, []))
    at, today = now()
    version = record_version(at, today)
    row = get_public_or_gone(rows, valid_slug(slug), at)
    if version is None:
        raise Http404

    def make_response() -> HttpResponse:
        company = Company.objects.first() or Company(name=_("Company"))
        site = CitedSite(request, company, version, today)
        if isinstance(row, Release):
            panel = site.release(row, issuer_of(row, company.name, at))
        else:
            panel = site.milestone(row)
        text = REFERENCE_FILES[suffix](panel.reference)
        response = HttpResponse(text, content_type=media_type)
        response["Content-Disposition"] = f'inline; filename="{slug}.{suffix}"'
        return response

    return conditional_response(request, version, make_response)


@data_view
def partner_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/partners/<slug>.json``"""
    document = document_request(request)
    context = document.context
    organization = get_public_or_gone(Partner.objects.all(), valid_slug(slug), context.at)

    def make_response() -> HttpResponse:
        (row,) = organization_rows([organization], context)
        return row_response(request, PARTNERS, row)

    return document.respond(make_response)


@data_view
def person_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """``/people/<slug>.json``"""
    document = document_request(request)
    context = document.context
    person = get_public_or_gone(Person.objects.all(), valid_slug(slug), context.at)

    def make_response() -> HttpResponse:
        posts = person.posts.public(context.at).with_names()
        (row,) = person_rows([person], posts, context)
        return row_response(request, PEOPLE, row)

    return document.respond(make_response)


def valid_slug(slug: str) -> str:
    """The slug. Raises 404 for a text that cannot be one."""
    if not slug_re.match(slug):
        raise Http404
    return slug


def row_response(
    request: HttpRequest,
    row_type: str,
    row: MilestoneRow | ReleaseRow | OrganizationRow | PersonRow,
) -> HttpResponse:
    """A row that has a page, as JSON with all its columns."""
    schema = request.build_absolute_uri(reverse("timeline:schema", args=[row_type]))
    document = {"$schema": f"{schema}#/$defs/row"}
    document.update(json_object(COLUMNS[row_type], row))
    response = json_response(document)
    set_link_header(
        response,
        request,
        html=row.address,
        canonical=request.build_absolute_uri(request.path),
        schema=schema,
    )
    return response


def json_response(document: Any) -> HttpResponse:
    return HttpResponse(json_bytes(document), content_type=JSON)


@data_view
def schema(request: HttpRequest, name: str) -> HttpResponseBase:
    """``/schema/<list>.json``: the JSON Schema of a list, and of one of its rows."""
    if name not in ENVELOPED:
        detail = _("There is no such schema. Offered: %s.") % ", ".join(ENVELOPED)
        raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
    address = request.build_absolute_uri(request.path)
    document = document_request(request)
    return document.respond(lambda: json_response(list_schema(name, address)))


@data_view
def openapi(request: HttpRequest) -> HttpResponseBase:
    """``/openapi.json``: the OpenAPI document of all data."""
    document = document_request(request)
    site = request.build_absolute_uri("/")
    return document.respond(
        lambda: json_response(openapi_document(site, document.record, document.context.on))
    )
