"""Milestones are found by the names of what they are filed under, and follow a new name.

Few of them follow in the transaction that changes the name. Many would keep everybody else from
saving: a ``Renaming`` is written in that transaction, and once it has ended they follow, each batch
in a short transaction of its own. What a process that ends in between leaves undone is finished by
the next save of a project or an organization, by ``manage.py derive`` and by ``manage.py prepare``.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from timeline.models.derived_columns import BATCH, derive_milestones, is_put_off
from timeline.models.edition import lock_edition
from timeline.models.milestone import Milestone, MilestonePartner
from timeline.models.partner import Partner
from timeline.models.project import Project

# SQLite asks for its lock every 0.1 seconds: shorter, and a colleague's save might never get it.
PAUSE = 0.12


class Renaming(models.Model):
    """A project or an organization whose milestones are not all found by its new name yet."""

    project = models.OneToOneField(
        Project, models.CASCADE, null=True, editable=False, verbose_name=_("project")
    )
    partner = models.OneToOneField(
        Partner, models.CASCADE, null=True, editable=False, verbose_name=_("organization")
    )
    # The key of the last link, in the order of keys, whose milestone has followed.
    followed_to = models.BigIntegerField(default=0, editable=False)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("new name to follow")
        verbose_name_plural = _("new names to follow")

    def __str__(self) -> str:
        return str(self.renamed)

    @property
    def renamed(self) -> Project | Partner:
        """The one of them that it names."""
        row = self.project or self.partner
        assert row is not None  # noqa: S101 - follow_name gives one
        return row


def names_kept(row: Project | Partner) -> tuple[Any, ...] | None:
    """What milestones keep of a row on file; None while it is not public. 1 query.

    They keep its names once its moment has come, and had by the last save.
    """
    stored = type(row)._default_manager.filter(pk=row.pk, public_from__isnull=False)
    columns = ("name_en", "name_fr", "public_from", "updated_at")
    kept: tuple[Any, ...] | None = stored.values_list(*columns).first()
    if kept is None:
        return None
    name_en, name_fr, public_from, saved_at = kept
    return name_en, name_fr, public_from, public_from <= saved_at


def follow_name(row: Project | Partner) -> None:
    """Have the milestones under a row follow its name: few at once, many after the transaction."""
    links = _links(row)
    few = list(links.values_list("milestone_id", flat=True)[: BATCH + 1])
    if len(few) <= BATCH:
        derive_milestones(few)
    elif is_put_off():
        derive_milestones(links.values_list("milestone_id", flat=True))
    else:
        named: dict[str, Any] = {str(row._meta.model_name): row}
        Renaming.objects.update_or_create(defaults={"followed_to": 0}, **named)
        transaction.on_commit(finish_renamings, robust=True)


def finish_renamings_left() -> None:
    """Finish what a process left undone, once this transaction has ended. 1 query."""
    if Renaming.objects.exists():
        transaction.on_commit(finish_renamings, robust=True)


def finish_renamings() -> None:
    """Have every milestone follow the names under which it is filed. 1 query if all do."""
    while Renaming.objects.exists():
        with transaction.atomic():
            lock_edition()
            _follow_one_batch()
        if not connection.features.has_select_for_update:
            time.sleep(PAUSE)


def _follow_one_batch() -> None:
    """Of the oldest renaming. Another process may have ended it meanwhile."""
    renaming = Renaming.objects.order_by("pk").first()
    if renaming is None:
        return
    links = _links(renaming.renamed).filter(pk__gt=renaming.followed_to)
    batch = dict(links.values_list("pk", "milestone_id")[:BATCH])
    derive_milestones(batch.values())
    if len(batch) < BATCH:
        renaming.delete()
    else:
        renaming.followed_to = max(batch)
        renaming.save()


def _links(row: Project | Partner) -> models.QuerySet[Any]:
    """Of a row with its milestones, in the order of their keys."""
    links: models.Manager[Any] = MilestonePartner._default_manager
    if isinstance(row, Project):
        links = Milestone.projects.through._default_manager
    return links.filter(**{str(row._meta.model_name): row}).order_by("pk")
