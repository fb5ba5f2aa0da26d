"""What is read beside milestones at hand: their citations, their projects, the plans they settle.

``MilestoneQuerySet.with_citations`` and ``with_filing`` have it read with the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet

from timeline.models.at_hand import by_owner, put_at_hand
from timeline.models.prepared import prepared
from timeline.models.shown_columns import COLUMNS_OF_A_CITATION, COLUMNS_OF_A_SOURCE
from timeline.models.visibility import public_condition


def set_citations(
    milestones: Sequence[Any], at: datetime, issued_by: date | None = None, *, in_full: bool = False
) -> None:
    """Set ``cited`` of each: public citations with paragraph and release. 1 query.

    The oldest release comes first, of its paragraphs the one that staff named first
    (``by_document`` has them in the order of the document). ``issued_by`` leaves out what releases
    after that day say again. ``in_full`` reads what the page of a milestone shows of them, else
    what names them.
    """
    read = _citations_in_full if in_full else _citations
    keys = {milestone.pk for milestone in milestones}
    cited = by_owner(read(keys, at, issued_by or date.max), "milestone")
    for milestone in milestones:
        milestone.cited = cited[milestone.pk]
        for citation in milestone.cited:
            citation.milestone = milestone


@prepared
def _citations(milestones: set[int], at: datetime, issued_by: date) -> QuerySet[Any]:
    return _public_citations(milestones, at, issued_by).only(*COLUMNS_OF_A_SOURCE)


@prepared
def _citations_in_full(milestones: set[int], at: datetime, issued_by: date) -> QuerySet[Any]:
    return _public_citations(milestones, at, issued_by).only(*COLUMNS_OF_A_CITATION)


def _public_citations(milestones: set[int], at: datetime, issued_by: date) -> QuerySet[Any]:
    public = public_condition(at, "release", "paragraph__release__")
    citations = (
        apps.get_model("timeline", "Citation")
        .objects.filter(public, milestone__in=milestones)
        .filter(paragraph__release__published_on__lte=issued_by)
    )
    with_source: QuerySet[Any] = citations.select_related("paragraph__release__issuer")
    return with_source.order_by("paragraph__release__published_on", "paragraph__release_id", "id")


def set_projects(milestones: Sequence[Any], at: datetime) -> None:
    """Put the public ``projects`` of each at hand, with what names them. 1 query."""
    projects = defaultdict(list)
    for project in _projects({milestone.pk for milestone in milestones}, at):
        projects[project.of_milestone].append(project)
    for milestone in milestones:
        put_at_hand(milestone, projects=projects[milestone.pk])


@prepared
def _projects(milestones: set[int], at: datetime) -> QuerySet[Any]:
    """Each project once for every milestone that is filed under it: ``of_milestone``."""
    projects = apps.get_model("timeline", "Project").objects.published(at)
    filed = projects.filter(milestones__in=milestones).annotate(of_milestone=F("milestones"))
    named: QuerySet[Any] = filed.only("slug", "name_en", "name_fr")
    return named


def set_settles(milestones: Sequence[Any], at: datetime) -> None:
    """Set ``settles`` of each: the keys of the public plans that it speaks of. 1 query."""
    plans = defaultdict(list)
    for milestone, plan in _settled_plans({milestone.pk for milestone in milestones}, at):
        plans[milestone].append(plan)
    for milestone in milestones:
        milestone.settles = plans[milestone.pk]


@prepared
def _settled_plans(milestones: set[int], at: datetime) -> QuerySet[Any, tuple[int, int]]:
    """(milestone, plan)."""
    said = apps.get_model("timeline", "PlanSettlement").objects.filter(
        public_condition(at, "milestone", "plan__"), milestone__in=milestones
    )
    pairs: QuerySet[Any, tuple[int, int]] = said.order_by("plan_id").values_list(
        "milestone_id", "plan_id"
    )
    return pairs
