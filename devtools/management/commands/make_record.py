"""``manage.py make_record``: an invented record of any size, for tests and benchmarks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction

from devtools.record_maker import RecordMaker
from timeline.models import (
    Citation,
    Company,
    Listing,
    Milestone,
    Paragraph,
    Partner,
    Person,
    Project,
    Release,
)
from timeline.operations.long_writes import long_write

RECORD = (Company, Listing, Project, Partner, Person, Release, Milestone)


class Command(BaseCommand):
    help = (
        "Write an invented record into an empty database. "
        "The same seed gives the same record; it has no history."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--milestones", type=int, required=True, help="how many, from 1 on")
        parser.add_argument(
            "--seed", type=int, default=1, help="another number, another record (default: 1)"
        )
        parser.add_argument(
            "--add", action="store_true", help="add to the record that the database holds"
        )

    def handle(self, *args: Any, milestones: int, seed: int, add: bool, **options: Any) -> None:
        if milestones < 1:
            raise CommandError("Ask for at least 1 milestone.")
        with long_write(), transaction.atomic():
            if not add and any(model._default_manager.exists() for model in RECORD):
                raise CommandError(
                    "This database holds a record already: use an empty one, or --add."
                )
            made = RecordMaker(seed).make(milestones)
        counts = []
        for model in (Milestone, Release, Paragraph, Citation):
            counts.append(_counted(model, made[model]))
        self.stdout.write(f"Made {', '.join(counts)} (seed {seed}).")


def _counted(model: type[models.Model], count: int) -> str:
    """ "1 milestone", "25 milestones"."""
    names = model._meta
    name = names.verbose_name if count == 1 else names.verbose_name_plural
    return f"{count} {name}"
