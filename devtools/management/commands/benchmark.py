"""``manage.py benchmark``: how long each public page takes, and how that grows with the record.

It measures pages beside a plain Django site and a bare server (``devtools.comparison``). It also
reads the wordings of a paste as dates, and prints how long the slowest took.

It measures in a process of its own, whose settings name a database in a temporary folder. That
process does not know the site's database, hosts and keys. Each request goes through the whole
handler, with DEBUG off. Where the record before was another, it opens its connection anew.
Milliseconds are those of the processor.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from math import ceil
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
from django.test import Client

from devtools import sample_data
from devtools.comparison import compare, comparison_table
from devtools.measured import PAGES, SAVED, Timed, addresses, ask, save, slug_of, use
from devtools.served import serve_and_measure, served_table
from timeline.chart import layout
from timeline.dates.reading import LONGEST
from timeline.i18n.date_readings import reading_of

SIZES = (1000, 10_000, 100_000)  # milestones
QUICK_SIZES = (1000, 10_000)
QUICK_TIMES = 5
# As long as the reader takes: what makes a pattern try again and again.
LONG_WINDED = tuple(
    (part * LONGEST)[:LONGEST]
    for part in ("1 ", "2019-", "to ", "early ", "march ", "12 to 16 ", "first half of ", "é", "(")
)
MARKS = (200, 2000)  # of the chart
GEOMETRY = "geometry"
READER = "reader"
COMPARED = "compared"
PASTED = 20_000  # characters
MOST_MS = 50  # that reading one wording may take
CHOICES = (*PAGES, *SAVED, COMPARED, GEOMETRY, READER)


@dataclass
class BenchmarkRow:
    """One thing measured at one size. ``size``: milestones on file, or marks drawn."""

    name: str
    size: int
    measure: Callable[[], Timed]
    ms: list[float] = field(default_factory=list)
    queries: int = 0  # the most that one request took


class Command(BaseCommand):
    help = (
        "Measure the public pages on invented records of several sizes. "
        "The site's own database is not touched."
    )

    migrated = b""
    """An empty database, as the first record of a run has left it for those of other sizes."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sizes",
            type=int,
            nargs="+",
            default=SIZES,
            metavar="N",
            help="milestones in each record",
        )
        parser.add_argument("--pages", nargs="+", default=CHOICES, choices=CHOICES)
        parser.add_argument(
            "--repeat", type=int, default=20, metavar="TIMES", help="after one that is not counted"
        )
        parser.add_argument(
            "--quick", action="store_true", help="two small records, a few times each"
        )
        parser.add_argument(
            "--keep",
            type=Path,
            metavar="DIR",
            help="keep the records in this folder, and take those that are there",
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
        quick: bool,
        keep: Path | None,
        inside: Path | None,
        **options: Any,
    ) -> None:
        if quick:
            sizes, repeat = QUICK_SIZES, QUICK_TIMES
        if min(sizes) < 1 or repeat < 1:
            raise CommandError("Sizes and repetitions begin at 1.")
        if inside is None:
            measure_elsewhere(sizes, pages, repeat, keep)
            return
        if Path(connection.settings_dict["NAME"]).parent != inside:
            raise CommandError("The database is not in that folder: leave --inside out.")
        # As in a server, whose threads begin with few calls within each other: Python calls are
        # dearer at some depths (``timeline.http.stack_room``).
        with ThreadPoolExecutor(1) as thread:
            thread.submit(self._measure, inside, sorted(set(sizes)), pages, repeat).result()

    def _measure(
        self, folder: Path, sizes: Sequence[int], pages: Sequence[str], repeat: int
    ) -> None:
        rows: list[BenchmarkRow] = []
        if set(pages) & {*PAGES, *SAVED, COMPARED}:
            call_command("collectstatic", interactive=False, verbosity=0)
        if set(pages) & {*PAGES, *SAVED}:
            rows += self._page_rows(folder, sizes, pages)
        if GEOMETRY in pages:
            for count in MARKS:
                lanes, releases = marks(count)
                rows.append(BenchmarkRow(GEOMETRY, count, partial(draw, lanes, releases)))
        if rows:
            measure(rows, repeat)
            self.stdout.write(table(rows))
        if COMPARED in pages:
            self._compare(folder, sizes, repeat)
        if READER in pages:
            self.stdout.write(reader_line(wordings(), repeat))

    def _compare(self, folder: Path, sizes: Sequence[int], repeat: int) -> None:
        """Beside a plain Django site, and kept pages through a server beside a bare one."""
        for size in sizes:
            database = self._database(folder, size)
            use(database)
            found = addresses()
            self.stdout.write(
                comparison_table(compare(found["timeline"], found["milestone"], repeat), size)
            )
            connection.close()
            others = [address for page, address in found.items() if page != "timeline"]
            served = serve_and_measure(folder, database, found["timeline"], others, repeat)
            self.stdout.write(served_table(served, size))

    def _page_rows(
        self, folder: Path, sizes: Sequence[int], pages: Sequence[str]
    ) -> list[BenchmarkRow]:
        """Make a record of each size, and a row for each page of it and for each thing saved.

        The same page of all sizes stands together, sizes in order.
        """
        rows = []
        client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
        for size in sizes:
            database = self._database(folder, size)
            use(database)
            for page, address in addresses().items():
                if page in pages:
                    rows.append(BenchmarkRow(page, size, partial(ask, client, address, database)))
            for name, model in SAVED.items():
                if name in pages:
                    slug = slug_of(model)
                    rows.append(BenchmarkRow(name, size, partial(save, model, slug, database)))
        rows.sort(key=lambda row: (CHOICES.index(row.name), row.size))
        return rows

    def _database(self, folder: Path, size: int) -> Path:
        """The file of a record of that size, made unless it is there and whole."""
        database = folder / f"{size}.sqlite3"
        if not database.exists():
            half_made = folder / f"{size}.half-made.sqlite3"
            half_made.unlink(missing_ok=True)
            if self.migrated:
                half_made.write_bytes(self.migrated)
            use(half_made)
            if not self.migrated:
                call_command("migrate", interactive=False, verbosity=0)
                _close_whole()
                self.migrated = half_made.read_bytes()
            call_command("make_record", milestones=size, stdout=self.stdout)
            _close_whole()
            half_made.rename(database)
        return database


def _close_whole() -> None:
    """Close the connection, with all that was written in the one file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def measure_elsewhere(
    sizes: Sequence[int], pages: Sequence[str], repeat: int, keep: Path | None
) -> None:
    """Run this command in a process that knows one folder only. It prints the table.

    The folder is ``keep``, or a temporary one.
    """
    env = {}
    for name, value in os.environ.items():
        if not name.startswith(("SITE_", "DATABASE_")):
            env[name] = value
    env["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    in_folder = nullcontext(str(keep.resolve())) if keep else TemporaryDirectory("", "benchmark-")
    with in_folder as folder:
        env["SITE_DATA_DIR"] = folder
        command = [sys.executable, "-m", "django", "benchmark", "--inside", folder]
        command += ["--repeat", str(repeat), "--sizes"]
        command += [str(size) for size in sizes]
        command += ["--pages"]
        command += pages
        done = subprocess.run(  # noqa: S603 - our own command
            command, env=env, cwd=settings.BASE_DIR, check=False
        )
    if done.returncode:
        sys.exit(done.returncode)  # it has said why


def marks(count: int) -> tuple[list[layout.Lane], list[layout.ReleaseMark]]:
    """Invented marks in twelve lanes, and the releases that state them."""
    rng = Random(1)  # noqa: S311 - invented dates that must come out the same again, no secret
    days = sample_data.release_days(rng, max(1, count // 10))
    precisions = sample_data.Deck(rng, sample_data.PRECISIONS)
    standings = sample_data.Deck(rng, sample_data.STANDINGS)
    lanes: list[list[layout.Mark]] = [[] for _ in sample_data.PROJECTS]
    for number in range(count):
        stated_on = days[number * len(days) // count]
        standing = standings.deal()
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
    named = []
    for name, lane in zip(sample_data.PROJECTS, lanes, strict=True):
        named.append(layout.Lane(name.lower(), name, tuple(lane)))
    releases = []
    for number, day in enumerate(days):
        releases.append(layout.ReleaseMark(f"r{number}", day, f"News {number}"))
    return named, releases


def draw(lanes: Sequence[layout.Lane], releases: Sequence[layout.ReleaseMark]) -> Timed:
    """Work out the chart, without its markup."""
    start = perf_counter()
    layout.draw(lanes, releases, sample_data.LAST_DAY)
    return (perf_counter() - start) * 1000, 0


def wordings() -> list[str]:
    """The wordings of a paste: words that date something, alone and with a sentence around them."""
    rng = Random(1)  # noqa: S311 - invented words that must come out the same again, no secret
    found: list[str] = []
    size = 0
    dated = sample_data.Deck(rng, sample_data.PRECISIONS)
    while size < PASTED:
        stated = sample_data.stated_date(
            rng, dated.deal(), sample_data.LAST_DAY, sample_data.LAST_DAY
        )
        sentence, _french = sample_data.passage(rng, 1)
        for text in (stated.words, f"{sentence} {stated.words}"[:LONGEST], sentence[:LONGEST]):
            found.append(text)
            size += len(text)
    found.extend(LONG_WINDED)
    return found


def reader_line(texts: Sequence[str], repeat: int) -> str:
    """How long the slowest of these takes to be read or refused; the best of so many tries."""
    slowest, which = 0.0, ""
    for text in texts:
        ms = min(time_reading(text) for _ in range(repeat))
        if ms > slowest:
            slowest, which = ms, text
    shown = which if len(which) <= 40 else f"{which[:39]}…"
    within = "within" if slowest <= MOST_MS else "over"
    return (
        f"{READER:<18}{len(texts):>8} wordings, slowest {slowest:.1f} ms "
        f"({within} {MOST_MS} ms): {shown}"
    )


def time_reading(text: str) -> float:
    """Milliseconds."""
    start = perf_counter()
    reading_of(text, stated_on=sample_data.LAST_DAY)
    return (perf_counter() - start) * 1000


def measure(rows: Sequence[BenchmarkRow], repeat: int) -> None:
    """Measure each row so many times, after once to warm up.

    They take turns, so that what slows the machine down slows them all.
    """
    for turn in range(repeat + 1):
        for row in rows:
            ms, queries = row.measure()
            if turn:
                row.ms.append(ms)
                row.queries = max(row.queries, queries)


def table(rows: Sequence[BenchmarkRow]) -> str:
    """A line for each row; the ratio is that of its median to the median of the smallest size.

    "A second": how many of them one processor core answers.
    """
    header = f"{'page':<22}{'N':>8}{'median ms':>11}{'p99 ms':>9}{'a second':>10}"
    lines = [f"{header}{'queries':>9}{'ratio':>8}"]
    smallest: dict[str, BenchmarkRow] = {}
    for row in rows:
        known = smallest.setdefault(row.name, row)
        if row.size < known.size:
            smallest[row.name] = row
    for row in rows:
        ms = median(row.ms)
        ratio = ms / median(smallest[row.name].ms)
        lines.append(
            f"{row.name:<22}{row.size:>8}{ms:>11.1f}{percentile_99(row.ms):>9.1f}"
            f"{1000 / ms if ms else 0:>10.0f}{row.queries:>9}{ratio:>8.2f}"
        )
    return "\n".join(lines)


def percentile_99(ms: Sequence[float]) -> float:
    """The time within which 99 of 100 were done; of fewer than 100 that of the slowest."""
    in_order = sorted(ms)
    return in_order[ceil(0.99 * len(in_order)) - 1]
