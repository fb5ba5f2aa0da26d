"""What is written down, for how long, and what is not."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.factories import make_project
from tests.signin.conftest import PASSWORD, code, is_in, sign_in, with_app
from timeline.models import SignInEvent

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_sign_in_is_logged_with_name_and_address_and_without_secrets(
    client: Client, anne: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "timeline.signin")
    with_app(anne)
    shown = code()

    sign_in(client)
    client.post("/staff/second-factor/authenticate/", {"code": shown})

    said = [
        record.getMessage().strip() for record in caplog.records if record.name == "timeline.signin"
    ]
    assert said == [
        "factor_used user=anne address=127.0.0.1 totp",
        "signed_in user=anne address=127.0.0.1",
    ]
    assert PASSWORD not in caplog.text
    assert shown not in caplog.text


def test_refused_permission_is_written_down_with_its_address(client: Client, anne: User) -> None:
    User.objects.update(is_superuser=False)
    project = make_project()
    sign_in(client)

    answer = client.get(f"/admin/timeline/project/{project.pk}/change/")

    event = SignInEvent.objects.get(kind="refused")
    assert answer.status_code == 403
    assert (event.name, event.detail) == (
        "anne",
        f"GET /admin/timeline/project/{project.pk}/change/",
    )


def test_line_of_the_log_cannot_be_forged(
    client: Client, anne: User, caplog: pytest.LogCaptureFixture
) -> None:
    User.objects.update(is_superuser=False)
    sign_in(client)

    client.get("/admin/timeline/project/x%0Asigned_in user=boss/change/")
    client.get("/admin/timeline/project/?x=\nsigned_in user=boss")

    assert not any(
        "\n" in record.getMessage() for record in caplog.records if record.name == "timeline.signin"
    )


def test_what_is_older_than_its_time_goes_at_the_next_sign_in(client: Client, anne: User) -> None:
    now = timezone.now()
    SignInEvent.objects.create(at=now - timedelta(days=401), kind="failed")
    kept = SignInEvent.objects.create(at=now - timedelta(days=399), kind="failed")

    sign_in(client)

    assert list(SignInEvent.objects.filter(kind="failed")) == [kept]


def test_journal_outlives_the_account(client: Client, anne: User) -> None:
    sign_in(client)

    User.objects.get().delete()

    assert SignInEvent.objects.get(kind="signed_in").name == "anne"


def test_superuser_removes_the_factors_of_somebody_who_lost_them(
    client: Client, anne: User
) -> None:
    lost = User.objects.create_superuser("lost", password=PASSWORD)
    with_app(lost)
    theirs = Client()
    theirs.force_login(lost)
    sign_in(client)

    client.post("/admin/auth/user/", {"action": "remove_factors", "_selected_action": [lost.pk]})

    assert not Authenticator.objects.exists()
    assert not is_in(theirs)
    assert SignInEvent.objects.get(kind="factor_removed").detail == "by anne"


def test_too_many_requests_are_answered_in_words(client: Client, anne: User) -> None:
    answers = [
        client.post("/staff/sign-in/", {"login": f"name-{n}", "password": "x"}) for n in range(31)
    ]

    assert answers[-1].status_code == 429
    assert "This was tried too often" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "60"
