"""The edition is the first row of the record that a transaction locks, so that no two wait for each
other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from tests.factories import make_announced
from timeline.models import Edition, Milestone, Partner, Person, Post, Project, Release, Stake
from timeline.models.edition import advance_edition

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).parents[2] / "timeline"
HELD_BY_ITS_COMMAND = {"interchange/importer.py", "interchange/known_keys.py"}  # import_record


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


@pytest.mark.django_db
def test_row_that_is_scheduled_moves_the_schedule_and_not_the_edition() -> None:
    milestone = make_announced(status="draft", publish_at=None)
    before = Edition.objects.get()

    milestone.status, milestone.publish_at = "published", timezone.now() + timedelta(days=9)
    milestone.save()

    after = Edition.objects.get()
    assert (after.number, after.schedule) == (before.number, before.schedule + 1)


@pytest.mark.django_db
def test_draft_moves_neither_the_schedule_nor_the_edition() -> None:
    milestone = make_announced(status="draft", publish_at=None)
    before = Edition.objects.get()

    milestone.save()

    after = Edition.objects.get()
    assert (after.number, after.schedule) == (before.number, before.schedule)


def number() -> int:
    """The edition's, 0 before the first change."""
    return Edition.objects.values_list("number", flat=True).first() or 0


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Milestone, Release, Project, Partner, Person, Stake, Post])
def test_change_of_many_rows_at_once_moves_the_edition(model: type[Model]) -> None:
    before = number()

    model._default_manager.update(id=F("id"))

    assert number() == before + 1


@pytest.mark.django_db
def test_rows_made_at_once_move_the_edition() -> None:
    before = number()

    Project.objects.bulk_create([Project(slug="one", name_en="One")])

    assert number() == before + 1


@pytest.mark.django_db
def test_rows_changed_at_once_and_taken_back_move_nothing() -> None:
    make_announced()
    before = number()

    with transaction.atomic():
        Milestone.objects.update(title_en="Renamed")
        transaction.set_rollback(True)

    assert number() == before


@pytest.mark.django_db
def test_columns_worked_out_again_move_the_edition_whatever_changed() -> None:
    before = number()

    call_command("derive")

    assert number() > before


@pytest.mark.django_db
def test_edition_moves_once_in_a_transaction() -> None:
    milestones = [make_announced(), make_announced()]
    before = Edition.objects.get().number

    with transaction.atomic():
        advance_edition()
        for milestone in milestones:
            milestone.save()

    assert Edition.objects.get().number == before + 1


@pytest.mark.django_db
def test_save_moves_the_edition_once() -> None:
    milestone = make_announced()
    before = Edition.objects.get().number

    milestone.title_en = "Another title"
    milestone.save()

    assert Edition.objects.get().number == before + 1


@pytest.mark.django_db
def test_edition_moves_again_after_a_block_that_moved_it_was_taken_back() -> None:
    milestone = make_announced()
    before = Edition.objects.get().number

    with transaction.atomic():
        with transaction.atomic():
            advance_edition()
            transaction.set_rollback(True)
        milestone.save()

    assert Edition.objects.get().number == before + 1


@pytest.mark.django_db(transaction=True)
def test_edition_moves_in_each_of_two_transactions() -> None:
    milestone = make_announced()
    before = Edition.objects.get().number

    milestone.save()
    milestone.save()

    assert Edition.objects.get().number == before + 2
