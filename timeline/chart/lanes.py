"""Milestones as marks, and the lanes in which they stand: a lane for each project."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from timeline.chart.layout import Lane, Mark, soft_ends
from timeline.dates.wording import write
from timeline.i18n.bilingual import active_language
from timeline.models import Milestone, Outlook, Project
from timeline.models.at_hand import parts_of
from timeline.queries.year_counts import NO_PROJECT

OPEN = frozenset({Outlook.AHEAD, Outlook.WINDOW_OPEN, Outlook.WINDOW_PASSED})
NEWEST = 6  # milestones that are named before others


@dataclass(frozen=True)
class Lanes:
    """``drawn``: every mark once. ``filed``: every mark in each of its projects."""

    drawn: list[Lane] = field(default_factory=list)
    filed: list[Lane] = field(default_factory=list)


def file_in_lanes(
    milestones: Sequence[Milestone], outcomes: Mapping[int, Milestone], asked: Sequence[str]
) -> Lanes:
    """The dated milestones in lanes, of the projects asked for or of all.

    A mark is drawn in its project with the fewest milestones, which tells most about it. It is
    counted in each of its projects, as the filter counts it. ``milestones`` carry what
    ``with_filing`` reads. ``outcomes``: those of ``settled_by``.
    """
    projects = {milestone.pk: _projects(milestone, asked) for milestone in milestones}
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for filed_under in projects.values():
        for project in filed_under:
            counts[project.slug] += 1
            names[project.slug] = project.name
    ranks = _ranks(milestones)
    drawn: dict[str, list[Mark]] = defaultdict(list)
    filed: dict[str, list[Mark]] = defaultdict(list)
    for milestone in milestones:
        if not milestone.sort_day:
            continue
        outcome = outcomes.get(milestone.pk)
        mark = _mark(milestone, outcome.slug if outcome else "", ranks[milestone.pk])
        slugs = [project.slug for project in projects[milestone.pk]] or [NO_PROJECT]
        smallest = min(slugs, key=lambda slug: (counts[slug], slug))
        drawn[smallest].append(mark)
        for slug in slugs:
            filed[slug].append(mark)
    slugs = sorted(names, key=lambda slug: (-counts[slug], names[slug]))
    slugs.append(NO_PROJECT)
    names[NO_PROJECT] = _("No project")
    lanes = Lanes()
    for slug in slugs:
        if drawn[slug]:
            lanes.drawn.append(Lane(slug, names[slug], tuple(drawn[slug])))
        if filed[slug]:
            lanes.filed.append(Lane(slug, names[slug], tuple(filed[slug])))
    return lanes


def _projects(milestone: Milestone, asked: Sequence[str]) -> list[Project]:
    projects = list(parts_of(milestone, "projects"))
    if not asked:
        return projects
    return [project for project in projects if project.slug in asked]


def settled_by(milestones: Sequence[Milestone]) -> dict[int, Milestone]:
    """Id of a plan -> the milestone that settles it. The newest one wins."""
    settlers = [each for each in milestones if each.announced_on]
    settlers.sort(key=lambda settler: (settler.announced_on or date.min, settler.pk))
    outcomes = {}
    for settler in settlers:
        for plan in settler.settles:
            outcomes[plan] = settler
    return outcomes


def _ranks(milestones: Sequence[Milestone]) -> dict[int, int]:
    """Id -> rank of its name where there is not room for all; ``milestones`` are newest first.

    What is open or overdue and the very newest come first, then what settles an earlier plan.
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for position, milestone in enumerate(milestones):
        group = 2
        if _is_open(milestone) or position < NEWEST:
            group = 0
        elif milestone.settles:
            group = 1
        groups[group].append(milestone.pk)
    ordered = [*groups[0], *groups[1], *groups[2]]
    return {key: rank for rank, key in enumerate(ordered)}


def _is_open(milestone: Milestone) -> bool:
    """Whether it is a plan of which nothing is known to have come yet."""
    return milestone.outlook in OPEN


def _mark(milestone: Milestone, outcome: str, rank: int) -> Mark:
    language = active_language()
    return Mark(
        key=milestone.slug,
        stated=milestone.announced_on or date.min,
        earliest=milestone.earliest,
        latest=milestone.latest,
        soft=soft_ends(milestone.precision),
        plan=milestone.is_plan,
        label=getattr(milestone, f"short_title_{language}") or milestone.title,
        when=write(milestone.stated, language, length="short"),
        outcome=outcome,
        rank=rank,
        tied=_is_open(milestone),
    )
