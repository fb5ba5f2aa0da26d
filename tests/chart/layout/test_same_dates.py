"""Many milestones of one date are one mark with their number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from timeline.chart.layout import Drawing, Lane, Mark, Narrow, Shape, Wide, draw
from timeline.chart.layout.narrow_parts import NarrowMark
from timeline.chart.layout.wide_parts import WideMark

DAY, TODAY = date(2018, 11, 13), date(2026, 11, 22)


def of_one_day(count: int) -> tuple[Mark, ...]:
    return tuple(Mark(f"same{n}", DAY, DAY, DAY, label=f"Deal {n}", rank=n) for n in range(count))


def others(count: int = 30) -> tuple[Mark, ...]:
    """Marks of a day each, newest first."""
    days = [date(2024, 1, 1) - timedelta(days=50 * n) for n in range(count)]
    return tuple(
        Mark(f"m{n}", on, on, on, label=f"M {n}", rank=100 + n) for n, on in enumerate(days)
    )


def wide_marks(drawing: Drawing) -> tuple[WideMark, ...]:
    assert isinstance(drawing.wide, Wide)
    return drawing.wide.marks


def narrow_marks(drawing: Drawing) -> tuple[NarrowMark, ...]:
    assert isinstance(drawing.narrow, Narrow)
    return drawing.narrow.marks


def test_forty_of_one_day_are_one_mark_with_their_number_in_both_drawings() -> None:
    drawing = draw([Lane("a", "A", (*others(), *of_one_day(40)))], [], TODAY)

    for marks in (wide_marks(drawing), narrow_marks(drawing)):
        counts = {placed.key: placed.mark.count for placed in marks if placed.mark.count > 1}
        assert counts == {"with-same0": 40}
    (many,) = (placed for placed in wide_marks(drawing) if placed.mark.members)
    assert many.shape is Shape.NUMBER


def test_number_is_said_once_on_the_wide_mark_and_in_the_narrow_name() -> None:
    drawing = draw([Lane("a", "A", (*others(), *of_one_day(40)))], [], TODAY)

    (wide,) = (placed for placed in wide_marks(drawing) if placed.mark.members)
    (narrow,) = (placed for placed in narrow_marks(drawing) if placed.mark.members)
    assert (wide.mark.label, narrow.mark.label) == ("milestones", "40 milestones")


def test_members_of_one_mark_keep_the_order_of_the_list() -> None:
    drawing = draw([Lane("a", "A", of_one_day(40))], [], TODAY)

    (wide,), (narrow,) = wide_marks(drawing), narrow_marks(drawing)
    assert wide.mark.members == narrow.mark.members == tuple(f"same{n}" for n in range(40))


def test_record_of_few_dates_has_rows_once_one_day_is_one_mark() -> None:
    drawing = draw([Lane("a", "A", (*others(5), *of_one_day(40)))], [], TODAY)

    assert isinstance(drawing.wide, Wide)
    assert not drawing.wide.dense
    assert all(placed.label for placed in drawing.wide.marks)


@pytest.mark.parametrize(("count", "drawn"), [(3, 3), (4, 1)])
def test_from_four_of_one_day_on_there_is_one_mark(count: int, drawn: int) -> None:
    drawing = draw([Lane("a", "A", (*others(), *of_one_day(count)))], [], TODAY)

    assert len(wide_marks(drawing)) == 30 + drawn


def test_one_day_in_two_projects_is_a_mark_in_each() -> None:
    elsewhere = [replace(mark, key=f"b-{mark.key}") for mark in of_one_day(20)]

    drawing = draw([Lane("a", "A", of_one_day(20)), Lane("b", "B", tuple(elsewhere))], [], TODAY)

    assert [placed.mark.count for placed in wide_marks(drawing)] == [20, 20]


def test_dates_that_differ_in_precision_are_not_joined() -> None:
    month = (date(2018, 11, 1), date(2018, 11, 30))
    exact = [Mark(f"e{n}", DAY, *month) for n in range(15)]
    about = [Mark(f"a{n}", DAY, *month, "b") for n in range(15)]

    drawing = draw([Lane("a", "A", (*exact, *about))], [], TODAY)

    assert sorted(placed.soft for placed in wide_marks(drawing)) == ["", "b"]


def test_small_record_of_one_day_names_each() -> None:
    drawing = draw([Lane("a", "A", of_one_day(12))], [], TODAY)

    assert [placed.key for placed in wide_marks(drawing)] == [f"same{n}" for n in range(12)]
    assert [placed.key for placed in narrow_marks(drawing)] == [f"same{n}" for n in range(12)]


def test_outcome_among_many_of_a_day_is_led_to_at_their_mark() -> None:
    plan = Mark("plan", DAY, date(2017, 1, 1), date(2017, 6, 1), "b", plan=True, outcome="same3")

    drawing = draw([Lane("a", "A", (*of_one_day(30), plan))], [], TODAY)

    assert isinstance(drawing.wide, Wide)
    assert [line.outcome for line in drawing.wide.outcomes] == ["with-same0"]


def test_phone_draws_one_day_of_many_and_counts_what_it_leaves_out_one_by_one() -> None:
    lanes = [Lane("a", "A", (*others(40), *(replace(m, rank=500) for m in of_one_day(40))))]

    drawing = draw(lanes, [], TODAY)

    assert "with-same0" in {placed.key for placed in narrow_marks(drawing)}
    assert len(narrow_marks(drawing)) == 19
    assert drawing.left_out == 40 - 18
