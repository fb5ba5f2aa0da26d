"""The ledger: every promise on file, where it stands, and what later milestones say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.models import Milestone, Project, Settlement, Standing
from timeline.models.kept_counts import KeptCounts
from timeline.models.outlooks import PLANS
from timeline.models.promise_place import (
    OUTCOMES,
    OVERDUE,
    SETTLED,
    TO_COME,
    UNDATED,
    outcome_of,
)
from timeline.models.querysets import MilestoneQuerySet, linked_by
from timeline.queries.filter_kinds import NOT_ON_FILE, OneValueFilter, as_of_filter, not_after
from timeline.queries.filters import SlugNames
from timeline.queries.pagination import (
    KeysetList,
    KeysetPage,
    ListQuery,
    PageKeyForm,
    query_string,
)
from timeline.queries.parameters import ParameterForm
from timeline.queries.promise_places import PromisePlaces
from timeline.queries.promises import FollowedPromise, followed_promises
from timeline.queries.selection import MILESTONE_ORDER
from timeline.queries.selection_counts import MOST_COUNTED

MOST_UNDER_WAY = 10
OUTCOME_LABELS = {
    OVERDUE: _("Overdue"),
    TO_COME: _("Still to come"),
    UNDATED: _("No date given"),
    **{value: label for value, label in Settlement.choices if value in SETTLED},
}


class PlanFilters(django_filters.FilterSet):
    """What can be asked of the promises. ``projects``: the names of those on file."""

    project = OneValueFilter(
        method="by_project",
        label=_("Project"),
        any_label=_("All projects"),
        help_text=_("last part of a project's address"),
        error_messages={"invalid_choice": NOT_ON_FILE},
    )
    outcome = OneValueFilter(
        method="by_outcome",
        label=_("Outcome"),
        any_label=_("Any outcome"),
        choices=[(outcome, OUTCOME_LABELS[outcome]) for outcome in OUTCOMES],
        help_text=_("what has come of a promise: overdue, to_come, no_date, achieved …"),
    )
    as_of = as_of_filter(_("a day, as 2018-12-31: what had been planned and settled by then"))

    class Meta:
        model = Milestone
        fields: list[str] = []
        form = ParameterForm

    def __init__(self, data: Any, *, at: datetime, projects: SlugNames) -> None:
        super().__init__(data, queryset=Milestone.objects.none())
        self.filters["project"].extra["choices"] = projects
        self.filters["as_of"].extra["validators"] = [not_after(timezone.localdate(at))]


class PlanListQuery(ListQuery):
    """What a request asks of the ledger, valid or not, and where in it it begins.

    Of today it is in an order of its own. As of another day it is by planned date, latest first.
    """

    order = MILESTONE_ORDER
    key_types = (int, int)

    def __init__(self, data: QueryDict, *, at: datetime, projects: SlugNames = ()) -> None:
        super().__init__(data)
        self.filter_form: Form = PlanFilters(data, at=at, projects=projects).form
        if data.get("as_of"):
            self.page_form = PageKeyForm(data, (int, date, int))

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.filter_form, self.page_form

    @property
    def parameters(self) -> dict[str, Any]:
        """The valid values that were given, by parameter."""
        return {name: value for name, value in self.filter_form.cleaned_data.items() if value}

    @property
    def as_of(self) -> date | None:
        """The day that the list is seen on, if one was asked for."""
        day: date | None = self.filter_form.cleaned_data.get("as_of")
        return day


def newest_plans(on: date, at: datetime) -> MilestoneQuerySet[Milestone]:
    """The newest plan of each promise, public at a moment, as known on a day. No query."""
    public: MilestoneQuerySet[Milestone] = Milestone.objects.published(at)
    return public.plans().announced_by(on).not_revised(on, at)


def selected_plans(query: PlanListQuery, on: date, at: datetime) -> MilestoneQuerySet[Milestone]:
    """The newest plans of the promises that a query asks for. At most 2 queries.

    The database works out where each stands. A page of today's ledger is read from its index.
    """
    plans = newest_plans(on, at)
    project, outcome = query.parameters.get("project"), query.parameters.get("outcome")
    if project:
        filed = Milestone.projects.through._default_manager.filter(project__slug=project)
        plans = plans.filter(linked_by(filed))
    if outcome:
        plans = plans.annotate_outlook(on, at).filter(_stands(outcome))
    return plans


def _stands(outcome: str) -> Q:
    """The condition that a plan with its ``outlook`` stands so in the ledger."""
    same = {OVERDUE: ["window_passed"], TO_COME: ["ahead", "window_open"]}
    return Q(outlook__in=same.get(outcome, [outcome]))


class PlanList(KeysetList[Milestone]):
    """A page of promises, each by its newest plan, and how all of them stand on a day.

    At most 12 queries, and 6 more where time has overtaken some places.
    """

    def __init__(self, query: PlanListQuery, *, on: date, at: datetime) -> None:
        super().__init__(query, query.parameters)
        self.on, self.at = on, at
        self.asked = query
        self.is_dated = query.as_of is not None
        self.kept = KeptCounts(at)

    @property
    def project(self) -> str:
        return str(self.parameters.get("project", ""))

    @property
    def outcome(self) -> str:
        return str(self.parameters.get("outcome", ""))

    @cached_property
    def page(self) -> KeysetPage[Milestone]:
        """What is overdue first; as of another day by planned date. At most 5 queries."""
        if not self.is_dated:
            return self._placed_page()
        rows = selected_plans(self.asked, self.on, self.at)
        return self.paginate(self._with_parts(rows))

    def _placed_page(self) -> KeysetPage[Milestone]:
        """A page of today's ledger, from the index of its order."""
        key = self._project_key if self.project else None
        places = PromisePlaces(self.kept, self.on, key, self.outcome)
        placed = places.page(self.page_keys.get("after"), self.page_keys.get("before"))
        known = Milestone.objects.published(self.at).announced_by(self.on)
        rows = self._with_parts(known.order_by()).in_bulk(placed.plans)
        plans = [rows[plan] for plan in placed.plans if plan in rows]
        return KeysetPage(plans, placed.older, placed.newer)

    def _with_parts(self, rows: MilestoneQuerySet[Milestone]) -> MilestoneQuerySet[Milestone]:
        return rows.with_outlook(self.on, self.at).with_citations(self.at, self.on)

    @cached_property
    def _project_key(self) -> int:
        """The key of the project asked for, which is on file. 1 query."""
        return Project.objects.values_list("pk", flat=True).get(slug=self.project)

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
        if not self.is_dated:
            standings = self.kept.of_each("standing", "promise")
            counts = {}
            for standing in PLANS:
                for outlook, number in standings.get(standing, {}).items():
                    counts[standing, outlook] = number
            return counts
        plans = newest_plans(self.on, self.at).annotate_outlook(self.on, self.at)
        rows: QuerySet[Any] = plans.order_by()
        found = list(rows.values_list("standing", "outlook")[: MOST_COUNTED + 1])
        return None if len(found) > MOST_COUNTED else Counter(found)

    @cached_property
    def by_project(self) -> Mapping[str, Counter[str]] | None:
        """Slug of a project -> its promises by outlook; None as of another day. 2 queries."""
        if self.is_dated:
            return None
        slugs = Project.objects.published(self.at).order_by().values_list("pk", "slug")
        each = self.kept.of_each("project", "promise")
        return {slug: Counter(each[str(key)]) for key, slug in slugs if str(key) in each}

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

    @cached_property
    def outcome_counts(self) -> Counter[str] | None:
        """Promises of the project asked for by how they stand; None where nobody counts them."""
        counts: Mapping[str, int] = self.outlook_counts
        if self.project:
            if self.by_project is None:
                return None
            counts = self.by_project.get(self.project, {})
        return None if self.is_more else by_outcome(counts.items())

    @cached_property
    def project_counts(self) -> Mapping[str, int] | None:
        """Slug of a project -> its promises of the outcome asked for; None where not counted."""
        if self.by_project is None:
            return None
        numbers = {}
        for slug, outlooks in self.by_project.items():
            outcomes = by_outcome(outlooks.items())
            numbers[slug] = outcomes[self.outcome] if self.outcome else outcomes.total()
        return numbers

    @property
    def selected(self) -> int | None:
        """How many promises the filters select; None where nobody counts them."""
        counts = self.outcome_counts
        if counts is None:
            return None
        return counts[self.outcome] if self.outcome else counts.total()

    @property
    def is_more(self) -> bool:
        return self.counts is None

    @property
    def settled(self) -> int:
        return sum(self.outlook_counts[outlook] for outlook in SETTLED)

    @property
    def to_come(self) -> int:
        return self.outlook_counts["ahead"] + self.outlook_counts["window_open"]

    @property
    def has_under_way(self) -> bool:
        """Whether the page shows work beside promises: the first page does, of every outcome."""
        return not self.outcome and not self.newer and bool(self.under_way)

    @property
    def under_way(self) -> list[Milestone]:
        """Not plans: work that a release says was going on. The newest of it."""
        return self._first_under_way[:MOST_UNDER_WAY]

    @property
    def is_more_under_way(self) -> bool:
        return len(self._first_under_way) > MOST_UNDER_WAY

    @cached_property
    def _first_under_way(self) -> list[Milestone]:
        """One more than a page shows, so that it knows whether there is more. 2 queries."""
        public = Milestone.objects.published(self.at).with_outlook(self.on, self.at)
        known = public.filter(standing=Standing.UNDER_WAY).announced_by(self.on)
        if self.project:
            known = known.filter(projects__slug=self.project)
        rows = known.with_citations(self.at, self.on)
        return list(rows.newest_first()[: MOST_UNDER_WAY + 1])

    @property
    def under_way_address(self) -> str:
        """The query of the view that lists all such work."""
        return query_string(
            [
                ("project", self.project),
                ("standing", Standing.UNDER_WAY.value),
                ("as_of", self.asked.as_of),
            ]
        )


def by_outcome(outlooks: Iterable[tuple[str, int]]) -> Counter[str]:
    """Numbers of promises by how they stand in the ledger, of those by outlook."""
    counts: Counter[str] = Counter()
    for outlook, number in outlooks:
        counts[outcome_of(outlook)] += number
    return counts
