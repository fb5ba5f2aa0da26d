"""The months in which fiscal years begin, on the company's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.admin_pages import errors, save, text_of
from tests.factories import make_company, make_fiscal_start
from tests.role_actions import signed_in
from timeline.dates.fiscal import FiscalCalendar, FiscalStart, starting_in
from timeline.models import Correction
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.roles import CONTRIBUTOR, PUBLISHER

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

ADDRESS = "/admin/timeline/company/1/change/"
NOTE = {"correction_note_en": "The year was misread."}


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    make_company()


@pytest.fixture
def publisher(db: None) -> Client:
    return signed_in(PUBLISHER)


def saved(client: Client, **typed: str) -> dict[str, list[str]]:
    return errors(save(client, ADDRESS, "company_form", **typed))


def test_company_needs_no_fiscal_calendar(publisher: Client) -> None:
    assert saved(publisher, website="https://example.com/") == {}
    assert fiscal_calendar_on_file() == FiscalCalendar()


def test_month_alone_is_taken_without_a_note(publisher: Client) -> None:
    assert saved(publisher, fiscal_year_starts_0_month="4") == {}

    assert fiscal_calendar_on_file() == starting_in(4)
    assert not Correction.objects.exists()


def test_second_month_without_a_day_is_refused_beside_it(publisher: Client) -> None:
    make_fiscal_start(1)

    found = saved(publisher, fiscal_year_starts_1_month="4")

    assert found["fiscal_year_starts-1-holds_from"] == [
        "One month alone can be without a day: the first."
    ]
    assert fiscal_calendar_on_file() == starting_in(1)


def test_two_months_from_one_day_are_refused_beside_the_second(publisher: Client) -> None:
    make_fiscal_start(1, date(2022, 1, 1))

    found = saved(
        publisher, fiscal_year_starts_1_month="4", fiscal_year_starts_1_holds_from="2022-01-01"
    )

    assert found["fiscal_year_starts-1-holds_from"] == ["From this day another month is here too."]


def test_change_of_the_calendar_asks_for_a_note_and_is_a_correction(publisher: Client) -> None:
    make_fiscal_start(1)
    typed = {"fiscal_year_starts_1_month": "4", "fiscal_year_starts_1_holds_from": "2022-04-01"}

    asked = saved(publisher, **typed)
    done = saved(publisher, **typed, **NOTE)

    assert "fiscal years begin: was “in January”" in asked["correction_note_en"][1]
    assert done == {}
    line = Correction.objects.get().lines[0]
    assert (line.was, line.now) == ("in January", "in April; up to fiscal 2021, in January")
    assert fiscal_calendar_on_file() == FiscalCalendar(
        (FiscalStart(1), FiscalStart(4, date(2022, 4, 1)))
    )


def test_change_of_the_calendar_is_in_the_history(publisher: Client) -> None:
    saved(publisher, fiscal_year_starts_0_month="4")

    page = text_of(publisher.get("/admin/timeline/company/1/history/"))

    assert "Start of fiscal years" in page
    assert "April" in page


def test_contributor_sees_the_calendar_and_cannot_change_it() -> None:
    make_fiscal_start(4)

    page = signed_in(CONTRIBUTOR).get(ADDRESS).content.decode()

    assert "April" in page
    assert 'name="fiscal_year_starts-0-month"' not in page
