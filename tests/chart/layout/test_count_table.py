"""Years by projects as a table of counts."""

from __future__ import annotations

import pytest

from timeline.chart.layout import CountTable, SpannedCount, count_table

LANES = [("a", "Anchor"), ("b", "Bellows"), ("", "No project")]


def table(*spans: tuple[str, int, int, int]) -> CountTable:
    found = count_table(LANES, [SpannedCount(*span) for span in spans])
    assert found is not None
    return found


def test_table_of_nothing_is_none() -> None:
    assert count_table(LANES, []) is None


def test_table_has_a_column_for_each_lane_that_has_something() -> None:
    found = table(("b", 2018, 2018, 1), ("", 2018, 2018, 1))

    assert found.lanes == (("b", "Bellows"), ("", "No project"))
    assert found.width == 3


def test_table_counts_a_mark_in_every_year_it_touches_newest_first() -> None:
    found = table(("a", 2017, 2019, 2), ("a", 2018, 2018, 3))

    counts = [(row.label, [cell.count for cell in row.cells]) for row in found.rows]
    assert counts == [("2019", [2]), ("2018", [5]), ("2017", [2])]


def test_table_of_more_than_forty_years_has_a_row_for_ten() -> None:
    found = table(("a", 1965, 1965, 1), ("a", 2021, 2021, 1), ("b", 1970, 2009, 1))

    labels = [row.label for row in found.rows]
    assert labels == ["2020–29", "2010–19", "2000–09", "1990–99", "1980–89", "1970–79", "1960–69"]
    assert found.rows[0].years == range(2020, 2030)


def test_table_of_two_thousand_years_has_a_row_for_a_century() -> None:
    found = table(("a", 1000, 1000, 1), ("a", 1290, 1290, 1), ("a", 2999, 2999, 1))

    assert [row.label for row in found.rows] == [
        "2900–99",
        "1600 years",
        "1200–99",
        "1100–99",
        "1000–99",
    ]


@pytest.mark.parametrize(
    ("earlier", "labels"),
    [
        (2016, ["2019", "2018", "2017", "2016"]),
        (2015, ["2019", "3 years", "2015"]),
    ],
)
def test_table_folds_three_empty_years_and_no_fewer(earlier: int, labels: list[str]) -> None:
    found = table(("a", 2019, 2019, 1), ("a", earlier, earlier, 1))

    assert [row.label for row in found.rows] == labels


def test_folded_years_have_no_cells_and_are_those_between() -> None:
    found = table(("a", 2019, 2019, 1), ("a", 2010, 2010, 1))

    folded = found.rows[1]
    assert folded.cells == ()
    assert folded.years == range(2011, 2019)


@pytest.mark.parametrize(("count", "heat"), [(1, 1), (25, 1), (26, 2), (75, 3), (76, 4), (100, 4)])
def test_heat_of_a_cell_is_its_quarter_of_the_largest_count(count: int, heat: int) -> None:
    found = table(("a", 2019, 2019, 100), ("b", 2019, 2019, count))

    assert [cell.heat for cell in found.rows[0].cells] == [4, heat]


def test_empty_cell_has_no_heat() -> None:
    found = table(("a", 2019, 2019, 1), ("b", 2018, 2018, 1))

    assert [(cell.count, cell.heat) for cell in found.rows[0].cells] == [(1, 4), (0, 0)]
