"""Staff sign in with a name and a password. Nobody signs up, and no answer tells who is staff."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import SignInEventKind
from timeline.signin import attempts, journal
from timeline.signin.known_devices import device_of

# Said by allauth, which has "pseudo" for what Django and these pages call a "nom d’utilisateur",
# and "connexion" where one opens a session here.
SAID_ANEW = (
    _("Username"),
    _("The username and/or password you specified are not correct."),
    _("Authenticator code"),
    _("Too many failed login attempts. Try again later."),
    _("Successfully signed in as %(name)s."),
    _("You have signed out."),
)


class StaffAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts by host and name alone: whoever knows a name could lock its owner out."""
        return attempts.key_here(request, _name(credentials))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while locked, before the password is checked: nobody can go on guessing."""
        try:
            super().pre_authenticate(request, **credentials)
            self._count_anywhere(request, _name(credentials))
        except ValidationError:
            journal.record_event(SignInEventKind.LOCKED, request, _account(credentials))
            raise

    def _count_anywhere(self, request: HttpRequest, name: str) -> None:
        """Count over all addresses too, but on a known device."""
        if device_of(request, name):
            return
        counted = ratelimit.consume(
            request,
            app="allauth.account",
            action=attempts.ANYWHERE,
            key=attempts.key_anywhere(name),
        )
        if counted is None:
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage.extend(
            counted.usage
        )  # taken back if the password is right

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account. A closed one is answered as a wrong password is."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        journal.record_event(SignInEventKind.FAILED, request, _account(credentials))


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username", ""))


def _account(credentials: dict[str, Any]) -> Any:
    """The account whose name was typed, if any. Other text may be a password in the wrong field."""
    name = _name(credentials)
    if "\0" in name:  # PostgreSQL refuses to look for it
        return None
    return get_user_model()._default_manager.filter(username__iexact=name).first()
