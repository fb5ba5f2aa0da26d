"""The first state of a row that came without a history (``loaddata`` writes none), kept before it is changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_delete, pre_save

LOADED = datetime(
    1970, 1, 1, tzinfo=UTC
)  # of parts, which carry no moment of their own: before anything done here


def _keep_first(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any
) -> None:
    """2 queries the first time, 1 after that."""
    history: Any = sender.history  # type: ignore[attr-defined]
    if (
        raw
        or instance.pk is None
        or history.filter(**{sender._meta.pk.attname: instance.pk}).exists()
    ):
        return
    stored = sender._default_manager.filter(pk=instance.pk).first()
    if stored is not None:
        vars(stored)["_history_user"] = None  # whoever changes it now did not write what was there
        history.bulk_history_create([stored], default_date=getattr(stored, "updated_at", LOADED))


def connect_history_baseline() -> None:
    for model in apps.get_app_config("timeline").get_models():
        if hasattr(model, "history"):
            pre_save.connect(
                _keep_first, sender=model, dispatch_uid=("first", model.__name__, "save")
            )
            pre_delete.connect(
                _keep_first, sender=model, dispatch_uid=("first", model.__name__, "delete")
            )
