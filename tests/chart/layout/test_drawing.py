"""What the overview graphic shows, rule by rule."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from timeline.chart.layout import (
    ChartWords,
    Drawing,
    Lane,
    Mark,
    Narrow,
    ReleaseMark,
    Shape,
    Wide,
    draw,
    soft_ends,
)
from timeline.chart.layout.axis import Axis
from timeline.chart.layout.marks import month
from timeline.chart.layout.narrow_labels import settle
from timeline.chart.layout.text_fitting import TextRole, advance, shorten, wrap
from timeline.chart.layout.wide_parts import WideMark

A, B, TODAY = date(2018, 11, 13), date(2023, 7, 13), date(2026, 11, 22)
NOON = ChartWords("Today, 22 November 2026")


def imperial() -> Drawing:
    """The record of Imperial Mining, as its releases date it."""
    lake = (
        Mark("M1", A, date(2018, 1, 1), None, soft_ends("since"), label="Search for partners"),
        Mark("M2", A, None, A, soft_ends("before"), label="Introductions to users"),
        Mark(
            "M3",
            A,
            date(2018, 11, 12),
            date(2018, 11, 16),
            soft_ends("range"),
            plan=True,
            label="Brussels",
        ),
        Mark(
            "M4",
            A,
            date(2018, 11, 12),
            date(2018, 11, 16),
            soft_ends("within"),
            plan=True,
            label="CETA dialogue",
        ),
        Mark(
            "M5",
            A,
            date(2018, 11, 26),
            date(2018, 11, 27),
            soft_ends("range"),
            plan=True,
            label="Berlin",
        ),
        Mark(
            "M6",
            A,
            date(2018, 11, 26),
            date(2018, 11, 27),
            soft_ends("about"),
            plan=True,
            label="Meetings",
        ),
        Mark(
            "M7",
            A,
            date(2019, 1, 1),
            date(2019, 4, 30),
            soft_ends("part_of_year"),
            plan=True,
            label="Drilling",
        ),
        Mark("M8", A, soft=soft_ends("none"), plan=True, label="Resource estimate"),
        Mark("M10", A, None, A, soft_ends("before"), label="High-grade scandium found"),
    )
    alloys = (
        Mark(
            "M11",
            B,
            None,
            B,
            soft_ends("before"),
            label="Memorandum",
            when="On or before 13 July 2023",
        ),
        Mark("M15", B, soft=soft_ends("duration"), plan=True, label="Alloy project"),
    )
    releases = [
        ReleaseMark("a", A, "Release, 13 Nov 2018"),
        ReleaseMark("b", B, "Release, 13 July 2023"),
    ]
    return draw(
        [Lane("crater-lake", "Crater Lake", lake), Lane("alloys", "Alloys", alloys)],
        releases,
        TODAY,
        NOON,
    )


def wide(*marks: Mark, releases: tuple[ReleaseMark, ...] = (), on: date = TODAY) -> Wide:
    drawing = draw([Lane("a", "A", marks)], releases, on).wide
    assert isinstance(drawing, Wide)
    return drawing


def narrow(*marks: Mark, releases: tuple[ReleaseMark, ...] = (), on: date = TODAY) -> Narrow:
    drawing = draw([Lane("a", "A", marks)], releases, on).narrow
    assert isinstance(drawing, Narrow)
    return drawing


def placed(drawing: Drawing, key: str) -> WideMark:
    assert isinstance(drawing.wide, Wide)
    return next(p for p in drawing.wide.marks if p.key == key)


def days(count: int, start: date = date(2010, 1, 1), apart: int = 30) -> tuple[Mark, ...]:
    """Marks of one day each."""
    found = [start + timedelta(days=apart * n) for n in range(count)]
    return tuple(Mark(f"m{n}", on, on, on, label=f"Mark {n}") for n, on in enumerate(found))


# precision and softness


SOFT = (
    "week",
    "month",
    "part_of_month",
    "quarter",
    "half",
    "season",
    "part_of_year",
    "year",
    "fiscal_year",
    "decade",
)
ENDS = {
    "day": "",
    "range": "",
    "none": "",
    "before": "o",
    "after": "e",
    "since": "g",
    "within": "w",
    "not thought of": "b",
    **dict.fromkeys((*SOFT, "duration", "about"), "b"),
}


@pytest.mark.parametrize(("precision", "ends"), ENDS.items())
def test_soft_ends_of_a_precision_are_never_more_exact_than_it(precision: str, ends: str) -> None:
    assert soft_ends(precision) == ends


def test_mark_that_ends_on_the_day_it_was_stated_is_soft_at_its_start_only() -> None:
    about = Mark("m", A, date(2018, 1, 1), A, soft_ends("about"))

    assert wide(about).marks[0].soft == "l"


def test_mark_of_some_day_between_two_is_soft_at_both_ends_even_on_the_day_it_was_stated() -> None:
    within = Mark("m", A, date(2018, 9, 13), A, soft_ends("within"))
    about = Mark("m", A, date(2018, 9, 13), A, soft_ends("about"))

    assert wide(within).marks[0].soft == "b"
    assert wide(about).marks[0].soft == "l"


def test_mark_of_what_goes_on_since_a_day_is_open_at_its_right() -> None:
    since = Mark("m", A, date(2018, 1, 1), None, soft_ends("since"))

    assert wide(since).marks[0].soft == "r"


def test_mark_of_what_goes_on_since_a_day_reaches_beyond_its_release() -> None:
    since = Mark("m", A, date(2018, 1, 1), None, soft_ends("since"))
    after = Mark("m", A, date(2018, 1, 1), None, soft_ends("after"))

    assert since.end > A > after.end


def test_mark_of_one_day_that_is_not_exact_is_no_dot() -> None:
    about = Mark("m", A, date(2018, 12, 1), date(2018, 12, 1), soft_ends("about"))

    assert wide(about).marks[0].shape is Shape.STUB


def test_mark_of_one_exact_day_is_a_dot() -> None:
    assert wide(Mark("m", A, A, A)).marks[0].shape is Shape.DOT


# the record of Imperial Mining Group


def test_imperial_is_drawn_as_few() -> None:
    drawing = imperial()

    assert isinstance(drawing.wide, Wide)
    assert not drawing.wide.dense
    assert isinstance(drawing.narrow, Narrow)
    assert not drawing.narrow.beside


def test_imperial_undated_milestones_have_no_place() -> None:
    drawing = imperial().wide

    assert isinstance(drawing, Wide)
    assert {p.key for p in drawing.marks} == {
        "M1",
        "M2",
        "M3",
        "M4",
        "M5",
        "M6",
        "M7",
        "M10",
        "M11",
    }


def test_imperial_drilling_is_a_soft_bar_led_to_from_its_release() -> None:
    drawing = imperial()
    drilling = placed(drawing, "M7")

    assert isinstance(drawing.wide, Wide)
    first_release = drawing.wide.releases[-1]
    assert (drilling.shape, drilling.soft) == (Shape.BAR, "b")
    assert drilling.lead_pct == first_release.x_pct
    assert drilling.start_pct == next(t.x_pct for t in drawing.wide.ticks if t.year == 2019)


def test_imperial_symposia_are_exact() -> None:
    drawing = imperial()

    assert [(placed(drawing, key).shape, placed(drawing, key).soft) for key in ("M3", "M5")] == [
        (Shape.SQUARE, "")
    ] * 2


def test_imperial_dialogue_of_a_day_not_stated_is_not_exact() -> None:
    dialogue = placed(imperial(), "M4")

    assert (dialogue.shape, dialogue.soft) == (Shape.STUB, "b")


def test_imperial_search_goes_on_to_the_right() -> None:
    search = placed(imperial(), "M1")

    assert (search.soft, search.mark.start) == ("r", date(2018, 1, 1))


def test_imperial_find_fades_to_the_left_over_75_days() -> None:
    find = placed(imperial(), "M10")

    assert (find.soft, find.shape) == ("o", Shape.BAR)
    assert find.mark.start == date(2018, 8, 30)


def test_imperial_empty_years_are_folded_and_named() -> None:
    drawing = imperial().wide

    assert isinstance(drawing, Wide)
    assert [(f.label.lines[0].text if f.label else "") for f in drawing.folds] == [
        "3 years",
        "3 years",
    ]
    assert [t.year for t in drawing.ticks] == [2018, 2019, 2023, 2026]


def test_imperial_releases_and_today_are_named() -> None:
    drawing = imperial().wide

    assert isinstance(drawing, Wide)
    assert all(r.label and r.hit for r in drawing.releases)
    assert drawing.today.label.lines[0].text == "Today, 22 November 2026"
    assert drawing.today.x_pct > drawing.releases[0].x_pct


# the axis


def test_month_of_the_first_is_whole() -> None:
    assert month(date(2019, 3, 1)) == 2019 * 12 + 2


def test_month_in_a_leap_february_counts_29_days() -> None:
    assert month(date(2020, 2, 29)) == 2020 * 12 + 1 + 28 / 29


def test_axis_gap_of_twelve_months_stays_open() -> None:
    axis = Axis.over([(0, 1), (13, 14)], [], 13, fold_after=12)

    assert axis.folds == []


def test_axis_gap_of_thirteen_months_is_folded_but_for_its_ends() -> None:
    (fold,) = Axis.over([(0, 1), (14, 15)], [], 14, fold_after=12).folds

    assert (fold.first, fold.last, fold.empty) == (2, 13, 13)


def test_axis_percent_grows_with_time() -> None:
    axis = Axis.over([(0, 1), (40, 44), (400, 401)], [], 30, fold_after=12)
    found = [axis.percent(at / 4) for at in range(4 * 402)]

    assert all(a <= b for a, b in pairwise(found))
    assert found[0] == 0
    assert axis.percent(axis.lasts[-1] + 1) == 100


def test_axis_plan_far_ahead_folds_the_years_between() -> None:
    drawing = wide(Mark("m", A, date(2150, 1, 1), date(2150, 12, 31), "b", plan=True), on=A)

    assert [f.months for f in drawing.folds] == [(2150 - 2018) * 12 - 11]
    assert drawing.marks[0].lead_pct is not None


# shapes and lines


def test_start_unknown_of_a_plan_is_not_drawn_before_it_was_stated() -> None:
    plan = Mark("m", A, None, date(2018, 12, 24), "o", plan=True)

    assert plan.start == A


def test_start_not_exact_of_a_plan_is_not_drawn_before_it_was_stated() -> None:
    plan = Mark("m", A, date(2018, 11, 1), date(2018, 11, 30), soft_ends("month"), plan=True)

    assert (plan.start, plan.ends) == (A, "r")


def test_start_exact_of_a_plan_is_drawn_as_the_source_says() -> None:
    plan = Mark("m", A, date(2018, 11, 12), date(2018, 11, 16), soft_ends("range"), plan=True)

    assert plan.start == date(2018, 11, 12)


def test_end_unknown_fades_to_the_right_over_75_days() -> None:
    (after,) = wide(Mark("m", A, A, None, soft_ends("after"))).marks

    assert (after.soft, after.shape) == ("e", Shape.BAR)
    assert after.mark.end - after.mark.start == timedelta(days=75)


def test_mark_before_its_release_has_no_lead() -> None:
    (past,) = wide(Mark("m", A, date(2017, 1, 1), date(2017, 3, 31), "b")).marks

    assert past.lead_pct is None


def test_shape_of_fixed_size_at_the_edge_stands_inside() -> None:
    drawing = wide(Mark("first", A, date(2018, 1, 1), date(2018, 1, 1)), Mark("m", A, A, A))

    assert drawing.marks[0].start_pct * 704 / 100 >= 6


def test_bar_at_the_edge_that_room_at_the_other_makes_too_short_stands_inside() -> None:
    """9.1 px until the dot at the right edge takes its 13 px; then under 9, and of fixed size."""
    short = Mark("short", A, date(2014, 1, 1), date(2014, 1, 14), soft_ends("about"))
    long = Mark("long", A, date(2014, 1, 15), date(2016, 10, 29))
    last = date(2016, 11, 28)

    drawing = wide(short, long, Mark("last", A, last, last), on=last)

    drawn = next(p for p in drawing.marks if p.key == "short")
    assert drawn.shape is Shape.STUB
    assert drawn.start_pct * 704 / 100 >= 12


def test_outcome_line_runs_from_the_plan_to_what_settles_it() -> None:
    plan = Mark("plan", A, date(2019, 1, 1), date(2019, 4, 30), "b", plan=True, outcome="done")
    done = Mark("done", B, date(2019, 9, 1), date(2019, 9, 1))
    drawing = wide(plan, done)

    (line,) = drawing.outcomes
    assert (line.key, line.outcome) == ("plan", "done")
    assert (line.x1_pct, line.x2_pct) == (drawing.marks[0].end_pct, drawing.marks[1].start_pct)
    assert line.y1_px < line.y2_px < drawing.marks[1].y_px


def test_line_to_an_outcome_does_not_run_through_a_long_name() -> None:
    plan = Mark(
        "plan",
        A,
        date(2019, 4, 30),
        date(2019, 4, 30),
        plan=True,
        outcome="done",
        label="Drilling in three stages, of which each depends on what the last one shows " * 3,
        when="30 April 2019",
    )
    drawing = wide(plan, Mark("done", B, date(2022, 1, 1), date(2022, 1, 1)))
    label = drawing.marks[0].label

    assert label
    assert label.box(1000).y1 < drawing.outcomes[0].y1_px


def test_outcome_within_the_window_leaves_from_the_bar() -> None:
    plan = Mark("plan", A, date(2019, 1, 1), date(2019, 12, 31), "b", plan=True, outcome="done")
    drawing = wide(plan, Mark("done", B, date(2019, 6, 1), date(2019, 6, 1)))

    assert drawing.outcomes[0].x1_pct == drawing.outcomes[0].x2_pct


def test_outcome_that_is_not_drawn_has_no_line() -> None:
    assert wide(Mark("plan", A, A, A, plan=True, outcome="elsewhere")).outcomes == ()


# words


def test_title_too_long_is_shortened_with_an_ellipsis() -> None:
    drawing = wide(Mark("m", A, A, A, label="Scandium " * 30, when="13 Nov 2018"))

    label = drawing.marks[0].label
    assert label is not None
    assert label.lines[0].text.endswith("…")
    assert label.lines[1].text == "13 Nov 2018"


def test_shorten_a_family_of_emoji_is_kept_or_dropped_whole() -> None:
    family = "👩‍👩‍👧"

    assert shorten(f"a{family}b", advance("a…", TextRole.TITLE) + 20, TextRole.TITLE) in (
        "a…",
        f"a{family}…",
    )


def test_wrap_word_of_two_joined_by_a_hyphen_is_broken_after_it() -> None:
    room = advance("Scandium-", TextRole.HEADING)

    assert wrap("Scandium-aluminum", room, TextRole.HEADING) == ("Scandium-", "aluminum")


def test_wrap_date_keeps_day_month_and_year_together() -> None:
    room = advance("On or before 13", TextRole.WHEN)

    assert wrap("On or before 13 Nov 2018", room, TextRole.WHEN) == ("On or before", "13 Nov 2018")


def test_release_labels_too_close_use_their_short_form() -> None:
    found = tuple(
        ReleaseMark(f"r{n}", date(2018, 3 * n + 1, 1), f"Release, 1 {name} 2018", f"1 {name}")
        for n, name in enumerate(("Jan", "Apr", "July", "Oct"))
    )
    drawing = wide(
        Mark("m", A, date(2018, 1, 1), date(2019, 2, 1)), releases=found, on=date(2019, 2, 1)
    )

    assert [r.label.lines[0].text for r in drawing.releases if r.label] == [
        "1 Oct",
        "1 July",
        "1 Apr",
        "1 Jan",
    ]


# narrow


def test_narrow_newest_stands_first() -> None:
    drawing = narrow(*days(5, apart=100))

    assert [m.key for m in sorted(drawing.marks, key=lambda m: m.top_px)] == [
        "m4",
        "m3",
        "m2",
        "m1",
        "m0",
    ]
    assert [m.label.lines[0].y_px for m in drawing.marks if m.label] == sorted(
        m.label.lines[0].y_px for m in drawing.marks if m.label
    )


def test_narrow_everything_on_one_day_stands_beside_its_label() -> None:
    drawing = narrow(*days(24, apart=0))

    assert drawing.beside
    assert len({m.middle_px for m in drawing.marks}) == 24


def test_narrow_plan_ahead_puts_todays_label_in_the_column() -> None:
    drawing = narrow(Mark("m", A, date(2028, 1, 1), date(2028, 12, 31), "b", plan=True))

    assert drawing.today.leader is not None
    assert drawing.marks[0].bottom_px < drawing.today.y_px


def test_settle_labels_move_as_little_as_possible() -> None:
    assert settle([100, 100], [40, 40], 0, 1000) == [60, 100]


def test_settle_labels_keep_their_order_and_stay_below_the_top() -> None:
    assert settle([0, 10, 500], [40, 40, 40], 30, 1000) == [30, 70, 480]
