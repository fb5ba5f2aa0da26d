"""Columns worked out from other rows, kept in the transaction that changes them.

They follow every ``save()``, ``delete()`` and m2m change of a row they come from, raw ones (``loaddata``) included.
``bulk_create`` and ``QuerySet.update`` send no signals: who uses them calls ``derive_milestones`` and
``derive_releases``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils import timezone

from timeline.models.base import Publishing, Status, next_version
from timeline.models.company import Company, Listing
from timeline.models.edition import advance_edition, is_ahead, lock_edition
from timeline.models.milestone import Citation, Milestone, MilestonePartner
from timeline.models.partner import Partner
from timeline.models.project import Project
from timeline.models.release import Contact, Paragraph, Release
from timeline.models.search_text import fold
from timeline.models.visibility import is_public

BATCH = 500  # rows held at a time, well under SQLite's limit on variables
MILESTONE_COLUMNS = (
    *("public_from", "announced_on", "announced_year"),
    *("sort_day", "first_year", "last_year", "search_text"),
)
_held: ContextVar[tuple[set[int], set[int]] | None] = ContextVar(
    "held", default=None
)  # milestones, releases


@contextmanager
def derive_at_end() -> Iterator[None]:
    """Work out what the block changes at its end, instead of after each row: for thousands of rows."""
    milestones, releases = held = (set[int](), set[int]())
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    derive_releases(releases)
    derive_milestones(milestones)


def _public_from(row: Publishing) -> datetime | None:
    return row.publish_at if row.status == Status.PUBLISHED else None


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(set(ids))
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def derive_milestone(milestone: Milestone, at: datetime) -> None:
    """Set the derived columns of one milestone, whose citations, projects and partners are at hand.

    It is public from its own moment on, but not before a release that states it is. It was announced by the earliest
    release that is public by then; what is scheduled for later is not given away, and counts from the first
    derivation after its moment (``manage.py derive``).
    """
    releases = [c.paragraph.release for c in milestone.citations.all()]
    moments = [release.public_from for release in releases if release.public_from]
    own = _public_from(milestone)
    milestone.public_from = max(own, min(moments)) if own and moments else None
    then = max([at, milestone.public_from or at])
    known = [r for r in releases if is_public(r, then)] or [r for r in releases if r.public_from]
    if (
        milestone.public_from is None
    ):  # nobody sees it yet: the day it will have been announced on, for a preview
        known = [r for r in releases if r.status != Status.WITHDRAWN]
    milestone.announced_on = min((r.published_on for r in known), default=None)
    milestone.announced_year = milestone.announced_on.year if milestone.announced_on else None
    stated = milestone.stated
    milestone.sort_day = stated.sort_day.toordinal() if stated.sort_day else 0
    milestone.first_year, milestone.last_year = stated.first_year, stated.last_year
    filed_under: list[Project | Partner] = [*milestone.projects.all(), *milestone.partners.all()]
    named = [
        row for row in filed_under if is_public(row, then)
    ]  # the name of a draft is not to be found
    milestone.search_text = fold(
        " ".join(
            [
                *(
                    milestone.title_en,
                    milestone.title_fr,
                    milestone.summary_en,
                    milestone.summary_fr,
                ),
                *(
                    milestone.place_en,
                    milestone.place_fr,
                    milestone.condition_en,
                    milestone.condition_fr,
                ),
                milestone.date_words,
                *(text for row in named for text in (row.name_en, row.name_fr)),
            ]
        )
    )


def lock_releases(milestones: Iterable[int]) -> None:
    """Hold the releases that they cite until the transaction ends, so that none changes between reading and writing.

    Always before the milestones themselves, so that two who wait never wait for each other. SQLite has one writer.
    """
    lock_edition()
    cited = Paragraph.objects.filter(citations__milestone__in=milestones).values("release")
    list(Release.objects.select_for_update().filter(pk__in=cited).order_by("pk").values_list("pk"))


def derive_milestones(ids: Iterable[int], at: datetime | None = None) -> None:
    """Work the derived columns of these milestones out again, as of a moment (now). 6 queries for every 500."""
    if held := _held.get():
        held[0].update(ids)
        return
    at = at or timezone.now()
    with transaction.atomic():
        for batch in _batches(ids):
            lock_releases(batch)
            rows = Milestone.objects.filter(pk__in=batch).prefetch_related(
                "citations__paragraph__release", "projects", "partners"
            )
            changed = []
            for milestone in rows:
                before = [getattr(milestone, name) for name in MILESTONE_COLUMNS]
                derive_milestone(milestone, at)
                if before != [getattr(milestone, name) for name in MILESTONE_COLUMNS]:
                    changed.append(milestone)
            if not all(is_ahead(milestone, at) for milestone in changed):
                advance_edition()
            Milestone.objects.bulk_update(changed, MILESTONE_COLUMNS, batch_size=100)


def derive_releases(ids: Iterable[int]) -> None:
    """Work out when these releases are public and what a search finds them by."""
    if held := _held.get():
        held[1].update(ids)
        return
    with transaction.atomic():
        lock_edition()
        for batch in _batches(ids):
            rows = Release.objects.filter(pk__in=batch).prefetch_related("paragraphs", "contacts")
            changed = []
            for release in rows:
                before = (release.public_from, release.search_text)
                release.public_from = _public_from(release)
                release.search_text = _release_text(release)
                if before != (release.public_from, release.search_text):
                    changed.append(release)
            if not all(is_ahead(release, timezone.now()) for release in changed):
                advance_edition()
            Release.objects.bulk_update(changed, ["public_from", "search_text"], batch_size=100)


def _release_text(release: Release) -> str:
    paragraphs, contacts = release.paragraphs.all(), release.contacts.all()
    return fold(
        " ".join(
            [
                *(release.headline_en, release.headline_fr, release.summary_en, release.summary_fr),
                *(release.place, release.wire, release.also_printed_en, release.also_printed_fr),
                *(text for p in paragraphs for text in (p.summary_en, p.summary_fr, p.text)),
                *(text for c in contacts for text in (c.name, c.organisation)),
            ]
        )
    )


def _ids(condition: Q) -> list[int]:
    return list(Milestone.objects.filter(condition).order_by().values_list("pk", flat=True))


def _milestone_changes(instance: Milestone, raw: bool = False, **_: Any) -> None:
    if instance.pk and not raw:
        lock_releases([instance.pk])


def _milestone_changed(instance: Milestone, **_: Any) -> None:
    derive_milestones([instance.pk])


def _about_to_move(instance: models.Model, **_: Any) -> None:
    """Remember the milestone or release that a row is of, in case it is to be of another. 1 query."""
    owner = "milestone_id" if isinstance(instance, Citation | MilestonePartner) else "release_id"
    before = type(instance)._default_manager.filter(pk=instance.pk) if instance.pk else ()
    vars(instance)["_left"] = [getattr(row, owner) for row in before]


def _left(instance: models.Model) -> list[int]:
    """What was remembered of a row, once: the ids of rows that it may have left."""
    left: list[int] = vars(instance).pop("_left", [])
    return left


def _part_changed(instance: Citation | MilestonePartner, **_: Any) -> None:
    derive_milestones([instance.milestone_id, *_left(instance)])


def _release_changed(instance: Release, **_: Any) -> None:
    derive_releases([instance.pk])
    derive_milestones(_ids(Q(citations__paragraph__release=instance)))


def _block_changed(instance: Paragraph | Contact, **_: Any) -> None:
    left = _left(instance)
    derive_releases([instance.release_id, *left])
    if isinstance(instance, Paragraph) and set(left) - {instance.release_id}:
        derive_milestones(_ids(Q(citations__paragraph=instance)))


def _named_changed(instance: Project | Partner, **_: Any) -> None:
    name = "projects" if isinstance(instance, Project) else "partners"
    type(instance).objects.filter(pk=instance.pk).update(public_from=_public_from(instance))
    derive_milestones(_ids(Q(**{name: instance})))


def _project_lets_go(instance: Project, **_: Any) -> None:
    """Remember its milestones, whose links are gone without a signal by the time it is."""
    vars(instance)["_left"] = _ids(Q(projects=instance))


def _project_let_go(instance: Project, **_: Any) -> None:
    derive_milestones(_left(instance))


def _projects_changed(
    instance: models.Model, action: str, pk_set: set[int] | None, **_: Any
) -> None:
    if isinstance(instance, Project) and action == "pre_clear":
        _project_lets_go(instance)
    if not action.startswith("post_"):
        return
    if isinstance(instance, Milestone):
        derive_milestones([instance.pk])
    else:
        derive_milestones(_left(instance) if pk_set is None else pk_set)


def connect_derived_columns() -> None:
    """Have the derived columns follow what they come from."""
    follow: dict[Callable[..., None], tuple[type[models.Model], ...]] = {
        _milestone_changed: (Milestone,),
        _part_changed: (Citation, MilestonePartner),
        _release_changed: (Release,),
        _block_changed: (Paragraph, Contact),
        _named_changed: (Project, Partner),
    }
    for receiver, senders in follow.items():
        for sender in senders:
            post_save.connect(
                receiver, sender=sender, dispatch_uid=(receiver.__name__, sender.__name__, "save")
            )
    for sender in (Citation, MilestonePartner):
        post_delete.connect(
            _part_changed, sender=sender, dispatch_uid=("part", sender.__name__, "delete")
        )
    for sender in (Paragraph, Contact):
        post_delete.connect(
            _block_changed, sender=sender, dispatch_uid=("block", sender.__name__, "delete")
        )
    for sender in (Citation, MilestonePartner, Paragraph, Contact):
        pre_save.connect(_about_to_move, sender=sender, dispatch_uid=("move", sender.__name__))
    for sender in (Company, Listing, Release, Milestone, Project, Partner):
        pre_save.connect(next_version, sender=sender, dispatch_uid=("version", sender.__name__))
    pre_save.connect(_milestone_changes, sender=Milestone, dispatch_uid="milestone changes")
    pre_delete.connect(_project_lets_go, sender=Project, dispatch_uid="project lets go")
    post_delete.connect(_project_let_go, sender=Project, dispatch_uid="project let go")
    m2m_changed.connect(
        _projects_changed, sender=Milestone.projects.through, dispatch_uid="projects"
    )
