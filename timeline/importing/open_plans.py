"""The plans on file, and what is under way, of which nothing final has been said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from timeline.importing.known_blocks import batches
from timeline.importing.known_names import FiledUnder
from timeline.models import (
    Citation,
    Milestone,
    MilestonePartner,
    Partner,
    PlanSettlement,
    Project,
    Settlement,
    Status,
)
from timeline.models.outlooks import PLANS, set_outlooks

MOST_COMPARED = 2_000  # plans, those announced last
FINAL = (Settlement.ACHIEVED, Settlement.WITHDRAWN, Settlement.ENDED)
CLOSED = frozenset((*FINAL, Settlement.CHANGED))  # as an outlook
NOT_COMPARED = ("search_text", "summary_en", "summary_fr")


@dataclass(frozen=True)
class OpenPlan:
    """A plan, and what it is filed under that the draft names too, projects first.

    ``is_filed``: under any project or organization at all, ``is_in_a_project``: under a project.
    """

    milestone: Milestone
    announced_on: date
    under: Sequence[FiledUnder]
    is_filed: bool
    is_in_a_project: bool

    @cached_property
    def projects(self) -> frozenset[int]:
        """The keys of those that the draft names too."""
        return frozenset(row.pk for row in self.under if isinstance(row, Project))


def open_plans(day: date, named: Collection[FiledUnder]) -> list[OpenPlan]:
    """The plans announced before that day under one of these, and those under nothing.

    2 queries, and 2 for every 500 plans, of which there are at most MOST_COMPARED.
    """
    projects = {row.pk: row for row in named if isinstance(row, Project)}
    partners = {row.pk: row for row in named if isinstance(row, Partner)}
    of_projects = Milestone.projects.through.objects.filter(milestone=OuterRef("pk"))
    of_partners = MilestonePartner.objects.filter(milestone=OuterRef("pk"))
    of_named_projects = Exists(of_projects.filter(project__in=projects))
    is_named = of_named_projects | Exists(of_partners.filter(partner__in=partners))
    in_a_project = Exists(of_projects)
    is_filed = in_a_project | Exists(of_partners)
    plans: QuerySet[Any] = _announced_before(day).annotate(
        is_filed=is_filed, in_a_project=in_a_project
    )
    plans = plans.filter(is_named | ~is_filed)
    rows = list(plans.defer(*NOT_COMPARED).order_by("-announced", "-pk")[:MOST_COMPARED])
    under = _filed_under([row.pk for row in rows], projects, partners)
    found = []
    for row in rows:
        found.append(OpenPlan(row, row.announced, under[row.pk], row.is_filed, row.in_a_project))
    return found


def _announced_before(day: date) -> QuerySet[Any]:
    """Open plans with the day on which they were announced; of a draft, by what it cites."""
    cited = Citation.objects.filter(milestone=OuterRef("pk"))
    days = cited.order_by("paragraph__release__published_on")
    first = Subquery(days.values("paragraph__release__published_on")[:1])
    words = PlanSettlement.objects.filter(plan=OuterRef("pk"))
    is_revised = Q(settlement=Settlement.CHANGED, milestone__standing__in=PLANS)
    closed = Exists(words.filter(Q(settlement__in=FINAL) | is_revised))
    plans = Milestone.objects.settleable().exclude(status=Status.WITHDRAWN).exclude(closed)
    return plans.annotate(announced=Coalesce("announced_on", first)).filter(announced__lt=day)


def _filed_under(
    plans: Iterable[int], projects: dict[int, Project], partners: dict[int, Partner]
) -> dict[int, list[FiledUnder]]:
    under: dict[int, list[FiledUnder]] = defaultdict(list)
    for batch in batches(plans):
        links = Milestone.projects.through.objects.filter(milestone__in=batch)
        named = links.filter(project__in=projects).order_by("pk")
        for plan, project in named.values_list("milestone_id", "project_id"):
            under[plan].append(projects[project])
        parts = MilestonePartner.objects.filter(milestone__in=batch, partner__in=partners)
        for plan, partner in parts.values_list("milestone_id", "partner_id").distinct():
            under[plan].append(partners[partner])
    return under


def only_open(plans: Iterable[Milestone], on: date, at: datetime) -> Iterator[int]:
    """The keys of those that are open by all that is said of their promises. At most 2 queries."""
    rows = list(plans)
    set_outlooks(rows, on, at)
    for row in rows:
        if row.outlook not in CLOSED:
            yield row.pk
