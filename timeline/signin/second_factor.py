"""Who must have a second factor to sign in.

``SITE_SECOND_FACTOR`` is "off", "publishers" (all who may publish something, superusers included)
or "staff" (everybody who signs in).
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from timeline.models import SignInEventKind
from timeline.signin import journal, sessions

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SIGN_IN_PAGES = ("account_", "mfa_")  # beginnings of their names


def is_required_of(user: Any) -> bool:
    """Whether the settings ask this account for one."""
    if settings.SECOND_FACTOR != "publishers":
        return bool(settings.SECOND_FACTOR == "staff")
    return any(name.startswith("timeline.publish_") for name in user.get_all_permissions())


def has_one(user: Any) -> bool:
    """Recovery codes alone are none."""
    return bool(is_mfa_enabled(user, FACTORS))


def is_missing(user: Any) -> bool:
    """Whether somebody signed in must set one up first."""
    if not user.is_authenticated or not is_required_of(user):
        return False
    return not has_one(user)


def remove_all(user: Any, request: HttpRequest | None, by: str) -> None:
    """For somebody who lost them: take them off the account, and end its sessions."""
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    journal.record_event(SignInEventKind.FACTOR_REMOVED, request, user, f"by {by}")
