"""``manage.py restore FILE``: a backup in the place of the database, which is kept aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from timeline.operations import postgres_snapshots, sqlite_snapshots
from timeline.operations.database_state import unknown_to_the_code
from timeline.operations.snapshot_errors import BadSnapshot


class Command(BaseCommand):
    help = (
        "Put a backup in the place of the database. It is copied and checked first; the database "
        "before is kept aside. Stop the site for it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="as backup wrote it")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is no file.")
        at = f"before-restore-{timezone.now():%Y%m%dT%H%M%S}"
        try:
            if connection.vendor == "sqlite":
                refuse_newer(sqlite_snapshots.migrations(file))
                database = sqlite_snapshots.database_file()
                database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                before = database.with_name(f"{database.stem}-{at}{database.suffix}")
                counts = sqlite_snapshots.restore(file, before)
                aside = str(before) if before.exists() else ""
            else:
                refuse_newer(postgres_snapshots.migrations(file))
                aside = f"{connection.settings_dict['NAME']}-{at}"
                counts = postgres_snapshots.restore(file, aside)
        except BadSnapshot as fault:
            raise CommandError(f"{file} was not restored: {fault}.") from None
        except OSError as error:
            raise CommandError(f"{file} was not restored: {error.strerror}.") from None
        kept = f" The database before is kept as {aside}." if aside else ""
        self.stdout.write(
            f"Restored {sum(counts.values())} rows from {file}.{kept} "
            "Start the site, which brings an older backup up to date."
        )


def refuse_newer(applied: set[tuple[str, str]]) -> None:
    newer = unknown_to_the_code(applied)
    if newer:
        raise BadSnapshot(f"a newer version wrote it ({newer[0]}): install that version first")
