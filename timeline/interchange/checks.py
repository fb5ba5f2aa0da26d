"""What no single row can break: the rules that the admin's forms keep between rows, for rows that were filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from timeline.dates.basis import names_a_year
from timeline.models import Milestone, Release, Status
from timeline.models.settlement import (
    announcement_day,
    announcement_refusals,
    settlement_refusal,
    settlement_refusal_on,
)

Refusal = tuple[str, str]  # column, why


def refusals_of_release(release: Release) -> Iterator[Refusal]:
    """A release is public from the day in its dateline on, not before; only a later one settles what it plans."""
    moment = release.publish_at
    if (
        release.status == Status.PUBLISHED
        and moment
        and timezone.localdate(moment) < release.published_on
    ):
        yield "publish_at", "it would be public before the day in its dateline"
    yield from (
        ("published_on", why) for why in settlement_refusal_on(release, release.published_on)
    )


def refusals_of_milestone(milestone: Milestone) -> Iterator[Refusal]:
    """A published one is stated somewhere; what was inferred says from what; only a later one settles a plan."""
    cited = list(milestone.citations.values_list("paragraph_id", flat=True))
    if milestone.status == Status.PUBLISHED and not cited:
        yield "status", "it is published, and cites no paragraph"
    bounds = [milestone.earliest, milestone.latest]
    if any(bounds) and not (
        milestone.basis_en or milestone.basis_fr or names_a_year(milestone.date_words, bounds)
    ):
        yield "basis_en", "the words name no year for these days: say in one line what they rest on"
    if milestone.settles and (
        why := settlement_refusal(milestone.settles, announcement_day(cited))
    ):
        yield "settles", why
    yield from (("", why) for why in announcement_refusals(milestone, announcement_day(cited)))
    if milestone.settles and _comes_back(milestone):
        yield "settles", "a circle of plans that settle each other"
    if not milestone.is_plan and (settler := milestone.settled_by.first()):
        yield "standing", f"“{settler}” settles it as a plan"


def _comes_back(milestone: Milestone) -> bool:
    """Whether the plans that it settles, one after the other, lead back to one of them."""
    met: set[int] = set()
    at: Any = milestone
    while at is not None and at.pk not in met:
        met.add(at.pk)
        at = at.settles
    return at is not None


def refusals(
    milestones: Iterable[int], releases: Iterable[int]
) -> Iterator[tuple[Milestone | Release, Refusal]]:
    """What these rows break, as they are on file now."""
    for number in sorted(releases):
        release = Release.objects.get(pk=number)
        yield from ((release, refusal) for refusal in refusals_of_release(release))
    for number in sorted(milestones):
        milestone = Milestone.objects.get(pk=number)
        yield from ((milestone, refusal) for refusal in refusals_of_milestone(milestone))
