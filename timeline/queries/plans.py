"""Every plan on file, where it stands, and the later milestone that settles it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch, Q

from timeline.models import Milestone, Standing
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery
from timeline.queries.selection import MILESTONE_ORDER

MOST_UNDER_WAY = 50


class PlanListQuery(ListQuery):
    """Where in the list of plans a request begins."""

    order = MILESTONE_ORDER
    key_types = (int, date, int)


class PlanList(KeysetList[Milestone]):
    """A page of plans, and how all of them stand on a day. At most 7 queries."""

    def __init__(self, query: PlanListQuery, *, on: date, at: datetime) -> None:
        super().__init__(query)
        self.on, self.at = on, at
        self.public = Milestone.objects.published(at).with_outlook(on, at)

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """By planned date, latest first.

        ``outcomes``: the public settlers of each, newest first.
        """
        settlers = Milestone.objects.published(self.at).announced_by(self.on)
        newest_first = settlers.with_citations(self.at).order_by("-announced_on", "-id")
        outcomes = Prefetch("settled_by", newest_first, to_attr="outcomes")
        plans = self.public.plans().with_citations(self.at)
        return self.paginate(plans.prefetch_related(outcomes))

    @cached_property
    def outlook_counts(self) -> Counter[str]:
        """Plans by outlook. 1 query."""
        return self.public.plans().count_by("outlook")

    @cached_property
    def conditional(self) -> int:
        """Plans with no date that depend on a condition. 1 query."""
        return self.public.filter(Q(outlook="no_date"), standing=Standing.CONDITIONAL).count()

    @property
    def total(self) -> int:
        return self.outlook_counts.total()

    @property
    def settled(self) -> int:
        return (
            self.outlook_counts["achieved"]
            + self.outlook_counts["changed"]
            + self.outlook_counts["withdrawn"]
        )

    @property
    def to_come(self) -> int:
        return self.outlook_counts["ahead"] + self.outlook_counts["window_open"]

    @cached_property
    def under_way(self) -> list[Milestone]:
        """Not plans: work that a release says was going on. The newest 50. 2 queries."""
        rows = self.public.filter(standing=Standing.UNDER_WAY).with_citations(self.at)
        return list(rows.newest_first()[:MOST_UNDER_WAY])
