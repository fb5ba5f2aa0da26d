"""What a copy of the database tells of second factors: nothing that could be used."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.signin.conftest import SECRET, code, is_in, sign_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AUTHENTICATE = "/staff/second-factor/authenticate/"
migration = import_module("timeline.migrations.0012_encrypt_second_factors")


def held() -> str:
    """Everything that the database holds of second factors."""
    return json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_secret_of_an_app_is_encrypted_and_signs_in(client: Client, anne: User) -> None:
    TOTP.activate(anne, SECRET)
    sign_in(client)

    client.post(AUTHENTICATE, {"code": code()})

    assert SECRET not in held()
    assert is_in(client)


def test_seed_of_recovery_codes_is_encrypted_and_they_sign_in(client: Client, anne: User) -> None:
    with_app(anne)
    codes = RecoveryCodes.activate(anne)
    sign_in(client)

    client.post(AUTHENTICATE, {"code": codes.get_unused_codes()[0]})

    assert codes.instance.data["seed"].startswith("fernet:")
    assert is_in(client)


def test_secret_from_before_still_signs_in(client: Client, anne: User) -> None:
    with_app(anne)
    sign_in(client)

    client.post(AUTHENTICATE, {"code": code()})

    assert SECRET in held()
    assert is_in(client)


def test_secret_from_before_is_encrypted_by_the_migration_and_back(anne: User) -> None:
    with_app(anne)

    migration.change(apps, migration.encrypt)
    assert SECRET not in held()
    assert TOTP(Authenticator.objects.get()).validate_code(code())

    migration.change(apps, migration.decrypt)
    assert SECRET in held()


def test_secret_under_another_key_lets_nobody_in(
    client: Client, anne: User, settings: Settings
) -> None:
    TOTP.activate(anne, SECRET)
    settings.SECRET_KEY = "another one that is as long as it has to be for a key"
    sign_in(client)

    answer = client.post(AUTHENTICATE, {"code": code()})

    assert answer.status_code == 200
    assert not is_in(client)


def test_secret_under_a_key_still_accepted_signs_in(anne: User, settings: Settings) -> None:
    TOTP.activate(anne, SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one that is as long as it has to be for a key"

    assert TOTP(Authenticator.objects.get()).validate_code(code())
