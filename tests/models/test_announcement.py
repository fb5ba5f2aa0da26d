"""When a milestone was announced, where one of its releases is still to come."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from tests.factories import LATER, LONG_AGO, cite, make_announced, make_project, make_release
from timeline.models import Milestone, Release
from timeline.models.derived_columns import derive_milestones

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_announcement_by_a_scheduled_release_is_not_given_away() -> None:
    known, coming = (
        make_release(published_on=date(2020, 5, 1)),
        make_release(published_on=date(2015, 3, 3)),
    )
    Release.objects.filter(pk=coming.pk).update(publish_at=LATER, public_from=LATER)
    milestone = make_announced(known)
    cite(milestone, Release.objects.get(pk=coming.pk))
    milestone.refresh_from_db()
    assert milestone.announced_on == date(2020, 5, 1)


def test_announcement_by_a_scheduled_release_counts_once_its_moment_has_come() -> None:
    known, coming = (
        make_release(published_on=date(2020, 5, 1)),
        make_release(published_on=date(2015, 3, 3)),
    )
    Release.objects.filter(pk=coming.pk).update(publish_at=LATER, public_from=LATER)
    milestone = make_announced(known)
    cite(milestone, Release.objects.get(pk=coming.pk))
    derive_milestones([milestone.pk], at=LATER)
    milestone.refresh_from_db()
    assert milestone.announced_on == date(2015, 3, 3)


def test_search_text_holds_no_name_of_a_scheduled_project() -> None:
    milestone = make_announced(projects=[make_project(name_en="Zyxwvut Lode", publish_at=LATER)])
    assert "zyxwvut" not in milestone.search_text


def test_derive_after_a_bulk_change_brings_the_columns_up_to_date() -> None:
    milestone = make_announced()
    Milestone.objects.filter(pk=milestone.pk).update(
        title_en="Quorum", public_from=None, announced_on=None
    )
    call_command("derive")
    milestone.refresh_from_db()
    assert milestone.public_from == LONG_AGO
    assert milestone.announced_on == date(2018, 11, 13)
    assert "quorum" in milestone.search_text
