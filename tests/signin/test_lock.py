"""Whom wrong passwords lock out: whoever types them, and not the owner of the account."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.signin.conftest import PASSWORD, SIGN_IN, code, is_in, sign_in, with_app
from timeline.models import SignInEvent

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.slow]
WRONG = "wrong"
TOO_MANY = "Too many failed login attempts. Try again later."
CODES = "/staff/second-factor/authenticate/"


def try_at(address: str, name: str = "anne", password: str = WRONG, times: int = 1) -> Any:
    """The answer to the last of so many attempts at an address, each on a device of its own."""
    for _ in range(times):
        answer = Client(REMOTE_ADDR=address).post(SIGN_IN, {"login": name, "password": password})
    return answer


def try_everywhere(name: str = "anne") -> None:
    """A hundred wrong passwords from twenty addresses."""
    for number in range(20):
        try_at(f"203.0.113.{number}", name, times=5)


def known_device(address: str = "192.0.2.1") -> Client:
    """A device on which anne has signed in and out."""
    device = Client(REMOTE_ADDR=address)
    sign_in(device)
    device.post("/staff/sign-out/")
    return device


def test_wrong_passwords_at_one_address_do_not_lock_the_owner_out_at_another(anne: User) -> None:
    at_theirs = try_at("203.0.113.9", times=11)

    assert TOO_MANY in at_theirs.content.decode()
    assert try_at("192.0.2.1", password=PASSWORD)["Location"] == "/admin/"


def test_addresses_of_one_network_of_the_sixth_version_are_counted_together(anne: User) -> None:
    for number in range(10):
        try_at(f"2001:db8::{number}")

    assert TOO_MANY in try_at("2001:db8::ffff").content.decode()


@pytest.mark.parametrize("name", ["anne", "Anne"])
def test_case_of_the_name_makes_no_second_count(anne: User, name: str) -> None:
    try_at("203.0.113.9", times=10)

    assert TOO_MANY in try_at("203.0.113.9", name).content.decode()


@pytest.mark.parametrize("name", ["anne", "nobody"])
def test_wrong_passwords_from_many_addresses_lock_every_unknown_device_out(
    anne: User, name: str
) -> None:
    try_everywhere(name)

    assert TOO_MANY in try_at("192.0.2.1", name, PASSWORD).content.decode()


def test_known_device_is_let_through_meanwhile(anne: User) -> None:
    device = known_device()
    try_everywhere()

    sign_in(device)

    assert is_in(device)


def test_wrong_passwords_on_a_known_device_lock_it_at_every_address(anne: User) -> None:
    device = known_device()
    for number in range(10):
        device.post(SIGN_IN, {"login": "anne", "password": "x"}, REMOTE_ADDR=f"203.0.113.{number}")

    assert TOO_MANY in sign_in(device).content.decode()


def test_device_is_known_for_the_accounts_that_signed_in_on_it_alone(anne: User) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    device = known_device()
    try_everywhere("bob")

    assert TOO_MANY in sign_in(device, "bob").content.decode()


def test_device_is_known_for_several_accounts(anne: User) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    device = known_device()
    sign_in(device, "bob")
    device.post("/staff/sign-out/")
    try_everywhere("anne")

    sign_in(device, "anne")

    assert is_in(device)


def test_password_alone_does_not_make_a_device_known_where_a_factor_is_asked_for(
    client: Client, anne: User
) -> None:
    with_app(anne)

    sign_in(client)
    assert "known_device" not in client.cookies

    client.post(CODES, {"code": code()})
    assert "known_device" in client.cookies


def test_cookie_of_a_known_device_names_nobody_and_is_for_the_server_alone(
    client: Client, anne: User, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True

    cookie = sign_in(client).cookies["known_device"]

    assert "anne" not in str(signing.loads(cookie.value, salt="known_device"))
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


@pytest.mark.parametrize("forged", ["", "x", "WyJ4IixbXV0:1:x", "a\0b"])
def test_forged_cookie_makes_no_device_known(anne: User, forged: str) -> None:
    try_everywhere()
    device = Client()
    device.cookies["known_device"] = forged

    assert TOO_MANY in sign_in(device).content.decode()


def test_right_password_is_not_counted(anne: User) -> None:
    for number in range(110):
        try_at(f"192.0.2.{number % 20}", password=PASSWORD)

    assert try_at("192.0.2.200", password=PASSWORD)["Location"] == "/admin/"


def test_unlock_opens_every_lock_of_an_account(client: Client, anne: User) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    try_everywhere()
    try_at("127.0.0.1", times=10)
    try_at("127.0.0.1", "bob", times=10)
    said = StringIO()

    call_command("unlock", "Anne", stdout=said)
    sign_in(client)

    assert said.getvalue() == "anne can sign in again.\n"
    assert is_in(client)
    assert TOO_MANY in try_at("127.0.0.1", "bob", PASSWORD).content.decode()
    assert SignInEvent.objects.get(kind="unlocked").name == "anne"


def test_unlock_opens_the_lock_of_codes(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client)
    for _ in range(10):
        client.post(CODES, {"code": "wrong"})

    call_command("unlock", "anne", stdout=StringIO())
    client.post(CODES, {"code": code()})

    assert is_in(client)


def test_attempts_after_an_unlocking_are_counted_again(anne: User) -> None:
    try_at("203.0.113.9", times=10)
    call_command("unlock", "anne", stdout=StringIO())

    assert TOO_MANY not in try_at("203.0.113.9", times=10).content.decode()
    assert TOO_MANY in try_at("203.0.113.9").content.decode()


def test_unlock_of_nobody_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="No account is called nobody"):
        call_command("unlock", "nobody")


def test_superuser_unlocks_accounts_in_the_admin(client: Client, anne: User) -> None:
    bob = User.objects.create_superuser("bob", password=PASSWORD)
    try_at("203.0.113.9", "bob", times=10)
    sign_in(client)

    chosen = {"action": "unlock", "_selected_action": [bob.pk]}
    page = client.post("/admin/auth/user/", chosen, follow=True).content.decode()

    assert "1 account is unlocked." in page
    assert try_at("203.0.113.9", "bob", PASSWORD)["Location"] == "/admin/"
    assert SignInEvent.objects.get(kind="unlocked").detail == "by anne"
