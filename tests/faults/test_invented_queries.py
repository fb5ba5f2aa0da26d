"""Queries that nobody would ask: a flood of them costs the visitors of real pages nothing.

``./run test -m drill -n0 -s tests/faults/test_invented_queries.py`` asks 100,000 addresses, then
searches 1,000 times in a record of 100,000 milestones, which takes minutes to be made.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import pytest

from tests.faults.test_under_load import memory_of
from tests.prepared_site import PreparedSite
from tests.running_site import RunningSite, environment_of, manage, served
from tests.staff_browser import Page, StaffBrowser, report

pytestmark = pytest.mark.slow

REAL = ("/", "/fr/", "/releases/", "/outlook/", "/partners/", "/timeline.json")
FILTERS = ("q", "year", "project", "partner", "kind", "after", "announced", "as_of")
CACHE_MB = 16
MOST_GROWTH = 3 * CACHE_MB * 1024  # kB: what fills the cache, and what Python makes of it
WORDS = [
    "scandium",
    "forage",
    "permit",
    "drilling",
    "agreement",
    "rapport",
    "lake",
    "market",
    "study",
    "plant",
]


def invented(number: int) -> str:
    """An address with a query that nobody asked before: a filter or none, with some text."""
    chance = random.Random(number)  # noqa: S311 - no secret
    name = chance.choice([*FILTERS, "utm_source", "fbclid", f"x{number}"])
    return f"/?{name}={chance.choice(WORDS)}{number}"


def ask_in_turns(running: RunningSite, addresses: list[str]) -> list[Page]:
    """The answers without their texts, which would fill the memory of the test itself."""
    visitor = StaffBrowser(running)
    return [replace(visitor.get(address), text="") for address in addresses]


def ask_until_done(running: RunningSite, others: list[Future[list[Page]]]) -> list[Page]:
    """The real pages, one after the other, while the others ask."""
    visitor = StaffBrowser(running)
    pages: list[Page] = []
    while not all(other.done() for other in others):
        page = visitor.get(REAL[len(pages) % len(REAL)])
        pages.append(replace(page, text=""))
        time.sleep(0.05)
    return pages


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def site(tmp_path: Path, log: Path, demo_site: PreparedSite) -> Iterator[RunningSite]:
    """One worker, which writes a line for each request."""
    environment = demo_site.copied_to(
        tmp_path / "data", SITE_REQUEST_LOG="true", SITE_PAGE_CACHE_MB=str(CACHE_MB)
    )
    with log.open("w") as lines, served(environment, workers=1, log=lines.fileno()) as running:
        yield running


@pytest.mark.parametrize(
    "count",
    [pytest.param(600, id="quick"), pytest.param(100_000, id="all", marks=pytest.mark.drill)],
)
def test_invented_queries_leave_memory_bounded_and_real_pages_kept(
    count: int, site: RunningSite, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_in_turns(site, list(REAL))
    tenth = list(map(invented, range(count // 10)))
    ask_in_turns(site, tenth)
    before = memory_of(site)
    ask_in_turns(site, list(REAL))  # nobody wanted them meanwhile, so they may have gone
    with ThreadPoolExecutor(3) as people:
        addresses = list(map(invented, range(count // 10, count)))
        floods = [people.submit(ask_in_turns, site, addresses[one::2]) for one in range(2)]
        visits = people.submit(ask_until_done, site, floods).result()
        flood = [page for one in floods for page in one.result()]
    after = memory_of(site)

    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    hits = [line["hit"] for line in lines[-len(flood) - len(visits) :] if is_real(line)]
    with capsys.disabled():
        report(f"{count} invented queries", flood)
        report("real pages", visits)
        sys.stdout.write(f"of them kept: {sum(hits)} of {len(hits)}\n")
        sys.stdout.write(f"memory: {before} kB, then {after} kB\n")
    assert {page.status for page in visits} == {200}
    assert max(page.status for page in flood) < 500
    assert hits
    assert all(hits)
    assert after <= before + MOST_GROWTH


def is_real(line: dict[str, object]) -> bool:
    """Whether it is certainly one of a real page: "/" is asked with invented queries too."""
    return line["path"] in REAL[1:]


@pytest.mark.drill
def test_searches_in_a_large_record_leave_other_visitors_unharmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = environment_of(tmp_path)
    for command in (["migrate"], ["collectstatic", "--no-input"]):
        manage(environment, *command, "--verbosity", "0")
    manage(environment, "make_record", "--milestones", "100000")
    searches = [f"/?q={invented(one).partition('=')[2]}+{WORDS[one % 10]}" for one in range(1000)]
    with served(environment) as running, ThreadPoolExecutor(5) as people:
        ask_in_turns(running, list(REAL))
        searching = [people.submit(ask_in_turns, running, searches[one::4]) for one in range(4)]
        visits = people.submit(ask_until_done, running, searching).result()
        found = [page for one in searching for page in one.result()]

    p99 = quantiles([page.seconds for page in visits], n=100)[98]
    with capsys.disabled():
        report("1,000 searches in 100,000 milestones", found)
        report("other visitors", visits)
        sys.stdout.write(f"99 of 100 of them within {p99:.2f} s\n")
    assert {page.status for page in found + visits} == {200}
    assert p99 < 1
