"""The first second factor is set up with a link besides the password, and with nothing less."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.signin.conftest import PASSWORD, SIGN_IN, code, is_in, sign_in, with_app
from timeline.models import SignInEvent

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.slow]
INDEX = "/staff/second-factor/"
ACTIVATE = f"{INDEX}totp/activate/"
ADD_KEY = f"{INDEX}webauthn/add/"


@pytest.fixture(autouse=True)
def factors_are_asked_for(settings: Settings) -> None:
    settings.SECOND_FACTOR = "publishers"


def link_for(name: str, *options: str) -> str:
    said = StringIO()
    call_command("enrolment_link", name, *options, stdout=said)
    return said.getvalue().strip()


def set_up_app(client: Client) -> None:
    """What the page asks for: the password again, then a code of the app."""
    client.post("/staff/again/", {"password": PASSWORD, "next": ACTIVATE})
    shown = re.search(r"<code>(\w+)</code>", client.get(ACTIVATE, follow=True).content.decode())
    client.post(ACTIVATE, {"code": code(shown[1]) if shown else "000000"})


@pytest.mark.parametrize("address", [ACTIVATE, ADD_KEY, f"/fr{ACTIVATE}", f"/fr{ADD_KEY}"])
def test_password_alone_sets_up_no_factor(client: Client, anne: User, address: str) -> None:
    sign_in(client)
    client.post("/staff/again/", {"password": PASSWORD})

    assert client.get(address)["Location"].endswith(INDEX)
    assert client.post(address, {"code": "1", "credential": "{}"})["Location"].endswith(INDEX)


def test_page_says_that_a_link_is_needed(client: Client, anne: User) -> None:
    sign_in(client)

    page = client.get(INDEX).content.decode()

    assert "ask a superuser for it" in page
    assert ACTIVATE not in page
    assert ADD_KEY not in page


def test_link_and_password_set_up_a_factor(client: Client, anne: User) -> None:
    link = link_for("anne")
    led = client.get(link)["Location"]
    client.post(led, {"login": "anne", "password": PASSWORD, "next": link})

    assert led == f"{SIGN_IN}?next={link.replace(':', '%3A')}"
    assert "anne sets up a passkey" in client.get(link).content.decode()
    assert client.post(link)["Location"] == INDEX
    assert ACTIVATE in client.get(INDEX).content.decode()
    set_up_app(client)

    assert is_in(client)


def test_looking_at_the_link_allows_nothing_yet(client: Client, anne: User) -> None:
    sign_in(client)

    client.get(link_for("anne"))

    assert client.get(ACTIVATE)["Location"] == INDEX


def test_link_is_good_once(client: Client, anne: User) -> None:
    link = link_for("anne")
    sign_in(client)
    client.post(link)
    set_up_app(client)

    assert client.post(link).status_code == 410
    assert "of no use to anne" in client.get(link).content.decode()


def test_used_link_is_of_no_use_after_the_factors_are_removed(
    client: Client, anne: User, django_capture_on_commit_callbacks: Any
) -> None:
    link = link_for("anne")
    sign_in(client)
    client.post(link)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    Authenticator.objects.all().delete()

    assert client.post(link).status_code == 410
    assert client.get(ACTIVATE)["Location"] == INDEX


def test_session_that_opened_a_link_sets_up_nothing_once_another_is_given(
    client: Client, anne: User
) -> None:
    sign_in(client)
    client.post(link_for("anne"))

    link_for("anne")

    assert client.get(ACTIVATE)["Location"] == INDEX


def test_link_is_of_no_use_to_another_account(client: Client, anne: User) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    sign_in(client)

    assert client.post(link_for("bob")).status_code == 410
    assert client.get(ACTIVATE)["Location"] == INDEX


def test_link_is_good_for_three_days(
    client: Client, anne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_for("anne")
    sign_in(client)
    monkeypatch.setattr("timeline.signin.enrolment.GOOD_FOR", -1)

    assert client.post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "W10:1:x", "a:b:c:d", "%00", "é" * 300])
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_forged_link_is_refused_in_words(
    client: Client, anne: User, token: str, prefix: str
) -> None:
    sign_in(client)

    answer = client.get(f"{prefix}{INDEX}link/{token}/")

    assert answer.status_code == 410
    assert "no-store" in answer["Cache-Control"]


def test_where_no_factor_is_asked_for_none_needs_a_link(
    client: Client, anne: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "off"
    sign_in(client)

    set_up_app(client)

    assert Authenticator.objects.filter(user=anne).exists()


def test_whoever_signed_in_with_a_factor_sets_up_another(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client)
    client.post(f"{INDEX}authenticate/", {"code": code()})
    client.post("/staff/again/", {"password": PASSWORD})

    assert client.get(ADD_KEY).status_code == 200


def test_command_gives_the_address_on_the_first_host(anne: User, settings: Settings) -> None:
    settings.CANONICAL_HOST = "timeline.example.com"

    assert link_for("anne").startswith("https://timeline.example.com/staff/second-factor/link/")
    assert SignInEvent.objects.get(kind="link_given").detail == "by command"


def test_command_gives_no_link_to_who_has_a_factor_unless_it_is_lost(
    client: Client, anne: User
) -> None:
    with_app(anne)
    sign_in(client)
    client.post(f"{INDEX}authenticate/", {"code": code()})

    with pytest.raises(CommandError, match="--lost"):
        link_for("anne")
    assert Authenticator.objects.exists()
    link_for("anne", "--lost")

    assert not Authenticator.objects.exists()
    assert not is_in(client)


def signed_in_superuser() -> Client:
    """A superuser with a factor, in the admin."""
    boss = User.objects.create_superuser("boss", password=PASSWORD)
    with_app(boss)
    client = Client()
    sign_in(client, "boss")
    client.post(f"{INDEX}authenticate/", {"code": code()})
    return client


def test_superuser_gives_the_link_in_the_admin(client: Client, anne: User) -> None:
    chosen = {"action": "give_links", "_selected_action": [anne.pk]}
    answer = signed_in_superuser().post("/admin/auth/user/", chosen)
    link = re.search(
        r'value="http://testserver(/staff/second-factor/link/[^"]+)"', str(answer.text)
    )
    assert link
    sign_in(client)

    assert client.post(link[1])["Location"] == INDEX
    assert SignInEvent.objects.get(kind="link_given").detail == "by boss"
    assert "no-store" in answer["Cache-Control"]


def test_superuser_gives_no_link_to_who_has_a_factor(anne: User) -> None:
    with_app(anne)
    chosen = {"action": "give_links", "_selected_action": [anne.pk]}

    page = signed_in_superuser().post("/admin/auth/user/", chosen, follow=True)

    assert "needs no link" in page.content.decode()
    assert not SignInEvent.objects.filter(kind="link_given").exists()
