#!/usr/bin/env python3
"""A site on several machines, tried on one: see README.md beside this file.

It starts a PostgreSQL primary and a streaming replica, Redis, two application nodes and nginx, and
loads an invented record. It edits through one node and reads through the other, ends the replica
and a node under load, prints a report and stops everything that it started.
"""

from __future__ import annotations

import argparse
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase
from time import monotonic, perf_counter, sleep
from typing import Any

import services
from editing import Editor
from load import Visits, hits_per_second, visit
from services import Ports, Service

EDITION_LAG = 1.0  # SITE_EDITION_LAG, as it is unless set otherwise
EDITS = 5
ACCOUNT = "editor"


@dataclass
class Report:
    """What is printed at the end, and whether all of it is as it should be."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Print a line at once, and keep it for the end."""
        print(line, flush=True)
        self.lines.append(line)

    def expect(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.faults.append(otherwise)


@dataclass
class Site:
    """The servers that run."""

    folder: Path
    ports: Ports
    settings: dict[str, str]
    password: str
    replica: Service
    first_node: Service


@contextmanager
def running_site(
    folder: Path, ports: Ports, milestones: int, workers: int, report: Report
) -> Iterator[Site]:
    """Start everything in the order in which one needs the other. Stop it in the reverse order."""
    settings = services.site_settings(ports, folder, secrets.token_urlsafe(64))
    password = secrets.token_urlsafe(16)
    with ExitStack() as stack:

        def keep(service: Service) -> Service:
            stack.callback(service.stop)
            report.say(f"  {service.name}: process {service.process.pid}")
            return service

        report.say("Started:")
        services.make_primary(folder, ports.primary)
        keep(services.start_postgres("primary", folder, ports.primary))
        make = f"CREATE DATABASE {services.DATABASE_USER}"
        on_database(ports.primary, make, name="postgres")
        services.make_replica(folder, ports.primary)
        replica = keep(services.start_postgres("replica", folder, ports.replica))
        keep(services.start_redis(folder, ports.redis))
        began = perf_counter()
        prepare(settings, milestones, password)
        on_database(ports.primary, "VACUUM ANALYZE")  # PostgreSQL would come to it by itself, later
        report.say(f"  {milestones} milestones: written in {perf_counter() - began:.0f} s")
        nodes = []
        for number, port in enumerate((ports.first_node, ports.second_node), 1):
            node = services.start_node(f"node {number}", folder, port, settings, workers)
            nodes.append(keep(node))
        keep(services.start_nginx(folder, ports))
        yield Site(folder, ports, settings, password, replica, nodes[0])


def prepare(settings: dict[str, str], milestones: int, password: str) -> None:
    services.manage(settings, "migrate", "--verbosity=0")
    services.manage(settings, "make_record", f"--milestones={milestones}")
    create = ("createsuperuser", "--noinput", f"--username={ACCOUNT}", "--email=")
    services.manage(settings, *create, DJANGO_SUPERUSER_PASSWORD=password)
    services.manage(settings, "prepare")  # compiles the French and collects the static files


def on_database(port: int, statement: str, name: str = services.DATABASE_USER) -> Any:
    """Run a statement on one of the databases. Its first value, if it gives any."""
    import psycopg  # noqa: PLC0415 - only after it is known to be there

    address = f"host={services.HOST} port={port} user={services.DATABASE_USER} dbname={name}"
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def wait_for_replica(ports: Ports, milestones: int) -> None:
    """Until it has all that was loaded."""
    until = monotonic() + services.PATIENCE
    while on_database(ports.replica, "SELECT count(*) FROM timeline_milestone") != milestones:
        if monotonic() > until:
            raise RuntimeError("The replica does not follow the primary.")
        sleep(0.2)


def transactions_on_replica(ports: Ports) -> int:
    sleep(1.5)  # PostgreSQL's counters follow within a second
    query = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
    return int(on_database(ports.replica, query))


def edit_and_read(site: Site, report: Report) -> str:
    """Edit through the first node, read through the second. The path of the page."""
    editor, ports = Editor(), site.ports
    editor.sign_in(ports.first_node, ACCOUNT, site.password)
    is_known = editor.is_signed_in(ports.second_node)
    report.say(f"Signed in through node 1; known to node 2: {'yes' if is_known else 'no'}.")
    report.expect(is_known, "A session of one node is not known to the other.")
    form, page = editor.first_project(ports.first_node)
    visitor = Editor()
    waits = []
    for _ in range(EDITS):
        visitor.get(ports.second_node, page)  # so that it is kept there
        word = "".join(secrets.choice(ascii_lowercase) for _ in range(8))
        summary = f"Said anew: {word}."  # another figure would be a correction, and want a note
        editor.change_summary(ports.first_node, form, summary)
        waits.append(seconds_until(visitor, ports.second_node, page, summary))
    longest = max(waits)
    report.say(
        f"{EDITS} edits through node 1 were seen through node 2 after {longest:.2f} s at most "
        f"(SITE_EDITION_LAG is {EDITION_LAG:.0f})."
    )
    report.expect(longest <= EDITION_LAG + 0.5, "An edit was seen too late.")
    return page


def seconds_until(visitor: Editor, port: int, page: str, text: str) -> float:
    """How long until a page has a text."""
    began = perf_counter()
    while text not in visitor.get(port, page)[1]:
        if perf_counter() - began > 10:
            break
        sleep(0.02)
    return perf_counter() - began


def load(site: Site, project: str, seconds: float, visitors: int, report: Report) -> None:
    """Visitors all the while: undisturbed, while the replica ends, while a node ends."""
    ports = site.ports
    paths = ["/", "/fr/", "/releases/", "/outlook/", "/timeline.json", "/about/", project]
    before = transactions_on_replica(ports)
    plain = visit(ports.nginx, paths, seconds, visitors)
    read = transactions_on_replica(ports) - before
    tell(f"{visitors} visitors", plain, report)
    report.say(f"The replica answered {read} of their transactions.")
    report.expect(read > 0, "Nothing was read from the replica.")
    tell("the replica ends", visit(ports.nginx, paths, seconds, visitors, site.replica.end), report)
    tell("node 1 ends", visit(ports.nginx, paths, seconds, visitors, site.first_node.end), report)


def tell(name: str, visits: Visits, report: Report) -> None:
    report.say(f"Load, {name}: {visits}.")
    for failure in visits.failures[:5]:
        report.say(f"    {failure.path}: {failure.what}")
    report.expect(not visits.others, f"Requests failed while {name}.")


def measure(site: Site, seconds: float, workers: int, report: Report) -> None:
    hits = hits_per_second(site.ports.second_node, "/about/", seconds)
    report.say(
        f"Node 2 alone, {workers} worker(s): {hits:.0f} times a second the page /about/, from its "
        "page cache, with a client on the same machine."
    )


def try_out(options: argparse.Namespace, folder: Path, report: Report) -> None:
    ports = Ports.from_port(options.port)
    with running_site(folder, ports, options.milestones, options.workers, report) as site:
        wait_for_replica(ports, options.milestones)
        report.say(f"The site: http://{services.HOST}:{ports.nginx}/")
        project = edit_and_read(site, report)
        load(site, project, options.seconds, options.visitors, report)
        measure(site, min(options.seconds, 5), options.workers, report)
    report.say("Stopped.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--milestones", type=int, default=100_000, help="(%(default)s)")
    parser.add_argument("--seconds", type=float, default=20, help="of each load (%(default)s)")
    parser.add_argument("--visitors", type=int, default=8, help="at once (%(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="of each node (%(default)s)")
    parser.add_argument("--port", type=int, default=0, help="of nginx; the next five too (any)")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the logs")
    options = parser.parse_args()
    refuse_if_incomplete()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="scale-out-"))
    folder.chmod(0o755)  # PostgreSQL may be another user
    report = Report()
    try:
        try_out(options, folder, report)
    except RuntimeError as error:
        report.faults.append(str(error))
    finally:
        if options.keep:
            print(f"Logs: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    for fault in report.faults:
        print(f"FAULT: {fault}")
    print("As it should be." if not report.faults else "Not as it should be.")
    return 1 if report.faults else 0


def refuse_if_incomplete() -> None:
    """Exit with what to install."""
    packages = services.missing_packages()
    if packages:
        sys.exit(f"Not here: apt-get install {' '.join(packages)}")
    modules = [name for name in ("django", "granian", "psycopg", "redis") if not find_spec(name)]
    if modules:
        sys.exit(
            f"{sys.executable} lacks {', '.join(modules)}: install requirements/postgres.txt and "
            "requirements/redis.txt."
        )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
