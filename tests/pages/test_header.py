"""The top and the foot of every page: nothing on them is later than the page's own day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import loaded
from tests.factories import (
    AT,
    LATER,
    make_company,
    make_contact,
    make_listing,
    make_paragraph,
    make_partner,
    make_release,
)
from timeline.models import CompanyName, ListingPeriod, Release
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

    assert page_header(AT, date(2018, 7, 12)) == PageHeader(company, historical=True)


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


def test_masthead_of_a_release_without_a_contact_names_the_newest_that_was_printed() -> None:
    release_of(2018, "IPG", "Peter")
    make_release(published_on=date(2023, 1, 1))

    head = page_header(AT)

    assert shown(head) == ([], "Peter")
    assert head.contact_years == 8  # 13 July 2018 to 22 November 2026


def test_masthead_bound_to_a_day_names_no_contact_printed_later() -> None:
    make_release(published_on=date(2018, 1, 1))
    release_of(2023, "IMPNF", "Alain")

    assert page_header(AT, date(2019, 1, 1)).contact is None


def test_masthead_names_no_contact_of_another_issuer() -> None:
    make_release()
    parent = make_partner()
    of_parent = make_release(document_type="other_release", issuer=parent)
    make_contact(of_parent, name="Parent")

    assert page_header(AT).contact is None


@pytest.mark.parametrize(
    ("by", "name"),
    [
        (date(2017, 6, 1), "First Name Inc."),
        (date(2019, 6, 1), "Second Name Inc."),
        (None, "Example Resources Inc."),
    ],
)
def test_masthead_names_the_company_as_on_the_day_of_the_page(by: date | None, name: str) -> None:
    make_company()
    stating = make_paragraph(make_release(published_on=date(2017, 1, 1)))
    for named, begins, ends in (
        ("First Name Inc.", "", "2018-03"),
        ("Second Name Inc.", "2018-03", "2021-06-30"),
    ):
        CompanyName.objects.create(
            name_en=named,
            short_name=named,
            holds_from=begins,
            holds_until=ends,
            paragraph=stating,
        )

    assert page_header(AT, by).company.name == name


def test_masthead_shows_no_listing_that_had_ended_by_its_day() -> None:
    release = release_of(2018, "IPG", "Peter")
    delisting = make_release(published_on=date(2020, 5, 1))
    ListingPeriod.objects.create(
        listing=release.listings.get(), holds_until="2020-05", paragraph=make_paragraph(delisting)
    )
    delisting.listings.add(release.listings.get())

    assert [str(one) for one in page_header(AT, date(2020, 5, 20)).listings] == ["TSXV: IPG"]
    assert page_header(AT).listings == []


def test_masthead_shows_no_listing_of_a_parent() -> None:
    release = release_of(2018, "IPG", "Peter")
    release.listings.add(make_listing(code="TSX", symbol="PAR", partner=make_partner()))

    assert [str(one) for one in page_header(AT).listings] == ["TSXV: IPG"]


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

    assert queries() == few <= 7


@pytest.mark.usefixtures("record")
class TestTheRecord:
    def test_masthead_of_2018_never_shows_the_symbol_of_2023(self) -> None:
        assert [str(one) for one in page_header(AT, date(2018, 11, 13)).listings] == ["TSXV: IPG"]
        assert [str(one) for one in page_header(AT).listings] == ["TSXV: IPG", "OTCQB: IMPNF"]

    def test_masthead_contact_is_the_one_printed_by_the_day(self) -> None:
        assert shown(page_header(AT, date(2018, 11, 13)))[1] == "Peter J. Cashin"
        assert shown(page_header(AT))[1] == "Alain Bureau"
