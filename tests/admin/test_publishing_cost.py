"""A release is published with its milestones at few queries for each, and at no check less."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.test_publishing_admin import asked, go
from tests.admin_pages import filled_in, text_of, told
from tests.factories import (
    cite,
    make_announced,
    make_paragraph,
    make_partner,
    make_plan,
    make_project,
    make_release,
    settle,
)
from timeline.models import Edition, Milestone, Release

MOST = 155  # queries of a release with 20 milestones
EACH = 4  # a milestone, its history, its projects read and kept


def release_of(count: int) -> Release:
    """A draft with so many draft milestones, each in two paragraphs, a project and a part."""
    release = make_release(status="draft", headline_en="The release")
    project, partner = make_project(), make_partner()
    for _ in range(count):
        cited = make_paragraph(release), make_paragraph(release)
        make_announced(*cited, status="draft", projects=[project], partners=[partner])
    return release


def queries(editor: Client, release: Release) -> int:
    """Of the request that publishes it. The page before it is not counted."""
    typed = filled_in(editor.get(asked(release)), "together_form")
    with CaptureQueriesContext(connection) as made:
        assert editor.post(asked(release), typed).status_code == 302
    return len(made)


@pytest.mark.postgresql
def test_milestone_more_costs_a_few_queries_more(editor: Client) -> None:
    few = queries(editor, release_of(2))
    many = queries(editor, release_of(20))

    assert many <= MOST
    assert many - few == 18 * EACH


def test_each_row_is_in_the_history_and_in_the_journal(editor: Client) -> None:
    release = release_of(3)

    go(editor, asked(release))

    rows: list[Any] = [release, *Milestone.objects.all()]
    for row in rows:
        newest = row.history.latest()
        assert (newest.status, newest.history_user.username) == ("published", "editor")
        assert newest.history_change_reason == "Published together"
        assert newest.history_type == "~"
    assert [state.projects.count() for state in Milestone.history.filter(status="published")] == [
        1,
        1,
        1,
    ]
    assert LogEntry.objects.count() == 4
    assert {entry.get_change_message() for entry in LogEntry.objects.all()} == {"Changed status."}


def test_row_without_a_history_keeps_its_first_state(editor: Client) -> None:
    release = release_of(1)
    Milestone.history.all().delete()

    go(editor, asked(release))

    states = Milestone.history.order_by("history_date").values_list("status", flat=True)
    assert list(states) == ["draft", "published"]


def test_edition_moves_once(editor: Client) -> None:
    release = release_of(3)
    before = Edition.objects.get().number

    go(editor, asked(release))

    assert Edition.objects.get().number == before + 1


def test_milestone_that_is_not_complete_is_still_refused(editor: Client) -> None:
    release = release_of(2)
    Milestone.objects.filter(pk=Milestone.objects.latest("pk").pk).update(kind="of no kind")

    answer = go(editor, asked(release))

    assert "Nothing was published: see below why." in told(answer)
    assert "is not complete. Kind: Value 'of no kind' is not a valid choice." in text_of(answer)
    assert set(Milestone.objects.values_list("status", "version")) == {("draft", 1)}


def test_milestone_is_checked_against_a_plan_that_goes_out_before_it(editor: Client) -> None:
    """The plan cites an older draft too, which does not count once the plan is public."""
    older = make_release(status="draft", published_on=date(2018, 1, 1))
    release = make_release(status="draft", published_on=date(2019, 1, 1))
    plan = make_plan(release, status="draft")
    cite(plan, make_paragraph(older))
    outcome = make_announced(release, status="draft")
    settle(plan, outcome)

    answer = go(editor, asked(release))

    assert "Only a later release can settle a plan" in text_of(answer)
    assert set(Milestone.objects.values_list("status")) == {("draft",)}


def test_plan_and_outcome_of_two_releases_go_out_together(editor: Client) -> None:
    first = make_release(status="draft", published_on=date(2018, 1, 1))
    second = make_release(status="draft", published_on=date(2019, 1, 1))
    plan = make_plan(first, status="draft")
    settle(plan, make_announced(second, status="draft"))

    answer = go(editor, asked(first, second))

    assert "4 published." in told(answer)
    assert {row.public_from is not None for row in Milestone.objects.all()} == {True}


def test_release_scheduled_for_later_does_not_move_the_edition(editor: Client) -> None:
    release = release_of(1)
    before = Edition.objects.get()
    later = timezone.localdate() + timedelta(days=3)

    go(editor, asked(release), moment_0=later.isoformat(), moment_1="09:00")

    after = Edition.objects.get()
    assert Release.objects.get(pk=release.pk).status == "published"
    assert (after.number, after.moved_at) == (before.number, before.moved_at)
    assert after.schedule > before.schedule
