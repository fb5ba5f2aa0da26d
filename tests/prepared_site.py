"""What the first start of a site leaves in its data folder: made once, copied for each test."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from tests.running_site import Environment, environment_of, manage
from tests.staff_browser import password_of

PRODUCTION = {"SITE_HOSTS": "timeline.example.com", "SITE_SECRET_KEY": "0123456789abcdef" * 4}
SAID, DATA = "said.txt", "data"


@dataclass(frozen=True)
class PreparedSite:
    """``made_in``: a folder with the data folder, and what the first start said."""

    made_in: Path

    @property
    def said(self) -> str:
        """What the first start printed."""
        return (self.made_in / SAID).read_text()

    @property
    def account(self) -> tuple[str, str]:
        """The name and the password of who may sign in."""
        return password_of(self.said)

    def copied_to(self, folder: Path, **settings: str) -> Environment:
        """The environment of a site with its own copy of the data, their rights included."""
        shutil.copytree(self.made_in / DATA, folder, dirs_exist_ok=True)
        return environment_of(folder, **settings)


def prepared_site(shared: Path, name: str, *options: str, **settings: str) -> PreparedSite:
    """The site, made by the first of the processes that share a folder and that asks for it."""
    made_in = shared / name
    made_in.mkdir(exist_ok=True)
    with (made_in / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (made_in / SAID).exists():
            before = os.umask(0o022)  # what most machines have: everybody may read new files
            try:
                said = manage(environment_of(made_in / DATA, **settings), "prepare", *options)
            finally:
                os.umask(before)
            (made_in / SAID).write_text(said)
    return PreparedSite(made_in)
