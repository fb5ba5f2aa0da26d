"""The top and the foot of every page: nothing on them is later than the page's own day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import loaded
from tests.factories import AT, LATER, make_company, make_contact, make_listing, make_release
from timeline.models import Release
from timeline.pages.header import PageHeader, page_header

__all__ = ["loaded"]  # the record for one class or test, not for the whole file

pytestmark = pytest.mark.django_db


def release_of(year: int, symbol: str, person: str, **over: object) -> Release:
    release = make_release(published_on=date(year, 7, 13), **over)
    release.listings.add(make_listing(symbol=symbol))
    make_contact(release, name=person)
    return release


def shown(head: PageHeader) -> tuple[list[str], str | None]:
    return [
        listing.symbol for listing in head.listings
    ], head.contact.name if head.contact else None


def test_masthead_of_today_is_that_of_the_newest_release() -> None:
    company = make_company()
    release_of(2018, "IPG", "Peter")
    newest = release_of(2023, "IMPNF", "Alain")

    head = page_header(AT)

    assert (head.company, head.release, head.historical) == (company, newest, False)
    assert shown(head) == (["IMPNF"], "Alain")


@pytest.mark.parametrize("by", [date(2018, 7, 13), date(2023, 7, 12)])
def test_masthead_bound_to_a_day_shows_nothing_printed_later(by: date) -> None:
    older = release_of(2018, "IPG", "Peter")
    release_of(2023, "IMPNF", "Alain")

    head = page_header(AT, by)

    assert (head.release, head.historical) == (older, True)
    assert shown(head) == (["IPG"], "Peter")


@pytest.mark.parametrize("by", [date(2023, 7, 13), date(2026, 1, 1)])
def test_masthead_bound_to_a_day_with_nothing_later_is_not_historical(by: date) -> None:
    release_of(2018, "IPG", "Peter")
    newest = release_of(2023, "IMPNF", "Alain")

    head = page_header(AT, by)

    assert (head.release, head.historical) == (newest, False)


def test_masthead_bound_to_a_day_before_any_release_shows_the_company_alone() -> None:
    company = make_company()
    release_of(2018, "IPG", "Peter")

    assert page_header(AT, date(2018, 7, 12)) == PageHeader(company)


@pytest.mark.parametrize(
    "over",
    [
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_reason_en": "An error"},
        {"publish_at": LATER},
    ],
)
def test_masthead_leaves_out_a_release_that_is_not_public(over: dict[str, object]) -> None:
    public = release_of(2018, "IPG", "Peter")
    release_of(2023, "IMPNF", "Alain", **over)

    head = page_header(AT, date(2018, 12, 31))

    assert (head.release, head.historical) == (public, False)


def test_masthead_of_a_release_is_its_own_beside_another_of_its_day() -> None:
    first, second = release_of(2018, "IPG", "Peter"), release_of(2018, "IMPNF", "Alain")

    assert [
        (page_header(AT, of=one).release, page_header(AT, of=one).historical)
        for one in (first, second)
    ] == [
        (first, False),
        (second, True),
    ]
    assert shown(page_header(AT, of=second)) == (["IMPNF"], "Alain")


def test_masthead_names_the_first_contact_of_the_company_itself() -> None:
    release = make_release()
    make_contact(release, position=1, name="Agency", organisation="CHF Capital Markets")
    make_contact(release, position=3, name="Third")
    make_contact(release, position=2, name="Second")

    assert shown(page_header(AT)) == ([], "Second")


def test_masthead_of_a_release_without_a_contact_borrows_none() -> None:
    release_of(2018, "IPG", "Peter")
    make_release(published_on=date(2023, 1, 1))

    assert shown(page_header(AT)) == ([], None)


def test_masthead_of_an_empty_record_stands_for_any_company() -> None:
    head = page_header(AT)

    assert (head.company.name, head.release, head.listings, head.contact) == (
        "Company",
        None,
        [],
        None,
    )


@pytest.mark.slow
@pytest.mark.parametrize("by", [None, date(2020, 1, 1)])
def test_masthead_asks_as_many_queries_of_two_releases_as_of_twelve(by: date | None) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_header(AT, by)
        return len(asked)

    make_company()
    for year in (2018, 2023):
        release_of(year, f"A{year}", "Peter")
    few = queries()
    for year in range(2001, 2011):
        release_of(year, f"B{year}", "Alain")

    assert queries() == few <= 5


@pytest.mark.usefixtures("record")
class TestTheRecord:
    def test_masthead_of_2018_never_shows_the_symbol_of_2023(self) -> None:
        assert [str(one) for one in page_header(AT, date(2018, 11, 13)).listings] == ["TSXV: IPG"]
        assert [str(one) for one in page_header(AT).listings] == ["TSXV: IPG", "OTCQB: IMPNF"]

    def test_masthead_contact_is_the_one_printed_by_the_day(self) -> None:
        assert shown(page_header(AT, date(2018, 11, 13)))[1] == "Peter J. Cashin"
        assert shown(page_header(AT))[1] == "Alain Bureau"
