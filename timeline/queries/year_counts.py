"""Milestones by year and project, for the table that stands in the place of a drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from timeline.models import Milestone, Project
from timeline.models.kept_counts import KeptCounts, group_of
from timeline.models.milestone_facts import NOT_FILED, UNDATED
from timeline.models.visibility import PreviewMoment
from timeline.queries.selection_counts import CountedRow, SelectionCounts

NO_PROJECT = ""
ALL_PROJECTS = "*"

Spans = Counter[str]
"""Years that a date may lie in ("2018-2019") -> the milestones that have it."""


@dataclass(frozen=True)
class YearCounts:
    """``lanes``: key of a project -> its spans. A milestone of two projects is in both.

    What is in none has the key ``NO_PROJECT``. Where the projects are not told apart, all have the
    key ``ALL_PROJECTS``.
    """

    lanes: Mapping[str, Spans]
    undated: int


def years_of_selection(counts: SelectionCounts) -> YearCounts | None:
    """None where there are too many to be looked at, and no kept count tells."""
    lanes = _lanes_of_selection(counts)
    if lanes is None:
        return None
    return YearCounts(lanes, counts.undated or 0)


def _lanes_of_selection(counts: SelectionCounts) -> Mapping[str, Spans] | None:
    kept, parameters = counts.kept, counts.filters.parameters
    groups = counts.filters.fact_groups()
    if parameters.keys() == {"project"}:
        keys = counts.filters.keys_of("project")
        asked = [str(keys[slug]) for slug in parameters["project"]]
        return {key: _kept_spans(kept, "project", key) for key in asked}
    if groups == []:
        return {**kept.of_each("project", "span"), NO_PROJECT: _kept_spans(kept, *NOT_FILED)}
    rows = counts.rows_if_few()
    if rows is not None:
        return _lanes_of_rows(rows)
    spans = counts.of_facet("span")
    return None if spans is None else {ALL_PROJECTS: spans}


def _kept_spans(kept: KeptCounts, facet: str, value: str) -> Spans:
    """Of the milestones that have a fact. 1 query."""
    counts = kept.within(group_of(facet, value), facets={"span"})
    return Counter({span: number for (_facet, span), number in counts.items()})


def _lanes_of_rows(rows: list[CountedRow]) -> Mapping[str, Spans]:
    lanes: dict[str, Spans] = defaultdict(Counter)
    for row in rows:
        spans = [value for facet, value in row.facts if facet == "span"]
        keys = [value for facet, value in row.facts if facet == "project"]
        if NOT_FILED in row.facts:
            keys = [NO_PROJECT]
        for key in keys:
            lanes[key].update(spans)
    return lanes


def years_of_project(project: Project, at: datetime) -> YearCounts:
    """Of all its milestones. A preview counts those that it shows. 2 queries."""
    key = str(project.pk)
    if isinstance(at, PreviewMoment):
        return _years_of_preview(project, at)
    facts = KeptCounts(at).within(group_of("project", key), facets={"span", "year"})
    spans = Counter({span: number for (facet, span), number in facts.items() if facet == "span"})
    return YearCounts({key: spans}, facts[UNDATED])


def _years_of_preview(project: Project, at: PreviewMoment) -> YearCounts:
    rows = Milestone.objects.published(at).filter(projects=project).order_by()
    spans: Spans = Counter()
    undated = 0
    counted = rows.values_list("first_year", "last_year").annotate(n=Count("pk"))
    for first, last, number in counted.values_list("first_year", "last_year", "n"):
        if first is None:
            undated += number
        else:
            spans[f"{first}-{last}"] += number
    return YearCounts({str(project.pk): spans}, undated)
