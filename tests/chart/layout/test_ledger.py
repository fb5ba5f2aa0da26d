"""The ledger's geometry: nothing leaves the box, no words meet, no line ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from timeline.chart.layout.ledger import (
    NARROW,
    WIDE,
    LedgerDrawing,
    LedgerRow,
    PromiseMarks,
    draw_ledger,
)
from timeline.chart.layout.marks import ChartWords, Mark, Shape, soft_ends
from timeline.chart.layout.text_fitting import TextLabel

MADE, REVISED, MET, TODAY = (
    date(2018, 1, 15),
    date(2019, 3, 1),
    date(2020, 6, 9),
    date(2021, 11, 22),
)
WORDS = ChartWords("Today, 22 November 2021")
TITLES = (
    "Drilling",
    "W" * 90,
    "Évaluation de la fabrication d’alliages mères au Québec",
    "掘削",
    "",
)
PRECISIONS = ("day", "range", "part_of_year", "year", "before", "after", "about", "within", "none")
DAYS = st.one_of(
    st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31))
)


def plan(
    stated: date = MADE,
    first: date | None = None,
    last: date | None = None,
    precision: str = "range",
    key: str = "plan",
) -> Mark:
    return Mark(key, stated, first, last, soft_ends(precision), plan=True)


def row(*plans: Mark, outcome: Mark | None = None, width: float = WIDE) -> LedgerRow:
    outcomes = (outcome,) if outcome else ()
    promise = PromiseMarks("a", plans, outcomes, is_open=not outcome, label="Drilling")
    (drawn,) = draw_ledger([promise], TODAY, WORDS, width).rows
    return drawn


# What stands where


def test_line_of_an_open_promise_runs_from_its_release_to_today() -> None:
    promise = PromiseMarks("a", (plan(),))

    drawing = draw_ledger([promise], TODAY, WORDS, WIDE)

    (drawn,) = drawing.rows
    assert drawn.said_pct == (drawn.start_pct,)
    assert drawn.start_pct < drawn.end_pct == drawing.today.x_pct


def test_line_of_a_settled_promise_ends_where_its_outcome_was_said() -> None:
    drawn = row(plan(), outcome=Mark("met", MET, date(2020, 5, 1), date(2020, 5, 1)))

    assert drawn.end_pct == drawn.said_pct[-1]
    assert drawn.outcomes[0].middle_pct < drawn.end_pct


def test_outcome_without_a_date_is_not_drawn_and_the_line_ends_on_the_day_that_said_it() -> None:
    drawn = row(plan(), outcome=Mark("met", MET))

    assert drawn.outcomes == ()
    assert drawn.end_pct == drawn.said_pct[-1]


def test_bounds_of_a_plan_are_a_span_and_no_point() -> None:
    (due,) = row(
        plan(first=date(2019, 1, 1), last=date(2019, 4, 30), precision="part_of_year")
    ).plans

    assert due.shape is Shape.BAR
    assert due.start_pct < due.end_pct
    assert due.soft == "b"


def test_plan_on_or_before_a_day_begins_softly() -> None:
    (due,) = row(plan(last=date(2019, 6, 30), precision="before")).plans

    assert (due.shape, due.soft) == (Shape.BAR, "o")


def test_plan_of_one_day_is_a_dot() -> None:
    (due,) = row(plan(first=MET, last=MET, precision="day")).plans

    assert due.shape is Shape.DOT


def test_plan_without_a_date_has_no_span() -> None:
    assert row(plan(precision="none")).plans == ()


def test_date_that_was_revised_is_past_and_the_newest_is_not() -> None:
    first = plan(first=date(2018, 6, 1), last=date(2018, 9, 1), key="first")
    second = plan(REVISED, date(2019, 6, 1), date(2019, 9, 1), key="second")

    drawn = row(first, second)

    assert [(span.key, span.is_past) for span in drawn.plans] == [
        ("first", True),
        ("second", False),
    ]
    assert len(drawn.said_pct) == 2


def test_dotted_line_leads_from_today_to_a_date_that_lies_ahead() -> None:
    drawn = row(plan(first=date(2023, 1, 1), last=date(2023, 6, 30)))

    assert drawn.lead_pct == drawn.plans[0].start_pct > drawn.end_pct


@pytest.mark.parametrize(("width", "lines"), [(WIDE, {"beside"}), (NARROW, {"below"})])
def test_words_stand_beside_the_name_where_there_is_room(width: float, lines: set[str]) -> None:
    promise = PromiseMarks("a", (plan(),), label="Drilling", words="Planned")

    label = draw_ledger([promise], TODAY, WORDS, width).rows[0].label

    assert {"beside" if line.follows else "below" for line in label.lines[1:]} == lines


# What always holds


@st.composite
def dated(draw: st.DrawFn, key: str, stated: date, *, is_plan: bool) -> Mark:
    precision = draw(st.sampled_from(PRECISIONS))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    bounds: dict[str, tuple[date | None, date | None]] = {
        "none": (None, None),
        "before": (None, last),
        "after": (first, None),
        "day": (first, first),
    }
    earliest, latest = bounds.get(precision, (first, last))
    return Mark(key, stated, earliest, latest, soft_ends(precision), plan=is_plan)


@st.composite
def promises(draw: st.DrawFn) -> list[PromiseMarks]:
    drawn = []
    for number in range(draw(st.integers(1, 6))):
        said = sorted(draw(st.lists(DAYS, min_size=1, max_size=5)))
        is_open = draw(st.booleans()) or len(said) == 1
        planned = said if is_open else said[:-1]
        plans = tuple(
            draw(dated(f"{number}-{place}", day, is_plan=True)) for place, day in enumerate(planned)
        )
        outcomes = () if is_open else (draw(dated(f"{number}-met", said[-1], is_plan=False)),)
        label, words = draw(st.sampled_from(TITLES)), draw(st.sampled_from(TITLES))
        drawn.append(PromiseMarks(str(number), plans, outcomes, is_open, label, words))
    return drawn


def labels(drawing: LedgerDrawing) -> Iterator[TextLabel]:
    yield drawing.today.label
    for tick in drawing.ticks:
        yield tick.label
    for fold in drawing.folds:
        if fold.label:
            yield fold.label
    for drawn in drawing.rows:
        yield drawn.label


@given(promises(), DAYS, st.sampled_from([WIDE, NARROW]), st.sampled_from([1.0, 1.3, 1.7]))
@settings(max_examples=examples(150), deadline=None)
def test_ledger_keeps_its_words_inside_and_apart(
    asked: list[PromiseMarks], on: date, width: float, wider: float
) -> None:
    drawing = draw_ledger(asked, on, WORDS, width)
    boxes = [label.box(width * wider) for label in labels(drawing)]

    for box in boxes:
        assert box.x0 >= -0.01
        assert box.y0 >= 0
        assert box.x1 <= width * wider + 0.01
        assert box.y1 <= drawing.height_px
    for one, other in combinations(boxes, 2):
        assert not one.meets(other)


@given(promises(), DAYS, st.sampled_from([WIDE, NARROW]))
@settings(max_examples=examples(150), deadline=None)
def test_ledger_keeps_its_lines_inside_and_none_ends_before_it_begins(
    asked: list[PromiseMarks], on: date, width: float
) -> None:
    drawing = draw_ledger(asked, on, WORDS, width)

    assert [drawn.key for drawn in drawing.rows] == [promise.key for promise in asked]
    for drawn in drawing.rows:
        assert 0 <= drawn.start_pct <= drawn.end_pct <= 100
        assert drawn.lead_pct is None or drawn.end_pct < drawn.lead_pct <= 100
        assert list(drawn.said_pct) == sorted(drawn.said_pct)
        assert 0 <= drawn.y_px + 7 <= drawing.height_px
        for span in (*drawn.plans, *drawn.outcomes):
            assert 0 <= span.start_pct <= span.end_pct <= 100
    below = [drawn.y_px for drawn in drawing.rows]
    assert below == sorted(below)


@given(promises(), DAYS, st.sampled_from([WIDE, NARROW]))
@settings(max_examples=examples(100), deadline=None)
def test_ledger_keeps_shapes_of_fixed_size_whole(
    asked: list[PromiseMarks], on: date, width: float
) -> None:
    for drawn in draw_ledger(asked, on, WORDS, width).rows:
        for span in (*drawn.plans, *drawn.outcomes):
            half = 0 if span.shape is Shape.BAR else 12 * 100 / width
            assert half <= span.middle_pct + 0.01
            assert span.middle_pct <= 100 - half + 0.01


def test_ledger_of_a_day_later_moves_only_the_end_of_open_promises() -> None:
    promise = PromiseMarks("a", (plan(),))
    day_after = TODAY + timedelta(days=1)

    ends = [draw_ledger([promise], day, WORDS, WIDE).rows[0] for day in (TODAY, day_after)]

    assert ends[0].y_px == ends[1].y_px
    assert ends[1].end_pct == draw_ledger([promise], day_after, WORDS, WIDE).today.x_pct
