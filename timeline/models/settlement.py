"""Only a later release settles a plan. A change that would break this rule is refused, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Max, Min, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.dates.delays import Delay, delay
from timeline.dates.stated import StatedDate
from timeline.models import Milestone, PlanSettlement, Release, Settlement
from timeline.models.plan_settlement import SETTLEMENTS_OF


def announcement_day(paragraphs: Iterable[int]) -> date | None:
    """The day of the earliest release that has one of these paragraphs. 1 query."""
    stating = Release.objects.filter(paragraphs__in=list(paragraphs)).order_by()
    day: date | None = stating.aggregate(day=Min("published_on"))["day"]
    return day


def last_announcement_day(paragraphs: Iterable[int]) -> date | None:
    """The day of the latest release that has one of these paragraphs. 1 query."""
    stating = Release.objects.filter(paragraphs__in=list(paragraphs)).order_by()
    day: date | None = stating.aggregate(day=Max("published_on"))["day"]
    return day


def settled_delay(plan: StatedDate, outcome: StatedDate, settlement: str) -> Delay | None:
    """How much later than planned it came, as a milestone of that date and settlement says.

    None where the dates do not tell, where the plan was dropped, and where it was changed in
    something other than its time.
    """
    found = delay(plan, outcome)
    if found is None or settlement == Settlement.WITHDRAWN:
        return None
    if found.on_time and settlement == Settlement.CHANGED:
        return None
    return found


def settlement_refusal(plan: Milestone, settlement: str) -> str:
    """Why that cannot be said of the milestone, whoever says it, or ""."""
    possible = SETTLEMENTS_OF.get(plan.standing, ())
    if not possible:
        return _("“%s” is not a plan, nor under way: nothing can come of it any more.") % plan
    if not settlement or settlement in possible:
        return ""
    labels = [str(one.label) for one in possible]
    return _("“%(plan)s” is “%(standing)s”. Of that can be said: %(settlements)s.") % {
        "plan": plan,
        "standing": plan.get_standing_display(),
        "settlements": ", ".join(labels),
    }


def earliness_refusal(plan: Milestone, announced_on: date | None) -> str:
    """Why a milestone announced on that day is no later word on the plan, or ""."""
    if announced_on is None:
        return ""  # a draft without a citation; it cannot be published as it is
    stated = plan.citations.aggregate(day=Min("paragraph__release__published_on"))
    planned_on = plan.announced_on or stated["day"]
    if planned_on is None:
        return _("“%s” cites no release yet, so it was not announced.") % plan
    if announced_on > planned_on:
        return ""
    return _(
        "Only a later release can settle a plan: “%(plan)s” was announced on %(then)s, "
        "this on %(now)s."
    ) % {
        "plan": plan,
        "then": date_format(planned_on),
        "now": date_format(announced_on),
    }


def settlement_refusal_on(release: Release, day: date) -> Iterator[str]:
    """Why a release may not be dated to that day.

    Each settlement on file that would then not be later than its plan.
    """
    stated = Q(milestone__citations__paragraph__release=release)
    stated |= Q(plan__citations__paragraph__release=release)
    sources = "citations__paragraph__release"
    said = PlanSettlement.objects.filter(stated).distinct().order_by("milestone_id", "plan_id")
    rows = said.select_related("milestone", "plan")
    for row in rows.prefetch_related(f"milestone__{sources}", f"plan__{sources}"):
        if why := _order_refusal(row.milestone, row.plan, {release.pk: day}):
            yield why


def announcement_refusals(plan: Milestone, announced_on: date | None) -> Iterator[str]:
    """Why a plan may not be announced on that day: each milestone that settles it too early."""
    said = plan.settled_by.order_by("milestone_id").select_related("milestone")
    for row in said.prefetch_related("milestone__citations__paragraph__release"):
        settled_on = _announced(row.milestone, {})
        if announced_on and settled_on and settled_on <= announced_on:
            yield _not_later(row.milestone, plan, settled_on, announced_on)


def leads_back(milestone: Milestone, plan: Milestone) -> bool:
    """Whether the plans that a plan settles, one after the other, lead back to the milestone.

    1 query for each step of the longest way.
    """
    met: set[int] = set()
    step = {plan.pk}
    while step:
        if milestone.pk in step:
            return True
        met |= step
        said = PlanSettlement.objects.filter(milestone__in=step).order_by()
        step = set(said.values_list("plan_id", flat=True)) - met
    return False


def _order_refusal(settler: Milestone, plan: Milestone, moved: dict[int, date]) -> str:
    settled_on, planned_on = _announced(settler, moved), _announced(plan, moved)
    if settled_on is None or planned_on is None or settled_on > planned_on:
        return ""
    return _not_later(settler, plan, settled_on, planned_on)


def _announced(milestone: Milestone, moved: dict[int, date]) -> date | None:
    """The day of the earliest public release that states it, or of any, if none is public.

    ``moved`` maps releases to another day than they are dated to.
    """
    releases = [citation.paragraph.release for citation in milestone.citations.all()]
    public = [release for release in releases if release.public_from]
    days = [moved.get(release.pk, release.published_on) for release in public or releases]
    return min(days, default=None)


def _not_later(settler: Milestone, plan: Milestone, settled_on: date, planned_on: date) -> str:
    return _(
        "“%(settler)s” settles “%(plan)s”, and only a later release can: the plan would be "
        "announced on %(then)s, what came of it on %(now)s."
    ) % {
        "settler": settler,
        "plan": plan,
        "then": date_format(planned_on),
        "now": date_format(settled_on),
    }
