"""Pages of the site beside those of a plain Django site, in the same run, in turns.

Processor time of the whole request is counted, since the clock of a busy machine tells little.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from time import process_time
from typing import Any

from django.core.wsgi import get_wsgi_application

from devtools.plain_site import plain_site
from timeline.exports.list_endpoint import names_of_all_lists
from timeline.http.current_edition import CurrentEdition
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import Application, Environ, PageCache


@dataclass
class Compared:
    """One way of answering an address. ``beside``: the name of what it is measured against."""

    name: str
    application: Application
    environ: Environ
    status: str
    beside: str = ""
    ms: list[float] = field(default_factory=list)

    def ask(self) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body. Raises where the status is not the one expected."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
            started.append((status, headers))

        parts = self.application(self.environ | {"wsgi.input": BytesIO()}, start)
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        status, headers = started[-1]
        if not status.startswith(self.status):
            raise ValueError(f"{self.name} answered {status}, not {self.status}.")
        return status, headers, body

    def time(self) -> None:
        """Note how long a request takes."""
        start = process_time()
        self.ask()
        self.ms.append((process_time() - start) * 1000)


def environ_of(address: str, **headers: str) -> Environ:
    """The environ of a GET. ``headers``: by name, as WSGI names them."""
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
        **headers,
    }


def compare(home: str, milestone: str, repeat: int) -> list[Compared]:
    """Home and a milestone, made anew each time."""
    edition = CurrentEdition()
    django = get_wsgi_application()
    parameters = names_of_all_lists()
    anew = PageCache(django, edition.key, KeptAnswers(0), parameters)
    plain = plain_site()
    rows = [
        Compared("home, made anew", anew, environ_of(home), "200", "plain list"),
        Compared("plain list", plain, environ_of("/"), "200"),
        Compared("milestone, made anew", anew, environ_of(milestone), "200", "plain milestone"),
        Compared("plain milestone", plain, environ_of(milestone), "200"),
    ]
    for turn in range(repeat + 1):
        for row in rows:
            row.time()
            if not turn:
                row.ms.clear()  # it warmed up
    edition.close()
    return rows


def comparison_table(rows: Sequence[Compared], size: int) -> str:
    """A line for each, with its ratio to what it is measured against."""
    medians = {row.name: median(row.ms) for row in rows}
    lines = []
    for row in rows:
        against = ""
        if row.beside:
            against = f"{medians[row.name] / medians[row.beside]:8.2f} of {row.beside}"
        lines.append(f"{row.name:<22}{size:>8}{medians[row.name]:>10.3f}{against}")
    home = next(row for row in rows if row.name == "home, made anew")
    body = home.ask()[2]
    sent, written = len(body) / 1000, len(gzip.decompress(body)) / 1000
    lines.append(f"home, {size} milestones: {sent:.1f} kB sent, {written:.0f} kB before gzip")
    return "\n".join(lines)
