"""Many rows at hand are written as a save would write them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_project
from timeline.models import Project
from timeline.models.row_writes import CHANGED, insert_history, insert_rows, next_keys

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def test_keys_taken_ahead_are_not_given_to_the_rows_saved_after() -> None:
    taken = [*next_keys(Project, 2)]
    insert_rows(Project, [Project(pk=key, slug=f"taken-{key}", name_en="One") for key in taken])

    saved = make_project()

    assert Project.objects.filter(pk__in=taken).count() == 2
    assert saved.pk > max(taken)


def test_key_of_a_row_that_was_deleted_is_not_taken_again() -> None:
    project = make_project()
    key = project.pk
    project.delete()

    assert min(next_keys(Project, 1)) > key


def test_as_many_keys_are_taken_as_are_asked_for_where_there_is_no_row() -> None:
    assert len(set(next_keys(Project, 3))) == 3


def test_state_of_a_changed_row_is_kept_with_the_reason() -> None:
    project: Any = make_project()
    project._change_reason = "Linked"

    [key] = insert_history(Project, [project], CHANGED)

    state = Project.history.get(history_id=key)
    assert (state.history_type, state.history_change_reason) == ("~", "Linked")
    assert (state.id, state.slug, state.history_user) == (project.pk, project.slug, None)
