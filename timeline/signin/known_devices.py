"""Devices on which an account has signed in before, by a signed cookie.

Wrong passwords that somebody types elsewhere do not lock the account on such a device (OWASP, "Slow
down online guessing attacks with device cookies"). The cookie lets nobody in: it changes only with
whose wrong passwords theirs are counted. It names no account, only hashes of names.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "known_device"
KEPT = 180 * 24 * 3600  # seconds since the last sign-in
MOST_ACCOUNTS = 5  # that one device is known for
SIGNED_IN = "timeline.signed_in"  # in request.META: the name that signed in by this request


def device_of(request: HttpRequest, name: str) -> str:
    """A name for this device if the account of that name has signed in on it, else ""."""
    device, accounts = _read(request)
    return device if _digest(name) in accounts else ""


def note_sign_in(request: HttpRequest, name: str) -> None:
    """Have the answer to this request remember the device."""
    request.META[SIGNED_IN] = name


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Give the device its cookie if somebody signed in by this request."""
    name = request.META.get(SIGNED_IN)
    if name is None:
        return
    device, accounts = _read(request)
    others = [account for account in accounts if account != _digest(name)]
    content = [device or secrets.token_urlsafe(12), [_digest(name), *others][:MOST_ACCOUNTS]]
    response.set_cookie(
        COOKIE,
        signing.dumps(content, salt=COOKIE),
        max_age=KEPT,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The name of the device and the accounts that it is known for."""
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT)
    except (signing.BadSignature, ValueError):
        return "", []
    return device, accounts


def _digest(name: str) -> str:
    return salted_hmac(COOKIE, name.lower(), algorithm="sha256").hexdigest()[:20]
