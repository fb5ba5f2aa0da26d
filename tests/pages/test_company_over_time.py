"""What the company was called and where it was listed, and since or until when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_company_name,
    make_listing,
    make_listing_period,
    make_paragraph,
    make_partner,
    make_partner_name,
    make_release,
)
from tests.markup import Visit

pytestmark = pytest.mark.django_db


def test_about_tells_names_and_listings_over_time_with_their_source(visit: Visit) -> None:
    make_company(name="New Ltd.")
    stated = make_paragraph(make_release(slug="renamed", published_on=date(2019, 5, 14)))
    make_company_name(stated, name_en="Old Ltd.", holds_from="", holds_until="2019-05-13")
    listing = make_listing(code="TSXV", symbol="OLD")
    stated.release.listings.add(listing)
    make_listing_period(listing, stated, holds_from="", holds_until="2019-05")

    told = visit("/about/").one("section", aria_labelledby="over-time")

    assert [each.text for each in told.all("dt")] == ["Old Ltd.", "TSXV: OLD"]
    assert told.all("dd")[0].text.startswith("until 13 May 2019")
    assert told.all("dd")[1].text.startswith("until May 2019")
    assert told.all("a")[0].attrs["href"] == "/releases/renamed/#p1"


def test_about_gives_no_name_away_before_its_release(visit: Visit) -> None:
    make_company()
    to_come = make_paragraph(make_release(publish_at=LATER))
    make_company_name(to_come, name_en="Secret Ltd.", holds_from="2018", holds_until="")

    assert "Secret" not in visit("/about/").text
    assert "Secret" not in visit("/").text


def test_old_milestone_names_an_organization_as_it_was_called_then(visit: Visit) -> None:
    partner = make_partner(slug="smelter", name_en="New Smelter", name_fr="")
    make_announced(make_release(published_on=date(2018, 1, 1)), slug="deal", partners=[partner])
    renaming = make_paragraph(make_release(published_on=date(2020, 1, 1)))
    make_partner_name(
        partner, renaming, name_en="Old Smelter", name_fr="", holds_from="", holds_until="2019"
    )

    assert "Old Smelter" in visit("/milestones/deal/").one("section", aria_labelledby="who").text
    assert visit("/partners/smelter/").one("h1").text == "New Smelter"
    assert "Old Smelter" in visit("/partners/smelter/").text
