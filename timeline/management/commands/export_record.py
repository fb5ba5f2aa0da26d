"""``manage.py export_record DIR``: the whole record as files, to be imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.interchange.columns import FILES
from timeline.interchange.exporter import write_files
from timeline.interchange.folders import UnusableFolder, replace_folder
from timeline.models import Milestone, Release


def is_export(folder: Path) -> bool:
    """Whether a folder holds nothing but files of an export."""
    names = {f"{name}.json" for name in FILES}
    return all(path.name in names and path.is_file() for path in folder.iterdir())


class Command(BaseCommand):
    help = (
        "Write the whole record, drafts included, into a folder, in the form of fixtures/, "
        "without its history."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="new, empty, or an earlier export: it is replaced",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with replace_folder(folder, is_export) as made:
                counts = write_files(made)
        except UnusableFolder as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(
                f"{folder} could not be written, and is as it was: {error.strerror or error}."
            ) from None
        milestones, releases = counts.get(Milestone, 0), counts.get(Release, 0)
        self.stdout.write(f"Wrote {milestones} milestones and {releases} releases into {folder}.")
