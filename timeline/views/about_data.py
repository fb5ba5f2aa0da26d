"""The page about the data formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.columns import COLUMNS
from timeline.exports.endpoints import ENDPOINTS, LIST_TITLES
from timeline.exports.export_options import MAX_PAGE_SIZE, ExportOptionsForm
from timeline.exports.formats import (
    FIGURES,
    MILESTONES,
    PARTNERS,
    PEOPLE,
    RELEASES,
    STATEMENTS,
    Format,
    formats_for,
)
from timeline.models import Milestone, Partner, Person, Release
from timeline.views.public_page import PublicPage, now

# (description, name of the list, suffix, query) of the addresses shown. A test asks for each.
EXAMPLES = (
    (_("Everything, a hundred milestones at a time"), MILESTONES, "json", ""),
    (
        _("What is dated 2019, titles and dates only"),
        MILESTONES,
        "json",
        "?year=2019&fields=slug,title,date",
    ),
    (_("What had been announced by the end of 2018"), MILESTONES, "json", "?as_of=2018-12-31"),
    (
        _("Every plan whose date has passed without an outcome"),
        MILESTONES,
        "csv",
        "?outlook=window_passed",
    ),
    (
        _("The same for Excel"),
        MILESTONES,
        "csv",
        "?outlook=window_passed&bom=1",
    ),
    (_("The releases of 2018"), RELEASES, "csv", "?year=2018"),
    (_("Who is known to have held a post in 2018"), PEOPLE, "json", "?year=2018"),
)


@dataclass(frozen=True)
class ExportedList:
    """A list, and its formats as (address, format)."""

    what: str | Promise
    formats: list[tuple[str, Format]]


def exported_lists() -> list[ExportedList]:
    lists = []
    for name, endpoint in ENDPOINTS.items():
        formats = []
        for suffix, export_format in formats_for(name).items():
            formats.append((reverse(endpoint.url_name, args=[suffix]), export_format))
        lists.append(ExportedList(LIST_TITLES[name], formats))
    return lists


def filter_parameters() -> list[tuple[str, str | Promise, list[str]]]:
    """(name, help text, choices) of each filter of the timeline."""
    parameters = []
    for name, filter_ in ENDPOINTS[MILESTONES].filters.items():
        choices = [value for value, _label in filter_.extra.get("choices", ())]
        parameters.append((name, filter_.extra.get("help_text", ""), choices))
    return parameters


def option_parameters() -> dict[str, Any]:
    """The help text of each option that a format of the timeline has, by name."""
    parameters = {}
    for export_format in formats_for(MILESTONES).values():
        form = ExportOptionsForm({}, export_format, COLUMNS[MILESTONES])
        for name, field in form.fields.items():
            parameters[name] = field.help_text
    return parameters


def example_addresses(request: HttpRequest) -> list[tuple[str | Promise, str]]:
    """(description, absolute address) of each example."""
    examples: list[tuple[str | Promise, str]] = []
    for description, name, suffix, query in EXAMPLES:
        path = reverse(ENDPOINTS[name].url_name, args=[suffix])
        examples.append((description, request.build_absolute_uri(path + query)))
    return examples


def about_data(request: HttpRequest) -> HttpResponse:
    """``/about/data/``: what a program may rely on, and how to ask."""
    at, _today = now()
    newest_milestone = Milestone.objects.published(at).order_by("-pk").first()
    newest_release = Release.objects.published(at).order_by("-pk").first()
    newest_organization = Partner.objects.published(at).order_by("-pk").first()
    newest_person = Person.objects.published(at).order_by("-pk").first()
    context = {
        "offers": exported_lists(),
        "singles": [newest_milestone, newest_release, newest_organization, newest_person],
        "filters": filter_parameters(),
        "how": option_parameters().items(),
        "columns": [
            (_("Milestones and plans"), COLUMNS[MILESTONES]),
            (_("Releases"), COLUMNS[RELEASES]),
            (_("Organizations"), COLUMNS[PARTNERS]),
            (_("People"), COLUMNS[PEOPLE]),
            (_("Figures"), COLUMNS[FIGURES]),
            (_("Statements over time"), COLUMNS[STATEMENTS]),
        ],
        "examples": example_addresses(request),
        "most": MAX_PAGE_SIZE,
    }
    return PublicPage(request, at).render("timeline/about_data.html", context)
