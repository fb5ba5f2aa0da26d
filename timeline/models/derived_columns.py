"""Columns worked out from other rows, kept in the transaction that changes those.

They follow every ``save()``, ``delete()`` and many-to-many change of a row they come from, raw
saves (``loaddata``) included. ``bulk_create`` and ``QuerySet.update`` send no signals: whoever
uses them calls ``derive_milestones`` and ``derive_releases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils import timezone

from timeline.models.base import CheckedModel, Publishing, Status, next_version
from timeline.models.company import Company, Listing
from timeline.models.document import DocumentCopy
from timeline.models.edition import advance_edition, is_ahead, lock_edition
from timeline.models.figure import Figure
from timeline.models.milestone import Citation, Milestone, MilestonePartner
from timeline.models.partner import Partner
from timeline.models.person import Person
from timeline.models.plan_settlement import PlanSettlement
from timeline.models.project import Project
from timeline.models.promises import derive_promises
from timeline.models.release import Contact, Paragraph, Release
from timeline.models.search_text import searchable
from timeline.models.visibility import is_public

BATCH = 500  # rows held at a time, well under SQLite's limit on variables
MILESTONE_COLUMNS = (
    "public_from",
    "announced_on",
    "announced_year",
    "sort_day",
    "first_year",
    "last_year",
    "search_text",
)


@dataclass(frozen=True)
class DeferredRows:
    """The ids of rows whose columns are worked out at the end of ``derive_at_end``."""

    milestones: set[int] = field(default_factory=set)
    releases: set[int] = field(default_factory=set)


# Signals carry no argument of ours: receivers find the block that they run in here.
_deferred: ContextVar[DeferredRows | None] = ContextVar("deferred", default=None)


@contextmanager
def derive_at_end() -> Iterator[None]:
    """Work out what the block changes once, at its end: for a change of thousands of rows."""
    rows = DeferredRows()
    token = _deferred.set(rows)
    try:
        yield
    finally:
        _deferred.reset(token)
    derive_releases(rows.releases)
    derive_milestones(rows.milestones)


def _public_from(row: Publishing) -> datetime | None:
    return row.publish_at if row.status == Status.PUBLISHED else None


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(set(ids))
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]


def derive_milestone(milestone: Milestone, at: datetime) -> None:
    """Set the derived columns of one milestone.

    Its citations, projects and partners are at hand.
    """
    releases = [citation.paragraph.release for citation in milestone.citations.all()]
    milestone.public_from = _milestone_public_from(milestone, releases)
    seen_at = max(at, milestone.public_from or at)
    announced_on = _announced_on(milestone, releases, seen_at)
    milestone.announced_on = announced_on
    milestone.announced_year = None
    if announced_on:
        milestone.announced_year = announced_on.year
    stated = milestone.stated
    milestone.sort_day = 0
    if stated.sort_day:
        milestone.sort_day = stated.sort_day.toordinal()
    milestone.first_year, milestone.last_year = stated.first_year, stated.last_year
    milestone.search_text = _milestone_text(milestone, seen_at)


def _milestone_public_from(milestone: Milestone, releases: list[Release]) -> datetime | None:
    """Its own moment, but not before a release that states it is public."""
    own = _public_from(milestone)
    moments = []
    for release in releases:
        if release.public_from:
            moments.append(release.public_from)
    if own is None or not moments:
        return None
    return max(own, min(moments))


def _announced_on(milestone: Milestone, releases: list[Release], seen_at: datetime) -> date | None:
    """The day of the earliest release that visitors can read by then.

    A release that is scheduled for later is not given away. It counts from the first derivation
    after its moment (``manage.py derive``). Of a milestone that nobody sees yet, every release
    counts that was not withdrawn: a preview shows the day it will have been announced on.
    """
    days = []
    scheduled_days = []
    for release in releases:
        if milestone.public_from is None:
            if release.status != Status.WITHDRAWN:
                days.append(release.published_on)
        elif is_public(release, seen_at):
            days.append(release.published_on)
        elif release.public_from:
            scheduled_days.append(release.published_on)
    return min(days or scheduled_days, default=None)


def _milestone_text(milestone: Milestone, seen_at: datetime) -> str:
    """What a search finds it by. The name of a project or partner that is a draft is left out."""
    texts = [
        milestone.title_en,
        milestone.title_fr,
        milestone.summary_en,
        milestone.summary_fr,
        milestone.place_en,
        milestone.place_fr,
        milestone.condition_en,
        milestone.condition_fr,
        milestone.date_words,
    ]
    filed_under: list[Project | Partner] = list(milestone.projects.all())
    filed_under.extend(milestone.partners.all())
    for row in filed_under:
        if is_public(row, seen_at):
            texts += [row.name_en, row.name_fr]
    for citation in milestone.citations.all():
        if is_public(citation.paragraph.release, seen_at):
            texts += [citation.states_en, citation.states_fr]
    for figure in milestone.figures.all():
        if is_public(figure.paragraph.release, seen_at):
            texts += [figure.what_en, figure.what_fr, figure.as_printed]
    return searchable("\n".join(texts))


def _release_text(release: Release) -> str:
    """What a search finds it by."""
    texts = [
        release.headline_en,
        release.headline_fr,
        release.summary_en,
        release.summary_fr,
        release.place,
        release.wire,
        release.also_printed_en,
        release.also_printed_fr,
        release.issuer_name,
    ]
    for paragraph in release.paragraphs.all():
        texts += [paragraph.summary_en, paragraph.summary_fr, paragraph.text]
    for contact in release.contacts.all():
        texts += [contact.name, contact.organisation]
    for copy in release.copies.all():
        texts.append(copy.publisher)
    for listing in release.listings.all():
        if listing.partner_id is None:  # an organization may be a draft, and is found by its page
            texts += [listing.exchange, listing.code, listing.symbol]
    return searchable("\n".join(texts))


def lock_releases(milestones: Iterable[int]) -> None:
    """Lock the releases that these milestones cite until the transaction ends.

    None then changes between reading and writing. Releases are always locked before milestones, so
    that no two transactions wait for each other. SQLite has one writer.
    """
    lock_edition()
    cited = Paragraph.objects.filter(citations__milestone__in=milestones).values("release")
    list(Release.objects.select_for_update().filter(pk__in=cited).order_by("pk").values_list("pk"))


def derive_milestones(ids: Iterable[int], at: datetime | None = None) -> None:
    """Work out the derived columns of these milestones, as of a moment (now).

    11 queries for every 500.
    """
    if deferred := _deferred.get():
        deferred.milestones.update(ids)
        return
    at = at or timezone.now()
    with transaction.atomic():
        for batch in _batches(ids):
            lock_releases(batch)
            derive_promises(batch)
            rows = Milestone.objects.filter(pk__in=batch).prefetch_related(
                "citations__paragraph__release",
                "figures__paragraph__release",
                "projects",
                "partners",
            )
            changed = []
            for milestone in rows:
                before = _values(milestone, MILESTONE_COLUMNS)
                derive_milestone(milestone, at)
                if before != _values(milestone, MILESTONE_COLUMNS):
                    changed.append(milestone)
            if not all(is_ahead(milestone, at) for milestone in changed):
                advance_edition()
            Milestone.objects.bulk_update(changed, MILESTONE_COLUMNS, batch_size=100)


def derive_releases(ids: Iterable[int]) -> None:
    """Work out when these releases are public and what a search finds them by."""
    if deferred := _deferred.get():
        deferred.releases.update(ids)
        return
    columns = ("public_from", "search_text")
    with transaction.atomic():
        lock_edition()
        for batch in _batches(ids):
            rows = Release.objects.filter(pk__in=batch).prefetch_related(
                "paragraphs", "contacts", "copies", "listings"
            )
            changed = []
            for release in rows:
                before = _values(release, columns)
                release.public_from = _public_from(release)
                release.search_text = _release_text(release)
                if before != _values(release, columns):
                    changed.append(release)
            if not all(is_ahead(release, timezone.now()) for release in changed):
                advance_edition()
            Release.objects.bulk_update(changed, columns, batch_size=100)


def _values(row: models.Model, columns: Iterable[str]) -> list[Any]:
    return [getattr(row, column) for column in columns]


def _milestone_ids(condition: Q) -> list[int]:
    ids = Milestone.objects.filter(condition).order_by().values_list("pk", flat=True)
    return list(ids.distinct())


# Receivers


def _before_milestone_save(instance: Milestone, raw: bool = False, **_: Any) -> None:
    if instance.pk and not raw:
        lock_releases([instance.pk])


def _milestone_saved(instance: Milestone, **_: Any) -> None:
    derive_milestones([instance.pk])


def _before_part_save(instance: CheckedModel, **_: Any) -> None:
    """Note the parent ids before the save: the row may be moved to another parent. 1 query."""
    parent = "release_id"
    if isinstance(instance, Citation | MilestonePartner | Figure):
        parent = "milestone_id"
    instance.parent_ids_before_save = ()
    if instance.pk:
        stored = type(instance)._default_manager.filter(pk=instance.pk)
        instance.parent_ids_before_save = list(stored.values_list(parent, flat=True))


def _milestone_part_changed(instance: Citation | MilestonePartner | Figure, **_: Any) -> None:
    derive_milestones({instance.milestone_id, *_parent_ids_before_save(instance)})


def _parent_ids_before_save(instance: CheckedModel) -> Sequence[int]:
    """The ids noted before the save. Given once, since the same object may be saved again."""
    ids = instance.parent_ids_before_save
    instance.parent_ids_before_save = ()
    return ids


def _before_settlement_save(instance: PlanSettlement, **_: Any) -> None:
    """Note the milestones of the stored row: it may be given other ones. 1 query."""
    instance.parent_ids_before_save = ()
    if instance.pk:
        stored = PlanSettlement.objects.filter(pk=instance.pk).order_by()
        for pair in stored.values_list("milestone_id", "plan_id"):
            instance.parent_ids_before_save = pair


def _settlement_changed(instance: PlanSettlement, **_: Any) -> None:
    before = _parent_ids_before_save(instance)
    derive_milestones({instance.milestone_id, instance.plan_id, *before})


def _release_saved(instance: Release, **_: Any) -> None:
    derive_releases([instance.pk])
    cites = Q(citations__paragraph__release=instance)
    derive_milestones(_milestone_ids(cites | Q(figures__paragraph__release=instance)))


def _release_part_changed(instance: Paragraph | Contact | DocumentCopy, **_: Any) -> None:
    before = _parent_ids_before_save(instance)
    derive_releases({instance.release_id, *before})
    has_moved = bool(set(before) - {instance.release_id})
    if isinstance(instance, Paragraph) and has_moved:
        cites = Q(citations__paragraph=instance)
        derive_milestones(_milestone_ids(cites | Q(figures__paragraph=instance)))


def _project_or_partner_saved(instance: Project | Partner, **_: Any) -> None:
    path = "projects" if isinstance(instance, Project) else "partners"
    type(instance).objects.filter(pk=instance.pk).update(public_from=_public_from(instance))
    derive_milestones(_milestone_ids(Q(**{path: instance})))


def _person_saved(instance: Person, **_: Any) -> None:
    Person.objects.filter(pk=instance.pk).update(public_from=_public_from(instance))


def _before_project_delete(instance: Project, **_: Any) -> None:
    """Note its milestones: their links go without a signal, before the project does."""
    instance.milestone_ids_before_delete = _milestone_ids(Q(projects=instance))


def _project_deleted(instance: Project, **_: Any) -> None:
    derive_milestones(instance.milestone_ids_before_delete)


def _projects_changed(
    instance: models.Model, action: str, pk_set: set[int] | None, **_: Any
) -> None:
    """``pk_set`` is None where all links of a project are cleared."""
    if isinstance(instance, Project) and action == "pre_clear":
        _before_project_delete(instance)
    if not action.startswith("post_"):
        return
    if isinstance(instance, Milestone):
        derive_milestones([instance.pk])
    elif pk_set is not None:
        derive_milestones(pk_set)
    elif isinstance(instance, Project):
        derive_milestones(instance.milestone_ids_before_delete)


def _listings_changed(instance: models.Model, action: str, **_: Any) -> None:
    if isinstance(instance, Release) and action.startswith("post_"):
        derive_releases([instance.pk])


def _listing_saved(instance: Listing, **_: Any) -> None:
    derive_releases(instance.releases.order_by().values_list("pk", flat=True))


def connect_derived_columns() -> None:
    """Have the derived columns follow what they come from."""
    for versioned in (Company, Listing, Release, Milestone, Project, Partner, Person):
        pre_save.connect(next_version, sender=versioned)
    pre_save.connect(_before_milestone_save, sender=Milestone)
    post_save.connect(_milestone_saved, sender=Milestone)
    post_save.connect(_release_saved, sender=Release)
    for named in (Project, Partner):
        post_save.connect(_project_or_partner_saved, sender=named)
    post_save.connect(_person_saved, sender=Person)
    for part in (Citation, MilestonePartner, Figure):
        pre_save.connect(_before_part_save, sender=part)
        post_save.connect(_milestone_part_changed, sender=part)
        post_delete.connect(_milestone_part_changed, sender=part)
    pre_save.connect(_before_settlement_save, sender=PlanSettlement)
    post_save.connect(_settlement_changed, sender=PlanSettlement)
    post_delete.connect(_settlement_changed, sender=PlanSettlement)
    for block in (Paragraph, Contact, DocumentCopy):
        pre_save.connect(_before_part_save, sender=block)
        post_save.connect(_release_part_changed, sender=block)
        post_delete.connect(_release_part_changed, sender=block)
    pre_delete.connect(_before_project_delete, sender=Project)
    post_delete.connect(_project_deleted, sender=Project)
    m2m_changed.connect(_projects_changed, sender=Milestone.projects.through)
    m2m_changed.connect(_listings_changed, sender=Release.listings.through)
    post_save.connect(_listing_saved, sender=Listing)
