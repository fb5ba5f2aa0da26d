"""Programs of other Python packages that development uses now and then.

They are no requirement of ours, since each brings dozens of packages along.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def command_of(program: str, package: str) -> list[str]:
    """How to start a program of a package: as it is installed, else by uvx or pipx, which fetch it.

    Empty where none of them is here.
    """
    beside_python = str(Path(sys.executable).parent)
    installed = shutil.which(program, path=os.pathsep.join([beside_python, os.environ["PATH"]]))
    if installed:
        return [installed]
    if uvx := shutil.which("uvx"):
        return [uvx, "--from", package, program]
    if pipx := shutil.which("pipx"):
        return [pipx, "run", "--spec", package, program]
    return []
