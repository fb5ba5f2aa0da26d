"""How often the record has changed, and when last: what a cached answer was made from.

The row moves in the transaction that changes the record, before any other row is locked. Whoever
locks rows of the record calls ``lock_edition`` first: all writers queue at this one row, and no two
wait for each other.

The edition does not move for work that nobody sees yet: answers say when the record last changed,
and would give that work away. It moves for what comes out within the hour, since visitors may have
seen that by the time the transaction ends. What is scheduled for later moves ``schedule``
instead, which no answer shows: it tells whoever keeps answers that the next row may come out sooner
than they know.

``bulk_create`` and ``QuerySet.update`` send no signals. The querysets of what has a page of its own
and of statements move the edition themselves (``RecordQuerySet``). For other models, for ``add()``
and ``set()`` of a reverse foreign key (``release.paragraphs.add(…)``), and for SQL, call
``advance_edition``, or ``manage.py derive`` afterwards.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.models.base import CheckedModel, Publishing, Status


class Edition(models.Model):
    """One row, made by a migration."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.PositiveBigIntegerField(_("number"), default=0, editable=False)
    moved_at = models.DateTimeField(_("last change"), editable=False)
    schedule = models.PositiveBigIntegerField(_("changes ahead"), default=0, editable=False)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return str(self.number)


def lock_edition() -> None:
    """Wait until no other transaction is changing the record.

    SQLite has one writer and needs no lock. A transaction that has moved the edition holds it.
    """
    if connection.features.has_select_for_update and not _has_moved():
        list(Edition.objects.select_for_update().values_list("pk"))


def advance_edition() -> None:
    """Count a change of the record.

    The edition moves once in a transaction. The moment never moves back, whatever the clock says.
    1 query, and none inside a block that has counted before.
    """
    if _has_moved():
        return
    now = timezone.now()
    later = Greatest(F("moved_at"), Value(now, models.DateTimeField()))
    if not Edition.objects.update(number=F("number") + 1, moved_at=later):
        Edition.objects.bulk_create([Edition(number=1, moved_at=now)], ignore_conflicts=True)
    transaction.on_commit(_moved)


def _moved() -> None:
    """Waits for the commit: a sign that Django takes back with the block that is rolled back."""


def _has_moved() -> bool:
    """Whether the edition has moved in this block, or in one around it."""
    blocks = {None, *connection.savepoint_ids}  # None: a block without a savepoint of its own
    return any(within <= blocks for within in _moves())


def moves_so_far() -> int:
    """How often the edition has moved in this transaction, in any block that was not undone.

    Blocks that end one after the other each move it. Whoever runs many of them in one transaction
    counts before and after one, and has the edition move around the others: ``advance_edition``.
    """
    return len(_moves())


def _moves() -> list[set[str | None]]:
    """The blocks around each move of this transaction, as Django notes what waits for a commit."""
    waiting: list[Any] = connection.run_on_commit
    return [blocks for blocks, call, *_ in waiting if call is _moved]


def advance_schedule() -> None:
    """Count a row that was scheduled for later. 1 query."""
    Edition.objects.update(schedule=F("schedule") + 1)


# A part is seen while all of these rows are.
SEEN_WITH = {
    "citation": ("milestone", "paragraph.release"),
    "milestonepartner": ("milestone", "partner"),
    "plansettlement": ("milestone", "plan"),
    "paragraph": ("release",),
    "contact": ("release",),
    "projectname": ("release", "project"),
    "stake": ("owner", "owned", "owned_project", "paragraph.release"),
    "companyname": ("paragraph.release",),
    "partnername": ("partner", "paragraph.release"),
    "listingperiod": ("paragraph.release",),
    "projectstate": ("project", "paragraph.release"),
    "post": ("person", "organisation", "paragraph.release"),
    "figure": ("milestone", "paragraph.release"),
    "documentcopy": ("release",),
    "documentrelation": ("release", "other"),
}
LONGEST_TRANSACTION = timedelta(hours=1)  # a moment within it may come before the transaction ends


def is_ahead(row: Publishing, at: datetime) -> bool:
    """Whether the row is a draft, or scheduled for later.

    When the moment of a scheduled row comes, answers change without the edition.
    """
    if row.status == Status.DRAFT:
        return True
    moment = row.publish_at
    if row.status != Status.PUBLISHED or not isinstance(moment, datetime):  # code may set a text
        return False
    return moment > at + LONGEST_TRANSACTION


def _is_unseen(row: models.Model, at: datetime) -> bool:
    if isinstance(row, Publishing):
        return is_ahead(row, at)
    paths = SEEN_WITH.get(str(row._meta.model_name), ())
    for path in paths:
        seen_with = _stored(row, path)
        if seen_with is not None and is_ahead(seen_with, at):
            return True
    return False


def _stored(part: models.Model, path: str) -> Any:
    """What a part is seen with, as stored: the object at hand may be older than its publication.

    None where it refers to nothing, which stands for the company itself.
    """
    first, _, further = path.partition(".")
    if getattr(part, f"{first}_id") is None:
        return None
    model: Any = part._meta.get_field(first).related_model
    row = model._base_manager.get(pk=getattr(part, f"{first}_id"))
    return attrgetter(further)(row) if further else row


def _record_changes(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any
) -> None:
    """Before a change. A raw save may name rows that are not there yet: it always counts."""
    if _has_moved():
        return
    if raw:
        advance_edition()
        return
    lock_edition()
    at = timezone.now()
    if _is_unseen(instance, at):
        stored = type(instance)._default_manager.filter(pk=instance.pk)
        if all(_is_unseen(row, at) for row in stored):
            if isinstance(instance, Publishing) and instance.status == Status.PUBLISHED:
                advance_schedule()
            return
    advance_edition()


def connect_edition() -> None:
    """Have the edition follow every row of the record, raw saves and many-to-many included."""
    for model in apps.get_app_config("timeline").get_models():
        if not issubclass(model, CheckedModel) or model._meta.model_name == "previewlink":
            continue
        pre_save.connect(_record_changes, sender=model)
        pre_delete.connect(_record_changes, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_record_changes, sender=field.remote_field.through)
