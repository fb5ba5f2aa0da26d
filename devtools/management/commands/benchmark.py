"""``manage.py benchmark``: how long each public page takes, and how that grows with the record.

It measures in a process of its own, whose settings name a database in a temporary folder: the site's database, and its
hosts and keys, are not known there. Each request goes through the whole handler, with DEBUG off, and opens its
connection anew, as in production.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.models import Count, Model
from django.db.models.functions import Abs
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from devtools import sample_data
from timeline.chart import layout
from timeline.models import Milestone, Partner, Project, Release

SIZES = (100, 1000, 10_000)  # milestones
MARKS = (200, 2000)  # of the overview graphic
GEOMETRY = "geometry"
PAGES = (
    *("timeline", "timeline-project", "timeline-year", "timeline-search", "outlook", "milestone"),
    *("releases", "release", "projects", "project", "partners", "partner", "about"),
)
Timed = tuple[float, int]  # milliseconds, queries


@dataclass
class BenchmarkRow:
    """One thing measured at one size. ``size``: milestones on file, or marks drawn."""

    name: str
    size: int
    measure: Callable[[], Timed]
    ms: list[float] = field(default_factory=list)
    queries: int = 0  # the most that one request took


class Command(BaseCommand):
    help = "Measure the public pages on invented records of several sizes. The site's own database is not touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sizes",
            type=int,
            nargs="+",
            default=SIZES,
            metavar="N",
            help="milestones in each record",
        )
        parser.add_argument(
            "--pages", nargs="+", default=(*PAGES, GEOMETRY), choices=(*PAGES, GEOMETRY)
        )
        parser.add_argument(
            "--repeat", type=int, default=20, metavar="TIMES", help="after one that is not counted"
        )
        parser.add_argument(
            "--inside", type=Path, help=argparse.SUPPRESS
        )  # the folder of the process that measures

    def handle(
        self,
        *args: Any,
        sizes: Sequence[int],
        pages: Sequence[str],
        repeat: int,
        inside: Path | None,
        **options: Any,
    ) -> None:
        if min(*sizes, repeat) < 1:
            raise CommandError("Sizes and repetitions begin at 1.")
        if inside is None:
            measure_elsewhere(sizes, pages, repeat)
            return
        if Path(connection.settings_dict["NAME"]).parent != inside:
            raise CommandError("The database is not in that folder: leave --inside out.")
        rows: list[BenchmarkRow] = []
        if set(pages) & set(PAGES):
            rows += self._pages(inside, sorted(set(sizes)), pages)
        if GEOMETRY in pages:
            rows += [BenchmarkRow(GEOMETRY, count, partial(draw, *marks(count))) for count in MARKS]
        measure(rows, repeat)
        self.stdout.write(table(rows))

    def _pages(
        self, folder: Path, sizes: Sequence[int], pages: Sequence[str]
    ) -> list[BenchmarkRow]:
        """Make a record of each size; the pages to ask of each, the same page of all sizes together."""
        call_command("collectstatic", interactive=False, verbosity=0)
        rows = []
        client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
        for size in sizes:
            database = folder / f"{size}.sqlite3"
            use(database)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("make_record", milestones=size, stdout=self.stdout)
            found = addresses()
            rows += [
                BenchmarkRow(page, size, partial(ask, client, found[page], database))
                for page in PAGES
                if page in pages
            ]
        return sorted(
            rows, key=lambda row: PAGES.index(row.name)
        )  # the sort is stable: sizes stay in order


def measure_elsewhere(sizes: Sequence[int], pages: Sequence[str], repeat: int) -> None:
    """Run this command in a process that knows a temporary folder only. It prints the table."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SITE_", "DATABASE_"))
    }
    with TemporaryDirectory(prefix="benchmark-") as folder:
        command = [
            sys.executable,
            "-m",
            "django",
            "benchmark",
            "--inside",
            folder,
            "--repeat",
            str(repeat),
        ]
        command += ["--sizes", *map(str, sizes), "--pages", *pages]
        env = kept | {"SITE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, check=False)  # noqa: S603 - our own command
    if done.returncode:
        sys.exit(done.returncode)  # it has said why


def use(database: Path) -> None:
    """Have the next query open that file. Django's test runner points at its databases in the same way."""
    connection.close()
    connection.settings_dict["NAME"] = str(database)


def addresses() -> dict[str, str]:
    """The address of each page in the record on file: of rows that hold about as much at every size."""
    home = reverse("timeline:timeline")
    slugs = {
        "project": _slug(Project),
        "partner": _slug(Partner),
        "release": _slug(Release, "paragraphs", 12),
        "milestone": _slug(Milestone, "citations", 2),
    }
    return {
        "timeline-project": f"{home}?project={slugs['project']}",
        "timeline-year": f"{home}?year=2016",
        "timeline-search": f"{home}?q=forage",
        **{page: reverse(f"timeline:{page}", args=[slug]) for page, slug in slugs.items()},
        **{
            page: reverse(f"timeline:{page}")
            for page in PAGES
            if page not in slugs and "-" not in page
        },
    }


def _slug(model: type[Model], part: str = "pk", most_like: int = 1) -> str:
    """The address of the first public row that has that many of a part, or about as many."""
    rows = model._default_manager.filter(public_from__lte=timezone.now()).annotate(
        off=Abs(Count(part) - most_like)
    )
    slug: str = rows.order_by("off", "pk").values_list("slug", flat=True)[0]
    return slug


def ask(client: Client, address: str, database: Path) -> Timed:
    """Ask for a page of that record. Refuses to time an error."""
    queries = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    use(database)
    with connection.execute_wrapper(count):
        start = perf_counter()
        answer = client.get(address)
        ms = (perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise CommandError(f"{address} answered {answer.status_code}.")
    return ms, queries


def marks(count: int) -> tuple[list[layout.Lane], list[layout.ReleaseMark]]:
    """Invented marks in twelve lanes, and the releases that state them."""
    rng = Random(1)  # noqa: S311 - invented dates that must come out the same again, no secret
    days = sample_data.release_days(rng, max(1, count // 10))
    precisions = sample_data.Deck(rng, sample_data.PRECISIONS)
    standings = sample_data.Deck(rng, sample_data.STANDINGS)
    lanes: list[list[layout.Mark]] = [[] for _ in sample_data.PROJECTS]
    for number in range(count):
        stated_on, standing = days[number * len(days) // count], standings.deal()
        when = sample_data.about_when(rng, standing, stated_on)
        stated = sample_data.stated_date(rng, precisions.deal(), when, stated_on)
        mark = layout.Mark(
            key=f"m{number}",
            stated=stated_on,
            earliest=stated.earliest,
            latest=stated.latest,
            soft=layout.soft_ends(stated.precision),
            plan=standing in ("planned", "conditional"),
            label=f"Pilot run {number}",
            when=stated.words,
        )
        lanes[rng.randrange(len(lanes))].append(mark)
    named = zip(sample_data.PROJECTS, lanes, strict=True)
    releases = [
        layout.ReleaseMark(f"r{number}", day, f"News {number}") for number, day in enumerate(days)
    ]
    return [layout.Lane(name.lower(), name, tuple(lane)) for name, lane in named], releases


def draw(lanes: Sequence[layout.Lane], releases: Sequence[layout.ReleaseMark]) -> Timed:
    """Work out the overview graphic, without its markup."""
    start = perf_counter()
    layout.draw(lanes, releases, sample_data.LAST_DAY)
    return (perf_counter() - start) * 1000, 0


def measure(rows: Sequence[BenchmarkRow], repeat: int) -> None:
    """Measure each row so many times, after once to warm up, in turns: what slows the machine down slows them all."""
    for turn in range(repeat + 1):
        for row in rows:
            ms, queries = row.measure()
            if turn:
                row.ms.append(ms)
                row.queries = max(row.queries, queries)


def table(rows: Sequence[BenchmarkRow]) -> str:
    """A line for each row; the ratio is that of its median to the median of the smallest size."""
    lines = [f"{'page':<18}{'N':>8}{'median ms':>12}{'queries':>9}{'ratio':>8}"]
    for row in rows:
        smallest = min(
            (other for other in rows if other.name == row.name), key=lambda other: other.size
        )
        ms = median(row.ms)
        ratio = ms / median(smallest.ms)
        lines.append(f"{row.name:<18}{row.size:>8}{ms:>12.1f}{row.queries:>9}{ratio:>8.2f}")
    return "\n".join(lines)
