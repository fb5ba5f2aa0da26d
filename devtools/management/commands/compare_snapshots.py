"""``manage.py compare_snapshots BEFORE AFTER``: which answers are not what they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from devtools.site_snapshot.comparison import differences


class Command(BaseCommand):
    help = (
        "Compare two folders of snapshot_site. Attributes' order and unseen white space may differ."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", type=Path)
        parser.add_argument("after", type=Path)
        parser.add_argument(
            "--lines", type=int, default=12, help="of each difference (%(default)s)"
        )
        parser.add_argument("--shown", type=int, default=40, help="addresses to show (%(default)s)")

    def handle(
        self, *_args: Any, before: Path, after: Path, lines: int, shown: int, **_options: Any
    ) -> None:
        for folder in (before, after):
            if not any(folder.glob("*.txt")):
                raise CommandError(f"{folder} holds no snapshot.")
        differing = 0
        for difference in differences(before, after):
            differing += 1
            if differing <= shown:
                self.stdout.write(f"== {difference.address}")
                self.stdout.write("\n".join(difference.lines[:lines]))
        total = len(list(before.glob("*.txt")))
        if differing:
            raise CommandError(f"{differing} addresses differ, of {total}.")
        self.stdout.write(f"All {total} addresses are answered alike.")
