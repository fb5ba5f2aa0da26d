"""A PostgreSQL cluster of a test's own, which may be stopped and started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@dataclass(frozen=True)
class OwnPostgres:
    url: str
    data: Path

    def signal(self, number: int) -> None:
        """Send a signal to the server and to each process that it has started."""
        server = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for process in (server, *map(int, children)):
            os.kill(process, number)


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """The cluster, with an empty database. Skips where none can be made."""
    pytest.importorskip("psycopg")
    if not PROGRAMS or os.getuid() != 0:
        pytest.skip("Only root can start a PostgreSQL of Debian's packages as its user.")
    folder = Path(tempfile.mkdtemp(prefix="own-postgres-"))
    shutil.chown(folder, "postgres", "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    try:
        _as_postgres("initdb", "-D", str(data), "-A", "trust", "-U", "root")
        start = ("-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        _as_postgres("pg_ctl", *start)
        url = f"postgres://root@127.0.0.1:{port}"
        _as_postgres("psql", "-q", "-c", "CREATE DATABASE record", f"{url}/postgres")
        cluster = OwnPostgres(f"{url}/record", data)
        try:
            yield cluster
        finally:
            cluster.signal(signal.SIGCONT)
            _as_postgres("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(program: str, *arguments: str) -> None:
    command = ["runuser", "-u", "postgres", "--", str(PROGRAMS[-1] / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
