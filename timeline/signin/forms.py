"""Forms that take what a passkey answers. It comes from a browser, so it may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from timeline.models import SignInEventKind
from timeline.signin import journal

# What reading unexpected JSON ends in.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@contextmanager
def _written_down(user: Any) -> Iterator[None]:
    """Write down that a credential is refused, or cannot be read: no 500."""
    try:
        yield
    except ValidationError:
        journal.record_event(SignInEventKind.FACTOR_FAILED, context.request, user, "webauthn")
        raise
    except UNREADABLE:
        journal.record_event(SignInEventKind.FACTOR_FAILED, context.request, user, "webauthn")
        raise get_adapter().validation_error("incorrect_code") from None


class SignInForm(webauthn.LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        with _written_down(self.user):
            return super().clean_credential()


class SecondFactorForm(webauthn.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        with _written_down(self.user):
            return super().clean_credential()


class ReauthenticationForm(webauthn.ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        with _written_down(self.user):
            return super().clean_credential()


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(label=_("What you call it"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        required=False,
        initial=True,
        help_text=_(
            "The device then asks for your finger, face or PIN, which counts as the second factor."
        ),
    )

    def clean(self) -> Any:
        with _written_down(self.user):
            return super().clean()
