"""The acts of publishing, and what refuses them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from tests.factories import (
    cite,
    make_milestone,
    make_paragraph,
    make_plan,
    make_release,
    settle,
)
from timeline.models import Milestone, Release, Status
from timeline.publishing import transitions

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = AT + timedelta(days=3)


def codes(refused: pytest.ExceptionInfo[transitions.PublishingRefused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_publish_makes_a_row_public_from_now_on_and_names_who_did_it() -> None:
    row, user = make_milestone([make_paragraph()]), User.objects.create_user("pia")

    transitions.publish(row, AT, user, reason="Read and found right")

    row.refresh_from_db()
    assert (row.status, row.public_from) == (Status.PUBLISHED, AT)
    entry = Milestone.history.filter(id=row.pk).first()
    assert entry is not None
    assert (entry.history_user, entry.history_change_reason) == (user, "Read and found right")


def test_publish_keeps_a_moment_that_is_still_to_come() -> None:
    row = make_milestone([make_paragraph()], publish_at=LATER)

    transitions.publish(row, AT)

    assert row.public_from == LATER


def test_schedule_sets_the_moment() -> None:
    row = make_milestone([make_paragraph()])

    transitions.schedule(row, LATER, AT)

    assert row.public_from == LATER


def test_schedule_refuses_a_moment_that_nobody_saw() -> None:
    row = make_milestone([make_paragraph()])

    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.schedule(row, AT - timedelta(days=1), AT)

    assert codes(refused) == ["moment_passed"]


def test_a_refused_act_saves_nothing() -> None:
    row = make_milestone()

    with pytest.raises(transitions.PublishingRefused):
        transitions.publish(row, AT)

    stored = Milestone.objects.get()
    assert (stored.status, stored.version) == (Status.DRAFT, 1)


def test_publish_refuses_a_milestone_that_cites_nothing() -> None:
    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.publish(make_milestone(), AT)

    assert codes(refused) == ["uncited"]


def test_publish_refuses_a_milestone_that_cites_a_draft_alone() -> None:
    row = make_milestone([make_paragraph(make_release(status=Status.DRAFT))])

    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.publish(row, AT)

    assert codes(refused) == ["cites_unpublished"]


def test_publish_refuses_a_release_before_the_day_in_its_dateline() -> None:
    row = make_release(status=Status.DRAFT, published_on=date(2026, 3, 9))

    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.publish(row, AT)

    assert codes(refused) == ["before_dateline"]
    assert refused.value.refusals[0].of_row == "would be public before the day in its dateline"


def test_publish_refuses_plans_that_settle_each_other() -> None:
    first = make_plan(make_release(published_on=date(2018, 11, 13)))
    second = make_milestone(settles=first, settlement="changed", standing="planned")
    cite(second, make_release(published_on=date(2019, 1, 8)))
    settle(second, first, "changed")
    second.refresh_from_db()

    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.publish(second, AT)

    assert "settles_in_a_circle" in codes(refused)


def test_publish_refuses_one_language_where_the_site_publishes_in_both(
    settings: Settings,
) -> None:
    settings.BOTH_LANGUAGES = True
    release = make_release(status=Status.DRAFT)
    make_paragraph(release, summary_fr="")

    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.publish(release, AT)

    assert codes(refused) == ["one_language"]
    assert refused.value.refusals[0].field == ""


def test_withdraw_keeps_since_when_a_row_was_public() -> None:
    row = make_release()
    since = row.publish_at

    transitions.withdraw(row, "Issued in error", "", AT)

    row.refresh_from_db()
    assert (row.status, row.publish_at, row.public_from) == (Status.WITHDRAWN, since, None)


def test_withdraw_refuses_to_give_no_reason() -> None:
    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.withdraw(make_release(), "", "", AT)

    assert [(one.code, one.field) for one in refused.value.refusals] == [
        ("incomplete", "withdrawn_reason_en")
    ]


def test_back_to_draft_takes_back_what_nobody_has_seen() -> None:
    row = make_release(publish_at=LATER)

    transitions.back_to_draft(row, AT)

    assert Release.objects.get().status == Status.DRAFT


def test_back_to_draft_refuses_what_visitors_have_seen() -> None:
    with pytest.raises(transitions.PublishingRefused) as refused:
        transitions.back_to_draft(make_release(), AT)

    assert codes(refused) == ["taken_back"]
