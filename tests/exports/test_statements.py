"""What documents state over time as data: one list, one row for each statement."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.exports.format_readers import body, rows_of
from tests.factories import (
    LATER,
    make_company,
    make_company_name,
    make_listing,
    make_listing_period,
    make_paragraph,
    make_partner,
    make_person,
    make_post,
    make_project,
    make_project_state,
    make_release,
    make_stake,
)
from timeline.models import Paragraph, Stake

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SOURCE = "http://testserver/releases/stated/#p1"


@pytest.fixture
def paragraph() -> Paragraph:
    """It renames the company, lists it, sells a project and keeps a part, and names a chief."""
    make_company(name="New Ltd.")
    release = make_release(slug="stated", published_on=date(2020, 5, 1))
    paragraph = make_paragraph(release)
    listing = make_listing(code="TSXV", symbol="NEW")
    release.listings.add(listing)
    project = make_project(slug="lake", name_en="Lake", name_fr="Lac")
    make_company_name(
        paragraph, name_en="Old Ltd.", name_fr="", holds_from="", holds_until="2020-04"
    )
    make_listing_period(listing, paragraph, holds_from="2020-05-01", holds_until="")
    Stake.objects.create(owned_project=project, percent="12.50", paragraph=paragraph)
    make_project_state(project, paragraph, state="sold", holds_from="", holds_until="")
    make_post(make_person(slug="roy"), paragraph, title_en="Chief", title_fr="Chef")
    return paragraph


@pytest.mark.usefixtures("paragraph")
def test_list_has_a_row_for_each_statement(client: Client) -> None:
    rows = client.get("/statements.json").json()["items"]

    told = [(row["kind"], row["text"]["en"], row["text"]["fr"]) for row in rows]
    assert told == [
        ("name", "Old Ltd.", ""),
        ("listing", "TSXV: NEW", "TSXV\u00a0: NEW"),
        ("stake", "12.5%", "12,5\u00a0%"),
        ("state", "Sold", "Vendu"),
        ("post", "Chief", "Chef"),
    ]
    assert {row["source"] for row in rows} == {SOURCE}
    assert {row["stated_on"] for row in rows} == {"2020-05-01"}


@pytest.mark.usefixtures("paragraph")
def test_stake_of_the_company_in_a_project_says_both_ends(client: Client) -> None:
    stake = client.get("/statements.json").json()["items"][2]

    assert stake["of"] is None
    assert (stake["other"]["slug"], stake["percent"]) == ("lake", 12.5)


@pytest.mark.usefixtures("paragraph")
def test_days_are_as_precise_as_the_document(client: Client) -> None:
    name, listing, *_others = client.get("/statements.json").json()["items"]

    assert (name["from"], name["until"]) == (None, "2020-04")
    assert (listing["from"], listing["until"]) == ("2020-05-01", None)


@pytest.mark.usefixtures("paragraph")
def test_csv_has_the_same_rows(client: Client) -> None:
    rows = rows_of(body(client.get("/statements.csv")))

    assert [row["kind"] for row in rows] == ["name", "listing", "stake", "state", "post"]
    assert rows[2]["other"] == "lake"


def test_statement_of_a_release_to_come_is_not_given_away(
    client: Client, paragraph: Paragraph
) -> None:
    to_come = make_paragraph(make_release(publish_at=LATER))
    make_company_name(to_come, name_en="Secret Ltd.", holds_from="2021", holds_until="2022")
    make_stake(owner=make_partner(publish_at=LATER, name_en="Hidden"), paragraph=paragraph)

    text = client.get("/statements.json").content.decode()

    assert "Secret" not in text
    assert "Hidden" not in text


def test_list_costs_the_same_at_any_length(client: Client, paragraph: Paragraph) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/statements.json")
        return len(asked)

    few = queries()
    for number in range(6):
        make_stake(paragraph=paragraph)
        make_post(make_person(), paragraph)
        make_company_name(paragraph, name_en=f"N{number}", holds_from="", holds_until="2001")

    assert queries() == few
