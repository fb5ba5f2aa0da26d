"""How often the record has changed, and when last: what an answer was made from, so that it need not be made twice.

The row moves in the transaction that changes the record, before anything else in it is locked. Whoever locks rows of
the record calls ``hold`` first: all writers then queue at this one row, and no two wait for each other.
It does not move for work on what nobody sees yet: answers say when the record last changed, and would give that away.
It does for what comes out within the hour: visitors may have seen it by the time the transaction ends.
``bulk_create`` and ``QuerySet.update`` send no signals: who uses them calls ``move``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import connection, models
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

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return str(self.number)


def lock_edition() -> None:
    """Wait until no other transaction is changing the record. SQLite has one writer and needs none of this."""
    if connection.features.has_select_for_update:
        list(Edition.objects.select_for_update().values_list("pk"))


def advance_edition() -> None:
    """The record changes. 1 query. Who waited for others to finish, or whose clock is behind, moves no moment back."""
    now = timezone.now()
    later = Greatest(F("moved_at"), Value(now, models.DateTimeField()))
    if not Edition.objects.update(number=F("number") + 1, moved_at=later):
        Edition.objects.bulk_create([Edition(number=1, moved_at=now)], ignore_conflicts=True)


SEEN_WITH = {  # parts of rows: they are seen while all of these are
    "citation": ("milestone", "paragraph.release"),
    "milestonepartner": ("milestone", "partner"),
    "paragraph": ("release",),
    "contact": ("release",),
    "projectname": ("release", "project"),
    "stake": ("owner", "owned", "paragraph.release"),
}


LONGEST = timedelta(
    hours=1
)  # that a transaction may take: a moment that comes before its end is not left to itself


def is_ahead(row: Publishing, at: datetime) -> bool:
    """Whether the row is a draft, or scheduled for later. When its moment comes, answers change by themselves."""
    moment = row.publish_at  # code may have set it as text
    scheduled = (
        row.status == Status.PUBLISHED and isinstance(moment, datetime) and moment > at + LONGEST
    )
    return row.status == Status.DRAFT or scheduled


def _is_unseen(row: models.Model, at: datetime) -> bool:
    if isinstance(row, Publishing):
        return is_ahead(row, at)
    return any(
        is_ahead(_stored(row, path), at) for path in SEEN_WITH.get(str(row._meta.model_name), ())
    )


def _stored(part: models.Model, path: str) -> Any:
    """What a part is seen with, as it is on file: the one at hand may have been read before somebody published it."""
    first, _, further = path.partition(".")
    name = part._meta.get_field(first)
    row = name.related_model._base_manager.get(pk=getattr(part, name.attname))  # type: ignore[union-attr]
    return attrgetter(further)(row) if further else row


def _moves(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any) -> None:
    """Raw saves may name rows that are not there yet: they are not looked at. Others wait before they are."""
    if raw:
        advance_edition()
        return
    lock_edition()
    at = timezone.now()
    stored = type(instance)._default_manager.filter(pk=instance.pk)
    if not (_is_unseen(instance, at) and all(_is_unseen(row, at) for row in stored)):
        advance_edition()


def connect_edition() -> None:
    """Have the edition follow every row of the record: raw saves (``loaddata``) and many-to-many changes included."""
    for model in apps.get_app_config("timeline").get_models():
        if not issubclass(model, CheckedModel) or model._meta.model_name == "previewlink":
            continue
        pre_save.connect(_moves, sender=model, dispatch_uid=("edition", model.__name__, "save"))
        pre_delete.connect(_moves, sender=model, dispatch_uid=("edition", model.__name__, "delete"))
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                _moves,
                sender=field.remote_field.through,
                dispatch_uid=("edition", model.__name__, field.name),
            )
