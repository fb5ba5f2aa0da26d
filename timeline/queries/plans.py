"""Every promise on file: its newest plan, where it stands, and what later milestones say of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Q
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.models import Milestone, Standing
from timeline.models.querysets import MilestoneQuerySet
from timeline.queries.filter_kinds import as_of_filter, not_after
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery
from timeline.queries.parameters import ParameterForm
from timeline.queries.promises import FollowedPromise, followed_promises
from timeline.queries.selection import MILESTONE_ORDER

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
        self.plans = newest_plans(on, at).with_outlook(on, at)

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """By planned date, latest first. 1 query."""
        return self.paginate(self.plans)

    @cached_property
    def promises(self) -> list[FollowedPromise]:
        """Those of the page's plans. 3 queries."""
        followed = followed_promises(self.page.rows, self.on, self.at)
        return [followed.of(plan) for plan in self.page.rows]

    @cached_property
    def outlook_counts(self) -> Counter[str]:
        """Promises by outlook. 1 query."""
        return self.plans.count_by("outlook")

    @cached_property
    def conditional(self) -> int:
        """Plans with no date that depend on a condition. 1 query."""
        return self.plans.filter(Q(outlook="no_date"), standing=Standing.CONDITIONAL).count()

    @property
    def total(self) -> int:
        return self.outlook_counts.total()

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
