"""How long a session lasts, and what ends it, in the database alone and with a cache."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.factories import make_company
from tests.signin.conftest import is_in, sign_in
from timeline.models import SignInEvent
from timeline.signin import sessions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Wait = Callable[[timedelta], None]


@pytest.fixture(autouse=True, params=["sessions", "cached_sessions"])
def engine(request: pytest.FixtureRequest, settings: Settings) -> str:
    """The module that keeps the sessions."""
    if request.param == "cached_sessions":
        memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        settings.CACHES = {"default": memory}
        cache.clear()
    settings.SESSION_ENGINE = f"timeline.signin.{request.param}"
    return str(request.param)


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Let time pass, for sessions alone."""
    passed = [timedelta()]
    began = timezone.now()

    def pass_time(more: timedelta) -> None:
        passed[0] += more

    def moment() -> float:
        return (began + passed[0]).timestamp()

    monkeypatch.setattr(sessions, "now_in_seconds", moment)
    return pass_time


def test_session_ends_after_eight_hours_without_a_request(
    client: Client, anne: User, wait: Wait
) -> None:
    sign_in(client)

    wait(timedelta(hours=8, seconds=1))

    assert not is_in(client)
    assert not Session.objects.exists()


def test_request_in_between_keeps_it_open(client: Client, anne: User, wait: Wait) -> None:
    sign_in(client)

    for _ in range(3):
        wait(timedelta(hours=7))
        assert is_in(client)


def test_session_in_use_ends_after_seven_days(client: Client, anne: User, wait: Wait) -> None:
    sign_in(client)
    for _ in range(7 * 24 // 6):
        wait(timedelta(hours=6))
        assert is_in(client)

    wait(timedelta(seconds=1))

    assert not is_in(client)


def test_cookie_ends_with_the_browser_and_its_row_in_eight_hours(
    client: Client, anne: User
) -> None:
    answer = sign_in(client)

    assert answer.cookies["sessionid"]["max-age"] == ""
    assert Session.objects.get().expire_date - timezone.now() <= timedelta(hours=8)


def test_closed_account_is_out_at_the_next_request_and_stays_out(
    client: Client, anne: User
) -> None:
    sign_in(client)
    anne.refresh_from_db()
    anne.is_active = False
    anne.save()

    assert not is_in(client)
    anne.is_active = True
    anne.save()
    assert not is_in(client)
    assert list(SignInEvent.objects.order_by("id").values_list("kind", "detail"))[-1] == (
        "ended",
        "1",
    )


def test_account_closed_in_bulk_is_out_at_the_next_request(client: Client, anne: User) -> None:
    sign_in(client)

    User.objects.update(is_active=False)

    assert not is_in(client)


def test_sessions_of_others_stay_open(client: Client, anne: User) -> None:
    sign_in(client)
    other = User.objects.create_user("other", is_staff=True)

    other.is_active = False
    other.save()

    assert is_in(client)


def test_new_password_ends_the_other_sessions(client: Client, anne: User) -> None:
    sign_in(client)
    anne.refresh_from_db()
    anne.set_password("another one that is long enough")
    anne.save()

    assert not is_in(client)


def test_public_page_asks_for_no_session_even_of_somebody_signed_in(
    client: Client, anne: User
) -> None:
    make_company()
    with CaptureQueriesContext(connection) as visitors:
        Client().get("/about/")
    sign_in(client)

    with CaptureQueriesContext(connection) as theirs:
        answer = client.get("/about/")

    assert len(theirs) == len(visitors)
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_session_in_the_cache_is_not_read_from_the_database(
    client: Client, anne: User, engine: str
) -> None:
    sign_in(client)
    with CaptureQueriesContext(connection) as queries:
        assert is_in(client)

    asked = [query for query in queries if 'FROM "django_session"' in query["sql"]]
    assert len(asked) == (engine == "sessions")


def test_session_that_the_cache_has_dropped_goes_on(client: Client, anne: User) -> None:
    sign_in(client)

    cache.clear()

    assert is_in(client)


def test_database_holds_no_key_that_signs_in(client: Client, anne: User) -> None:
    sign_in(client)
    row = Session.objects.get()

    thief = Client()
    thief.cookies["sessionid"] = row.session_key

    assert client.cookies["sessionid"].value != row.session_key
    assert not is_in(thief)
    assert is_in(client)


def test_signing_out_takes_its_row_away(client: Client, anne: User) -> None:
    sign_in(client)

    client.post("/staff/sign-out/")

    assert not Session.objects.exists()
