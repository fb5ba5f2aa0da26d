"""What has the derived columns follow the rows that they come from: receivers of signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from timeline.models.base import CheckedModel, next_version
from timeline.models.company import Company, Listing
from timeline.models.derived_columns import (
    derive_everything,
    derive_milestones,
    derive_named,
    derive_releases,
    lock_releases,
    public_moment,
)
from timeline.models.document import DocumentCopy
from timeline.models.figure import Figure
from timeline.models.kept_counts import take_out
from timeline.models.milestone import Citation, Milestone, MilestonePartner
from timeline.models.partner import Partner, PartnerName
from timeline.models.person import Person
from timeline.models.plan_settlement import PlanSettlement
from timeline.models.project import Project, ProjectName
from timeline.models.release import Contact, Paragraph, Release
from timeline.models.renaming import finish_renamings_left, follow_name, names_kept
from timeline.models.search_text import fold
from timeline.models.searched_texts import Named

# Of a part the column of its parent; of all others it is that of the release.
PARENTS: dict[type[CheckedModel], str] = {
    Citation: "milestone_id",
    MilestonePartner: "milestone_id",
    Figure: "milestone_id",
    ProjectName: "project_id",
    PartnerName: "partner_id",
}


def _ids(rows: models.QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True).distinct())


def _milestone_ids(condition: Q) -> list[int]:
    return _ids(Milestone.objects.filter(condition))


def _before_milestone_save(instance: Milestone, raw: bool = False, **_: Any) -> None:
    if instance.pk and not raw and not instance.saved_with_others:
        lock_releases([instance.pk])


def _milestone_saved(instance: Milestone, **_: Any) -> None:
    derive_milestones([instance.pk])


def _milestone_deleted(instance: Milestone, **_: Any) -> None:
    take_out(instance.pk)


def _before_part_save(instance: CheckedModel, **_: Any) -> None:
    """Note the parent ids before the save: the row may be moved to another parent. 1 query."""
    parent = PARENTS.get(type(instance), "release_id")
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
    derive_milestones(_stated_in(instance.paragraphs.order_by()))
    _derive_named_in(instance)


def _stated_in(paragraphs: models.QuerySet[Paragraph]) -> set[int]:
    """The keys of the milestones that these paragraphs state, or state a figure of. 2 queries.

    One query for both would look through all milestones.
    """
    cited = Citation.objects.filter(paragraph__in=paragraphs).order_by()
    figures = Figure.objects.filter(paragraph__in=paragraphs, milestone__isnull=False).order_by()
    keys = set(cited.values_list("milestone_id", flat=True))
    keys.update(figures.values_list("milestone_id", flat=True))
    return keys


def _release_part_changed(instance: Paragraph | Contact | DocumentCopy, **_: Any) -> None:
    before = _parent_ids_before_save(instance)
    derive_releases({instance.release_id, *before})
    has_moved = bool(set(before) - {instance.release_id})
    if isinstance(instance, Paragraph) and has_moved:
        derive_milestones(_stated_in(Paragraph.objects.filter(pk=instance.pk).order_by()))
        derive_named(Partner, _ids(Partner.objects.filter(names__paragraph=instance)))


def _before_project_or_partner_save(instance: Project | Partner, **_: Any) -> None:
    instance.names_before_save = names_kept(instance) if instance.pk else None


def _project_or_partner_saved(instance: Project | Partner, created: bool, **_: Any) -> None:
    """Its milestones are neither read nor written where they keep nothing that has changed."""
    _named_saved(instance)
    if not created and names_kept(instance) != instance.names_before_save:
        follow_name(instance)
    else:
        finish_renamings_left()


def _named_saved(instance: Named, **_: Any) -> None:
    model = type(instance)
    # The save has moved the edition: the base manager does not.
    model._base_manager.filter(pk=instance.pk).update(public_from=public_moment(instance))
    derive_named(model, [instance.pk])


def _name_changed(instance: ProjectName | PartnerName, **_: Any) -> None:
    before = _parent_ids_before_save(instance)
    if isinstance(instance, ProjectName):
        derive_named(Project, {instance.project_id, *before})
    else:
        derive_named(Partner, {instance.partner_id, *before})


def _derive_named_in(release: Release) -> None:
    """Of those whose former name it states: a search finds them by it while it is public."""
    derive_named(Project, _ids(Project.objects.filter(names__release=release)))
    derive_named(Partner, _ids(Partner.objects.filter(names__paragraph__release=release)))


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


def _listings_changed(
    instance: models.Model, action: str, pk_set: set[int] | None, **_: Any
) -> None:
    if not isinstance(instance, Release) or not action.startswith("post_"):
        return
    derive_releases([instance.pk])
    for listing in Listing.objects.filter(pk__in=pk_set or ()):
        _listing_saved(listing)


def _listing_saved(instance: Listing, **_: Any) -> None:
    """Releases that print it follow it, and whatever names its exchange."""
    named = Q()
    for name in (instance.exchange, instance.code):
        named |= Q(search_text__contains=f" {fold(name)} ")
    printing = Release.objects.filter(Q(listings=instance) | named)
    derive_releases(_ids(printing))
    derive_milestones(_milestone_ids(named))


def follow_added(model: type[models.Model], rows: Sequence[Any]) -> None:
    """What the receivers do for new rows of a model, after ``bulk_create`` and their links.

    Nothing refers to them yet but rows that are added later, which are given here too.
    """
    if model is Milestone:
        derive_milestones(row.pk for row in rows)
    elif model is PlanSettlement:
        derive_milestones(key for row in rows for key in (row.milestone_id, row.plan_id))
    elif model in {Citation, MilestonePartner, Figure}:
        derive_milestones(row.milestone_id for row in rows)
    elif model is Release:
        derive_releases(row.pk for row in rows)
        for listing in Listing.objects.filter(releases__in=rows).distinct():
            _listing_saved(listing)
    elif model in {Paragraph, Contact, DocumentCopy}:
        derive_releases(row.release_id for row in rows)
    elif model is ProjectName:
        derive_named(Project, [row.project_id for row in rows])
    elif model is PartnerName:
        derive_named(Partner, [row.partner_id for row in rows])
    elif model is Project or model is Partner or model is Person:
        derive_named(model, [row.pk for row in rows])
        finish_renamings_left()


def connect_derived_columns() -> None:
    """Have the derived columns follow what they come from."""
    for versioned in (Company, Listing, Release, Milestone, Project, Partner, Person):
        pre_save.connect(next_version, sender=versioned)
    pre_save.connect(_before_milestone_save, sender=Milestone)
    post_save.connect(_milestone_saved, sender=Milestone)
    post_delete.connect(_milestone_deleted, sender=Milestone)
    post_save.connect(_release_saved, sender=Release)
    for named in (Project, Partner):
        pre_save.connect(_before_project_or_partner_save, sender=named)
        post_save.connect(_project_or_partner_saved, sender=named)
    post_save.connect(_named_saved, sender=Person)
    for name in (ProjectName, PartnerName):
        pre_save.connect(_before_part_save, sender=name)
        post_save.connect(_name_changed, sender=name)
        post_delete.connect(_name_changed, sender=name)
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


def after_migrations(plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """Receiver of ``post_migrate``: fill derived columns that a migration added.

    Such a migration says so in ``adds_derived_columns``: migrations know none of our rules.
    """
    for migration, backwards in plan:
        if getattr(migration, "adds_derived_columns", False) and not backwards:
            derive_everything()
            return
