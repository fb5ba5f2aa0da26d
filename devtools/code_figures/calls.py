"""The calls of ours that run while something is measured."""

from __future__ import annotations

import os
from pathlib import Path
from types import FrameType
from typing import Any

from devtools.code_figures.sources import SITE


class CallRecorder:
    """Notes every call of ours while it is installed as the profiler of this thread."""

    def __init__(self, root: Path) -> None:
        self.root = f"{root}{os.sep}"
        self.modules: set[str] = set()
        self.moves = 0

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event != "call":
            return
        module = self._module_of(frame)
        if module is None:
            return
        self.modules.add(module)
        caller = self._caller_of_ours(frame)
        if caller is not None and caller != module:
            self.moves += 1

    def _caller_of_ours(self, frame: FrameType) -> str | None:
        above = frame.f_back
        while above is not None:
            module = self._module_of(above)
            if module is not None:
                return module
            above = above.f_back
        return None

    def _module_of(self, frame: FrameType) -> str | None:
        """The dotted name of the module that a frame runs, if it is one of the site's."""
        name = frame.f_code.co_filename
        if not name.startswith(self.root) or frame.f_code.co_name == "<module>":
            return None
        module: str = frame.f_globals["__name__"]
        if module.partition(".")[0] != SITE:
            return None
        return module
