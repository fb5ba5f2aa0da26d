"""List endpoints: milestones, releases, plans, corrections, organizations and people.

An endpoint reads the parameters of a request, names what is wrong with them, and makes the
``Export`` that a format renders.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from timeline.dates.precisions import EXACT
from timeline.exports.formats import (
    CORRECTIONS,
    MILESTONES,
    PARTNERS,
    PEOPLE,
    PLANS,
    RELEASES,
)
from timeline.exports.list_endpoint import ListEndpoint
from timeline.queries.filters import MilestoneFilters
from timeline.queries.selection import TimelineQuery

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

    LIST_TITLES = {
        MILESTONES: _lazy("the timeline, filtered"),
        RELEASES: _lazy("the releases on file"),
        PLANS: _lazy("every plan as last revised, and what came of it"),
        CORRECTIONS: _lazy("what was changed after it could be read"),
        PARTNERS: _lazy("the organizations that documents name"),
        PEOPLE: _lazy("people, and the posts they held"),
    }


ENDPOINTS: Mapping[str, type[ListEndpoint]] = {
    MILESTONES: MilestoneEndpoint,
    RELEASES: ReleaseEndpoint,
    PLANS: PlanEndpoint,
    CORRECTIONS: CorrectionEndpoint,
    PARTNERS: PartnerEndpoint,
    PEOPLE: PersonEndpoint,
}
