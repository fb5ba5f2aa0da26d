"""Nothing later than a page's day is shown on it, and nothing is said to be gone that nobody
saw."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_listing,
    make_milestone,
    make_release,
)
from tests.markup import Visit

pytestmark = pytest.mark.django_db


def test_as_of_page_cites_no_later_release(visit: Visit) -> None:
    make_company()
    make_announced(make_release(), make_release(published_on=date(2023, 7, 13)))
    text = visit("/?as_of=2018-12-31").text
    assert "Release of 13 November 2018" in text
    assert "2023" not in text


def test_page_of_today_cites_both_releases(visit: Visit) -> None:
    make_company()
    make_announced(make_release(), make_release(published_on=date(2023, 7, 13)))
    assert "Release of 13 July 2023" in visit("/").text


def test_release_of_a_day_with_two_shows_its_own_listing(visit: Visit) -> None:
    make_company()
    for slug, symbol in (("first", "ONE"), ("second", "TWO")):
        make_release(slug=slug).listings.add(make_listing(code="AAA", symbol=symbol))
    page = visit("/releases/second/")
    assert "AAA: TWO" in page.text
    assert "AAA: ONE" not in page.text
    assert page.json_ld["mainEntity"]["author"]["tickerSymbol"] == ["AAA:TWO"]


def test_withdrawn_before_its_moment_is_unknown_not_gone(client: Client) -> None:
    make_company()
    make_milestone(
        slug="early", status="withdrawn", publish_at=LATER, withdrawn_reason_en="Never shown"
    )
    assert client.get("/milestones/early/").status_code == 404


def test_event_that_was_called_off_is_not_published_as_one(visit: Visit) -> None:
    make_company()
    plan = make_announced(slug="fair", standing="planned")
    settler = make_release(published_on=date(2020, 1, 1))
    make_announced(settler, settles=plan, settlement="withdrawn", kind="corporate")
    assert "mainEntity" not in visit("/milestones/fair/").json_ld
