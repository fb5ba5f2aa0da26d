"""``manage.py snapshot_site DIR``: every public answer of the site as files, at a fixed moment."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from devtools.site_snapshot.answers import file_name
from devtools.site_snapshot.crawler import answers

AT = "2026-01-15T12:00:00+00:00"


def moment(text: str) -> datetime:
    """A moment with its offset. Raises ValueError for one without."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no offset")
    return found


class Command(BaseCommand):
    help = (
        "Write every public answer, in both languages and all formats, into a folder, a file each."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="new or empty")
        parser.add_argument(
            "--base-url", default="http://localhost", help="scheme and host to ask as"
        )
        parser.add_argument("--at", type=moment, default=AT, help=f"the moment to ask at ({AT})")

    def handle(
        self, *_args: Any, folder: Path, base_url: str, at: datetime, **_options: Any
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        logging.getLogger("django.request").setLevel(logging.CRITICAL)  # 404 and 400 are asked for
        statuses: Counter[int] = Counter()
        for answer in answers(base_url.rstrip("/"), at):
            if (folder / file_name(answer.address)).exists():
                raise CommandError(f"{answer.address} was asked for twice.")
            answer.write_into(folder)
            statuses[answer.status] += 1
        told = ", ".join(
            f"{count} of status {status}" for status, count in sorted(statuses.items())
        )
        self.stdout.write(f"Wrote {statuses.total()} answers into {folder}: {told}.")
