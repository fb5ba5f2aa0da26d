"""``manage.py benchmark``: what it prints can be trusted, and the site's database is out of its
reach."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from devtools.management.commands.benchmark import (
    MARKS,
    PASTED,
    BenchmarkRow,
    draw,
    marks,
    measure,
    percentile_99,
    reader_line,
    table,
    wordings,
)
from devtools.measured import PAGES, SAVED, Timed, addresses, ask, save
from timeline.dates.reading import LONGEST

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
Printed = dict[tuple[str, int], list[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a site of its own keeps its data."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def printed(site: Path, temporary: Path) -> Printed:
    """The lines of a small benchmark, by page and size, without those two. It runs as from a
    shell."""
    env = {**os.environ, "SITE_DATA_DIR": str(site), "SITE_DEBUG": "true", "TMPDIR": str(temporary)}
    command = [sys.executable, "manage.py", "benchmark", "--sizes", "20", "1", "--repeat", "1"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    _, _, lines = done.stdout.partition("ratio\n")
    assert "of plain list" in lines
    assert "of bare server" in lines
    columns = [line.split() for line in lines.splitlines()]
    columns = [each for each in columns if each[0] in {*PAGES, *SAVED, "geometry"}]
    return {(name, int(size)): rest for name, size, *rest in columns}


def test_has_a_line_for_each_page_and_size(printed: Printed) -> None:
    pages = {(page, size) for page in (*PAGES, *SAVED) for size in (1, 20)}
    assert set(printed) == pages | {("geometry", count) for count in MARKS}


def test_counts_queries(printed: Printed) -> None:
    assert all(
        int(queries) > 0 for (page, _), (*_, queries, _) in printed.items() if page != "geometry"
    )


def test_the_smallest_size_is_the_measure_of_the_others(printed: Printed) -> None:
    smallest = [rest for (_, size), rest in printed.items() if size in (1, min(MARKS))]
    assert {ratio for *_, ratio in smallest} == {"1.00"}


@pytest.mark.usefixtures("printed")
def test_leaves_the_site_without_a_database(site: Path) -> None:
    assert [file.name for file in site.iterdir()] == ["secret_key"]


@pytest.mark.usefixtures("printed")
def test_leaves_nothing_behind(temporary: Path) -> None:
    assert list(temporary.iterdir()) == []


def test_refuses_a_size_of_nothing() -> None:
    with pytest.raises(CommandError, match="begin at 1"):
        call_command("benchmark", sizes=[0])


def test_refuses_to_measure_in_a_folder_without_its_database(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not in that folder"):
        call_command("benchmark", inside=tmp_path)


def test_refuses_a_page_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("benchmark", "--pages", "cellar")


@pytest.mark.django_db
def test_refuses_to_time_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devtools.measured.use", lambda database: None)
    with pytest.raises(CommandError, match="/releases/none/ answered 404"):
        ask(Client(), "/releases/none/", Path(str(connection.settings_dict["NAME"])))


@pytest.mark.django_db
def test_asks_for_every_page() -> None:
    call_command("make_record", milestones=1, verbosity=0)
    assert set(addresses()) == set(PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("model", SAVED.values())
def test_what_is_saved_is_another_text_each_time(
    model: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devtools.measured.use", lambda database: None)
    call_command("make_record", milestones=1, verbosity=0)
    row = model.objects.first()

    texts = []
    for _ in range(2):
        _ms, queries = save(model, row.slug, Path())
        row.refresh_from_db()
        texts.append(row.summary_en)
        assert queries > 1

    assert texts[0] != texts[1]


def test_the_first_turn_is_not_counted() -> None:
    times = iter([(90.0, 9), (1.0, 2), (3.0, 2)])
    row = BenchmarkRow("about", 100, lambda: next(times))
    measure([row], repeat=2)
    assert (row.ms, row.queries) == ([1.0, 3.0], 2)


def test_sizes_take_turns() -> None:
    turns: list[int] = []

    def measured(size: int) -> Timed:
        turns.append(size)
        return 1.0, 0

    measure([BenchmarkRow("about", size, partial(measured, size)) for size in (1, 2)], repeat=1)
    assert turns == [1, 2, 1, 2]


def test_the_ratio_is_that_of_the_medians() -> None:
    small = BenchmarkRow("about", 100, lambda: (0, 0), ms=[1.0, 2.0, 90.0], queries=3)
    large = BenchmarkRow("about", 1000, lambda: (0, 0), ms=[5.0, 1.0, 9.0], queries=4)
    assert [line.split() for line in table([large, small]).splitlines()[1:]] == [
        ["about", "1000", "5.0", "9.0", "200", "4", "2.50"],
        ["about", "100", "2.0", "90.0", "500", "3", "1.00"],
    ]


def test_the_wordings_are_those_of_a_paste_and_as_long_as_any_that_is_read() -> None:
    texts = wordings()

    assert sum(map(len, texts)) >= PASTED
    assert max(map(len, texts)) == LONGEST
    assert len(texts) > 100


def test_the_slowest_wording_is_named_with_its_time() -> None:
    line = reader_line(["2019", "x" * 300], repeat=1)

    assert line.startswith("reader                   2 wordings, slowest ")
    assert "within 50 ms" in line


def test_no_wording_of_a_paste_takes_long() -> None:
    assert "within 50 ms" in reader_line(wordings(), repeat=2)


def test_draws_as_many_marks_as_asked() -> None:
    lanes, _ = marks(50)
    assert sum(len(lane.marks) for lane in lanes) == 50


def test_the_geometry_asks_no_database() -> None:
    assert draw(*marks(50))[1] == 0


@pytest.mark.parametrize(
    ("ms", "expected"),
    [([5.0], 5.0), ([3.0, 1.0, 2.0], 3.0), ([float(n) for n in range(1, 201)], 198.0)],
)
def test_99_of_100_are_done_within_the_percentile(ms: list[float], expected: float) -> None:
    assert percentile_99(ms) == expected
