"""The OpenAPI 3.1 document, made from the filters, the formats and the public columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from timeline.exports.column_values import Schema
from timeline.exports.columns import COLUMNS
from timeline.exports.endpoints import ENDPOINTS, LIST_TITLES
from timeline.exports.export_options import MAX_PAGE_SIZE, ExportOptionsForm
from timeline.exports.formats import Format, formats_for
from timeline.exports.json_schema import ENVELOPED, envelope_schema, row_schema, whole_row_schema
from timeline.exports.list_endpoint import ListEndpoint
from timeline.http.problem_details import MEDIA_TYPE
from timeline.http.record_summary import RecordSummary
from timeline.i18n.number_words import capital
from timeline.queries.filter_kinds import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_VALUES,
    DayField,
    MultipleValuesField,
)

Document = dict[str, Any]
VERSION = "1"  # changes when an address, a parameter or a column goes, or means something else

# A day in a page key, from the year 1000 on. The 29th of February is allowed in years that can be
# divided by 4: a pattern cannot tell which turns of a century are leap years.
DAY_PATTERN = (
    "(?:[1-9][0-9]{3}-"
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|[1-9][0-9](?:[02468][048]|[13579][26])-02-29)"
)
PAGE_KEY_PATTERNS = {
    "milestones": f"^[0-9]{{1,18}}_{DAY_PATTERN}_[0-9]{{1,18}}$",
    "releases": f"^{DAY_PATTERN}_[0-9]{{1,18}}$",
    "corrections": "^[0-9]{1,18}_[0-9]{1,18}$",
    "changes": "^[0-9]{1,18}_[0-9]{1,18}_[0-9]{1,18}$",
}
CONDITIONAL_HEADERS: list[Document] = [
    {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}},
]


def openapi_document(site: str, record: RecordSummary, on: date) -> Document:
    """The document of a site on a day. ``record`` has the names that can be filtered by."""
    root = site.rstrip("/")
    company = record.company or _("Company")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("%s: the record as data") % company,
            "version": VERSION,
            "description": _(
                "Every view of the timeline at the same address with a suffix and the same "
                "parameters. Ask again with If-None-Match and get 304 as long as nothing has "
                "changed."
            ),
        },
        "servers": [{"url": root}, {"url": f"{root}/fr"}],
        "externalDocs": {"url": root + reverse("timeline:about-data")},
        "paths": _paths(record, on),
        "components": {
            "schemas": _component_schemas(),
            "responses": _component_responses(),
            "headers": _component_headers(),
        },
    }


def _paths(record: RecordSummary, on: date) -> Document:
    paths: Document = {}
    for name, endpoint in ENDPOINTS.items():
        for suffix, export_format in formats_for(name).items():
            operation = _list_operation(endpoint, export_format, record, on)
            paths[_path(endpoint.url_name, suffix)] = _path_item(operation)
    milestone = _row_operation("milestones", _("A milestone"))
    paths["/milestones/{slug}.json"] = _path_item(milestone)
    release = _row_operation("releases", _("A release"))
    paths["/releases/{slug}.json"] = _path_item(release)
    organization = _row_operation("partners", _("An organization"))
    paths["/partners/{slug}.json"] = _path_item(organization)
    person = _row_operation("people", _("A person"))
    paths["/people/{slug}.json"] = _path_item(person)
    return paths


def _path(url_name: str, suffix: str) -> str:
    """The path below a server's address. It has no language: each server is of one."""
    with translation.override("en"):
        return reverse(url_name, args=[suffix])


def _path_item(operation: Document) -> Document:
    """The operation for GET, and the same for HEAD, whose responses have no content."""
    refusals = _refusals()
    responses = {}
    for status, response in operation["responses"].items():
        if status in refusals:
            responses[status] = {"description": refusals[status]}
        else:
            responses[status] = response.copy()
            responses[status].pop("content", None)
    head = operation.copy()
    head["operationId"] = f"{operation['operationId']}_head"
    head["responses"] = responses
    return {"get": operation, "head": head}


def _list_operation(
    endpoint: type[ListEndpoint], export_format: Format, record: RecordSummary, on: date
) -> Document:
    title = capital(force_str(LIST_TITLES[endpoint.name]))
    parameters = _parameters(endpoint, export_format, record, on)
    parameters.extend(CONDITIONAL_HEADERS)
    responses = {"200": _list_response(endpoint, export_format)}
    responses.update(_shared_responses("304", "400", "405", "406"))
    if not export_format.page_size:
        responses.update(_shared_responses("503"))
    return {
        "operationId": f"{endpoint.name}_{export_format.suffix}",
        "summary": f"{title} ({export_format.label}, {force_str(export_format.what)})",
        "parameters": parameters,
        "responses": responses,
    }


def _list_response(endpoint: type[ListEndpoint], export_format: Format) -> Document:
    schema: Schema = {"type": "string"}
    if export_format.suffix == "json":
        schema = {"$ref": f"#/components/schemas/{endpoint.row_type}"}
    elif export_format.media_type.endswith("json"):
        schema = {"type": "object"}
    headers = ["ETag", "Link"]
    if not export_format.page_size:
        headers.append("Content-Disposition")
    return {
        "description": force_str(export_format.what),
        "content": {export_format.media_type: {"schema": schema}},
        "headers": _header_references(headers),
    }


def _row_operation(name: str, summary: str) -> Document:
    """A row alone: ``/milestones/<slug>.json``."""
    slug: Document = {
        "name": "slug",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    }
    response = {
        "description": summary,
        "content": {
            "application/json": {"schema": {"$ref": f"#/components/schemas/{name}_row"}},
        },
        "headers": _header_references(["ETag", "Link"]),
    }
    responses = {"200": response}
    responses.update(_shared_responses("304", "400", "404", "405", "406", "410"))
    return {
        "operationId": f"{name}_row",
        "summary": summary,
        "parameters": [slug, *CONDITIONAL_HEADERS],
        "responses": responses,
    }


# -- parameters -----------------------------------------------------------------------------------


def _parameters(
    endpoint: type[ListEndpoint], export_format: Format, record: RecordSummary, on: date
) -> list[Document]:
    options = ExportOptionsForm({}, export_format, COLUMNS[endpoint.name]).fields
    parameters = []
    for name in endpoint.parameter_names(export_format):
        if name in endpoint.filters:
            description = endpoint.filters[name].extra.get("help_text", "")
            schema = _filter_schema(endpoint, name, record, on)
        elif name == "after":
            description = _("a place in the list, as next gives it")
            schema = {"type": "string", "pattern": PAGE_KEY_PATTERNS[endpoint.row_type]}
        else:
            description = options[name].help_text
            schema = _option_schema(endpoint, name)
        parameter: Document = {
            "name": name,
            "in": "query",
            "description": force_str(description),
            "schema": schema,
        }
        if name == "fields":  # its values are joined by commas
            parameter["style"] = "form"
            parameter["explode"] = False
        parameters.append(parameter)
    return parameters


def _option_schema(endpoint: type[ListEndpoint], name: str) -> Schema:
    if name == "limit":
        return {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}
    if name == "bom":
        return {"type": "string", "enum": ["0", "1"]}
    if name == "separator":
        return {"type": "string", "enum": ["comma", "semicolon"]}
    columns = [column.name for column in COLUMNS[endpoint.name]]
    return {"type": "array", "items": {"type": "string", "enum": columns}, "minItems": 1}


def _filter_schema(
    endpoint: type[ListEndpoint], name: str, record: RecordSummary, on: date
) -> Schema:
    """The values that a filter takes, as its field validates them."""
    filter_ = endpoint.filters[name]
    partners = record.partners
    names = {"project": record.projects, "partner": partners, "issuer": partners}
    if name in names:
        return _slugs_schema(names[name], filter_.field_class)
    if name == "year":
        return _values_schema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})
    if issubclass(filter_.field_class, DayField):
        return {"type": "string", "format": "date", "pattern": f"^{_years_until(on.year)}-"}
    choices = filter_.extra.get("choices")
    if choices:
        return _choices_schema([value for value, _label in choices], filter_.field_class)
    if issubclass(filter_.field_class, MultipleValuesField):
        return _values_schema({"type": "string"})
    return {
        "type": "string",
        "maxLength": filter_.extra["max_length"],
        "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$",
    }


def _choices_schema(values: list[str], field_class: type) -> Schema:
    schema: Schema = {"type": "string", "enum": values}
    if issubclass(field_class, MultipleValuesField):
        return _values_schema(schema)
    return schema


def _slugs_schema(names: list[tuple[str, str]], field_class: type) -> Schema:
    """Any of these slugs. An empty enum is not allowed, so without slugs no text fits."""
    slugs = [slug for slug, _name in names]
    if slugs:
        return _choices_schema(slugs, field_class)
    nothing: Schema = {"type": "string", "pattern": "^$"}
    return _values_schema(nothing) if issubclass(field_class, MultipleValuesField) else nothing


def _values_schema(value: Schema) -> Schema:
    """Values of one parameter, which is given once for each: ``year=2018&year=2019``."""
    return {"type": "array", "items": value, "minItems": 1, "maxItems": MOST_VALUES}


def _years_until(last: int) -> str:
    """A pattern of the years 1 to ``last`` in four digits: a day in the future is refused.

    A smaller year has the same digits up to some place, a smaller digit there, and any after it.
    """
    digits = f"{last:04}"
    patterns = []
    for place, digit in enumerate(digits):
        if digit != "0":
            remaining = "[0-9]" * (3 - place)
            patterns.append(f"{digits[:place]}[0-{int(digit) - 1}]{remaining}")
    patterns.append(digits)
    return f"(?!0000)(?:{'|'.join(patterns)})"


# -- components -----------------------------------------------------------------------------------


def _refusals() -> dict[str, str]:
    return {
        "400": _("The request cannot be read as it stands."),
        "404": _("Nothing public is at this address."),
        "405": _("This address can only be read."),
        "406": _("The Accept header excludes what this address gives."),
        "410": _("The row was withdrawn. The reason is given."),
        "503": _("Too many whole lists are being sent just now. Ask again in a few seconds."),
    }


def _shared_responses(*statuses: str) -> Document:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _component_responses() -> Document:
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    responses: Document = {
        "304": {"description": _("Nothing has changed."), "headers": _header_references(["ETag"])},
    }
    for status, description in _refusals().items():
        responses[status] = {"description": description, "content": problem}
    return responses


def _component_headers() -> Document:
    descriptions = {
        "ETag": _("Names this very answer: send it back as If-None-Match."),
        "Link": _(
            "The page that shows the same, the other language, the schema and the next page "
            "(RFC 8288)."
        ),
        "Content-Disposition": _("A name for the file."),
    }
    headers = {}
    for name, description in descriptions.items():
        headers[name] = {"description": description, "schema": {"type": "string"}}
    return headers


def _header_references(names: list[str]) -> Document:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _component_schemas() -> Document:
    schemas: Document = {"problem": PROBLEM_SCHEMA}
    for name in ENVELOPED:
        schemas[name] = envelope_schema(row_schema(COLUMNS[name]))
        schemas[f"{name}_row"] = whole_row_schema(COLUMNS[name])
    return schemas


PROBLEM_SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["parameter", "detail"],
            },
        },
        "reason": {
            "type": "object",
            "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
