"""When the company's fiscal years begin, as staff keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.constraints import messages, refused
from tests.factories import make_company, make_fiscal_start
from timeline.dates.fiscal import FiscalCalendar, FiscalStart
from timeline.models import FiscalYearStart
from timeline.models.company import fiscal_calendar, fiscal_calendar_on_file

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    make_company()


def test_calendar_is_unknown_without_a_row() -> None:
    assert fiscal_calendar_on_file() == FiscalCalendar()


def test_calendar_has_the_oldest_start_first(django_assert_num_queries: Any) -> None:
    make_fiscal_start(1, date(2024, 1, 1))
    make_fiscal_start(4)
    make_fiscal_start(7, date(2022, 7, 1))
    rows = list(FiscalYearStart.objects.all())

    with django_assert_num_queries(0):
        calendar = fiscal_calendar(rows)

    assert calendar == FiscalCalendar(
        (FiscalStart(4), FiscalStart(7, date(2022, 7, 1)), FiscalStart(1, date(2024, 1, 1)))
    )


@pytest.mark.parametrize(
    ("month", "holds_from", "field", "why"),
    [
        (0, date(2020, 1, 1), "month", "Value 0 is not a valid choice."),
        (13, date(2020, 1, 1), "month", "Value 13 is not a valid choice."),
        (1, None, "holds_from", "One month alone can be without a day: the first."),
        (1, date(2022, 4, 1), "holds_from", "From this day another month is on file already."),
    ],
)
def test_start_that_cannot_be_is_refused_by_the_database_and_the_form(
    month: int, holds_from: date | None, field: str, why: str
) -> None:
    make_fiscal_start(4)
    make_fiscal_start(4, date(2022, 4, 1))
    row = FiscalYearStart(month=month, holds_from=holds_from)

    assert refused(row) != ""
    assert why in messages(row)[field]


def test_start_is_found_by_its_natural_key() -> None:
    first, later = make_fiscal_start(4), make_fiscal_start(1, date(2022, 1, 1))

    assert FiscalYearStart.objects.get_by_natural_key(*first.natural_key()) == first
    assert FiscalYearStart.objects.get_by_natural_key(*later.natural_key()) == later


def test_change_of_a_start_is_in_its_history() -> None:
    row = make_fiscal_start(4)
    row.month = 7
    row.save()

    assert [state.month for state in FiscalYearStart.history.order_by("history_id")] == [4, 7]
