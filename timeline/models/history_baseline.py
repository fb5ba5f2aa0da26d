"""The first state of a row that has no history (``loaddata`` writes none), kept before a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_delete, pre_save

from timeline.models.base import CheckedModel

# The moment of a first state that names none itself: before anything was done here.
LOADED = datetime(1970, 1, 1, tzinfo=UTC)


def _keep_first_state(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any
) -> None:
    """2 queries the first time, 1 after that, none where it is known to have a history."""
    if raw or instance.pk is None or getattr(instance, "has_history", False):
        return
    model: Any = sender  # simple-history adds ``history``
    history = model.history
    if history.filter(**{sender._meta.pk.attname: instance.pk}).exists():
        return
    stored: Any = sender._default_manager.filter(pk=instance.pk).first()
    if stored is None:
        return
    stored._history_user = None  # whoever changes the row now did not write this state
    history.bulk_history_create([stored], default_date=getattr(stored, "updated_at", LOADED))


def note_histories(rows: Iterable[CheckedModel]) -> None:
    """Note which rows have a history, before they are saved. 1 query for each model."""
    by_model: dict[type[CheckedModel], list[CheckedModel]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, of_model in by_model.items():
        tracked: Any = model  # simple-history adds ``history``
        states = tracked.history.filter(id__in=[row.pk for row in of_model]).order_by()
        known = set(states.values_list("id", flat=True).distinct())
        for row in of_model:
            row.has_history = row.pk in known


def connect_history_baseline() -> None:
    """Keep the first state of every model with a history."""
    for model in apps.get_app_config("timeline").get_models():
        if hasattr(model, "history"):
            pre_save.connect(_keep_first_state, sender=model)
            pre_delete.connect(_keep_first_state, sender=model)
