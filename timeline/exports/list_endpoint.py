"""What all lists have as data: a subclass for each is in ``endpoints``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.columns import COLUMNS
from timeline.exports.export_options import ExportOptionsForm, misused_parameters
from timeline.exports.formats import MILESTONES, Format, formats_for
from timeline.exports.json_schema import ENVELOPED
from timeline.exports.rows import Export
from timeline.exports.serializer_context import SerializerContext
from timeline.http.record_summary import RecordSummary
from timeline.i18n.bilingual import OTHER, active_language
from timeline.i18n.language import localized_path
from timeline.models import DocumentType
from timeline.models.status_marks import status_words
from timeline.queries.filter_kinds import MultipleValuesField
from timeline.queries.pagination import query_string
from timeline.queries.parameters import quoted_back

SEPARATORS = {"comma": ",", "semicolon": ";"}


@dataclass(frozen=True)
class ExportRequest:
    """A request for a list in a format."""

    parameters: QueryDict
    format: Format
    site: str
    """The absolute address of the root."""
    at: datetime
    today: date
    record: RecordSummary = field(default_factory=RecordSummary)

    def absolute(self, path: str) -> str:
        return self.site.rstrip("/") + path


class ListEndpoint:
    """A list as data. A subclass says which query it takes and which rows it exports."""

    name: str
    row_type = MILESTONES
    page_name: str
    """URL name of the page that shows the same."""
    url_name: str
    """URL name of the data, whose argument is the suffix."""
    filters: Mapping[str, Any] = {}
    """The filters of the page, by parameter."""

    def __init__(self, request: ExportRequest) -> None:
        self.request = request
        self.format = request.format
        self.options = ExportOptionsForm(request.parameters, self.format, COLUMNS[self.name])
        self.query = self.make_query()

    # -- what a subclass defines --

    def make_query(self) -> Any:
        """The query object of the list, bound to the parameters. Its ``forms`` validate them."""
        raise NotImplementedError

    def export(self) -> Export:
        raise NotImplementedError

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return []

    # -- validation --

    @classmethod
    def parameter_names(cls, export_format: Format) -> list[str]:
        """The parameters that the list takes in a format, in the order of the documentation."""
        names = list(cls.filters)
        names.extend(ExportOptionsForm({}, export_format, COLUMNS[cls.name]).fields)
        if export_format.page_size:
            names.append("after")
        return names

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """(parameter, message) of each fault in the request, each once."""
        known = self.parameter_names(self.format)
        multiple = []
        for name, filter_ in self.filters.items():
            if issubclass(filter_.field_class, MultipleValuesField):
                multiple.append(name)
        refused = None if self.format.strict else names_of_all_lists()
        problems = misused_parameters(self.request.parameters, known, multiple, refused=refused)
        forms = list(self.query.forms)
        forms.append(self.options)
        for form in forms:
            for name, messages in form.errors.items():
                parameter = "" if name == "__all__" else name
                for message in messages:
                    problems.append((parameter, quoted_back(str(message))))
        return list(dict.fromkeys(problems))

    # -- what all lists have --

    @property
    def context(self) -> SerializerContext:
        addresses = AbsoluteAddresses(self.request.site, active_language())
        return SerializerContext(self.request.at, self.request.today, addresses)

    @property
    def page_size(self) -> int:
        return self.options.cleaned_data.get("limit") or self.format.page_size

    @property
    def list_pages(self) -> dict[str, str]:
        """By language, the address of the page that shows the same."""
        pages = {}
        for language in OTHER:
            path = localized_path(language, reverse(self.page_name))
            pages[language] = self.request.absolute(path)
        return pages

    def address(self, language: str = "", after: str | None = None) -> str:
        """The export's own address, or that of another page or of the other language."""
        path = reverse(self.url_name, args=[self.format.suffix])
        parameters = self.active_filters.copy()
        for name in self.options.fields:
            parameters.append((name, self.request.parameters.get(name)))
        parameters.append(("after", after))
        localized = localized_path(language or active_language(), path)
        return self.request.absolute(localized + query_string(parameters))

    def make_export(
        self,
        rows: Iterable[Any],
        *,
        heading: str,
        sentences: list[str],
        total: int | None = 0,
        undated: int | None = 0,
        next_key: str = "",
    ) -> Export:
        """An export of these rows. ``next_key``: the page key of the next page, "" on the last."""
        request, language = self.request, active_language()
        version = request.record.version
        columns = self.options.cleaned_data.get("fields")
        page = reverse(self.page_name) + query_string(self.active_filters)
        company = request.record.company or _("Company")
        schema = ""
        if self.row_type in ENVELOPED:
            schema = request.absolute(reverse("timeline:schema", args=[self.row_type]))
        first_page, page_key = "", None
        if self.format.page_size:
            first_page, page_key = self.address(), request.parameters.get("after")
        return Export(
            rows=rows,
            columns=columns or COLUMNS[self.name],
            language=language,
            company=company,
            heading=heading,
            sentences=sentences,
            html_address=request.absolute(page),
            address=self.address(after=page_key),
            other_language_address=self.address(language=OTHER[language]),
            zone=timezone.get_default_timezone(),
            labels=_labels(),
            first_page=first_page,
            about=request.absolute(reverse("timeline:about-data")),
            schema=schema,
            next_page=self.address(after=next_key) if next_key else "",
            filters={name: _json_value(value) for name, value in self.active_filters},
            total=total,
            undated=undated,
            on=self.context.on,
            updated_at=version.changed_at if version else None,
            edition=version.number if version else None,
            edition_on=version.edition_on if version else request.today,
            read_on=request.today,
            site_name=_("%(company)s timeline") % {"company": company},
            bom=self.options.cleaned_data.get("bom") == "1",
            separator=SEPARATORS[self.options.cleaned_data.get("separator") or "comma"],
        )


def _json_value(value: Any) -> Any:
    """A filter's value as JSON writes it."""
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def names_of_all_lists() -> frozenset[str]:
    """Every parameter that some list takes in some format.

    Whoever gives one to a list that does not take it expects something that would not happen.
    """
    names = {"after", "before"}
    for endpoint in ListEndpoint.__subclasses__():
        for export_format in formats_for(endpoint.name).values():
            names.update(endpoint.parameter_names(export_format))
    return frozenset(names)


def _labels() -> dict[str, str]:
    """By code, what formats say of milestones and documents, in the active language."""
    labels = dict(status_words())
    for code, label in DocumentType.choices:
        labels[code] = str(label)
    return labels
