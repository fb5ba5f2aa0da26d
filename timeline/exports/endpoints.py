"""List endpoints: milestones, releases, plans, corrections, organizations and people.

An endpoint reads the parameters of a request, names what is wrong with them, and makes the
``Export`` that a format renders.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from timeline.dates.precisions import EXACT
from timeline.exports.changes import change_rows
from timeline.exports.formats import (
    CHANGES,
    CORRECTIONS,
    FIGURES,
    MILESTONES,
    PARTNERS,
    PEOPLE,
    PLANS,
    RELEASES,
    STATEMENTS,
)
from timeline.exports.list_endpoint import ListEndpoint
from timeline.exports.organizations_and_people import organization_rows, person_rows
from timeline.exports.release_serializer import (
    release_rows,
    serialize_release,
    with_export_parts,
)
from timeline.exports.rows import Export
from timeline.exports.serializer_context import SerializerContext
from timeline.exports.serializers import (
    correction_rows,
    figure_rows,
    milestone_rows,
    serialize_milestones,
    with_export_columns,
)
from timeline.exports.statements import statement_rows
from timeline.i18n.bilingual import localized
from timeline.i18n.number_words import capital, number_in_words
from timeline.models import Correction, Partner
from timeline.pages.descriptions import heading, in_brief, left_out
from timeline.queries.changes import ChangeFilters, ChangeList, ChangeListQuery
from timeline.queries.corrections import CORRECTION_ORDER, CorrectionListQuery
from timeline.queries.filters import MilestoneFilters
from timeline.queries.pagination import paginate
from timeline.queries.parameters import WholeListQuery
from timeline.queries.people import PeopleFilters, PeopleQuery
from timeline.queries.plans import PlanFilters, PlanListQuery, selected_plans
from timeline.queries.releases import RELEASE_ORDER, ReleaseFilters, ReleaseList, ReleaseListQuery
from timeline.queries.selection import MILESTONE_ORDER, Selection, TimelineQuery

# By ``Format.required_date``, the milestones that a format can hold.
EXPORTABLE = {
    "exact": Q(precision__in=EXACT),
    "dated": Q(first_year__isnull=False),
    "": Q(),
}


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
            description["total"] = selection.counts.total
            description["undated"] = selection.counts.undated
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
    """``/outlook.<suffix>``: the newest plan of every promise, and what came of it."""

    name = PLANS
    page_name = "timeline:outlook"
    url_name = "timeline:outlook-data"
    filters = PlanFilters.base_filters

    def make_query(self) -> PlanListQuery:
        request = self.request
        projects, _partners = request.record.names
        return PlanListQuery(request.parameters, at=request.at, projects=projects)

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return list(self.query.parameters.items())

    @property
    def context(self) -> SerializerContext:
        request, as_of = self.request, self.query.as_of
        addresses = super().context.addresses
        return SerializerContext(request.at, as_of or request.today, addresses, as_of)

    def export(self) -> Export:
        plans = selected_plans(self.query, self.context.on, self.request.at)
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
        return self.make_export(
            correction_rows(page.rows, self.list_pages, self.context),
            next_key=page.older,
            heading=_("Corrections"),
            sentences=[],
        )


class ChangeEndpoint(ListEndpoint):
    """``/new.<suffix>``: what was published, settled, corrected or withdrawn, newest first."""

    name = CHANGES
    row_type = CHANGES
    page_name = "timeline:changes"
    url_name = "timeline:changes-data"
    filters = ChangeFilters.base_filters

    def make_query(self) -> ChangeListQuery:
        return ChangeListQuery(self.request.parameters, at=self.request.at)

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return [("since", self.query.since)] if self.query.since else []

    def export(self) -> Export:
        listed = ChangeList(self.query, self.request.at, self.page_size)
        return self.make_export(
            change_rows(listed.changes, self.list_pages, self.context),
            next_key=listed.next_key,
            heading=_("What is new"),
            sentences=[],
        )


class PartnerEndpoint(ListEndpoint):
    """``/partners.<suffix>``: the organizations on file, by name. The list is whole."""

    name = PARTNERS
    row_type = PARTNERS
    page_name = "timeline:partners"
    url_name = "timeline:partners-data"

    def make_query(self) -> WholeListQuery:
        return WholeListQuery()

    def export(self) -> Export:
        at = self.request.at
        named = Partner.objects.published(at).order_by(localized("name"))
        rows = organization_rows(list(named), self.context)
        return self.make_export(rows, heading=_("Organizations"), sentences=[], total=len(rows))


class PersonEndpoint(ListEndpoint):
    """``/people.<suffix>``: people with their posts, by name; of years those who held one then."""

    name = PEOPLE
    row_type = PEOPLE
    page_name = "timeline:people"
    url_name = "timeline:people-data"
    filters = PeopleFilters.base_filters

    def make_query(self) -> PeopleQuery:
        return PeopleQuery(self.request.parameters, self.request.at)

    @property
    def active_filters(self) -> list[tuple[str, Any]]:
        return list(self.query.active_filters)

    def export(self) -> Export:
        rows = person_rows(self.query.people, self.query.selected_posts, self.context)
        return self.make_export(rows, heading=_("People"), sentences=[], total=len(rows))


class FigureEndpoint(ListEndpoint):
    """``/figures.<suffix>``: the figures that documents state of milestones, one row each."""

    name = FIGURES
    row_type = FIGURES
    page_name = "timeline:timeline"
    url_name = "timeline:figures-data"

    def make_query(self) -> WholeListQuery:
        return WholeListQuery()

    def export(self) -> Export:
        rows = figure_rows(self.context)
        return self.make_export(rows, heading=_("Figures"), sentences=[], total=len(rows))


class StatementEndpoint(ListEndpoint):
    """``/statements.<suffix>``: names, listings, stakes, states and posts, one row each."""

    name = STATEMENTS
    row_type = STATEMENTS
    page_name = "timeline:about"
    url_name = "timeline:statements-data"

    def make_query(self) -> WholeListQuery:
        return WholeListQuery()

    def export(self) -> Export:
        rows = statement_rows(self.context)
        heading = _("Names, listings, stakes, states and posts over time")
        return self.make_export(rows, heading=heading, sentences=[], total=len(rows))


LIST_TITLES = {
    MILESTONES: _lazy("the timeline, filtered"),
    RELEASES: _lazy("the releases on file"),
    PLANS: _lazy("every plan as last revised, and what came of it"),
    CORRECTIONS: _lazy("what was changed after publication"),
    CHANGES: _lazy("what is new: published, settled, corrected or withdrawn"),
    PARTNERS: _lazy("the organizations that documents name"),
    PEOPLE: _lazy("people, and the posts they held"),
    STATEMENTS: _lazy("names, listings, stakes, states and posts over time, one row each"),
    FIGURES: _lazy("the figures that documents state of milestones, one row each"),
}
ENDPOINTS: Mapping[str, type[ListEndpoint]] = {
    MILESTONES: MilestoneEndpoint,
    RELEASES: ReleaseEndpoint,
    PLANS: PlanEndpoint,
    CORRECTIONS: CorrectionEndpoint,
    CHANGES: ChangeEndpoint,
    PARTNERS: PartnerEndpoint,
    PEOPLE: PersonEndpoint,
    FIGURES: FigureEndpoint,
    STATEMENTS: StatementEndpoint,
}
