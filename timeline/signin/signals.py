"""What follows when somebody signed in, used a second factor, or had an account closed."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as mfa
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.management import call_command
from django.db.models.signals import post_migrate, post_save
from django.http import HttpRequest

from timeline.models import SignInEventKind
from timeline.signin import journal, sessions
from timeline.signin.known_devices import note_sign_in
from timeline.signin.second_factor import FACTORS


def signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    sessions.begin(request)
    note_sign_in(request, user.get_username())
    journal.record_event(SignInEventKind.SIGNED_IN, request, user)


def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        journal.record_event(SignInEventKind.SIGNED_OUT, request, user)


def factor_used(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    journal.record_event(SignInEventKind.FACTOR_USED, request, user, authenticator.type)


def factor_failed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    journal.record_event(SignInEventKind.FACTOR_FAILED, request, user, authenticator.type)


def factor_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    """Sessions that the password alone opened before would go on without the factor: they end."""
    journal.record_event(SignInEventKind.FACTOR_ADDED, request, user, authenticator.type)
    if authenticator.type in FACTORS and (
        ended := sessions.end_all(user, but=request.session.session_key)
    ):
        journal.record_event(SignInEventKind.ENDED, request, user, str(ended))


def factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    journal.record_event(SignInEventKind.FACTOR_REMOVED, request, user, authenticator.type)


def account_saved(instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw and not instance.is_active and (ended := sessions.end_all(instance)):
        journal.record_event(SignInEventKind.ENDED, None, instance, str(ended))


def after_migrations(using: str = "default", **_: Any) -> None:
    """Make the table in which attempts are counted, which belongs to no model."""
    call_command("createcachetable", database=using, verbosity=0)


def connect_sign_in_signals(app: Any) -> None:
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    mfa.authenticator_used.connect(factor_used)
    mfa.authentication_failed.connect(factor_failed)
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_reset.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    post_save.connect(account_saved, sender=get_user_model())
    post_migrate.connect(after_migrations, sender=app)
