"""How far the save of a milestone in the admin travels.

An editor opens a public milestone, changes its summary in one language, and saves. Two things are
counted from the arrival of that POST to its answer. The modules are those of the site in which a
function is called. The moves are the calls whose caller is in another module of the site. Code of
Django in between does not count: the caller is then the next function of the site up the stack.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2]


@dataclass
class SaveTrace:
    """What one save ran through, in dotted names."""

    modules: list[str]
    moves: int
    admin_classes: list[str]  # of ours that the milestone's admin inherits from
    admin_modules: list[str]  # where those classes are


class SaveError(Exception):
    """No save could be measured."""


def trace_of(root: Path) -> SaveTrace:
    """Measure a checkout in a process that knows a temporary folder only. Raises SaveError."""
    outside = ("SITE_", "DATABASE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(outside)}
    with tempfile.TemporaryDirectory(prefix="code-figures-") as folder:
        names = {
            "SITE_DATA_DIR": folder,
            "PYTHONPATH": os.pathsep.join([str(root), str(TOOLS)]),
            "DJANGO_SETTINGS_MODULE": "imperial_site.settings",
        }
        program = [sys.executable, "-m", "devtools.code_figures.saving"]
        done = subprocess.run(  # noqa: S603 - our own program
            program, cwd=root, env=kept | names, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SaveError(done.stderr.strip())
    return SaveTrace(**json.loads(done.stdout))
