"""Staff sign in with a name and a password. Nobody signs up, and no answer tells who is staff."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import SignInEventKind
from timeline.signin import journal

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while locked, before the password is checked: nobody can go on guessing."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            journal.record_event(SignInEventKind.LOCKED, request, _account(credentials))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account. A closed one is answered as a wrong password is."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        journal.record_event(SignInEventKind.FAILED, request, _account(credentials))


def _account(credentials: dict[str, Any]) -> Any:
    """The account whose name was typed, if any. Other text may be a password in the wrong field."""
    name = str(credentials.get("username", ""))
    if "\0" in name:  # PostgreSQL refuses to look for it
        return None
    return get_user_model()._default_manager.filter(username__iexact=name).first()
