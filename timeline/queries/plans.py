"""Every promise on file: its newest plan, where it stands, and what later milestones say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.models import Milestone, Standing
from timeline.models.kept_counts import KeptCounts
from timeline.models.outlooks import PLANS
from timeline.models.querysets import MilestoneQuerySet
from timeline.queries.filter_kinds import as_of_filter, not_after
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery
from timeline.queries.parameters import ParameterForm
from timeline.queries.promises import FollowedPromise, followed_promises
from timeline.queries.selection import MILESTONE_ORDER
from timeline.queries.selection_counts import MOST_COUNTED

MOST_UNDER_WAY = 50
SETTLED = ("achieved", "partly_achieved", "changed", "withdrawn", "suspended")


class PlanFilters(django_filters.FilterSet):
    """What can be asked of the plans."""

    as_of = as_of_filter(_("a day, as 2018-12-31: what had been planned and settled by then"))

    class Meta:
        model = Milestone
        fields: list[str] = []
        form = ParameterForm

    def __init__(self, data: Any, *, at: datetime) -> None:
        super().__init__(data, queryset=Milestone.objects.none())
        self.filters["as_of"].extra["validators"] = [not_after(timezone.localdate(at))]


class PlanListQuery(ListQuery):
    """What a request asks of the plans, valid or not, and where in their list it begins."""

    order = MILESTONE_ORDER
    key_types = (int, date, int)

    def __init__(self, data: QueryDict, *, at: datetime) -> None:
        super().__init__(data)
        self.filter_form: Form = PlanFilters(data, at=at).form

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filter_form, self.page_form

    @property
    def as_of(self) -> date | None:
        """The day that the list is seen on, if one was asked for."""
        day: date | None = self.filter_form.cleaned_data.get("as_of")
        return day


def newest_plans(on: date, at: datetime) -> MilestoneQuerySet[Milestone]:
    """The newest plan of each promise, public at a moment, as known on a day. No query."""
    public: MilestoneQuerySet[Milestone] = Milestone.objects.published(at)
    return public.plans().announced_by(on).not_revised(on, at)


class PlanList(KeysetList[Milestone]):
    """A page of promises, each by its newest plan, and how all of them stand on a day.

    At most 8 queries.
    """

    def __init__(self, query: PlanListQuery, *, on: date, at: datetime) -> None:
        super().__init__(query, {"as_of": query.as_of} if query.as_of else None)
        self.on, self.at = on, at
        self.plans = newest_plans(on, at)

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """By planned date, latest first. At most 4 queries."""
        rows = self.plans.with_outlook(self.on, self.at).with_citations(self.at, self.on)
        return self.paginate(rows)

    @cached_property
    def promises(self) -> list[FollowedPromise]:
        """Those of the page's plans. 3 queries."""
        followed = followed_promises(self.page.rows, self.on, self.at)
        return [followed.of(plan) for plan in self.page.rows]

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int] | None:
        """(standing, outlook) -> promises. None where there are too many to look at.

        1 query. Those of today are kept; of another day at most ``MOST_COUNTED`` are looked at.
        """
        if not self.parameters:
            standings = KeptCounts(self.at).of_each("standing", "promise")
            return {
                (standing, outlook): number
                for standing in PLANS
                for outlook, number in standings.get(standing, {}).items()
            }
        rows: QuerySet[Any] = self.plans.annotate_outlook(self.on, self.at).order_by()
        found = list(rows.values_list("standing", "outlook")[: MOST_COUNTED + 1])
        return None if len(found) > MOST_COUNTED else Counter(found)

    @property
    def outlook_counts(self) -> Counter[str]:
        """Promises by outlook; none where they are not counted."""
        counts: Counter[str] = Counter()
        for (_standing, outlook), number in (self.counts or {}).items():
            counts[outlook] += number
        return counts

    @property
    def conditional(self) -> int:
        """Plans with no date that depend on a condition."""
        return (self.counts or {}).get((Standing.CONDITIONAL.value, "no_date"), 0)

    @property
    def total(self) -> int:
        """How many promises there are. With ``is_more``: there are more than this."""
        return MOST_COUNTED if self.is_more else self.outlook_counts.total()

    @property
    def is_more(self) -> bool:
        return self.counts is None

    @property
    def settled(self) -> int:
        return sum(self.outlook_counts[outlook] for outlook in SETTLED)

    @property
    def to_come(self) -> int:
        return self.outlook_counts["ahead"] + self.outlook_counts["window_open"]

    @cached_property
    def under_way(self) -> list[Milestone]:
        """Not plans: work that a release says was going on. The newest 50. 2 queries."""
        public = Milestone.objects.published(self.at).with_outlook(self.on, self.at)
        known = public.filter(standing=Standing.UNDER_WAY).announced_by(self.on)
        rows = known.with_citations(self.at, self.on)
        return list(rows.newest_first()[:MOST_UNDER_WAY])
