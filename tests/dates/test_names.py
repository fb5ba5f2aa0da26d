"""Which name a pair of bounds has, out to both ends of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates.periods import Span
from timeline.dates.precisions import PRECISION_RULES, Precision, about_template


@pytest.mark.parametrize(
    ("precision", "first", "last", "name"),
    [
        (Precision.WEEK, date(2019, 4, 29), date(2019, 5, 5), "week"),
        (Precision.WEEK, date(2019, 4, 30), date(2019, 5, 6), "week_from"),
        (Precision.WEEK, date(2019, 4, 30), date(2019, 5, 7), None),
        (Precision.SEASON, date(2018, 12, 1), date(2019, 3, 31), "winter_two"),
        (Precision.SEASON, date(2018, 12, 1), date(2019, 4, 30), None),
        (Precision.FISCAL_YEAR, date(2018, 4, 1), date(2019, 3, 31), "fiscal"),
        (Precision.FISCAL_YEAR, date(2018, 1, 1), date(2018, 12, 31), "fiscal"),
        (Precision.FISCAL_YEAR, date(2018, 4, 2), date(2019, 3, 31), None),
        (Precision.FISCAL_YEAR, date(2018, 4, 1), date(2019, 4, 30), None),
    ],
)
def test_name_of_bounds_that_cross_a_month_or_a_year(
    precision: Precision, first: date, last: date, name: str | None
) -> None:
    assert PRECISION_RULES[precision].template(Span(first, last)) == name


@pytest.mark.parametrize("day", [date.min, date(1, 2, 1), date(9999, 12, 1), date.max])
@pytest.mark.parametrize("precision", [Precision.WEEK, Precision.SEASON, Precision.FISCAL_YEAR])
def test_name_of_a_day_at_an_end_of_the_calendar_is_none(precision: Precision, day: date) -> None:
    assert PRECISION_RULES[precision].template(Span(day, day)) is None
    assert about_template(Span(day, day), {"winter"}, in_days=True) is None
