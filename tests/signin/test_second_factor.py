"""Who must have a second factor, how it is set up, and what they get before."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import Settings

from tests.signin.conftest import PASSWORD, code, is_in, sign_in, with_app
from timeline.models import SignInEvent
from timeline.models.roles import CONTRIBUTOR, PUBLISHER
from timeline.signin.enrolment import give_link

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SET_UP = "/staff/second-factor/"


@pytest.fixture
def publisher(quick: None) -> User:
    return with_role(PUBLISHER)


def with_role(role: str) -> User:
    user = User.objects.create_user(role, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.mark.parametrize("name", [PUBLISHER, "anne"])
def test_those_who_may_publish_get_only_to_the_page_that_sets_it_up(
    client: Client, publisher: User, anne: User, settings: Settings, name: str
) -> None:
    settings.SECOND_FACTOR = "publishers"
    sign_in(client, name)

    for address in (
        "/admin/",
        "/admin/timeline/release/",
        "/admin/timeline/release/add/",
        "/fr/admin/",
    ):
        assert client.get(address)["Location"].endswith(SET_UP)
    assert client.post("/admin/timeline/project/add/", {"name_en": "x"})["Location"] == SET_UP
    assert "needs a second factor" in client.get(SET_UP).content.decode()


def test_with_one_they_get_in(client: Client, publisher: User, settings: Settings) -> None:
    settings.SECOND_FACTOR = "publishers"
    with_app(publisher)
    sign_in(client, PUBLISHER)

    client.post("/staff/second-factor/authenticate/", {"code": code()})

    assert is_in(client)


@pytest.mark.parametrize("address", ["/admin/login/", "/fr/admin/login/"])
def test_password_alone_does_not_open_it_to_who_is_signed_in_already(
    client: Client, publisher: User, settings: Settings, address: str
) -> None:
    settings.SECOND_FACTOR = "publishers"
    with_app(publisher)
    contributor = with_role(CONTRIBUTOR)
    sign_in(client, CONTRIBUTOR)

    answer = client.post(address, {"username": PUBLISHER, "password": PASSWORD, "next": "/admin/"})

    assert answer.status_code == 405
    assert client.session["_auth_user_id"] == str(contributor.pk)


@pytest.mark.parametrize(
    ("setting", "opens"), [("off", True), ("publishers", True), ("staff", False)]
)
def test_a_contributor_needs_one_only_where_all_staff_do(
    client: Client, quick: None, settings: Settings, setting: str, *, opens: bool
) -> None:
    settings.SECOND_FACTOR = setting
    with_role(CONTRIBUTOR)
    sign_in(client, CONTRIBUTOR)

    assert is_in(client) is opens


def test_app_is_set_up_after_the_password_is_typed_again(
    client: Client, publisher: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "publishers"
    sign_in(client, PUBLISHER)
    client.post(give_link(publisher, None, "test"))
    again = client.get("/staff/second-factor/totp/activate/")
    page = client.post(again["Location"], {"password": PASSWORD}, follow=True).content.decode()
    found = re.search(r"<code>(\w+)</code>", page)
    assert found

    done = client.post("/staff/second-factor/totp/activate/", {"code": code(found[1])})

    assert again["Location"].startswith("/staff/again/")
    assert done["Location"] == "/staff/second-factor/recovery-codes/"
    assert is_in(client)
    assert "data:image/svg+xml" in page


def test_setting_it_up_ends_the_sessions_that_the_password_alone_opened(
    client: Client, publisher: User, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SECOND_FACTOR = "publishers"
    before = Client()
    sign_in(before, PUBLISHER)
    sign_in(client, PUBLISHER)
    client.post(give_link(publisher, None, "test"))
    client.post("/staff/again/", {"password": PASSWORD})
    page = client.get("/staff/second-factor/totp/activate/").content.decode()
    shown = re.search(r"<code>(\w+)</code>", page)
    assert shown

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/staff/second-factor/totp/activate/", {"code": code(shown[1])})

    assert is_in(client)
    assert not is_in(before)


def test_recovery_code_opens_the_account_once(client: Client, publisher: User) -> None:
    with_app(publisher)
    spare = RecoveryCodes.activate(publisher).get_unused_codes()[0]
    sign_in(client, PUBLISHER)
    client.post("/staff/second-factor/authenticate/", {"code": spare})
    second = Client()
    sign_in(second, PUBLISHER)

    second.post("/staff/second-factor/authenticate/", {"code": spare})

    assert is_in(client)
    assert not is_in(second)
    assert SignInEvent.objects.filter(kind="factor_used", detail="recovery_codes").count() == 1


def test_wrong_password_typed_again_sets_nothing_up(client: Client, publisher: User) -> None:
    sign_in(client, PUBLISHER)

    client.post(
        "/staff/again/", {"password": "wrong", "next": "/staff/second-factor/totp/activate/"}
    )

    assert client.get("/staff/second-factor/totp/activate/").status_code == 302


PAGES = (
    "",
    "totp/activate/",
    "webauthn/",
    "webauthn/add/",
    "recovery-codes/generate/",
    "totp/deactivate/",
)


@pytest.mark.parametrize("page", [*PAGES, "recovery-codes/", "reauthenticate/"])
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_every_page_is_there_in_both_languages(
    client: Client, publisher: User, page: str, prefix: str
) -> None:
    with_app(publisher)
    RecoveryCodes.activate(publisher)
    sign_in(client, PUBLISHER)
    client.post("/staff/second-factor/authenticate/", {"code": code()})
    client.post("/staff/again/", {"password": PASSWORD})

    answer = client.get(f"{prefix}{SET_UP}{page}", follow=True)

    assert answer.status_code == 200
    assert f'lang="{"fr" if prefix else "en"}-CA"' in answer.content.decode()
    assert not re.findall(
        r"<script(?![^>]*(?:src=|application/json))|style=|onclick", answer.content.decode()
    )


@pytest.mark.parametrize("page", ["", "totp/activate/", "recovery-codes/", "authenticate/"])
def test_no_cache_keeps_a_page_of_the_second_factor(
    client: Client, publisher: User, page: str
) -> None:
    sign_in(client, PUBLISHER)

    answer = client.get(f"{SET_UP}{page}")

    assert "no-store" in answer.headers.get("Cache-Control", "")
