"""``import_record`` writes new rows many at once. That shows in nothing but its speed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from tests.interchange.folders import (
    change,
    copy_of_fixtures,
    every_row,
    export_to,
    fields_of,
    refusal_of,
    take_in,
)
from timeline.interchange import importer

pytestmark = [pytest.mark.postgresql, pytest.mark.slow, pytest.mark.django_db]

# Told by the clock, numbered in the order of writing, or made of such numbers.
OF_THE_RUN = {
    "history_date",
    "history_id",
    "m2m_history_id",
    "history",
    "moved_at",
    "id",
    "promise",
    "within",
    "value",
    "facts",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_fixtures(tmp_path / "folder")


def contents() -> dict[str, list[Any]]:
    """All rows of all tables, without what differs from one run to the next."""
    found = {}
    for model in apps.get_app_config("timeline").get_models(include_auto_created=True):
        columns = [field.attname for field in model._meta.concrete_fields if _is_said(field)]
        rows = model._base_manager.values_list(*columns or ["pk"])
        found[model._meta.label] = sorted(map(repr, rows)) if columns else [len(rows)]
    return found


def _is_said(field: Any) -> bool:
    return field.name not in OF_THE_RUN and not isinstance(field, models.ForeignKey)


def imported(folder: Path, out: Path) -> tuple[Any, ...]:
    """What an import says and leaves on file, which is taken back."""
    with transaction.atomic():
        said_and_found = take_in(folder), contents(), export_to(out)
        transaction.set_rollback(True)
    return said_and_found


def test_rows_written_together_are_those_written_one_by_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = imported(folder, tmp_path / "one")
    monkeypatch.setattr(importer, "may_be_written_together", lambda model: False)
    assert imported(folder, tmp_path / "two") == together


def test_one_refused_row_among_many_is_named_and_the_others_are_added(folder: Path) -> None:
    change(
        folder,
        "milestones",
        lambda rows: fields_of(rows, "milestone", slug="plant").update(
            earliest="2020-02-01", latest="2020-01-01"
        ),
    )
    before = every_row()

    told = refusal_of(folder)

    assert "milestone plant, latest: refused: The latest day is before the earliest." in told
    assert "milestone drilling: added" in told
    assert "milestone plant: added" not in told
    assert every_row() == before


def test_queries_of_an_import_do_not_grow_with_its_rows(folder: Path) -> None:
    def asked(milestones: int) -> int:
        def fill(rows: Any) -> None:
            plant = fields_of(rows, "milestone", slug="plant")
            cited = fields_of(rows, "citation", milestone=["plant"])
            for number in range(milestones):
                slug = f"plant-{milestones}-{number}"
                rows.append({"model": "timeline.milestone", "fields": {**plant, "slug": slug}})
                rows.append(
                    {"model": "timeline.citation", "fields": {**cited, "milestone": [slug]}}
                )

        change(folder, "milestones", fill)
        with CaptureQueriesContext(connection) as queries:
            take_in(folder)
        return len(queries)

    take_in(folder)
    asked(1)  # moves the edition by the first new row alone
    assert asked(40) - asked(20) <= 5


def test_import_of_what_is_on_file_asks_few_queries_for_each_kind_of_row(folder: Path) -> None:
    take_in(folder)
    with CaptureQueriesContext(connection) as queries:
        assert "0 added, 0 changed" in take_in(folder)
    assert len(queries) < 60
