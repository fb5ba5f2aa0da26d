"""Who else has a form open is said in it, to those who may change the row and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.admin_pages import filled_in, submit, text_of
from tests.factories import make_company, make_milestone
from timeline.models import Milestone, Presence

pytestmark = pytest.mark.slow

SAID = "Marie opened this"


@pytest.fixture
def milestone(db: None) -> Milestone:
    return make_milestone()


@pytest.fixture
def marie(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("Marie"))
    return client


def page_of(row: Milestone) -> str:
    return f"/admin/timeline/milestone/{row.pk}/change/"


def test_form_says_who_opened_it_and_has_not_saved(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(milestone))
    Presence.objects.update(opened_at=timezone.now() - timedelta(minutes=3, seconds=5))

    assert "Marie opened this 3 minutes ago and has not saved." in text_of(
        editor.get(page_of(milestone))
    ).replace("\xa0", " ")


def test_form_opened_a_moment_ago_is_said_to_be_opened_just_now(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(milestone))

    assert "Marie opened this just now and has not saved." in text_of(
        editor.get(page_of(milestone))
    )


def test_nobody_is_told_of_themselves(marie: Client, milestone: Milestone) -> None:
    marie.get(page_of(milestone))

    assert SAID not in text_of(marie.get(page_of(milestone)))


def test_who_saved_is_there_no_more(editor: Client, marie: Client, milestone: Milestone) -> None:
    submit(marie, page_of(milestone), filled_in(marie.get(page_of(milestone))), _save="Save")

    assert SAID not in text_of(editor.get(page_of(milestone)))


def test_who_was_refused_is_still_there(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    submit(marie, page_of(milestone), filled_in(marie.get(page_of(milestone))), title_en="")

    assert SAID in text_of(editor.get(page_of(milestone)))


def test_who_was_last_heard_of_an_hour_ago_is_not_named(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(milestone))
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=61))

    assert SAID not in text_of(editor.get(page_of(milestone)))


def test_what_is_a_day_old_is_forgotten(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(make_milestone()))
    Presence.objects.update(seen_at=timezone.now() - timedelta(days=1, minutes=1))

    editor.get(page_of(milestone))

    assert [str(one.user) for one in Presence.objects.all()] == ["editor"]


def test_row_of_another_kind_with_the_same_number_is_another(editor: Client, marie: Client) -> None:
    company = make_company()
    milestone = make_milestone(pk=company.pk)

    marie.get(f"/admin/timeline/company/{company.pk}/change/")

    assert SAID not in text_of(editor.get(page_of(milestone)))


def test_heartbeat_answers_who_else_is_there(
    editor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(milestone))

    answer = editor.post(f"/admin/timeline/milestone/{milestone.pk}/presence/")

    assert answer.json()["others"][0].startswith(SAID)


def test_heartbeat_keeps_its_sender_there(marie: Client, milestone: Milestone) -> None:
    marie.get(page_of(milestone))
    long_ago = timezone.now() - timedelta(hours=2)
    Presence.objects.update(seen_at=long_ago)

    marie.post(f"/admin/timeline/milestone/{milestone.pk}/presence/")

    assert Presence.objects.get().seen_at > long_ago


def test_heartbeat_of_who_may_not_change_the_row_is_refused(
    visitor: Client, marie: Client, milestone: Milestone
) -> None:
    marie.get(page_of(milestone))

    assert visitor.post(f"/admin/timeline/milestone/{milestone.pk}/presence/").status_code == 403
    assert visitor.get(page_of(milestone)).status_code == 403


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_heartbeat_for_no_row_is_not_found(editor: Client, db: None, number: str) -> None:
    assert editor.post(f"/admin/timeline/milestone/{number}/presence/").status_code == 404


def test_heartbeat_by_get_is_refused(editor: Client, milestone: Milestone) -> None:
    assert editor.get(f"/admin/timeline/milestone/{milestone.pk}/presence/").status_code == 405


def test_form_asks_for_the_module_and_names_its_address(
    editor: Client, milestone: Milestone
) -> None:
    page = editor.get(page_of(milestone)).content.decode()

    assert "timeline/admin/presence.js" in page
    assert f'data-address="/admin/timeline/milestone/{milestone.pk}/presence/"' in page


@pytest.mark.parametrize("number", ["²", "9" * 30, "x"])
def test_form_of_no_row_posted_leads_away(editor: Client, db: None, number: str) -> None:
    assert (
        editor.post(f"/admin/timeline/milestone/{number}/change/", {"title_en": "x"}).status_code
        == 302
    )
