"""The edition is the first row of the record that a transaction locks, so that no two wait for each
other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories import make_announced
from timeline.models import Edition, Milestone

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).parents[2] / "timeline"
HELD_BY_ITS_COMMAND = {"interchange/importer.py"}  # import_record


def test_module_that_locks_rows_holds_the_edition_first() -> None:
    locking = {path for path in ROOT.rglob("*.py") if ".select_for_update()" in path.read_text()}
    careless = {
        str(path.relative_to(ROOT)) for path in locking if "lock_edition()" not in path.read_text()
    }

    assert careless == HELD_BY_ITS_COMMAND


@pytest.mark.django_db
def test_edition_moves_before_a_row_is_written() -> None:
    milestone, asked = make_announced(), list[str]()

    def note(execute: object, sql: str, *given: object) -> object:
        asked.append(sql)
        return execute(sql, *given)  # type: ignore[operator]

    with connection.execute_wrapper(note):
        milestone.save()

    writing = [sql for sql in asked if sql.startswith(("UPDATE", "INSERT", "DELETE"))]
    assert writing[0].startswith('UPDATE "timeline_edition"')


@pytest.mark.django_db
def test_change_that_is_taken_back_moves_nothing() -> None:
    milestone = make_announced()
    before = Edition.objects.get().number

    with transaction.atomic():
        milestone.save()
        transaction.set_rollback(True)

    assert Edition.objects.get().number == before
    assert Milestone.objects.get().version == 1


@pytest.mark.django_db
def test_last_change_is_never_said_to_be_earlier_than_it_was() -> None:
    make_announced()
    ahead = timezone.now() + timedelta(minutes=5)  # another machine's clock
    assert Edition.objects.update(moved_at=ahead) == 1

    make_announced()

    assert Edition.objects.get().moved_at == ahead
