"""How many public milestones there are under each project or organization, and who is named where.

All of it is read from the kept counts. A preview, which shows rows that are not public yet, counts
the rows themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from timeline.models import Milestone, MilestonePartner, Partner, Project
from timeline.models.kept_counts import ALL, WHOLE_RECORD, KeptCounts, group_of
from timeline.models.visibility import PreviewMoment, public_condition


def count_milestones_under(rows: Sequence[Project | Partner], at: datetime) -> None:
    """Set ``milestone_count`` of each. 2 queries."""
    for row in rows:
        row.milestone_count = 0
    if isinstance(at, PreviewMoment):
        for row in rows:
            row.milestone_count = _links_to(row, at).values("milestone").distinct().count()
        return
    kept = KeptCounts(at)
    if len(rows) == 1:
        row = rows[0]
        row.milestone_count = kept.within(_group(row), facets={ALL[0]})[ALL]
        return
    facets = {_facet(row) for row in rows}
    counts = kept.within(WHOLE_RECORD, facets=facets)
    for row in rows:
        row.milestone_count = counts[_facet(row), str(row.pk)]


def partners_in_project(project: Project, at: datetime) -> QuerySet[Partner]:
    """The public organizations that have a part in one of its milestones. 2 queries."""
    public = Partner.objects.published(at)
    if isinstance(at, PreviewMoment):
        return public.in_project(project, at)
    counts = KeptCounts(at).within(_group(project), facets={"partner"})
    return public.filter(pk__in=[int(key) for _facet, key in counts])


def roles_by_partner(at: datetime) -> dict[int, set[str]]:
    """Key of an organization -> its parts in public milestones. 2 queries."""
    roles: dict[int, set[str]] = defaultdict(set)
    for _facet, value in KeptCounts(at).within(WHOLE_RECORD, facets={"part"}):
        partner, _space, role = value.partition(" ")
        roles[int(partner)].add(role)
    return roles


def _facet(row: Project | Partner) -> str:
    return str(row._meta.model_name)


def _group(row: Project | Partner) -> str:
    return group_of(_facet(row), str(row.pk))


def _links_to(row: Project | Partner, at: datetime) -> QuerySet[Any]:
    links: Any = MilestonePartner.objects
    if isinstance(row, Project):
        links = Milestone.projects.through._default_manager
    shown = public_condition(at, "milestone", "milestone__")
    of_row: QuerySet[Any] = links.filter(shown, **{_facet(row): row}).order_by()
    return of_row
