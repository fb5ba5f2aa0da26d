"""Which drawing is chosen for how much there is to draw, and what the crowded ones show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from timeline.chart.layout import ChartWords, Grid, Lane, Mark, Narrow, ReleaseMark, Wide, draw
from timeline.chart.layout.grid import grid, tally
from timeline.chart.layout.narrow_parts import WIDTH as NARROW_WIDTH

A, TODAY = date(2018, 11, 13), date(2026, 11, 22)


def days(count: int, start: date = date(2010, 1, 1), apart: float = 30) -> tuple[Mark, ...]:
    """Marks of one day each. ``apart``: days; under 1, several stand on one day."""
    found = [start + timedelta(days=apart * n) for n in range(count)]
    return tuple(Mark(f"m{n}", on, on, on, label=f"Mark {n}") for n, on in enumerate(found))


def test_draw_nothing_dated_is_nothing() -> None:
    drawing = draw([Lane("a", "A", (Mark("m", A),))], [ReleaseMark("r", A)], TODAY)

    assert (drawing.wide, drawing.narrow) == (None, None)


@pytest.mark.parametrize(("count", "dense"), [(1, False), (24, False), (25, True), (200, True)])
def test_draw_is_dense_where_many_are_dated(count: int, *, dense: bool) -> None:
    drawing = draw([Lane("a", "A", days(count))], [], TODAY)

    assert isinstance(drawing.wide, Wide)
    assert drawing.wide.dense is dense
    assert isinstance(drawing.narrow, Narrow)


def record_of(count: int, seed: int) -> list[Lane]:
    """Marks in clusters over twelve years, in six lanes; every fourth is an open plan."""
    chance = Random(seed)  # noqa: S311 - no secret
    starts = [date(2014, 1, 1) + timedelta(days=chance.randrange(4000)) for _ in range(count // 4)]
    lanes: list[list[Mark]] = [[] for _ in range(6)]
    for number in range(count):
        on = chance.choice(starts) + timedelta(days=chance.randrange(60))
        is_open = number % 4 == 0
        mark = Mark(
            f"m{number}",
            stated=on - timedelta(days=200) if is_open else on,
            earliest=on,
            latest=on + timedelta(days=chance.choice([0, 0, 30, 90])),
            plan=is_open,
            tied=is_open,
            label=f"Drilling campaign {number}",
            rank=number if is_open else number + count,
        )
        chance.choice(lanes).append(mark)
    return [Lane(f"l{n}", f"Project {n}", tuple(marks)) for n, marks in enumerate(lanes)]


@pytest.mark.parametrize("seed", range(5))
def test_dense_drawing_of_sixty_names_at_least_thirty(seed: int) -> None:
    drawing = draw(record_of(60, seed), [], TODAY).wide

    assert isinstance(drawing, Wide)
    assert sum(placed.label is not None for placed in drawing.marks) >= 30


@pytest.mark.parametrize("count", [60, 100])
def test_dense_drawing_names_every_open_plan_and_ties_it_to_its_release(count: int) -> None:
    drawing = draw(record_of(count, 1), [], TODAY).wide

    assert isinstance(drawing, Wide)
    plans = [placed for placed in drawing.marks if placed.mark.tied]
    assert [placed.key for placed in plans if placed.lead_pct is None] == []
    assert [placed.key for placed in plans if placed.label is None] == []


def test_narrow_drawing_of_many_names_each_of_the_first_ranks_and_counts_the_others() -> None:
    drawing = draw(record_of(100, 1), [], TODAY)

    assert isinstance(drawing.narrow, Narrow)
    assert sorted(placed.mark.rank for placed in drawing.narrow.marks) == list(range(0, 72, 4))
    assert [placed.key for placed in drawing.narrow.marks if placed.label is None] == []
    assert drawing.left_out == 82


def test_dense_drawing_ties_no_plan_whose_outcome_is_known() -> None:
    marks = [replace(mark, tied=False) for lane in record_of(60, 1) for mark in lane.marks]

    drawing = draw([Lane("a", "A", tuple(marks))], [], TODAY).wide

    assert isinstance(drawing, Wide)
    assert not drawing.leads


def test_dense_name_at_the_right_edge_stands_left_of_its_mark() -> None:
    drawing = draw([Lane("a", "A", days(30, date(2024, 6, 1)))], [], TODAY).wide

    assert isinstance(drawing, Wide)
    last = max(drawing.marks, key=lambda placed: placed.end_pct)
    assert last.label is not None
    assert last.label.anchor == "end"


def test_dense_too_tall_to_read_is_a_grid() -> None:
    drawing = draw([Lane("a", "A", days(2000, date(2018, 1, 1), apart=0.4))], [], TODAY)

    assert isinstance(drawing.wide, Grid)
    assert sum(cell.count for cell in drawing.wide.blocks[0].cells) == 2000


def test_dense_drawing_of_any_size_is_at_most_1600_px_tall() -> None:
    for count in (100, 400, 900, 1400):
        drawing = draw(
            [Lane("a", "A", days(count, apart=4)), Lane("b", "B", days(count))], [], TODAY
        ).wide
        assert drawing is not None
        assert drawing.height_px <= 1600


def narrow_grid(lanes: list[Lane]) -> Grid:
    """Years by projects, as wide as the narrowest drawing."""
    return grid(lanes, tally(lanes), ChartWords(), width=NARROW_WIDTH)


def test_grid_counts_a_mark_in_every_year_the_filter_finds_it_in() -> None:
    across = Mark("across", A, date(2017, 12, 1), date(2019, 1, 31), "b")
    before = Mark("before", A, None, date(2016, 5, 1), "o")
    drawing = narrow_grid([Lane("a", "A", (across, before, *days(30, date(2020, 1, 1), 1)))])

    counts = {cell.first_year: cell.count for cell in drawing.blocks[0].cells}
    assert counts == {2020: 30, 2019: 1, 2018: 1, 2017: 1, 2016: 1}


def test_grid_of_sixty_years_and_twelve_projects_merges_years_into_decades() -> None:
    lanes = [
        Lane(f"p{n}", f"Project number {n}", days(60, date(1966, 1, n + 1), 365)) for n in range(12)
    ]
    drawing = narrow_grid(lanes)

    assert drawing.span == 10
    assert [row.label.lines[0].text for row in drawing.blocks[0].rows][:2] == ["2020–29", "2010–19"]
    assert {cell.lane for block in drawing.blocks for cell in block.cells} == {
        lane.key for lane in lanes
    }
    assert list(drawing.blocks[0].cells[0].years) == list(range(2020, 2030))


def test_grid_writes_the_names_of_projects_out() -> None:
    names = ["Scandium-aluminum alloys", "Crater Lake", "Copper of the northern slope", "Heron"]
    lanes = [Lane(f"p{n}", name, days(30, apart=9)) for n, name in enumerate(names)]
    drawing = narrow_grid(lanes)

    columns = [column for block in drawing.blocks for column in block.columns]
    lines = [[line.text for line in column.label.lines] for column in columns]
    assert lines == [
        ["Scandium-", "aluminum alloys"],
        ["Crater Lake"],
        ["Copper of the", "northern slope"],
        ["Heron"],
    ]


@pytest.mark.parametrize("count", [2, 5])
def test_narrow_drawing_leads_from_each_project_to_its_name(count: int) -> None:
    lanes = [
        Lane(f"p{n}", f"Project {n}", (replace(m, key=f"{n}"),)) for n, m in enumerate(days(count))
    ]
    drawing = draw(lanes, [], TODAY).narrow

    assert isinstance(drawing, Narrow)
    assert [lane.label.lines[0].text for lane in drawing.lanes] == [
        lane.name for lane in reversed(lanes)
    ]
    turns = [lane.bottom_px for lane in sorted(drawing.lanes, key=lambda lane: lane.x_px)]
    assert turns == sorted(turns, reverse=True)  # further left, further down: no line meets another


def test_grid_from_1000_to_2999_has_a_row_a_century() -> None:
    drawing = narrow_grid([Lane("a", "A", days(40, date(1000, 1, 1), 18000))])

    assert drawing.span == 100


def test_grid_years_with_nothing_on_file_are_folded() -> None:
    marks = (*days(15, date(2000, 1, 1), 1), *(Mark(f"n{m.key}", A, A, A) for m in days(15)))
    drawing = narrow_grid([Lane("a", "A", marks)])

    assert [row.first_year for row in drawing.blocks[0].rows] == [2018, 2000]
    assert [gap.label.lines[0].text for gap in drawing.blocks[0].gaps] == ["17 years"]


def test_grid_cells_of_few_marks_show_each() -> None:
    drawing = narrow_grid([Lane("a", "A", days(26, apart=200))])

    assert not drawing.counted
    assert sum(len(cell.glyphs) for cell in drawing.blocks[0].cells) == 26


@pytest.mark.parametrize("count", [1, 24, 300])
def test_draw_the_same_record_is_the_same_drawing(count: int) -> None:
    lanes = [Lane("a", "A", days(count, apart=9)), Lane("b", "B", days(count))]

    assert draw(lanes, [], TODAY) == draw(lanes, [], TODAY)
