"""The OpenAPI 3.1 document, made from the filters, the formats and the public columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from timeline.exports.columns import COLUMNS, Schema
from timeline.exports.endpoints import ENDPOINTS, MOST_ROWS, WHAT, ExportOptionsForm, ListEndpoint
from timeline.exports.formats import Format, formats_for
from timeline.exports.json_schema import ENVELOPED, envelope_schema, row_schema, whole_row_schema
from timeline.http.problem_details import MEDIA_TYPE
from timeline.http.record_summary import RecordSummary
from timeline.i18n.number_words import capital
from timeline.queries.filters import FIRST_YEAR, LAST_YEAR, MOST_VALUES, MultipleValuesField

# A day as patterns have it: with the 29th of February where the calendar has one, or the turn of a century.
DATE_OF_KEY = (
    "(?:[1-9][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))|[1-9][0-9](?:[02468][048]|[13579][26])-02-29)"
)
KEYS = {
    "milestones": f"^[0-9]{{1,18}}_{DATE_OF_KEY}_[0-9]{{1,18}}$",
    "releases": f"^{DATE_OF_KEY}_[0-9]{{1,18}}$",
    "corrections": "^[0-9]{1,18}_[0-9]{1,18}$",
}
Document = dict[str, Any]
VERSION = "1"  # moves when an address, a parameter or a column goes, or means something else


def openapi_document(site: str, front: RecordSummary, on: date) -> Document:
    """The document, on a day. ``front`` gives the names that can be filtered by."""
    paths: Document = {}
    for name, one in ENDPOINTS.items():
        for form in formats_for(name).values():
            paths[_path(one.address, form.suffix)] = _both(_list(name, one, form, front, on))
    paths["/milestones/{slug}.json"] = _both(_single("milestones", _("A milestone")))
    paths["/releases/{slug}.json"] = _both(_single("releases", _("A release")))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("%s: the record as data") % (front.company or _("Company")),
            "version": VERSION,
            "description": _(
                "Every view of the timeline at the same address with a suffix and the same parameters. Ask again with "
                "If-None-Match and get 304 as long as nothing has changed."
            ),
        },
        "servers": [{"url": site.rstrip("/")}, {"url": f"{site.rstrip('/')}/fr"}],
        "externalDocs": {"url": site.rstrip("/") + reverse("timeline:about-data")},
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _responses(), "headers": _headers()},
    }


def _path(name: str, *given: str) -> str:
    """The address below a server's, which is in English or in French."""
    with translation.override("en"):
        return reverse(name, args=given)


def _both(operation: Document) -> Document:
    """The same for GET, and for HEAD, which gives the headers alone."""
    statuses = {
        status: {name: value for name, value in answer.items() if name != "content"}
        for status, answer in operation["responses"].items()
        if status in {"200", "304"}
    }
    bare = {
        status: {"description": text}
        for status, text in _refusals().items()
        if status in operation["responses"]
    }
    head = operation | {
        "operationId": f"{operation['operationId']}_head",
        "responses": statuses | bare,
    }
    return {"get": operation, "head": head}


def _list(
    name: str, one: type[ListEndpoint], form: Format, front: RecordSummary, on: date
) -> Document:
    return {
        "operationId": f"{name}_{form.suffix}",
        "summary": f"{capital(force_str(WHAT[name]))} ({form.label}, {force_str(form.what)})",
        "parameters": [*_parameters(one, form, front, on), *_CONDITIONS],
        "responses": {"200": _given(one, form), **_shared("304", "400", "405", "406")},
    }


def _single(name: str, summary: str) -> Document:
    slug: Document = {
        "name": "slug",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    }
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}_row"}}}
    given = {"description": summary, "content": content, "headers": _with_headers("ETag", "Link")}
    return {
        "operationId": f"{name}_row",
        "summary": summary,
        "parameters": [slug, *_CONDITIONS],
        "responses": {"200": given, **_shared("304", "400", "404", "405", "406", "410")},
    }


def _given(one: type[ListEndpoint], form: Format) -> Document:
    schema: Schema = {"type": "string"}
    if form.suffix == "json":
        schema = {"$ref": f"#/components/schemas/{one.of}"}
    elif form.media_type.endswith("json"):
        schema = {"type": "object"}
    return {
        "description": force_str(form.what),
        "content": {form.media_type: {"schema": schema}},
        "headers": _with_headers(
            "ETag", "Link", *([] if form.page_size else ["Content-Disposition"])
        ),
    }


# -- parameters -------------------------------------------------------------------------------------------------------


def _parameters(
    one: type[ListEndpoint], form: Format, front: RecordSummary, on: date
) -> list[Document]:
    how = ExportOptionsForm({}, form, COLUMNS[one.name]).fields
    found = []
    for name in one.known(form):
        if name in one.filters:
            help_text = one.filters[name].extra.get("help_text", "")
            schema = _schema_of_filter(one, name, front, on)
        elif name == "after":
            help_text, schema = (
                _("a place in the list, as next gives it"),
                {"type": "string", "pattern": KEYS[one.of]},
            )
        else:
            help_text, schema = how[name].help_text, _schemas_of_how(one)[name]
        parameter: Document = {
            "name": name,
            "in": "query",
            "description": force_str(help_text),
            "schema": schema,
        }
        found.append(parameter | ({"style": "form", "explode": False} if name == "fields" else {}))
    return found


def _schemas_of_how(one: type[ListEndpoint]) -> Mapping[str, Schema]:
    names = [column.name for column in COLUMNS[one.name]]
    return {
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "fields": {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1},
        "bom": {"type": "string", "enum": ["0", "1"]},
    }


def _schema_of_filter(one: type[ListEndpoint], name: str, front: RecordSummary, on: date) -> Schema:
    """What a filter takes, as its field says."""
    named = {"project": front.projects, "partner": front.partners}
    if name in named:
        slugs = [slug for slug, _label in named[name]]
        return _several(
            {"type": "string", "enum": slugs} if slugs else {"type": "string", "pattern": "^$"}
        )
    if name == "year":
        return _several({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})
    filtered = one.filters[name]
    if choices := filtered.extra.get("choices"):
        taken: Schema = {"type": "string", "enum": [value for value, _label in choices]}
        return _several(taken) if issubclass(filtered.field_class, MultipleValuesField) else taken
    if issubclass(filtered.field_class, MultipleValuesField):
        return _several({"type": "string"})
    if name == "as_of":
        return {"type": "string", "format": "date", "pattern": f"^{_years_to(on.year)}-"}
    return {
        "type": "string",
        "maxLength": filtered.extra["max_length"],
        "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$",
    }


def _years_to(last: int) -> str:
    """A pattern of the years up to that one, in four digits: a day that has not come yet is refused."""
    digits = f"{last:04}"
    less = [
        f"{digits[:at]}[0-{int(one) - 1}]{'[0-9]' * (3 - at)}"
        for at, one in enumerate(digits)
        if one != "0"
    ]
    return f"(?!0000)(?:{'|'.join([*less, digits])})"


def _several(each: Schema) -> Schema:
    """Values of one parameter, given again for each: ``year=2018&year=2019``."""
    return {"type": "array", "items": each, "minItems": 1, "maxItems": MOST_VALUES}


_CONDITIONS: list[Document] = [
    {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}},
]

# -- answers ----------------------------------------------------------------------------------------------------------


def _refusals() -> dict[str, str]:
    return {
        "400": _("The request cannot be read as it stands."),
        "404": _("Nothing public is at this address."),
        "405": _("This address can only be read."),
        "406": _("The Accept header excludes what this address gives."),
        "410": _("The row was withdrawn. The reason is given."),
    }


def _shared(*statuses: str) -> Document:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _responses() -> Document:
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    refusals = {
        status: {"description": text, "content": problem} for status, text in _refusals().items()
    }
    return {
        "304": {"description": _("Nothing has changed."), "headers": _with_headers("ETag")},
        **refusals,
    }


def _headers() -> Document:
    meanings = {
        "ETag": _("Names this very answer: send it back as If-None-Match."),
        "Link": _(
            "The page that shows the same, the other language, the schema and the next page (RFC 8288)."
        ),
        "Content-Disposition": _("A name for the file."),
    }
    return {
        name: {"description": text, "schema": {"type": "string"}} for name, text in meanings.items()
    }


def _with_headers(*names: str) -> Document:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _schemas() -> Document:
    found: Document = {"problem": PROBLEM}
    for name in ENVELOPED:
        found[name] = envelope_schema(row_schema(COLUMNS[name]))
        found[f"{name}_row"] = whole_row_schema(COLUMNS[name])
    return found


PROBLEM: Schema = {
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
