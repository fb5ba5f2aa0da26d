"""State, moment and version of every row that visitors may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.factories import (
    AT,
    LATER,
    LONG_AGO,
    make_announced,
    make_partner,
    make_project,
    make_release,
)
from timeline.models import Milestone, Publishing

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MAKERS = [make_project, make_partner, make_release, make_announced]
EACH = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
Make = Callable[..., Publishing]


def stored(row: Any) -> Any:
    """The row as the database holds it now."""
    return type(row)._default_manager.get(pk=row.pk)


# Public from


@EACH
@pytest.mark.parametrize("moment", [LONG_AGO, LATER])
def test_public_from_of_a_published_row_is_its_moment(make: Make, moment: datetime) -> None:
    assert stored(make(publish_at=moment)).public_from == moment


@EACH
@pytest.mark.parametrize(
    "over",
    [
        {"status": "draft"},
        {"status": "draft", "publish_at": LONG_AGO},
        {"status": "withdrawn", "publish_at": LONG_AGO, "withdrawn_reason_en": "An error"},
    ],
)
def test_public_from_of_any_other_row_is_none(make: Make, over: dict[str, Any]) -> None:
    assert stored(make(**over)).public_from is None


@EACH
@pytest.mark.parametrize(
    "change",
    [
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_reason_en": "An error"},
        {"publish_at": LATER},
    ],
)
def test_public_from_follows_a_change_of_state_or_moment(
    make: Make, change: dict[str, Any]
) -> None:
    row = make()

    for name, value in change.items():
        setattr(row, name, value)
    row.save()

    assert stored(row).public_from == (LATER if "publish_at" in change else None)


@EACH
def test_public_from_of_a_row_taken_back_and_published_again_is_its_moment(make: Make) -> None:
    row = make()
    for status in ("draft", "published"):
        row.status = status
        row.save()

    assert stored(row).public_from == LONG_AGO


@EACH
def test_public_from_follows_a_save_of_some_columns(make: Make) -> None:
    row = make()

    row.status = "draft"
    row.save(update_fields=["status"])

    assert stored(row).public_from is None


# Versions


@EACH
def test_version_of_a_new_row_is_one(make: Make) -> None:
    assert stored(make()).version == 1


@EACH
def test_version_counts_each_save(make: Make) -> None:
    row = make()
    for _ in range(3):
        row.save()

    assert stored(row).version == row.version == 4


@EACH
def test_version_counts_a_save_of_some_columns(make: Make) -> None:
    row: Any = make()

    type(row).objects.update_or_create(slug=row.slug, defaults={"publish_at": AT})

    assert stored(row).version == 2
    assert stored(row).publish_at == AT


def test_version_of_a_milestone_is_not_counted_by_what_is_worked_out_anew() -> None:
    release = make_release()
    milestone = make_announced(release)

    release.published_on = datetime(2020, 1, 1, tzinfo=UTC).date()
    release.save()

    assert stored(milestone).announced_on == release.published_on
    assert stored(milestone).version == 1


def test_version_and_last_change_of_a_fixture_are_kept(tmp_path: Any) -> None:
    file = tmp_path / "project.json"
    file.write_text(
        '[{"model": "timeline.project", "fields": {"slug": "loaded", "name_en": "Loaded", "status": "published",'
        ' "publish_at": "2018-11-13T12:00:00Z", "updated_at": "2019-01-01T12:00:00Z", "version": 7}}]'
    )

    call_command("loaddata", str(file), verbosity=0)

    row = make_project().__class__.objects.get(slug="loaded")
    assert (row.version, row.updated_at) == (7, datetime(2019, 1, 1, 12, tzinfo=UTC))
    assert row.public_from == datetime(2018, 11, 13, 12, tzinfo=UTC)


@EACH
def test_save_that_the_database_refuses_leaves_the_row_as_it_was(make: Make) -> None:
    row = make()
    row.status, row.publish_at = "published", None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

    assert (stored(row).publish_at, stored(row).version) == (LONG_AGO, 1)


def test_milestone_whose_columns_cannot_be_worked_out_is_not_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("timeline.models.derived_columns.derive_milestone", fail)

    with pytest.raises(RuntimeError):
        Milestone(
            slug="half", title_en="Half", kind="event", standing="planned", precision="none"
        ).save()
    assert not Milestone.objects.exists()
