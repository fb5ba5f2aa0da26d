"""A site in processes of its own, served as ``run`` serves it, with its data in a folder."""

from __future__ import annotations

import os
import runpy
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVER: tuple[str, ...] = runpy.run_path(str(ROOT / "run"))["SERVER"]
Environment = dict[str, str]


@dataclass(frozen=True)
class RunningSite:
    """``process`` is the one that starts the workers."""

    port: int
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """The ids of the processes that serve."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [
            int(child)
            for child in children.read_text().split()
            if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
        ]

    def ask(self, address: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of an answer, status 0 where the connection failed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", address, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException) as error:
            return 0, repr(error)
        finally:
            connection.close()


def environment_of(folder: Path, **settings: str) -> Environment:
    """The environment of a site that keeps its data in a folder, with no settings but these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SITE_", "DATABASE_", "PYTEST_"))
    }
    return {
        **kept,
        "SITE_DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "imperial_site.settings",
        **settings,
    }


def manage(environment: Environment, *arguments: str) -> str:
    """What ``manage.py`` prints. It must not fail."""
    done = try_to_manage(environment, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def try_to_manage(environment: Environment, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def served(
    environment: Environment, workers: int = 2, log: int = subprocess.DEVNULL
) -> Iterator[RunningSite]:
    """The site, from when it answers. Of several workers the others may still be starting.

    ``log``: the number of an open file that takes its log.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, *SERVER, "--host", "127.0.0.1", "--port", str(port)]
    command[command.index("--workers") + 1] = str(workers)
    command.append("imperial_site.wsgi:application")
    with subprocess.Popen(
        command,
        env={**environment, "SITE_PREPARED": "true"},  # as run says
        cwd=ROOT,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=log,
    ) as process:
        site = RunningSite(port, process)
        try:
            _wait_for(site)
            yield site
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(site: RunningSite) -> None:
    for _ in range(300):
        if site.ask("/robots.txt")[0]:
            return
        time.sleep(0.1)
    pytest.fail("The server did not start.")
