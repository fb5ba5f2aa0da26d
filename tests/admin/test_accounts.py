"""Accounts, groups and the journal of sign-ins: who sees them, and what nobody changes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.admin_pages import save, text_of, told
from tests.factories import LATER, make_project
from tests.role_actions import signed_in
from timeline.models import SignInEvent
from timeline.models.roles import AUDITOR, CONTRIBUTOR, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("worked", [True, False])
def test_account_that_changed_the_record_is_closed_not_deleted(
    editor: Client, *, worked: bool
) -> None:
    writer = User.objects.create_user("writer", is_staff=True)
    if worked:
        history = make_project().history
        history.update(history_user=writer)

    answer = editor.post(f"/admin/auth/user/{writer.pk}/delete/", {"post": "yes"}, follow=True)

    assert User.objects.filter(pk=writer.pk).exists() == worked
    assert ("untick “active” instead" in told(answer)) == worked


@pytest.mark.parametrize("role", ROLES)
def test_accounts_and_groups_are_for_superusers_alone(role: str) -> None:
    client = signed_in(role)

    assert client.get("/admin/auth/user/").status_code == 403
    assert client.get("/admin/auth/group/").status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_journal_is_read_by_auditors_alone(role: str) -> None:
    assert signed_in(role).get("/admin/timeline/signinevent/").status_code == (
        200 if role == AUDITOR else 403
    )


def test_journal_is_changed_by_nobody(editor: Client) -> None:
    event = SignInEvent.objects.create(at=LATER, kind="failed")

    for page in ("add/", f"{event.pk}/change/", f"{event.pk}/delete/"):
        assert (
            editor.post(f"/admin/timeline/signinevent/{page}", {"post": "yes"}).status_code == 403
        )
    assert SignInEvent.objects.filter(pk=event.pk, kind="failed").exists()


def test_account_form_says_what_each_group_may(editor: Client) -> None:
    user = User.objects.create_user("carl")

    page = text_of(editor.get(f"/admin/auth/user/{user.pk}/change/"))

    assert "Translator: change the English and French texts of any row, and nothing else" in page


def test_account_in_a_group_gets_staff_status(editor: Client) -> None:
    user = User.objects.create_user("carl")
    group = Group.objects.get(name=CONTRIBUTOR)

    answer = save(
        editor, f"/admin/auth/user/{user.pk}/change/", "user_form", groups=[str(group.pk)]
    )

    assert "“carl” is in a group, so “staff status” was ticked." in told(answer)
    assert User.objects.get(username="carl").is_staff
