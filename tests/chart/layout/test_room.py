"""No words meet, none leave the drawing, every target can be hit: at every width supported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from timeline.chart.layout import (
    ChartWords,
    Grid,
    Lane,
    Mark,
    Narrow,
    ReleaseMark,
    Shape,
    Wide,
    draw,
    soft_ends,
)
from timeline.chart.layout.grid import GridCell
from timeline.chart.layout.text_fitting import TextBox, TextLabel
from timeline.chart.layout.wide_head import Hit, Tick
from timeline.chart.layout.wide_parts import HALF

pytestmark = pytest.mark.slow

FAST = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
WIDE, NARROW = (704, 900, 1024, 1200), (288, 390, 700)  # px
TITLES = (
    "Drilling",
    "High-grade scandium found at Crater Lake, and what was made of it over the years that follow",
    "Évaluation de la fabrication d’alliages mères en Québec : viabilité commerciale",
    "ニオブとスカンジウムの鉱床の掘削を開始しました",
    "🚀👩‍🔬🏳️‍🌈 launch 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "",
)
WHENS = (
    "12–16 Nov 2018",
    "Au plus tard le 13 novembre 2018",
    "Du début de 2018 au 13 novembre 2018",
    "未定",
    "",
)
PRECISIONS = ("day", "range", "month", "part_of_year", "year", "before", "after", "about", "none")
THOUSAND = st.dates(date(1000, 1, 1), date(2999, 12, 31))
DECADE = st.dates(date(2015, 1, 1), date(2025, 12, 31))
WEEK = st.dates(date(2018, 12, 28), date(2019, 1, 3))
DAYS = st.sampled_from([THOUSAND, DECADE, WEEK, st.just(date(2018, 11, 13))])


@st.composite
def a_mark(draw_: st.DrawFn, number: int, days: st.SearchStrategy[date]) -> Mark:
    precision = draw_(st.sampled_from(PRECISIONS))
    first = draw_(days)
    length = draw_(st.sampled_from([1, 4, 30, 120, 365, 3000]))
    last = min(first + timedelta(days=length), date(2999, 12, 31)) if precision != "day" else first
    return Mark(
        key=f"m{number}",
        stated=draw_(days),
        earliest=first if precision not in ("before", "none") else None,
        latest=last if precision not in ("after", "none") else None,
        soft=soft_ends(precision),
        plan=draw_(st.booleans()),
        label=draw_(st.sampled_from(TITLES)),
        when=draw_(st.sampled_from(WHENS)),
        outcome=f"m{draw_(st.integers(0, 30))}" if draw_(st.booleans()) else "",
        rank=draw_(st.integers(0, 300)),
        tied=draw_(st.booleans()),
    )


Record = tuple[list[Lane], list[ReleaseMark], date, ChartWords]


@st.composite
def a_record(draw_: st.DrawFn, sizes: Sequence[int]) -> Record:
    days = draw_(DAYS)
    marks = [draw_(a_mark(n, days)) for n in range(draw_(st.sampled_from(sizes)))]
    lanes = draw_(st.sampled_from([1, 2, 5, 12, 30]))
    names = (
        "Crater Lake",
        "",
        "Alliages de scandium et d’aluminium avec Albecour, au Québec",
        "鉱床",
    )
    short = draw_(st.sampled_from(["", "2018"]))
    labels = st.sampled_from(["Release, 13 Nov 2018", "Communiqué du 13 novembre 2018", ""])
    releases = [
        ReleaseMark(f"r{n}", draw_(days), draw_(labels), short)
        for n in range(draw_(st.sampled_from([0, 1, 3, 40])))
    ]
    today = ChartWords(
        draw_(st.sampled_from(["Today, 22 November 2026", "Aujourd’hui, le 22 novembre 2026", ""]))
    )
    record = [Lane(f"l{n}", names[n % 4], tuple(marks[n::lanes])) for n in range(lanes)]
    return record, releases, draw_(days), today


def boxes(labels: Iterator[TextLabel | None], width: float) -> list[TextBox]:
    return [label.box(width) for label in labels if label is not None]


def percent_box(place: Hit | GridCell, width: float) -> TextBox:
    """What a place that is in percent across covers in a drawing of that width."""
    left, right = place.x_pct, place.x_pct + place.width_pct
    bottom = place.y_px + place.height_px
    return TextBox(left * width / 100, place.y_px, right * width / 100, bottom)


def assert_apart(found: Sequence[TextBox]) -> None:
    """Within half a thousandth of a px, the noise of percentages."""
    inner = [TextBox(b.x0 + 5e-4, b.y0 + 5e-4, b.x1 - 5e-4, b.y1 - 5e-4) for b in found]
    assert not [pair for pair in combinations(inner, 2) if pair[0].meets(pair[1])]


def assert_inside(found: Sequence[TextBox], width: float, height: float) -> None:
    whole = TextBox(-1e-3, -1e-3, width + 1e-3, height + 1e-3)
    assert not [
        b for b in found if b.x0 < whole.x0 or b.y0 < whole.y0 or b.x1 > whole.x1 or b.y1 > whole.y1
    ]


def assert_can_be_hit(found: Sequence[TextBox]) -> None:
    """WCAG 2.2 SC 2.5.8: 24 by 24 CSS px."""
    assert not [b for b in found if b.x1 - b.x0 < 24 - 1e-3 or b.y1 - b.y0 < 24 - 1e-3]


def shown_ticks(drawing: Wide, width: float) -> list[Tick]:
    """The years that a drawing of that width names: the stylesheet hides the others."""
    return [tick for tick in drawing.ticks if width >= 1024 or not tick.broad]


def wide_labels(drawing: Wide, width: float) -> Iterator[TextLabel | None]:
    yield drawing.today.label
    for part in (
        shown_ticks(drawing, width),
        drawing.folds,
        drawing.releases,
        drawing.lanes,
        drawing.marks,
    ):
        yield from (thing.label for thing in part)


def narrow_labels(drawing: Narrow) -> Iterator[TextLabel | None]:
    yield drawing.today.label
    for part in (drawing.ticks, drawing.folds, drawing.releases, drawing.lanes, drawing.marks):
        yield from (thing.label for thing in part)


def grid_labels(drawing: Grid) -> Iterator[TextLabel | None]:
    for block in drawing.blocks:
        for part in (block.columns, block.rows, block.gaps, block.cells):
            yield from (thing.label for thing in part)


def shapes(drawing: Wide, width: float) -> list[TextBox]:
    drawn = []
    for p in drawing.marks:
        half = 0.0 if p.shape is Shape.BAR else HALF[p.shape] - 1
        a, b = p.start_pct * width / 100 - half, p.end_pct * width / 100 + half
        drawn.append(TextBox(a, p.y_px - 5.5, b, p.y_px + 5.5))
    return drawn


def check_wide(drawing: Wide, width: float) -> None:
    words = boxes(wide_labels(drawing, width), width)
    assert_apart(words)
    assert_inside(words, width, drawing.height_px)
    assert_inside(shapes(drawing, width), width, drawing.height_px)
    assert not [(a, b) for a in words for b in shapes(drawing, width) if a.meets(b)]
    targets = [*(p.hit for p in drawing.marks), *(r.hit for r in drawing.releases)]
    targets += [tick.hit for tick in shown_ticks(drawing, width)]
    hits = [percent_box(hit, width) for hit in targets if hit]
    assert_can_be_hit(hits)
    if not drawing.dense:
        assert_apart(hits)


def check_grid(drawing: Grid, width: float) -> None:
    words = boxes(grid_labels(drawing), width)
    assert_apart(words)
    assert_inside(words, width, drawing.height_px)
    cells = [percent_box(cell, width) for block in drawing.blocks for cell in block.cells]
    assert_apart(cells)
    assert_inside(cells, width, drawing.height_px)
    assert_can_be_hit(cells)


def check_narrow(drawing: Narrow, width: float) -> None:
    words = boxes(narrow_labels(drawing), width)
    assert_apart(words)
    assert_inside(words, width, drawing.height_px)
    targets = [*(m.hit for m in drawing.marks), *(r.hit for r in drawing.releases)]
    targets += [tick.hit for tick in drawing.ticks]
    hits = [
        TextBox(h.x_px, h.y_px, h.x_px + h.width_px, h.y_px + h.height_px) for h in targets if h
    ]
    assert_apart(hits)
    assert_inside(hits, width, drawing.height_px)
    assert_can_be_hit(hits)
    bars = [TextBox(m.x_px - 5, m.top_px, m.x_px + 5, m.bottom_px) for m in drawing.marks]
    assert_inside(bars, drawing.text_px, drawing.height_px)
    assert_apart([bar for bar in bars if bar.y1 > bar.y0])
    check_leaders(drawing)


def check_leaders(drawing: Narrow) -> None:
    """The lines that tie words to days keep one order on both of their sides: none cross.

    Where marks stand beside their words, the lines are level.
    """
    leaders = [drawing.today.leader, *(mark.leader for mark in drawing.marks)]
    leaders += [release.leader for release in drawing.releases]
    lines = sorted((line.y1_px, line.y2_px) for line in leaders if line)
    assert [y2 for _, y2 in lines] == sorted(y2 for _, y2 in lines)
    if drawing.beside:
        assert [pair for pair in lines if abs(pair[0] - pair[1]) > 0.1] == []
    else:
        assert len({(line.turn_px, line.x2_px) for line in leaders if line}) <= 1


@settings(FAST, max_examples=examples(60))
@given(a_record(sizes=(1, 2, 5, 15, 24)))
def test_few_marks_any_record_have_room_at_every_width(record: Record) -> None:
    drawing = draw(*record)

    for width in WIDE:
        assert drawing.wide is None or isinstance(drawing.wide, Wide)
        if drawing.wide:
            check_wide(drawing.wide, width)
    for width in NARROW:
        assert drawing.narrow is None or isinstance(drawing.narrow, Narrow)
        if drawing.narrow:
            check_narrow(drawing.narrow, width)


@settings(FAST, max_examples=examples(25))
@given(a_record(sizes=(25, 60, 100, 300)))
def test_many_marks_any_record_have_room_at_every_width(record: Record) -> None:
    drawing = draw(*record)

    for width in WIDE:
        if isinstance(drawing.wide, Wide):
            check_wide(drawing.wide, width)
        if isinstance(drawing.wide, Grid):
            check_grid(drawing.wide, width)
    for width in NARROW:
        if isinstance(drawing.narrow, Narrow):
            check_narrow(drawing.narrow, width)
        if isinstance(drawing.narrow, Grid):
            check_grid(drawing.narrow, width)


@settings(FAST, max_examples=examples(40))
@given(
    st.lists(
        st.tuples(WEEK, st.sampled_from(["Release, 13 Nov 2018", "13 Nov 2018"])),
        min_size=1,
        max_size=60,
    )
)
def test_releases_however_close_the_newest_is_named(found: list[tuple[date, str]]) -> None:
    releases = [ReleaseMark(f"r{n}", on, label) for n, (on, label) in enumerate(found)]
    lane = Lane("a", "A", (Mark("m", date(2018, 11, 13), date(2018, 1, 1), date(2019, 3, 1)),))

    drawing = draw([lane], releases, date(2026, 11, 22)).wide

    assert isinstance(drawing, Wide)
    assert len(drawing.releases) == len(releases)
    assert drawing.releases[0].label
    assert drawing.releases[0].key == max(releases, key=lambda r: (r.on, r.key)).key
