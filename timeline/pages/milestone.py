"""From plan to outcome: what a release said, the time it named, and what a later release says came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from timeline.i18n.bilingual import active_language
from timeline.models import Citation, Milestone, MilestonePartner, Project, Release
from timeline.models.visibility import public_condition
from timeline.queries.pagination import rows_beyond
from timeline.queries.selection import ORDER

FEW = 12  # milestones of the same paragraph that a page names


@dataclass(frozen=True)
class ReleaseCitations:
    """A release says it, in these paragraphs; ``again`` where an earlier one did too."""

    citations: Sequence[Citation]
    again: bool

    @property
    def release(self) -> Release:
        return self.citations[0].paragraph.release


@dataclass(frozen=True)
class MilestonePage:
    """All that a milestone's page shows beside the milestone itself."""

    milestone: Milestone
    stated: list[ReleaseCitations]
    settlers: list[Milestone]  # later milestones that say what came of it, oldest first
    plan: Milestone | None  # the earlier plan that this one settles
    beside: list[Milestone]  # stated in the same paragraphs
    projects: list[Project]
    roles: list[MilestonePartner]
    older: Milestone | None = None
    newer: Milestone | None = None
    bound_to: date | None = None

    @property
    def language(self) -> str:
        """Of the words that date it: that of the release that states it first."""
        return self.stated[0].release.language if self.stated else active_language()

    @property
    def trail(self) -> list[int]:
        """Of the milestone, the plan it settles and those that settle it."""
        return [row.pk for row in (self.milestone, self.plan, *self.settlers) if row]


def _stated(citations: Sequence[Citation]) -> list[ReleaseCitations]:
    by_release: dict[int, list[Citation]] = {}
    for citation in citations:
        by_release.setdefault(citation.paragraph.release_id, []).append(citation)
    return [
        ReleaseCitations(found, again=number > 0)
        for number, found in enumerate(by_release.values())
    ]


def milestone_page(milestone: Milestone, on: date, at: datetime) -> MilestonePage:
    """Gather a milestone's page. At most 13 queries."""
    shown = Milestone.objects.published(at).with_outlook(on, at)
    cited = list(
        Citation.objects.filter(
            public_condition(at, "release", "paragraph__release__"), milestone=milestone
        )
        .select_related("paragraph__release")
        .order_by("paragraph__release__published_on", "paragraph__number")
    )
    settlers = list(
        shown.filter(settles=milestone).with_citations(at).order_by("announced_on", "id")
    )
    plan = (
        shown.with_citations(at).filter(pk=milestone.settles_id).first()
        if milestone.settles_id
        else None
    )
    beside = shown.filter(citations__paragraph__in=[c.paragraph_id for c in cited]).exclude(
        pk=milestone.pk
    )
    projects = list(milestone.projects.filter(public_condition(at, "project")))
    older, newer = _neighbours(milestone, projects, at)
    said = [c.paragraph.release.published_on for c in cited]
    said += [m.announced_on for m in settlers if m.announced_on]
    return MilestonePage(
        milestone=milestone,
        stated=_stated(cited),
        settlers=settlers,
        plan=plan,
        beside=list(beside.distinct().order_by("id")[:FEW]),
        projects=projects,
        roles=list(
            milestone.partner_roles.filter(
                public_condition(at, "partner", "partner__")
            ).select_related("partner")
        ),
        older=older,
        newer=newer,
        bound_to=max(said, default=None),
    )


def _neighbours(
    milestone: Milestone, projects: Sequence[Project], at: datetime
) -> tuple[Milestone | None, Milestone | None]:
    """The milestones that stand before and after it in time, in its first project."""
    if not projects:
        return None, None
    rows = Milestone.objects.published(at).filter(projects=projects[0])
    key = (milestone.sort_day, milestone.announced_on or date.min, milestone.pk)
    older = (
        rows.filter(rows_beyond(ORDER, key, backwards=False))
        .order_by("-sort_day", "-announced_on", "id")
        .first()
    )
    newer = (
        rows.filter(rows_beyond(ORDER, key, backwards=True))
        .order_by("sort_day", "announced_on", "-id")
        .first()
    )
    return older, newer
