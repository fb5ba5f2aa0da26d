"""Pages of the site beside those of a plain Django site, in the same run, in turns.

Processor time of the whole request is counted, since the clock of a busy machine tells little.

"Made anew" is a page that no process has kept, in one that has made pages of this edition. It finds
what those keep for the edition (``timeline.http.edition_memory``): header and footer, names and
counts, the filters and the graphic of this selection, the cards of these milestones. "After an
edit" nothing is kept, as for the first page after a change of the record.
"""

from __future__ import annotations

import gc
import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from time import process_time
from typing import Any

from django.core.wsgi import get_wsgi_application

from devtools.plain_site import plain_site
from timeline.exports.list_endpoint import names_of_all_lists
from timeline.http.current_edition import CurrentEdition
from timeline.http.edition_memory import memory
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import Application, Environ, PageCache
from timeline.http.stack_room import with_stack_room


@dataclass
class Compared:
    """One way of answering an address. ``beside``: the name of what it is measured against.

    ``prepare`` is done before it is asked, and not counted.
    """

    name: str
    application: Application
    environ: Environ
    status: str
    beside: str = ""
    prepare: Callable[[], None] | None = None
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
        """Note how long a request takes. What others left to be collected is not its cost."""
        if self.prepare:
            self.prepare()
        gc.collect()
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
    """Home and a milestone, made anew each time: first with nothing kept for the edition."""
    edition = CurrentEdition()
    django = with_stack_room(get_wsgi_application())
    parameters = names_of_all_lists()
    anew = PageCache(django, edition.key, KeptAnswers(0), parameters)
    plain = plain_site()
    of_home, of_milestone = environ_of(home), environ_of(milestone)
    rows = [
        Compared("home, after an edit", anew, of_home, "200", "plain list", memory.forget),
        Compared("home, made anew", anew, of_home, "200", "plain list"),
        Compared("plain list", plain, environ_of("/"), "200"),
        Compared(
            "milestone, after an edit", anew, of_milestone, "200", "plain milestone", memory.forget
        ),
        Compared("milestone, made anew", anew, of_milestone, "200", "plain milestone"),
        Compared("plain milestone", plain, of_milestone, "200"),
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
        lines.append(f"{row.name:<25}{size:>8}{medians[row.name]:>10.3f}{against}")
    home = next(row for row in rows if row.name == "home, made anew")
    body = home.ask()[2]
    sent, written = len(body) / 1000, len(gzip.decompress(body)) / 1000
    lines.append(f"home, {size} milestones: {sent:.1f} kB sent, {written:.0f} kB before gzip")
    return "\n".join(lines)
