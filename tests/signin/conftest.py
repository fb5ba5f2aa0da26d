"""Accounts, and their names and passwords as typed on the staff's own page."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

PASSWORD = "a few words that are long enough"
SIGN_IN = "/staff/sign-in/"
SECRET = base64.b32encode(b"twenty bytes of this").decode()


@pytest.fixture(autouse=True)
def quick(settings: Settings, db: None) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anne(quick: None) -> User:
    """A superuser with a password."""
    return User.objects.create_superuser("anne", password=PASSWORD)


def sign_in(client: Client, name: str = "anne", password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


def with_app(user: User) -> None:
    """Give an account an authenticator app with a known secret."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def is_in(client: Client) -> bool:
    """Whether the admin opens."""
    return bool(client.get("/admin/").status_code == 200)
