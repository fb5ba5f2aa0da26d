"""Give an account a link with which it sets up its first second factor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.db import transaction

from timeline.signin import second_factor
from timeline.signin.accounts import account_called
from timeline.signin.enrolment import give_link


class Command(BaseCommand):
    help = (
        "Prints a link with which an account sets up a second factor, once, within three days. "
        "Its password is needed besides."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the name with which the account signs in")
        parser.add_argument(
            "--lost",
            action="store_true",
            help="first remove the factors that the account has, and end its sessions",
        )

    @transaction.atomic
    def handle(self, *_args: Any, name: str, lost: bool = False, **_options: Any) -> None:
        user = account_called(name)
        if lost:
            second_factor.remove_all(user, None, "command")
        elif second_factor.has_one(user):
            raise CommandError(
                f"{user.get_username()} has a second factor: if it is lost, add --lost."
            )
        self.stdout.write(site_address(give_link(user, None, "command")))


def site_address(path: str) -> str:
    """The whole address in production; elsewhere nobody knows under which host it is asked."""
    return f"https://{settings.CANONICAL_HOST}{path}" if settings.CANONICAL_HOST else path
