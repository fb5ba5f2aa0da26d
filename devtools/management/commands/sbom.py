"""``manage.py sbom``: a bill of materials of what the site is installed with (CycloneDX 1.6)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from devtools.outside_tools import command_of

OPTIONS = "--output-reproducible --output-format JSON --spec-version 1.6"


class Command(BaseCommand):
    help = "Writes a bill of materials (CycloneDX, JSON) of the locked requirements into a file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
        parser.add_argument(
            "--requirements",
            choices=["base", "postgres", "redis", "dev"],
            default="base",
            help="which file of requirements/: each other one has base in it (%(default)s)",
        )

    def handle(self, *_args: Any, file: Path, requirements: str, **_options: Any) -> None:
        tool = command_of("cyclonedx-py", "cyclonedx-bom")
        if not tool:
            raise CommandError("cyclonedx-py is not here: install cyclonedx-bom, or uv.")
        root = Path(settings.BASE_DIR)
        locked = root / "requirements" / f"{requirements}.txt"
        command = [*tool, "requirements", str(locked), "--pyproject", str(root / "pyproject.toml")]
        command.extend([*OPTIONS.split(), "--output-file", str(file)])
        done = subprocess.run(  # noqa: S603 - its arguments are ours
            command, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["it said nothing"]
            raise CommandError(f"cyclonedx-py could not write {file} ({said[-1]}).")
        self.stdout.write(f"Wrote {file}.")
