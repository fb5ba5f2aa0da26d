"""Who must have a second factor, and what they get before they do: the page on which they set it up.

``SITE_SECOND_FACTOR``: "off"; "publishers", all who may put something before the public, superusers included; or
"staff", everybody who signs in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SIGN_IN_PAGES = ("account_", "mfa_")  # beginnings of their names
ALWAYS = {"login", "logout", "password_change", "password_change_done", "jsi18n"}  # of the admin's


def is_required_of(user: Any) -> bool:
    if settings.SECOND_FACTOR == "publishers":
        permissions = () if user.is_superuser else user.get_all_permissions()
        return user.is_superuser or any(
            name.startswith("timeline.publish_") for name in permissions
        )
    return bool(settings.SECOND_FACTOR == "staff")


def is_missing(user: Any) -> bool:
    """Whether somebody signed in must set one up first."""
    return bool(
        user.is_authenticated and is_required_of(user) and not is_mfa_enabled(user, FACTORS)
    )


class SecondFactorMiddleware:
    """Leads to the page on which it is set up; elsewhere, takes them for a visitor until they have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if (
            settings.SECOND_FACTOR == "off"
            or match is None
            or (match.url_name or "").startswith(SIGN_IN_PAGES)
        ):
            return None
        if "admin" not in match.namespaces:
            request.user = SimpleLazyObject(partial(_trusted, request.user))  # type: ignore[assignment]
        elif match.url_name not in ALWAYS and is_missing(request.user):
            messages.info(
                request,
                _("Your account may publish, so it needs a second factor. Set one up to go on."),
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def _trusted(user: Any) -> Any:
    return AnonymousUser() if is_missing(user) else user
