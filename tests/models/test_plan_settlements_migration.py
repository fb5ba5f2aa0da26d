"""Migration of what settles a plan from columns of the milestone into rows, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.slow

NAME = "0004_plan_settlements"
BEFORE = "0003_statements_over_time"


class OlderDatabase:
    """A database of its own, which is brought to one migration or another."""

    def migrate(self, name: str) -> Any:
        """The models as of that migration."""
        executor = MigrationExecutor(connections["older"])
        executor.migrate([("timeline", name)])
        return executor.loader.project_state([("timeline", name)]).apps


def rows(models: Any, name: str) -> Any:
    return models.get_model("timeline", name).objects.using("older")


@pytest.fixture
def older(
    tmp_path: Path, settings: Settings, django_db_blocker: DjangoDbBlocker
) -> Iterator[OlderDatabase]:
    settings.MIGRATION_MODULES = {}  # also where the other tests run without migrations
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "older.sqlite3")}
    connections.databases["older"] = {**connections.databases["default"], **own}
    with django_db_blocker.unblock():
        yield OlderDatabase()
        connections["older"].close()
    del connections["older"], connections.databases["older"]


def make(models: Any, slug: str, **over: Any) -> Any:
    values = {"title_en": slug, "precision": "none", "kind": "event", "standing": "planned"}
    return rows(models, "Milestone").create(slug=slug, **values | over)


def keep_state(models: Any, row: Any, day: int, **over: Any) -> None:
    state = {"id": row.pk, "slug": row.slug, "title_en": row.slug, "history_type": "~"}
    moment = f"2026-01-{day:02}T12:00:00Z"
    rows(models, "HistoricalMilestone").create(
        **state, precision="none", kind="event", standing="planned", history_date=moment, **over
    )


def test_columns_become_rows_with_promises_and_history_and_come_back(older: OlderDatabase) -> None:
    before = older.migrate(BEFORE)
    first = make(before, "first")
    second = make(before, "second", settles=first, settlement="changed")
    met = make(before, "met", standing="happened", settles=second, settlement="achieved")
    keep_state(before, met, 1)
    keep_state(before, met, 2, settles_id=second.pk, settlement="achieved")
    keep_state(before, met, 3, settles_id=second.pk, settlement="achieved")

    newer = older.migrate(NAME)

    said = rows(newer, "PlanSettlement").order_by("pk")
    names = list(said.values_list("milestone__slug", "plan__slug", "settlement"))
    assert names == [("second", "first", "changed"), ("met", "second", "achieved")]
    milestones = rows(newer, "Milestone")
    promises = dict(milestones.values_list("slug", "promise"))
    assert promises == {"first": first.pk, "second": first.pk, "met": None}
    (state,) = rows(newer, "HistoricalPlanSettlement").all()
    assert state.history_date.date() == date(2026, 1, 2)
    said.filter(milestone=met.pk).update(settlement="partly_achieved")

    back = rows(older.migrate(BEFORE), "Milestone")

    kept = list(back.exclude(settles=None).order_by("pk").values_list("slug", "settlement"))
    assert kept == [("second", "changed"), ("met", "changed")]
