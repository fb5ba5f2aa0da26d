"""A milestone's page: which releases state it, what was planned, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from timeline.dates.delays import Delay, surely_before
from timeline.http.edition_memory import Keep, made_anew
from timeline.i18n.bilingual import active_language
from timeline.models import Citation, Figure, Milestone, MilestonePartner, Project, Release
from timeline.models.at_hand import parts_of
from timeline.models.milestone_parts import set_citations, set_projects
from timeline.models.milestone_place import neighbours, position_of
from timeline.models.outlooks import set_outlooks
from timeline.models.partner import rename_as_on
from timeline.models.prepared import prepared
from timeline.models.settlement import settled_delay
from timeline.models.visibility import public_condition
from timeline.pages.documents import set_superseding
from timeline.queries.lookup import public_or_gone
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
    trail: list[Milestone]  # it, its promise and the promises that it settles, newest first
    trail_releases: list[Release]  # that state what is in the trail, oldest first
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


def public_milestone(slug: str, on: date, at: datetime) -> Milestone:
    """The milestone of that address, with all that ``milestone_page`` reads of it.

    Raises as ``get_public_or_gone``. At most 5 queries.
    """
    found = _by_slug(slug)
    milestone = public_or_gone(found[0] if found else None, at)
    set_outlooks([milestone], on, at)
    set_citations([milestone], at, in_full=True)
    set_superseding([citation.paragraph.release for citation in milestone.cited], at)
    return milestone


@prepared
def _by_slug(slug: str) -> QuerySet[Milestone]:
    return Milestone.objects.filter(slug=slug)


def milestone_page(
    milestone: Milestone, on: date, at: datetime, keep: Keep = made_anew
) -> MilestonePage:
    """Gather the page of a ``public_milestone``. At most 15 queries.

    ``keep`` may have kept what the paragraphs that state it state besides.
    """
    followed = followed_promises([milestone], on, at)
    promise = followed.of(milestone)
    settled = []
    for word in followed.said_by(milestone):
        if word.plan not in promise.plans:
            settled.append(SettledPlan(word, followed.of(word.plan)))
    trail = _trail(promise, settled)
    set_projects(trail, at)
    for row in trail:  # as known on the day
        row.settles = [word.plan for word in followed.index.of_milestone[row.pk]]
    projects = list(parts_of(milestone, "projects"))
    older, newer = None, None
    if projects:
        older, newer = neighbours(milestone, projects[0], at)
    roles = _roles(milestone.pk, at)
    bound_to = _last_announcement(milestone.cited, promise.milestones)
    rename_as_on([role.partner for role in roles], bound_to or on, at)
    return MilestonePage(
        milestone=milestone,
        stated=_by_release(milestone.cited),
        promise=promise,
        settled=settled,
        beside=_beside(milestone, on, at, keep),
        projects=projects,
        roles=roles,
        older=older,
        newer=newer,
        figures=_figures(milestone.pk, at),
        trail=trail,
        trail_releases=_releases_of(trail, on),
        bound_to=bound_to,
    )


def _beside(milestone: Milestone, on: date, at: datetime, keep: Keep) -> list[Milestone]:
    """Other milestones that the same paragraphs state. All these milestones share one list."""
    paragraphs = tuple(sorted({citation.paragraph_id for citation in milestone.cited}))

    def read() -> list[Milestone]:
        stated = _of_paragraphs(paragraphs, at)
        set_outlooks(stated, on, at)
        return stated

    stated: list[Milestone] = keep(("stated", paragraphs, on), read)
    return [each for each in stated if each.pk != milestone.pk][:FEW]


@prepared
def _of_paragraphs(paragraphs: Sequence[int], at: datetime) -> QuerySet[Milestone]:
    stated = Milestone.objects.published(at).filter(citations__paragraph__in=paragraphs)
    return stated.for_links().distinct().order_by("id")[: FEW + 1]


@prepared
def _roles(milestone: int, at: datetime) -> QuerySet[MilestonePartner]:
    public = public_condition(at, "partner", "partner__")
    roles = MilestonePartner.objects.filter(public, milestone=milestone)
    shown = ("role", "partner__slug", "partner__name_en", "partner__name_fr")
    return roles.select_related("partner").only(*shown)


@prepared
def _figures(milestone: int, at: datetime) -> QuerySet[Figure]:
    stated = Figure.objects.filter(milestone=milestone).stated_publicly(at)
    return stated.with_named_source("what_en", "what_fr", "as_printed")


def _trail(promise: FollowedPromise, settled: Iterable[SettledPlan]) -> list[Milestone]:
    shown = {milestone.pk: milestone for milestone in promise.milestones}
    for plan in settled:
        for milestone in plan.promise.milestones:
            shown.setdefault(milestone.pk, milestone)
    return sorted(shown.values(), key=lambda row: (position_of(row), row.pk))


def _releases_of(trail: Iterable[Milestone], on: date) -> list[Release]:
    """The releases that state them, issued by that day, oldest first."""
    releases = {}
    for milestone in trail:
        for citation in milestone.cited:
            release = citation.paragraph.release
            if release.published_on <= on:
                releases[release.pk] = release
    return sorted(releases.values(), key=lambda release: (release.published_on, release.pk))


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
