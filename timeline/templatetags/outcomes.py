"""What the admin's templates ask of a plan, and of the milestones that a release states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from timeline.admin.begun_milestone import citing_address
from timeline.admin.plan_settlement import outcome_address, plan_asked_for
from timeline.models import Milestone, Paragraph, ParagraphKind, Release

register = template.Library()
register.simple_tag(outcome_address)


@register.simple_tag(takes_context=True)
def plan_beside(context: dict[str, Any]) -> Milestone | None:
    """The plan of which the form records the outcome, with the paragraphs that state it."""
    plan = plan_asked_for(context["request"])
    return plan if plan and context["opts"].model is Milestone else None


@register.simple_tag(takes_context=True)
def milestones_of(context: dict[str, Any], release: Any) -> StatedMilestones | None:
    """What a release states, and where more of it is added. 2 queries; None of other rows."""
    if not isinstance(release, Release):
        return None
    stated = Milestone.objects.filter(citations__paragraph__release=release).distinct()
    may_add = context["request"].user.has_perm("timeline.add_milestone")
    paragraphs = release.paragraphs.filter(kind=ParagraphKind.BODY).order_by("number")
    to_cite = [(one, citing_address(one)) for one in paragraphs] if may_add else []
    return StatedMilestones(list(stated.order_by("sort_day", "pk")), to_cite)


@dataclass(frozen=True)
class StatedMilestones:
    """``to_cite``: body paragraphs, each with where a milestone that cites it is added."""

    milestones: list[Milestone]
    to_cite: list[tuple[Paragraph, str]]
