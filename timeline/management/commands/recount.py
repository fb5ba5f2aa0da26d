"""Checks the kept counts against the record, and counts anew what disagrees."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from timeline.models.edition import advance_edition, lock_edition
from timeline.models.kept_counts import disagreements, recount
from timeline.operations.long_writes import long_write

MOST_PRINTED = 20


class Command(BaseCommand):
    help = "Check the counts of milestones that are kept beside the record, and repair them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="repair nothing; fail if a count is wrong",
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        with long_write(), transaction.atomic():
            lock_edition()
            at = timezone.now()
            found = disagreements(at)
            if found and not check:
                advance_edition()
                recount(at)
        for sentence in found[:MOST_PRINTED]:
            self.stdout.write(sentence)
        if len(found) > MOST_PRINTED:
            self.stdout.write(f"And {len(found) - MOST_PRINTED} more.")
        if not found:
            self.stdout.write("All counts agree with the record.")
        elif check:
            raise CommandError("Some counts are wrong: manage.py recount repairs them.")
        else:
            self.stdout.write("Everything was counted anew.")
