"""What a site on several machines consists of, started on one: each with its files and its stop.

Everything listens on the loopback address, keeps its files in one folder, and is stopped by the id
of the process that was started here. A server of the same kind that runs already is left alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
DATABASE_USER = "timeline"
DEBIAN_PACKAGES = {"postgres": "postgresql", "redis-server": "redis-server", "nginx": "nginx"}
PATIENCE = 60.0  # seconds that a server may take to answer

PRIMARY_SETTINGS = """
listen_addresses = '{host}'
port = {port}
unix_socket_directories = ''
wal_level = replica
max_wal_senders = 5
wal_keep_size = 512MB
hot_standby = on
shared_buffers = 128MB
"""
NGINX_SETTINGS = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;

    upstream nodes {{
        server {host}:{first} max_fails=1 fail_timeout=2s;
        server {host}:{second} max_fails=1 fail_timeout=2s;
        keepalive 32;
    }}
    server {{
        listen {host}:{port};
        location / {{
            proxy_pass http://nodes;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            # What a node that ended has not begun to answer, the other one answers. A POST is sent
            # once: nginx repeats only what changes nothing.
            proxy_next_upstream error timeout http_502 http_503;
            proxy_connect_timeout 2s;
            proxy_read_timeout 120s;  # on one machine, a search of a large record takes its time
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Ports:
    """Where each server listens."""

    nginx: int
    first_node: int
    second_node: int
    primary: int
    replica: int
    redis: int

    @classmethod
    def from_port(cls, first: int) -> Ports:
        """Ports in a row from ``first`` on; of 0, any that are free."""
        number = len(fields(cls))
        if first:
            return cls(*range(first, first + number))
        sockets = [socket.create_server((HOST, 0)) for _ in range(number)]
        ports = [server.getsockname()[1] for server in sockets]
        for server in sockets:
            server.close()
        return cls(*ports)


def database_url(port: int) -> str:
    return f"postgres://{DATABASE_USER}@{HOST}:{port}/{DATABASE_USER}"


def site_settings(ports: Ports, folder: Path, secret: str) -> dict[str, str]:
    """The environment of a node, and of the commands that prepare its data."""
    return {
        "SITE_SECRET_KEY": secret,  # the same on every node: it signs the sessions
        "SITE_DATA_DIR": str(folder / "data"),
        "SITE_BEHIND_PROXY": "true",
        "DATABASE_URL": database_url(ports.primary),
        "DATABASE_REPLICA_URLS": database_url(ports.replica),
        "CACHE_URL": f"redis://{HOST}:{ports.redis}/0",
    }


def nginx_settings(ports: Ports, folder: Path) -> str:
    return NGINX_SETTINGS.format(
        folder=folder,
        host=HOST,
        port=ports.nginx,
        first=ports.first_node,
        second=ports.second_node,
        user="user root;" if os.geteuid() == 0 else "",
    )


def program(name: str) -> str:
    """The path of a server's program. Debian keeps PostgreSQL's out of the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", ""), "/usr/sbin"])
    return shutil.which(name, path=path) or ""


def missing_packages() -> list[str]:
    """The packages of Debian that have to be installed first."""
    return [package for name, package in DEBIAN_PACKAGES.items() if not program(name)]


class Service:
    """A server that was started here, in a group of processes of its own."""

    def __init__(
        self,
        name: str,
        command: list[str],
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        stop_by: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.stop_by = stop_by
        self.log = folder / f"{name.replace(' ', '-')}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | dict(environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl+C is for this script, which then stops each in order
                **as_user(user),
            )

    def wait_for(self, port: int) -> None:
        """Wait until it listens."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection((HOST, port), timeout=1).close()
            except OSError:
                sleep(0.1)
            else:
                return
        said = self.log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{self.name} does not listen on port {port}.\n{said}")

    def end(self) -> None:
        """End it and its workers at once, as a machine that loses power does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to stop. Whatever of it is left after some seconds is ended."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_by)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.end()


def as_user(name: str | None) -> dict[str, Any]:
    """What has ``subprocess`` start a program as another user."""
    return {"user": name, "group": name, "extra_groups": []} if name else {}


def postgres_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as Debian's user for it."""
    return "postgres" if os.geteuid() == 0 else None


def run(command: list[str], *, user: str | None = None, **environment: str) -> str:
    """Run a program to its end. Raises RuntimeError with what it said if it fails."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **as_user(user),
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} failed.\n{done.stdout}{done.stderr}"[-3000:])
    return done.stdout


def manage(settings: Mapping[str, str], *arguments: str, **more: str) -> str:
    """Run a command of Django's on the primary."""
    primary = {**settings, "DATABASE_REPLICA_URLS": ""}
    return run([sys.executable, "manage.py", *arguments], **primary, **more)


def make_primary(folder: Path, port: int) -> None:
    """The files of an empty PostgreSQL. Whoever is on this machine gets in, as in any trial."""
    place, user = folder / "primary", postgres_user()
    empty_folder(place, user)
    make = [program("initdb"), f"--pgdata={place}", "--auth=trust", f"--username={DATABASE_USER}"]
    run([*make, "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"], user=user)
    with (place / "postgresql.conf").open("a") as settings:
        settings.write(PRIMARY_SETTINGS.format(host=HOST, port=port))


def make_replica(folder: Path, primary_port: int) -> None:
    """The files of a replica: a copy of the primary's, which then follows it."""
    place, user = folder / "replica", postgres_user()
    empty_folder(place, user)
    source = [f"--host={HOST}", f"--port={primary_port}", f"--username={DATABASE_USER}"]
    copy = [program("pg_basebackup"), *source, f"--pgdata={place}"]
    run([*copy, "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast"], user=user)


def empty_folder(place: Path, user: str | None) -> None:
    place.mkdir(mode=0o700)
    if user:
        shutil.chown(place, user, user)


def start_postgres(name: str, folder: Path, port: int) -> Service:
    service = Service(
        name,
        [program("postgres"), "-D", str(folder / name), "-c", f"port={port}"],
        folder,
        user=postgres_user(),
        stop_by=signal.SIGINT,  # its "fast" stop: it waits for no client
    )
    service.wait_for(port)
    return service


def start_redis(folder: Path, port: int) -> Service:
    command = [program("redis-server"), "--bind", HOST, "--port", str(port)]
    service = Service("redis", [*command, "--dir", str(folder), "--save", ""], folder)
    service.wait_for(port)
    return service


def start_node(
    name: str, folder: Path, port: int, settings: Mapping[str, str], workers: int
) -> Service:
    """An application node, served as ``./run`` serves."""
    server = (
        f"-m granian --interface wsgi --no-ws --workers {workers} --blocking-threads 4 "
        f"--workers-kill-timeout 10 --host {HOST} --port {port} imperial_site.wsgi:application"
    )
    command = [sys.executable, *server.split()]
    service = Service(name, command, folder, environment=settings)
    service.wait_for(port)
    return service


def start_nginx(folder: Path, ports: Ports) -> Service:
    file = folder / "nginx.conf"
    file.write_text(nginx_settings(ports, folder))
    command = [
        program("nginx"),
        "-p",
        str(folder),
        "-c",
        str(file),
        "-e",
        str(folder / "nginx.log"),
    ]
    service = Service("nginx", command, folder)
    service.wait_for(ports.nginx)
    return service
