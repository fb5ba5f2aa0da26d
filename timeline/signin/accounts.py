"""Accounts, as commands name them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management import CommandError


def account_called(name: str) -> User:
    """The account of that name, whatever its case."""
    user = User.objects.filter(username__iexact=name).order_by("pk").first()
    if user is None:
        raise CommandError(f"No account is called {name}.")
    return user
