"""``manage.py code_figures``: how the code measures against its goals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from devtools.code_figures.measurements import save_figures, static_figures
from devtools.code_figures.save_trace import SaveError, trace_of
from devtools.code_figures.table import details, table


class Command(BaseCommand):
    help = "Measure the code against its goals. The site's own database is not touched."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=Path(settings.BASE_DIR),
            metavar="DIR",
            help="another checkout",
        )
        parser.add_argument(
            "--json", action="store_true", help="as JSON, what was counted included"
        )
        parser.add_argument("--details", action="store_true", help="list what was counted")
        parser.add_argument(
            "--no-save", action="store_true", help="leave out the save, which takes ten seconds"
        )

    def handle(self, *_args: Any, root: Path, **options: Any) -> None:
        root = root.resolve()
        if not (root / "timeline").is_dir():
            raise CommandError(f"{root} is no checkout of this project.")
        figures = static_figures(root)
        if not options["no_save"]:
            try:
                figures += save_figures(trace_of(root))
            except SaveError as failure:
                raise CommandError(f"The save could not be measured: {failure}") from None
        if options["json"]:
            self.stdout.write(json.dumps([figure.as_dict() for figure in figures], indent=2))
            return
        self.stdout.write(table(figures))
        if options["details"]:
            self.stdout.write(details(figures))
