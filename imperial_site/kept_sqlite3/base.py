"""SQLite, which opens the file that is there and never makes one.

SQLite itself makes an empty file where there is none. In production that would hide that the data
folder is not where it should be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from imperial_site.fair_sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        parameters["database"] = _without_making(str(parameters["database"]))
        return parameters


def _without_making(name: str) -> str:
    """The name of a file as a URI that opens it only if it exists; other names as they are."""
    if name == ":memory:" or name.startswith("file:"):
        return name
    return f"{Path(name).absolute().as_uri()}?mode=rw"
