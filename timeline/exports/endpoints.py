"""The lists that can be taken away: the milestones of a selection, the releases, the plans.

Each reads a request's parameters, says what is wrong with them, and makes the ``Taken`` that a format renders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from timeline.dates.precisions import EXACT
from timeline.exports.columns import COLUMNS, Column
from timeline.exports.correction_rows import correction_rows
from timeline.exports.formats import CORRECTIONS, MILESTONES, PLANS, RELEASES, Format
from timeline.exports.json_schema import ENVELOPED
from timeline.exports.rows import Export
from timeline.exports.serializers import (
    AbsoluteAddresses,
    SerializerContext,
    milestone_rows,
    release_rows,
    serialize_milestones,
    serialize_release,
    with_export_columns,
    with_release_counts,
)
from timeline.http.record_summary import RecordSummary
from timeline.i18n.bilingual import OTHER, active_language
from timeline.i18n.language import localized_path
from timeline.i18n.number_words import capital, number_in_words
from timeline.models import Correction, Milestone
from timeline.models.status_marks import status_words
from timeline.pages.descriptions import heading, in_brief, left_out
from timeline.queries.corrections import CORRECTION_ORDER, CorrectionListQuery
from timeline.queries.filters import MOST_VALUES, MilestoneFilters, MultipleValuesField
from timeline.queries.pagination import paginate, query_string
from timeline.queries.parameters import quoted_back
from timeline.queries.plans import PlanListQuery
from timeline.queries.releases import RELEASE_ORDER, ReleaseFilters, ReleaseList, ReleaseListQuery
from timeline.queries.selection import MILESTONE_ORDER, Selection, TimelineQuery

MOST_ROWS = 500  # rows of a page
ROWS_HELD = {
    "exact": Q(precision__in=EXACT),
    "dated": Q(first_year__isnull=False),
    "": Q(),
}  # by what a format holds


class LimitField(forms.IntegerField):
    """How many rows a page is to have, in plain digits."""

    default_error_messages = {"invalid": _lazy("Give a number from 1 to 500.")}

    def to_python(self, value: Any) -> int | None:
        text = str(value or "")
        if text and not (
            text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MOST_ROWS
        ):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return int(text) if text else None


class ColumnNamesField(forms.CharField):
    """Names of public columns, joined by commas."""

    def __init__(self, columns: Sequence[Column], **options: Any) -> None:
        super().__init__(required=False, max_length=1000, **options)
        self.columns = {column.name: column for column in columns}

    def clean(self, value: Any) -> tuple[Column, ...]:
        given = super().clean(value)
        names = dict.fromkeys(name.strip() for name in given.split(",")) if given else {}
        if unknown := [name for name in names if name not in self.columns]:
            raise forms.ValidationError(
                _("“%(name)s” is no field. Known: %(known)s."),
                params={"name": quoted_back(unknown[0])[:40], "known": ", ".join(self.columns)},
            )
        return tuple(self.columns[name] for name in names) or tuple(self.columns.values())


class ExportOptionsForm(forms.Form):
    """How a list is to be given: as many rows at a time, which columns, marked as UTF-8 or not."""

    def __init__(self, data: Any, form: Format, columns: Sequence[Column]) -> None:
        super().__init__(data)
        if form.page_size:
            self.fields["limit"] = LimitField(
                required=False, help_text=_lazy("rows of a page, at most 500")
            )
        if form.columns_selectable:
            self.fields["fields"] = ColumnNamesField(
                columns, help_text=_lazy("names of the columns wanted, joined by commas")
            )
        if form.bom_selectable:
            self.fields["bom"] = forms.ChoiceField(
                choices=[("0", "0"), ("1", "1")],
                required=False,
                help_text=_lazy(
                    "1 begins the file with a byte order mark, as some spreadsheets need"
                ),
            )


def misused_parameters(
    data: QueryDict, known: Sequence[str], several: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """(parameter, message) of those that there are not, that are empty, or that were given twice and take one value.

    A page leaves such things out; a program is better told than answered with what it did not mean.
    """
    found = []
    for name, values in data.lists():
        if name not in known:
            listed = _("Known: %s.") % ", ".join(known) if known else _("This address takes none.")
            found.append((quoted_back(name)[:40], f"{_('There is no such parameter.')} {listed}"))
        elif not all(value.strip() for value in values):
            found.append((name, _("Give this a value, or leave it out.")))
        elif name not in several and len(values) > 1:
            found.append((name, _("Give this once.")))
        elif len(values) > MOST_VALUES:
            found.append(
                (
                    name,
                    _("At most %(most)s values of one filter can be combined.")
                    % {"most": MOST_VALUES},
                )
            )
    return found


@dataclass(frozen=True)
class ExportRequest:
    """A request for a list in a format. ``site`` is the absolute address of the root."""

    data: QueryDict
    form: Format
    site: str
    at: datetime
    today: date
    front: RecordSummary = field(default_factory=RecordSummary)

    def absolute(self, path: str) -> str:
        return self.site.rstrip("/") + path


class ListEndpoint:
    """What the lists share. A subclass says what is asked and what it selects."""

    name: str
    of = MILESTONES  # what its rows are
    page: str  # name of the address of the page that shows the same
    address: str  # name of its own
    filters: Mapping[str, Any] = {}  # those of the page, by parameter

    def __init__(self, asking: ExportRequest) -> None:
        self.asking, self.form = asking, asking.form
        self.how = ExportOptionsForm(asking.data, asking.form, COLUMNS[self.name])
        self.asked = self.make_asked()

    # What a subclass says

    def make_asked(self) -> Any:
        """The filters, bound to the request: ``is_valid()``, ``errors`` by parameter."""
        raise NotImplementedError

    def taken(self) -> Export:
        raise NotImplementedError

    # What is wrong with the request

    @classmethod
    def known(cls, form: Format) -> list[str]:
        """The parameters that the list takes in that format, in the order of the documentation."""
        place = ["after"] if form.page_size else []
        return [*cls.filters, *ExportOptionsForm({}, form, COLUMNS[cls.name]).fields, *place]

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """(parameter, message) of each thing that is wrong: unknown, empty, given twice, not to be read."""
        several = [
            name
            for name, one in self.filters.items()
            if issubclass(one.field_class, MultipleValuesField)
        ]
        misused = misused_parameters(self.asking.data, self.known(self.form), several)
        refused = [
            ("" if name == "__all__" else name, quoted_back(str(message)))
            for form in (*self.asked.forms, self.how)
            for name, messages in form.errors.items()
            for message in messages
        ]
        return list(dict.fromkeys([*misused, *refused]))

    # What all of them give

    @property
    def seen(self) -> SerializerContext:
        places = AbsoluteAddresses(self.asking.site, active_language())
        return SerializerContext(self.asking.at, self.asking.today, places)

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """The filters that are on."""
        return []

    def own(self, language: str = "", **place: Any) -> str:
        """Its address, of another page if a place is given, or in another language."""
        path = localized_path(
            language or active_language(), reverse(self.address, args=[self.form.suffix])
        )
        given = [(name, self.asking.data.get(name)) for name in self.how.fields]
        return self.asking.absolute(path + query_string([*self.pairs, *given, *place.items()]))

    def give(self, **values: Any) -> Export:
        """A ``Taken`` with what is the same for all lists filled in."""
        asking, on = self.asking, self.seen.on
        shared: dict[str, Any] = {
            "columns": self.how.cleaned_data.get("fields") or COLUMNS[self.name],
            "of": self.of,
            "language": active_language(),
            "company": asking.front.company or _("Company"),
            "site": asking.site,
            "html": asking.absolute(reverse(self.page) + query_string(self.pairs)),
            "elsewhere": self.own(language=OTHER[active_language()]),
            "zone": timezone.get_default_timezone(),
            "words": status_words(),
            "first": self.own() if self.form.page_size else "",
            "about": asking.absolute(reverse("timeline:about-data")),
            "address": self.own(after=asking.data.get("after") if self.form.page_size else None),
            "schema": asking.absolute(reverse("timeline:schema", args=[self.of]))
            if self.of in ENVELOPED
            else "",
            "asked": {name: _plain(value) for name, value in self.pairs},
            "on": on,
            "updated": asking.front.version.changed_at if asking.front.version else None,
            "bom": self.how.cleaned_data.get("bom") == "1",
        }
        return Export(**(shared | values))

    @property
    def size(self) -> int:
        """Rows of a page."""
        return self.how.cleaned_data.get("limit") or self.form.page_size


def _plain(value: Any) -> Any:
    """A filter's value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


class MilestoneEndpoint(ListEndpoint):
    """``/timeline.<suffix>``: a selection of the timeline."""

    name, page, address = MILESTONES, "timeline:timeline", "timeline:timeline-data"
    filters = MilestoneFilters.base_filters

    def make_asked(self) -> TimelineQuery:
        asking = self.asking
        return TimelineQuery(
            asking.data, at=asking.at, today=asking.today, names=asking.front.names
        )

    @cached_property
    def selection(self) -> Selection:
        return Selection(self.asked)

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        return self.selection.pairs

    @property
    def seen(self) -> SerializerContext:
        by = self.selection.parameters.get("as_of")
        return SerializerContext(self.asking.at, self.selection.as_of_day, super().seen.places, by)

    def taken(self) -> Export:
        selection, seen = self.selection, self.seen
        values: dict[str, Any] = {
            "heading": heading(selection) or _("Company timeline"),
            "sentences": [],
        }
        if self.form.has_total:
            values["total"], values["undated"] = selection.total, int(selection.counts["undated"])
            values["sentences"] = [in_brief(selection)]
        held = ROWS_HELD[self.form.required_date]
        if held:
            values["sentences"] = [
                *values["sentences"],
                *left_out(selection, held, self.form.required_date),
            ]
        if not self.form.page_size:
            return self.give(rows=milestone_rows(selection.rows.filter(held), seen), **values)
        found = paginate(
            with_export_columns(selection.rows, seen),
            MILESTONE_ORDER,
            selection.page_keys.get("after"),
            None,
            self.size,
        )
        onward = self.own(after=found.older) if found.older else ""
        return self.give(rows=serialize_milestones(found.rows, seen), next=onward, **values)


class ReleaseEndpoint(ListEndpoint):
    """``/releases.<suffix>``: the releases on file."""

    of = RELEASES
    name, page, address = RELEASES, "timeline:releases", "timeline:releases-data"
    filters = ReleaseFilters.base_filters

    def make_asked(self) -> ReleaseListQuery:
        return ReleaseListQuery(self.asking.data, at=self.asking.at)

    @cached_property
    def shelf(self) -> ReleaseList:
        return ReleaseList(self.asked, self.asking.at)

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        return list(self.shelf.parameters.items())

    def taken(self) -> Export:
        shelf, seen = self.shelf, self.seen
        values: dict[str, Any] = {"heading": _("Releases on file"), "sentences": []}
        if self.form.has_total:
            values["total"] = shelf.total
            values["sentences"] = [_("%s on file.") % capital(_releases(shelf.total))]
        if not self.form.page_size:
            return self.give(rows=release_rows(shelf.selected, seen), **values)
        found = paginate(
            with_release_counts(shelf.selected, seen),
            RELEASE_ORDER,
            shelf.page_keys.get("after"),
            None,
            self.size,
        )
        onward = self.own(after=found.older) if found.older else ""
        return self.give(
            rows=(serialize_release(row, seen) for row in found.rows), next=onward, **values
        )


def _releases(number: int) -> str:
    return ngettext("%s release", "%s releases", number) % number_in_words(number)


class PlanEndpoint(ListEndpoint):
    """``/outlook.<suffix>``: every plan, and what came of it."""

    name, page, address = PLANS, "timeline:outlook", "timeline:outlook-data"

    def make_asked(self) -> PlanListQuery:
        return PlanListQuery(self.asking.data)

    def taken(self) -> Export:
        rows = Milestone.objects.published(self.asking.at).plans()
        return self.give(
            rows=milestone_rows(rows, self.seen), heading=_("Plans and outcomes"), sentences=[]
        )


class CorrectionEndpoint(ListEndpoint):
    """``/corrections.<suffix>``: what was changed after visitors had read it, newest first."""

    of = CORRECTIONS
    name, page, address = CORRECTIONS, "timeline:corrections", "timeline:corrections-data"

    def make_asked(self) -> CorrectionListQuery:
        return CorrectionListQuery(self.asking.data)

    def taken(self) -> Export:
        self.asked.is_valid()
        rows = Correction.objects.public(self.asking.at).with_rows()
        found = paginate(
            rows, CORRECTION_ORDER, self.asked.page_form.cleaned_data.get("after"), None, self.size
        )
        pages = {
            one: self.asking.absolute(localized_path(one, reverse(self.page))) for one in OTHER
        }
        onward = self.own(after=found.older) if found.older else ""
        return self.give(
            rows=correction_rows(found.rows, pages, self.seen),
            next=onward,
            heading=_("Corrections"),
            sentences=[],
        )


WHAT = {  # is in each, in a few words
    MILESTONES: _lazy("the timeline, filtered"),
    RELEASES: _lazy("the releases on file"),
    PLANS: _lazy("every plan, and what came of it"),
    CORRECTIONS: _lazy("what was changed after it could be read"),
}
ENDPOINTS: Mapping[str, type[ListEndpoint]] = {
    one.name: one for one in (MilestoneEndpoint, ReleaseEndpoint, PlanEndpoint, CorrectionEndpoint)
}
