"""Milestones follow the names of what they are filed under, few at once and many in batches."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories import (
    LATER,
    LONG_AGO,
    make_announced,
    make_paragraph,
    make_partner,
    make_project,
)
from timeline.models import Milestone, Partner, Project, Renaming, derived_columns, renaming
from timeline.models.renaming import finish_renamings, follow_name

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MAKE: dict[str, Callable[..., Project | Partner]] = {
    "projects": make_project,
    "partners": make_partner,
}
EITHER = pytest.mark.parametrize("kind", MAKE)


@pytest.fixture(autouse=True)
def batches_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than two milestones are many. Nobody else waits here to save."""
    monkeypatch.setattr(renaming, "BATCH", 2)
    monkeypatch.setattr(renaming, "PAUSE", 0)


def named(kind: str, count: int, name: str = "Oldname") -> Project | Partner:
    """A public row of that name with so many milestones."""
    row = MAKE[kind](name_en=name, name_fr="", status="published")
    paragraph = make_paragraph()
    for _ in range(count):
        filed_under: dict[str, Any] = {kind: [row]}
        make_announced(paragraph, **filed_under)
    row.refresh_from_db()
    return row


def rename(row: Project | Partner, name: str = "Newname") -> None:
    row.name_en = name
    row.save()


def found_by(words: str) -> int:
    return Milestone.objects.matching(words).count()


def touches_milestones(sql: str) -> bool:
    return any(f'"timeline_{table}' in sql for table in ("milestone", "citation"))


# What is not changed


@EITHER
def test_save_that_keeps_the_name_reads_and_writes_no_milestone(kind: str) -> None:
    row = named(kind, 2)

    with CaptureQueriesContext(connection) as asked:
        row.summary_en = "Another summary."
        row.save()

    sql = [query["sql"] for query in asked.captured_queries]
    assert any("Another summary." in each for each in sql)
    assert [each for each in sql if touches_milestones(each)] == []


@EITHER
def test_new_name_of_a_draft_reads_and_writes_no_milestone(kind: str) -> None:
    row = named(kind, 2)
    type(row).objects.update(status="draft", public_from=None)
    row.refresh_from_db()

    with CaptureQueriesContext(connection) as asked:
        rename(row)

    assert [q["sql"] for q in asked.captured_queries if touches_milestones(q["sql"])] == []


# What few milestones follow


@EITHER
def test_few_milestones_follow_in_the_same_transaction(kind: str) -> None:
    rename(named(kind, 2))

    assert (found_by("Newname"), found_by("Oldname")) == (2, 0)
    assert not Renaming.objects.exists()


@EITHER
def test_milestones_follow_a_name_that_is_withdrawn_and_shown_again(kind: str) -> None:
    row = named(kind, 2)

    row.status, row.withdrawn_reason_en = "withdrawn", "Entered twice."
    row.save()
    gone = found_by("Oldname")
    row.status = "published"
    row.save()

    assert (gone, found_by("Oldname")) == (0, 2)


@EITHER
def test_milestones_follow_a_name_whose_moment_has_come_since(kind: str) -> None:
    row = named(kind, 2)
    row.publish_at = LATER
    row.save()
    hidden = found_by("Oldname")
    # As when the moment comes: the row was saved before it.
    type(row).objects.update(publish_at=LONG_AGO, public_from=LONG_AGO)
    type(row).objects.update(updated_at=LONG_AGO.replace(year=2017))
    row.refresh_from_db()

    row.save()

    assert (hidden, found_by("Oldname")) == (0, 2)


# What many milestones follow


@EITHER
def test_many_milestones_follow_after_the_transaction(
    kind: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = named(kind, 5)

    with django_capture_on_commit_callbacks(execute=True):
        rename(row)
        within = found_by("Newname")

    assert (within, found_by("Newname"), found_by("Oldname")) == (0, 5, 0)
    assert not Renaming.objects.exists()


def test_milestones_follow_the_newest_of_two_names(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    row = named("projects", 5)
    rename(row, "Between")
    Renaming.objects.update(followed_to=10**9)

    with django_capture_on_commit_callbacks(execute=True):
        rename(row)

    assert (found_by("Newname"), found_by("Between"), found_by("Oldname")) == (5, 0, 0)


def test_milestones_of_two_rows_follow_both() -> None:
    project, partner = named("projects", 5), named("partners", 3, "Otherold")
    rename(project)
    rename(partner, "Othernew")

    finish_renamings()

    assert (found_by("Newname"), found_by("Othernew")) == (5, 3)


def test_project_that_is_deleted_leaves_nothing_to_follow() -> None:
    project = named("projects", 5)
    rename(project)

    project.delete()

    finish_renamings()
    assert (found_by("Newname"), found_by("Oldname")) == (0, 0)
    assert not Renaming.objects.exists()


def test_block_that_derives_at_its_end_leaves_no_renaming() -> None:
    row = named("projects", 5)

    with derived_columns.derive_at_end():
        rename(row)

    assert found_by("Newname") == 5
    assert not Renaming.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_each_batch_is_a_transaction_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    row = named("projects", 5)
    begun: list[tuple[bool, int]] = []

    def note() -> None:
        begun.append((connection.savepoint_ids == [], found_by("Newname")))

    monkeypatch.setattr(renaming, "lock_edition", note)

    rename(row)

    assert begun == [(True, 0), (True, 2), (True, 4)]
    assert found_by("Newname") == 5


# What a process leaves that ends in between


class EndedError(Exception):
    """The process ends."""


@pytest.fixture
def left_undone(monkeypatch: pytest.MonkeyPatch) -> Project:
    """A renamed project of five milestones, two of which have followed."""
    project = named("projects", 5)
    rename(project)
    batches: list[list[int]] = []

    def end_in_the_second(ids: list[int]) -> None:
        if batches:
            raise EndedError
        batches.append(list(ids))
        derived_columns.derive_milestones(batches[0])

    with monkeypatch.context() as patch:
        patch.setattr(renaming, "derive_milestones", end_in_the_second)
        with pytest.raises(EndedError):
            finish_renamings()
    assert (found_by("Newname"), found_by("Oldname")) == (2, 3)
    assert isinstance(project, Project)
    return project


def test_command_finishes_what_was_left(left_undone: Project) -> None:
    call_command("derive", stdout=StringIO())

    assert (found_by("Newname"), found_by("Oldname")) == (5, 0)
    assert not Renaming.objects.exists()


def test_next_save_of_another_project_finishes_what_was_left(
    left_undone: Project, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_project()

    assert (found_by("Newname"), found_by("Oldname")) == (5, 0)


def test_start_of_the_site_finishes_what_was_left(
    left_undone: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.management.commands.prepare import Command  # noqa: PLC0415

    for step in (
        "compile_french",
        "migrate",
        "load_record",
        "collect_static",
        "make_first_account",
    ):
        monkeypatch.setattr(Command, step, lambda *_: None)

    call_command("prepare")

    assert (found_by("Newname"), found_by("Oldname")) == (5, 0)


# Its cost


def test_batch_costs_the_same_queries_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    def queries(count: int) -> int:
        row = named("projects", count, f"Oldname{count}")
        monkeypatch.setattr(renaming, "BATCH", count)
        row.name_en = f"Newname{count}"
        type(row).objects.filter(pk=row.pk).update(name_en=row.name_en)
        with CaptureQueriesContext(connection) as asked:
            follow_name(row)
        assert found_by(row.name_en) == count
        return len(asked)

    assert queries(3) == queries(9)
