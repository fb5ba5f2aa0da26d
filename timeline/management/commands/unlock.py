"""Let somebody try again whom wrong passwords or codes have locked out."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from timeline.models import SignInEventKind
from timeline.signin import attempts, journal
from timeline.signin.accounts import account_called


class Command(BaseCommand):
    help = "Forgets the wrong passwords and codes of an account, so that its owner can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the name with which the account signs in")

    def handle(self, *_args: Any, name: str, **_options: Any) -> None:
        user = account_called(name)
        attempts.unlock(user)
        journal.record_event(SignInEventKind.UNLOCKED, None, user, "by command")
        self.stdout.write(f"{user.get_username()} can sign in again.")
