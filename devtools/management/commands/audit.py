"""``manage.py audit``: whether the locked requirements have known vulnerabilities."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from devtools.outside_tools import command_of

PATIENCE = 300  # seconds
OPTIONS = "--disable-pip --require-hashes --format json --progress-spinner off --timeout 10"


class Command(BaseCommand):
    help = (
        "Asks pip-audit about every package in requirements/, and fails if one has a known "
        "vulnerability. Where pip-audit or its source is not to be had, it says so and passes."
    )
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        tool = command_of("pip-audit", "pip-audit")
        if not tool:
            self.stdout.write("Not audited: pip-audit is not here. Install it, or uv.")
            return
        found = self.ask(tool)
        if found is None:
            return
        vulnerable = [package for package in found if package.get("vulns")]
        unknown = [package["name"] for package in found if "skip_reason" in package]
        if vulnerable:
            raise CommandError("\n".join(map(described, vulnerable)))
        if len(unknown) == len(found):
            self.stdout.write("Not audited: the source of pip-audit knows none of the packages.")
            return
        audited = len(found) - len(unknown)
        self.stdout.write(f"No known vulnerability in {audited} of {len(found)} packages.")
        if unknown:
            self.stdout.write(f"Not known to its source: {', '.join(unknown)}.")

    def ask(self, tool: list[str]) -> list[dict[str, Any]] | None:
        """What it says of each package, None where it cannot say."""
        command = [*tool, *OPTIONS.split()]
        for file in sorted((Path(settings.BASE_DIR) / "requirements").glob("*.txt")):
            command.extend(["--requirement", str(file)])
        try:
            done = subprocess.run(  # noqa: S603 - its arguments are ours
                command, capture_output=True, text=True, check=False, timeout=PATIENCE
            )
            packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
        except subprocess.TimeoutExpired:
            self.stdout.write(f"Not audited: pip-audit said nothing for {PATIENCE} seconds.")
        except ValueError:
            said = done.stderr.strip().splitlines() or ["it said nothing"]
            self.stdout.write(f"Not audited: pip-audit did not reach its source ({said[-1]}).")
        else:
            return packages
        return None


def described(package: dict[str, Any]) -> str:
    """A line on a package: "name 1.0: PYSEC-1 (fixed in 1.1), PYSEC-2"."""
    known = []
    for vulnerability in package["vulns"]:
        fixed = ", ".join(vulnerability["fix_versions"])
        known.append(f"{vulnerability['id']} (fixed in {fixed})" if fixed else vulnerability["id"])
    return f"{package['name']} {package['version']}: {', '.join(known)}"
