"""The history of rows that belong to others (a milestone to its projects)."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class LinkedHistory(HistoricalRecords):
    """Keeps the links of a row with each state of it, at 2 queries for each kind of link.

    simple-history reads the whole row and the rows at both ends again.
    """

    def create_historical_record_m2ms(self, history_instance: Any, instance: models.Model) -> None:
        for field in history_instance._history_m2m_fields:
            link: Any = field.remote_field.through
            kept: Any = self.m2m_models[field]
            columns = [column.attname for column in link._meta.concrete_fields]
            links = link._default_manager.filter(**{field.m2m_field_name(): instance.pk})
            states = [kept(history=history_instance, **row) for row in links.values(*columns)]
            kept._default_manager.bulk_create(states)
