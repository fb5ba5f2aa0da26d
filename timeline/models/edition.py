"""How often the record has changed, and when last: what an answer was made from, so that it need not be made twice.

The row moves in the transaction that changes the record, before anything else in it is locked. Whoever locks rows of
the record calls ``hold`` first: all writers then queue at this one row, and no two wait for each other.
``bulk_create`` and ``QuerySet.update`` send no signals: who uses them calls ``move``.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.models.publishing import Checked


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


def hold() -> None:
    """Wait until no other transaction is changing the record. SQLite has one writer and needs none of this."""
    if connection.features.has_select_for_update:
        list(Edition.objects.select_for_update().values_list("pk"))


def move() -> None:
    """The record changes. 1 query."""
    now = timezone.now()
    if not Edition.objects.update(number=F("number") + 1, moved_at=now):
        Edition.objects.bulk_create([Edition(number=1, moved_at=now)], ignore_conflicts=True)


def _moves(sender: type[models.Model], **_: Any) -> None:
    move()


def connect() -> None:
    """Have the edition follow every row of the record: raw saves (``loaddata``) and many-to-many changes included."""
    for model in apps.get_app_config("timeline").get_models():
        if not issubclass(model, Checked):
            continue
        pre_save.connect(_moves, sender=model, dispatch_uid=("edition", model.__name__, "save"))
        pre_delete.connect(_moves, sender=model, dispatch_uid=("edition", model.__name__, "delete"))
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                _moves, sender=field.remote_field.through, dispatch_uid=("edition", model.__name__, field.name)
            )
