"""The data formats, for people."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.columns import COLUMNS
from timeline.exports.endpoints import ENDPOINTS, MOST_ROWS, WHAT, ExportOptionsForm
from timeline.exports.formats import MILESTONES, RELEASES, Format, formats_for
from timeline.models import Milestone, Release
from timeline.views.public_page import PublicPage, now

# (what for, name of the list, suffix, query): shown as addresses, each of which a test asks for.
EXAMPLES = (
    (_("Everything, a hundred milestones at a time"), MILESTONES, "json", ""),
    (
        _("What is dated 2019, its titles and dates alone"),
        MILESTONES,
        "json",
        "?year=2019&fields=slug,title,date",
    ),
    (_("What had been announced by the end of 2018"), MILESTONES, "json", "?as_of=2018-12-31"),
    (
        _("Every plan whose time has passed without an outcome"),
        MILESTONES,
        "csv",
        "?outlook=window_passed",
    ),
    (
        _("The same for a spreadsheet that guesses at accents"),
        MILESTONES,
        "csv",
        "?outlook=window_passed&bom=1",
    ),
    (_("The releases of 2018"), RELEASES, "csv", "?year=2018"),
)


@dataclass(frozen=True)
class FormatExample:
    """A list that can be had as data: where, and in which formats, as (address, format)."""

    what: str | Promise
    formats: list[tuple[str, Format]]


def format_examples() -> list[FormatExample]:
    return [
        FormatExample(
            WHAT[name],
            [
                (reverse(one.address, args=[suffix]), form)
                for suffix, form in formats_for(name).items()
            ],
        )
        for name, one in ENDPOINTS.items()
    ]


def about_data(request: HttpRequest) -> HttpResponse:
    """``/about/data/``: what a program may rely on, and how to ask."""
    at, _today = now()
    page = PublicPage(request, at)
    how = {
        name: field.help_text
        for form in formats_for(MILESTONES).values()
        for name, field in ExportOptionsForm({}, form, COLUMNS[MILESTONES]).fields.items()
    }
    context = {
        "offers": format_examples(),
        "singles": [
            model.objects.published(at).order_by("-pk").first() for model in (Milestone, Release)
        ],
        "filters": [
            (
                name,
                one.extra.get("help_text", ""),
                [value for value, _label in one.extra.get("choices", ())],
            )
            for name, one in ENDPOINTS[MILESTONES].filters.items()
        ],
        "how": how.items(),
        "columns": [
            (_("Milestones and plans"), COLUMNS[MILESTONES]),
            (_("Releases"), COLUMNS[RELEASES]),
        ],
        "examples": [
            (
                what,
                request.build_absolute_uri(reverse(ENDPOINTS[name].address, args=[suffix]) + query),
            )
            for what, name, suffix, query in EXAMPLES
        ],
        "most": MOST_ROWS,
    }
    return page.render("timeline/about_data.html", context)
