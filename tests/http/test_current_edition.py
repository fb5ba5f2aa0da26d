"""The edition as a process reads it: at once, cheaply, and never in the way of an answer."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.factories import make_project
from tests.http.conftest import MoveClock
from timeline.http import current_edition
from timeline.http.current_edition import CurrentEdition, EditionUnreadable
from timeline.models import Edition, Milestone, Project

AT = datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_reading_again_asks_django_nothing(edition: CurrentEdition) -> None:
    first = edition.key()

    with CaptureQueriesContext(connection) as asked:
        again = edition.key()

    assert first == again
    assert len(asked) == 0


def test_commit_is_seen_by_the_next_reading(edition: CurrentEdition) -> None:
    before = edition.key()

    Milestone.objects.get(slug="drilling").save()

    assert edition.key() != before


def test_change_is_not_seen_before_its_commit(edition: CurrentEdition) -> None:
    before = edition.key()

    with transaction.atomic():
        Milestone.objects.get(slug="drilling").save()
        during = edition.key()

    assert before == during != edition.key()


def test_what_nobody_sees_leaves_the_edition(edition: CurrentEdition) -> None:
    before = edition.key()

    make_project(status="draft")
    User.objects.create_user("editor", is_staff=True)

    assert edition.key() == before


def test_row_that_is_scheduled_after_a_reading_is_seen_when_its_moment_comes(
    edition: CurrentEdition, move_clock: MoveClock
) -> None:
    now = timezone.now()
    moment = now + timedelta(hours=3)
    before = edition.key()

    make_project(status="published", publish_at=moment)
    scheduled = edition.key()
    move_clock(moment - timedelta(microseconds=1))
    shortly_before = edition.key()
    move_clock(moment)

    assert before == scheduled
    assert shortly_before != edition.key()


def test_row_that_is_moved_to_an_earlier_moment_is_seen_then(
    edition: CurrentEdition, move_clock: MoveClock
) -> None:
    now = timezone.now()
    project = make_project(status="published", publish_at=now + timedelta(hours=9))
    edition.key()

    project.publish_at = now + timedelta(hours=3)
    project.save()
    before = edition.key()
    move_clock(now + timedelta(hours=4))

    assert edition.key() != before


def test_scheduled_row_that_is_a_draft_again_changes_nothing_at_its_moment(
    edition: CurrentEdition, move_clock: MoveClock
) -> None:
    move_clock(AT)
    project = make_project(status="published", publish_at=AT + timedelta(hours=3))
    before = edition.key()

    # By the base manager, which leaves the edition alone, as the admin does with what nobody sees.
    Project._base_manager.filter(pk=project.pk).update(status="draft", public_from=None)
    move_clock(AT + timedelta(hours=3))

    assert edition.key() == before


def test_each_of_several_scheduled_rows_is_seen_at_its_moment(
    edition: CurrentEdition, move_clock: MoveClock
) -> None:
    move_clock(AT)
    for hours in (2, 3, 4):
        make_project(status="published", publish_at=AT + timedelta(hours=hours))
    keys = []

    for hours in (0, 2, 3, 4):
        move_clock(AT + timedelta(hours=hours))
        keys.append(edition.key())

    assert len(set(keys)) == 4


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("America/Toronto", datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ("UTC", datetime(2026, 11, 23, 0, tzinfo=UTC)),
    ],
)
def test_edition_ends_at_midnight_of_the_sites_time_zone(
    edition: CurrentEdition,
    move_clock: MoveClock,
    settings: Settings,
    zone: str,
    midnight: datetime,
) -> None:
    settings.TIME_ZONE = zone
    move_clock(AT)
    before = edition.key()

    move_clock(midnight - timedelta(microseconds=1))
    shortly_before = edition.key()
    move_clock(midnight)

    assert before == shortly_before != edition.key()


def test_clock_that_is_set_back_over_midnight_is_followed(
    edition: CurrentEdition, move_clock: MoveClock
) -> None:
    move_clock(AT)
    before = edition.key()
    move_clock(AT + timedelta(days=1))
    edition.key()

    move_clock(AT)

    assert edition.key() == before


# Where it cannot be read


def test_site_without_an_edition_has_no_key(edition: CurrentEdition) -> None:
    Edition.objects.all().delete()

    assert edition.key() is None


def test_file_that_is_gone_is_unreadable_and_none_is_made(
    edition: CurrentEdition, record_file: Path
) -> None:
    record_file.rename(record_file.with_suffix(".away"))

    with pytest.raises(EditionUnreadable):
        edition.key()
    assert not record_file.exists()


def test_file_without_tables_is_unreadable(edition: CurrentEdition, record_file: Path) -> None:
    record_file.unlink()
    sqlite3.connect(record_file).close()

    with pytest.raises(EditionUnreadable):
        edition.key()


def test_file_that_is_locked_is_unreadable_and_read_again_after(
    edition: CurrentEdition, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_edition, "FAILURE_IS_BELIEVED", 0)
    connection.cursor().execute("PRAGMA journal_mode=DELETE")
    writer = sqlite3.connect(record_file, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")

    with pytest.raises(EditionUnreadable):
        edition.key()
    writer.execute("ROLLBACK")
    writer.close()

    assert edition.key() is not None


def test_failure_is_believed_for_a_second(
    edition: CurrentEdition, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 100.0
    monkeypatch.setattr(current_edition, "monotonic", lambda: moment)
    away = record_file.rename(record_file.with_suffix(".away"))
    with pytest.raises(EditionUnreadable):
        edition.key()
    away.rename(record_file)

    with pytest.raises(EditionUnreadable):
        edition.key()
    moment = 101.1
    assert edition.key() is not None


def test_file_that_was_put_in_the_place_of_the_other_is_read(
    edition: CurrentEdition, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_edition, "FILE_IS_CHECKED_EVERY", 0)
    backup = shutil.copy(record_file, record_file.with_suffix(".backup"))
    before = edition.key()
    Milestone.objects.get(slug="drilling").save()
    after = edition.key()
    connection.close()

    Path(backup).replace(record_file)
    for beside in record_file.parent.glob("*-wal"):
        beside.unlink()

    assert before == edition.key() != after


# PostgreSQL: a stated lag


def test_edition_with_a_lag_is_read_again_once_it_is_over(
    edition: CurrentEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 100.0
    monkeypatch.setattr(current_edition, "monotonic", lambda: moment)
    edition.lag = 1.0
    edition._is_sqlite = False
    before = edition.key()
    Milestone.objects.get(slug="drilling").save()

    moment = 100.9
    within = edition.key()
    moment = 101.0

    assert before == within != edition.key()
