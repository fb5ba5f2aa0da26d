"""A milestone's page: which releases state it, what was planned, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from timeline.dates.delays import Delay, surely_before
from timeline.i18n.bilingual import active_language
from timeline.models import Citation, Figure, Milestone, MilestonePartner, Project, Release
from timeline.models.milestone_place import neighbours
from timeline.models.partner import rename_as_on
from timeline.models.settlement import settled_delay
from timeline.models.visibility import public_condition
from timeline.pages.documents import superseding_documents
from timeline.queries.promises import FollowedPromise, SaidWord, followed_promises

FEW = 12  # milestones of the same paragraph that a page names


@dataclass(frozen=True)
class ReleaseCitations:
    """The paragraphs in which one release states it. ``again``: an earlier release did too."""

    citations: Sequence[Citation]
    again: bool

    @property
    def release(self) -> Release:
        return self.citations[0].paragraph.release

    @property
    def numbers(self) -> str:
        """The numbers of the paragraphs, in their order in the document: "1 and 3"."""
        numbers = sorted(citation.paragraph.number for citation in self.citations)
        *first, last = map(str, numbers)
        if not first:
            return last
        return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


@dataclass(frozen=True)
class SettledPlan:
    """What a milestone says of an earlier plan, and the promise that this was a plan of."""

    word: SaidWord
    promise: FollowedPromise

    @property
    def delay(self) -> Delay | None:
        """How much later than first planned; than planned, if it was never revised."""
        first = self.promise.first
        return settled_delay(first.stated, self.word.milestone.stated, self.word.settlement)


@dataclass(frozen=True)
class MilestonePage:
    """All that a milestone's page shows beside the milestone itself."""

    milestone: Milestone
    stated: list[ReleaseCitations]
    promise: FollowedPromise  # of a plan; of other milestones, what later ones say of them
    settled: list[SettledPlan]  # what it says of earlier plans; what it revises is in its promise
    beside: list[Milestone]  # stated in the same paragraphs
    projects: list[Project]
    roles: list[MilestonePartner]
    older: Milestone | None
    newer: Milestone | None
    figures: list[Figure]
    bound_to: date | None  # the last day on which something shown here was announced

    @property
    def older_is_earlier(self) -> bool:
        """Whether the dates prove that the one before it in the list came before it."""
        return self.older is not None and surely_before(self.older.stated, self.milestone.stated)

    @property
    def newer_is_later(self) -> bool:
        """Whether the dates prove that the one after it in the list came after it."""
        return self.newer is not None and surely_before(self.milestone.stated, self.newer.stated)

    @property
    def differing(self) -> list[Citation]:
        """What documents state otherwise, the newest document last."""
        differing = []
        for release_citations in self.stated:
            differing += [each for each in release_citations.citations if each.states]
        return differing

    @property
    def language(self) -> str:
        """The language of the words that date it: that of the release that states it first."""
        return self.stated[0].release.language if self.stated else active_language()

    @property
    def trail(self) -> list[int]:
        """Ids of the milestone, and of all in its promise and in those that it settles."""
        shown = [self.milestone, *self.promise.milestones]
        for settled in self.settled:
            shown += settled.promise.milestones
        return list(dict.fromkeys(milestone.pk for milestone in shown))


def milestone_page(milestone: Milestone, on: date, at: datetime) -> MilestonePage:
    """Gather a milestone's page. At most 16 queries."""
    citations = _citations(milestone, at)
    followed = followed_promises([milestone], on, at)
    promise = followed.of(milestone)
    settled = []
    for word in followed.said_by(milestone):
        if word.plan not in promise.plans:
            settled.append(SettledPlan(word, followed.of(word.plan)))
    shown = Milestone.objects.published(at).with_outlook(on, at)
    paragraphs = [citation.paragraph_id for citation in citations]
    beside = shown.filter(citations__paragraph__in=paragraphs).exclude(pk=milestone.pk)
    projects = list(milestone.projects.filter(public_condition(at, "project")))
    older, newer = None, None
    if projects:
        older, newer = neighbours(milestone, projects[0], at)
    named = milestone.partner_roles.filter(public_condition(at, "partner", "partner__"))
    roles = list(named.select_related("partner"))
    bound_to = _last_announcement(citations, promise.milestones)
    rename_as_on([role.partner for role in roles], bound_to or on, at)
    return MilestonePage(
        milestone=milestone,
        stated=_by_release(citations),
        promise=promise,
        settled=settled,
        beside=list(beside.distinct().order_by("id")[:FEW]),
        projects=projects,
        roles=roles,
        older=older,
        newer=newer,
        figures=list(Figure.objects.filter(milestone=milestone).stated_publicly(at).in_order()),
        bound_to=bound_to,
    )


def _citations(milestone: Milestone, at: datetime) -> list[Citation]:
    """Where public releases state it, oldest release first, with what corrects them. 2 queries.

    Of one release the paragraph that staff named first, which states most, comes first.
    """
    is_public = public_condition(at, "release", "paragraph__release__")
    citations = Citation.objects.filter(is_public, milestone=milestone)
    return list(
        citations.select_related("paragraph__release__issuer")
        .prefetch_related(superseding_documents(at, "paragraph__release"))
        .order_by("paragraph__release__published_on", "id")
    )


def _by_release(citations: Sequence[Citation]) -> list[ReleaseCitations]:
    by_release: dict[int, list[Citation]] = {}
    for citation in citations:
        by_release.setdefault(citation.paragraph.release_id, []).append(citation)
    stated: list[ReleaseCitations] = []
    for same_release in by_release.values():
        stated.append(ReleaseCitations(same_release, again=bool(stated)))
    return stated


def _last_announcement(citations: Sequence[Citation], promised: Sequence[Milestone]) -> date | None:
    """The last day on which the milestone or what came of it was announced."""
    days = []
    for citation in citations:
        days.append(citation.paragraph.release.published_on)
    for milestone in promised:
        if milestone.announced_on:
            days.append(milestone.announced_on)
    return max(days, default=None)
