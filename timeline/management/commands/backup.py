"""``manage.py backup FOLDER``: the whole database in one dated file, while the site runs."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from timeline.operations.database_state import described, is_missing
from timeline.operations.snapshot_errors import BadSnapshot
from timeline.operations.snapshots import remove_older, write_snapshot


class Command(BaseCommand):
    help = (
        "Write the whole database into a dated file, which is read again and found to be whole. "
        "The site may run meanwhile."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the file goes")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="afterwards remove all but the newest N backups in the folder",
        )

    def handle(self, *args: Any, folder: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep is a number from 1.")
        if is_missing():
            raise CommandError(f"{described()} is missing or empty: there is nothing to back up.")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file, counts = write_snapshot(folder, timezone.now().astimezone(UTC))
            removed = remove_older(folder, keep) if keep else []
        except BadSnapshot as fault:
            raise CommandError(f"No backup was made: {fault}.") from None
        except OSError as error:
            raise CommandError(f"No backup was made: {folder}: {error.strerror}.") from None
        older = f" Removed {len(removed)} older." if removed else ""
        self.stdout.write(f"Wrote {file}: {sum(counts.values())} rows, read again.{older}")
