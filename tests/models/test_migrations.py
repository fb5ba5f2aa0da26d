"""The first migration: what it refuses and what it makes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from timeline import migrations

pytestmark = pytest.mark.slow

initial = import_module("timeline.migrations.0001_initial")
EDITOR = SimpleNamespace(connection=connection)


@pytest.mark.django_db
def test_database_of_a_trial_is_refused_with_the_way_out() -> None:
    MigrationRecorder(connection).record_applied("timeline", "0001_record")

    with pytest.raises(CommandError) as refused:
        initial.refuse_database_of_a_trial(apps, EDITOR)

    assert "manage.py export_record DIR" in str(refused.value)
    assert "manage.py import_record DIR" in str(refused.value)


@pytest.mark.django_db
def test_new_database_is_not_refused() -> None:
    initial.refuse_database_of_a_trial(apps, EDITOR)


def test_migrations_import_nothing_of_the_application() -> None:
    folder = Path(migrations.__path__[0])
    importing = [
        path.name
        for path in folder.glob("*.py")
        if "from timeline" in path.read_text() or "import timeline" in path.read_text()
    ]

    assert importing == []
