"""List endpoints: the milestones of a selection, the releases, the plans, the corrections.

An endpoint reads the parameters of a request, names what is wrong with them, and makes the
``Export`` that a format renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from timeline.dates.precisions import EXACT
from timeline.exports.addresses import AbsoluteAddresses
from timeline.exports.columns import COLUMNS
from timeline.exports.export_options import ExportOptionsForm, misused_parameters
from timeline.exports.formats import CORRECTIONS, MILESTONES, PLANS, RELEASES, Format
from timeline.exports.json_schema import ENVELOPED
from timeline.exports.release_serializer import (
    release_rows,
    serialize_release,
    with_export_parts,
)
from timeline.exports.rows import Export
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.serializers import (
    correction_rows,
    milestone_rows,
    serialize_milestones,
    with_export_columns,
)
from timeline.http.record_summary import RecordSummary
from timeline.i18n.bilingual import OTHER, active_language
from timeline.i18n.language import localized_path
from timeline.i18n.number_words import capital, number_in_words
from timeline.models import Correction, DocumentType, Milestone
from timeline.models.status_marks import status_words
from timeline.pages.descriptions import heading, in_brief, left_out
from timeline.queries.corrections import CORRECTION_ORDER, CorrectionListQuery
from timeline.queries.filters import MilestoneFilters, MultipleValuesField
from timeline.queries.pagination import paginate, query_string
from timeline.queries.parameters import quoted_back
from timeline.queries.plans import PlanListQuery
from timeline.queries.releases import RELEASE_ORDER, ReleaseFilters, ReleaseList, ReleaseListQuery
from timeline.queries.selection import MILESTONE_ORDER, Selection, TimelineQuery

# By ``Format.required_date``, the milestones that a format can hold.
EXPORTABLE = {
    "exact": Q(precision__in=EXACT),
    "dated": Q(first_year__isnull=False),
    "": Q(),
}


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
        problems = misused_parameters(self.request.parameters, known, multiple)
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
        total: int = 0,
        undated: int = 0,
        next_key: str = "",
    ) -> Export:
        """An export of these rows. ``next_key``: the page key of the next page, "" on the last."""
        request, language = self.request, active_language()
        version = request.record.version
        columns = self.options.cleaned_data.get("fields")
        page = reverse(self.page_name) + query_string(self.active_filters)
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
            company=request.record.company or _("Company"),
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
            bom=self.options.cleaned_data.get("bom") == "1",
        )


def _labels() -> dict[str, str]:
    """By code, what formats say of milestones and documents, in the active language."""
    labels = dict(status_words())
    for code, label in DocumentType.choices:
        labels[code] = str(label)
    return labels


def _json_value(value: Any) -> Any:
    """A filter's value as JSON writes it."""
    if isinstance(value, date):
        return value.isoformat()
    return value


class MilestoneEndpoint(ListEndpoint):
    """``/timeline.<suffix>``: a selection of the timeline."""

    name = MILESTONES
    page_name = "timeline:timeline"
    url_name = "timeline:timeline-data"
    filters = MilestoneFilters.base_filters

    def make_query(self) -> TimelineQuery:
        request = self.request
        return TimelineQuery(
            request.parameters, at=request.at, today=request.today, names=request.record.names
        )

    @cached_property
    def selection(self) -> Selection:
        return Selection(self.query)

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return self.selection.pairs

    @property
    def context(self) -> SerializerContext:
        selection = self.selection
        addresses = super().context.addresses
        as_of = selection.parameters.get("as_of")
        return SerializerContext(self.request.at, selection.as_of_day, addresses, as_of)

    def export(self) -> Export:
        selection, context = self.selection, self.context
        description: dict[str, Any] = {
            "heading": heading(selection) or _("Company timeline"),
            "sentences": self._sentences(),
        }
        if self.format.has_total:
            description["total"] = selection.total
            description["undated"] = int(selection.counts["undated"])
        if not self.format.page_size:
            exportable = selection.rows.filter(EXPORTABLE[self.format.required_date])
            return self.make_export(milestone_rows(exportable, context), **description)
        page = paginate(
            with_export_columns(selection.rows, context),
            MILESTONE_ORDER,
            selection.page_keys.get("after"),
            None,
            self.page_size,
        )
        rows = serialize_milestones(page.rows, context)
        return self.make_export(rows, next_key=page.older, **description)

    def _sentences(self) -> list[str]:
        """How much is shown, and what the format has to leave out."""
        sentences = []
        if self.format.has_total:
            sentences.append(in_brief(self.selection))
        required_date = self.format.required_date
        if required_date:
            exportable = EXPORTABLE[required_date]
            sentences.extend(left_out(self.selection, exportable, required_date))
        return sentences


class ReleaseEndpoint(ListEndpoint):
    """``/releases.<suffix>``: the releases on file."""

    name = RELEASES
    row_type = RELEASES
    page_name = "timeline:releases"
    url_name = "timeline:releases-data"
    filters = ReleaseFilters.base_filters

    def make_query(self) -> ReleaseListQuery:
        return ReleaseListQuery(self.request.parameters, at=self.request.at)

    @cached_property
    def releases(self) -> ReleaseList:
        return ReleaseList(self.query, self.request.at)

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return list(self.releases.parameters.items())

    def export(self) -> Export:
        releases, context = self.releases, self.context
        total, sentences = 0, []
        if self.format.has_total:
            total = releases.total
            counted = _number_of_releases(total, releases.has_others)
            sentences = [_("%s on file.") % capital(counted)]
        description: dict[str, Any] = {
            "heading": _("Releases on file"),
            "sentences": sentences,
            "total": total,
        }
        if not self.format.page_size:
            return self.make_export(release_rows(releases.selected, context), **description)
        page = paginate(
            with_export_parts(releases.selected, context),
            RELEASE_ORDER,
            releases.page_keys.get("after"),
            None,
            self.page_size,
        )
        rows = (serialize_release(release, context) for release in page.rows)
        return self.make_export(rows, next_key=page.older, **description)


def _number_of_releases(number: int, has_others: bool) -> str:
    """How many releases; of documents some of which are no releases, how many documents."""
    if has_others:
        return ngettext("%s document", "%s documents", number) % number_in_words(number)
    return ngettext("%s release", "%s releases", number) % number_in_words(number)


class PlanEndpoint(ListEndpoint):
    """``/outlook.<suffix>``: every plan, and what came of it."""

    name = PLANS
    page_name = "timeline:outlook"
    url_name = "timeline:outlook-data"

    def make_query(self) -> PlanListQuery:
        return PlanListQuery(self.request.parameters)

    def export(self) -> Export:
        plans = Milestone.objects.published(self.request.at).plans()
        rows = milestone_rows(plans, self.context)
        return self.make_export(rows, heading=_("Plans and outcomes"), sentences=[])


class CorrectionEndpoint(ListEndpoint):
    """``/corrections.<suffix>``: what was changed after visitors had read it, newest first."""

    name = CORRECTIONS
    row_type = CORRECTIONS
    page_name = "timeline:corrections"
    url_name = "timeline:corrections-data"

    def make_query(self) -> CorrectionListQuery:
        return CorrectionListQuery(self.request.parameters)

    def export(self) -> Export:
        corrections = Correction.objects.public(self.request.at).with_rows()
        after = self.query.page_form.cleaned_data.get("after")
        page = paginate(corrections, CORRECTION_ORDER, after, None, self.page_size)
        list_pages = {}
        for language in OTHER:
            path = localized_path(language, reverse(self.page_name))
            list_pages[language] = self.request.absolute(path)
        return self.make_export(
            correction_rows(page.rows, list_pages, self.context),
            next_key=page.older,
            heading=_("Corrections"),
            sentences=[],
        )


LIST_TITLES = {
    MILESTONES: _lazy("the timeline, filtered"),
    RELEASES: _lazy("the releases on file"),
    PLANS: _lazy("every plan, and what came of it"),
    CORRECTIONS: _lazy("what was changed after it could be read"),
}
ENDPOINTS: Mapping[str, type[ListEndpoint]] = {
    MILESTONES: MilestoneEndpoint,
    RELEASES: ReleaseEndpoint,
    PLANS: PlanEndpoint,
    CORRECTIONS: CorrectionEndpoint,
}
