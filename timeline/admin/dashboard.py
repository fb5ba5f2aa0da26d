"""What waits for staff, on the admin's first page: how many rows, and the way to their list.

A line stands for a list of the admin with some of its filters set, less what was marked as seen.
It counts the same rows with the same conditions as that list, so that the two cannot disagree. Who
may not see a list is not told how long it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.admin.contact import HistoricalFilter
from timeline.admin.list_filters import (
    LONG_AGO,
    SOON,
    LastChangeFilter,
    PublicState,
    SingleChoiceFilter,
    StateFilter,
)
from timeline.admin.milestone import CitedFilter, OutlookFilter
from timeline.admin.release import UncitedFilter
from timeline.admin.seen import SeenFilter, keys_seen
from timeline.admin.substance import RecordModel
from timeline.admin.translation_status import BEHIND, TranslationFilter
from timeline.models import (
    Company,
    Contact,
    Milestone,
    Outlook,
    Paragraph,
    Partner,
    Person,
    Project,
    Release,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

Filters = dict[type[SingleChoiceFilter], str]
RECORD: Sequence[RecordModel] = (Milestone, Release, Project, Partner, Person)


@dataclass(frozen=True)
class WaitingQuestion:
    """What is asked of the record: rows of these models that pass all of the filters."""

    key: str  # its name in ``SUBSTANCE``, and in the address of its page
    title: StrPromise
    help: StrPromise
    filters: Filters
    of: Sequence[RecordModel] = RECORD


def _behind_question(language: str) -> WaitingQuestion:
    return WaitingQuestion(
        {"fr": "french-behind", "en": "english-behind"}[language],
        BEHIND[language],
        _("Missing, or not looked at since the other language changed."),
        {TranslationFilter: language},
        [Milestone, Release, Project, Partner, Person, Company],
    )


WAITING_QUESTIONS = (
    WaitingQuestion(
        "to-review",
        _("To review"),
        _("Drafts, the newest change first."),
        {StateFilter: PublicState.DRAFT},
    ),
    WaitingQuestion(
        "coming-up", _("Coming up"), _("Scheduled in the next seven days."), {StateFilter: SOON}
    ),
    WaitingQuestion(
        "dates-passed",
        _("Dates that passed"),
        _("Plans whose date has passed. A later release may say what came of them."),
        {OutlookFilter: Outlook.WINDOW_PASSED, StateFilter: PublicState.PUBLISHED},
        [Milestone],
    ),
    WaitingQuestion(
        "without-citation",
        _("Without a citation"),
        _("They cannot be published before they cite one."),
        {CitedFilter: "no"},
        [Milestone],
    ),
    WaitingQuestion(
        "not-cited",
        _("Not cited"),
        _("Body paragraphs that no milestone cites. Not every one states something of its own."),
        {UncitedFilter: "no"},
        [Paragraph],
    ),
    _behind_question("fr"),
    _behind_question("en"),
    WaitingQuestion(
        "older-contacts",
        _("Older contacts"),
        _(
            "Printed in an older release than the newest. "
            "Visitors are told that they may be out of date."
        ),
        {HistoricalFilter: "older"},
        [Contact],
    ),
    WaitingQuestion(
        "left-lying",
        _("Left lying"),
        _("Drafts that nobody changed in the last 30 days."),
        {StateFilter: PublicState.DRAFT, LastChangeFilter: LONG_AGO},
    ),
)


@dataclass(frozen=True)
class Job:
    """One of the main jobs, and where it begins."""

    name: StrPromise
    address: str


def main_jobs(request: HttpRequest) -> list[Job]:
    """What staff come for most, as far as it is theirs to do. No query."""
    releases = admin.site.get_model_admin(Release)
    milestones = admin.site.get_model_admin(Milestone)
    jobs = []
    may_add_releases = releases.has_add_permission(request)
    if may_add_releases and milestones.has_add_permission(request):
        from_text = reverse("admin:timeline_release_from_text")
        jobs.append(Job(_("Add a release from its text"), from_text))
    if may_add_releases:
        jobs.append(Job(_("Add a release"), reverse("admin:timeline_release_add")))
    if milestones.has_view_or_change_permission(request):
        drafts: Filters = {StateFilter: PublicState.DRAFT}
        jobs.append(Job(_("Review drafts"), _list_address(Milestone, drafts)))
    if milestones.has_add_permission(request):
        passed: Filters = {
            OutlookFilter: Outlook.WINDOW_PASSED,
            StateFilter: PublicState.PUBLISHED,
        }
        jobs.append(Job(_("Record outcomes"), _list_address(Milestone, passed)))
    return jobs


@dataclass(frozen=True)
class WaitingLine:
    """So many rows of one kind, and the address of the list that shows them."""

    count: int
    kind: str
    address: str


@dataclass
class WaitingList:
    """The answer to a question. ``seen``: how many rows wait there that somebody has seen."""

    title: StrPromise
    help: StrPromise
    address: str
    lines: list[WaitingLine] = field(default_factory=list)
    seen: int = 0

    @property
    def waiting(self) -> list[WaitingLine]:
        return [line for line in self.lines if line.count]


SeenKeys = Mapping[tuple[str, RecordModel], Collection[int]]


def waiting_lists(request: HttpRequest) -> list[WaitingList]:
    """Each question of which this person may see a list.

    At most one query for each model, 8, and those of ``keys_seen``.
    """
    asked = set(chain.from_iterable(question.of for question in WAITING_QUESTIONS))
    seen = keys_seen(asked)
    counts = {model: _counts(request, model, seen) for model in asked}
    lists = []
    for question in WAITING_QUESTIONS:
        shown = _answer(question, counts, seen)
        if shown.lines:
            lists.append(shown)
    return lists


def _answer(
    question: WaitingQuestion, counts: Mapping[RecordModel, dict[str, int]], seen: SeenKeys
) -> WaitingList:
    address = reverse("admin:waiting", args=[question.key])
    answer = WaitingList(question.title, question.help, address)
    for model in question.of:
        if question.key in counts[model]:
            filters = dict(question.filters)
            if seen.get((question.key, model)):
                filters[SeenFilter] = question.key
            answer.lines.append(_line(model, filters, counts[model][question.key]))
            answer.seen += counts[model].get(_of_seen(question), 0)
    return answer


def _of_seen(question: WaitingQuestion) -> str:
    return f"{question.key}-seen"


def _counts(request: HttpRequest, model: RecordModel, seen: SeenKeys) -> dict[str, int]:
    """How many rows of a model wait under each question, by its key, and how many were seen.

    1 query. Empty for those who may not see the rows.
    """
    rows_of = admin.site.get_model_admin(model)
    if not rows_of.has_view_or_change_permission(request):
        return {}
    wanted = {}
    for question in WAITING_QUESTIONS:
        if model in question.of:
            condition = condition_of(question)
            keys = seen.get((question.key, model))
            if keys:
                seen_too = condition & Q(pk__in=keys)
                wanted[_of_seen(question)] = Count("pk", filter=seen_too, distinct=True)
                condition &= ~Q(pk__in=keys)
            wanted[question.key] = Count("pk", filter=condition, distinct=True)
    return dict(rows_of.get_queryset(request).order_by().aggregate(**wanted))


def condition_of(question: WaitingQuestion) -> Q:
    """The rows that a question finds, seen or not."""
    condition = Q()
    for one, value in question.filters.items():
        condition &= one.condition(value)
    return condition


def _line(model: RecordModel, filters: Filters, count: int) -> WaitingLine:
    names: Any = model._meta
    return WaitingLine(
        count,
        str(names.verbose_name if count == 1 else names.verbose_name_plural),
        _list_address(model, filters),
    )


def _list_address(model: RecordModel, filters: Filters) -> str:
    """The list of a model with some filters set."""
    address = reverse(f"admin:timeline_{model._meta.model_name}_changelist")
    query = urlencode({str(one.parameter_name): str(value) for one, value in filters.items()})
    return f"{address}?{query}"
