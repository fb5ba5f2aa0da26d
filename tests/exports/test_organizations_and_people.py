"""``/partners.json``, ``/people.json`` and single rows: statements over time as data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import validate

from tests.exports.format_readers import body, rows_of
from tests.factories import (
    LATER,
    make_announced,
    make_company,
    make_paragraph,
    make_part,
    make_partner,
    make_partner_name,
    make_person,
    make_post,
    make_project,
    make_release,
)
from timeline.models import Office, Paragraph, PartnerKind, PartnerRole, Stake

pytestmark = pytest.mark.django_db

SOURCE = "http://testserver/releases/told/#p1"


def source() -> Paragraph:
    release = make_release(slug="told", published_on=date(2019, 5, 6))
    return make_paragraph(release)


def items(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(address).json()["items"]
    return found


def test_organization_has_its_stakes_with_their_sources(client: Client) -> None:
    make_company()
    abacus, paragraph = make_partner(slug="abacus", name_en="Abacus"), source()
    Stake.objects.create(owned=abacus, percent=25, paragraph=paragraph, holds_from="2018-03")
    Stake.objects.create(owner=abacus, percent="12.5", paragraph=paragraph)

    (row,) = items(client, "/partners.json")

    period = {"until": None, "stated_on": "2019-05-06", "source": SOURCE}
    assert row["owners"] == [
        {"kind": "company", "other": None, "percent": 25, "from": "2018-03", **period}
    ]
    assert row["holdings"] == [
        {"kind": "company", "other": None, "percent": 12.5, "from": None, **period}
    ]


def test_stake_in_a_project_names_the_project(client: Client) -> None:
    lake = make_project(slug="lake", name_en="Lake")
    Stake.objects.create(owner=make_partner(), owned_project=lake, percent=40, paragraph=source())

    (stake,) = items(client, "/partners.json")[0]["holdings"]

    assert stake["kind"] == "project"
    assert stake["other"] == {
        "id": "http://testserver/projects/lake/",
        "slug": "lake",
        "name": {"en": "Lake", "fr": ""},
    }


def test_organization_has_its_names_over_time_and_counts_milestones(client: Client) -> None:
    abacus = make_partner(slug="abacus", country="CA", kind="regulator")
    make_partner_name(abacus, source(), name_en="Old Abacus", holds_from="2015")
    make_part(make_announced(), abacus, "named")

    (row,) = items(client, "/partners.json")

    assert row["milestones"] == 1
    assert (row["country"], row["kind"]) == ("CA", "regulator")
    assert row["names"] == [
        {
            "name": {"en": "Old Abacus", "fr": ""},
            "from": "2015",
            "until": None,
            "stated_on": "2019-05-06",
            "source": SOURCE,
        }
    ]


def test_person_has_the_posts_with_their_sources(client: Client) -> None:
    abacus = make_partner(slug="abacus", name_en="Abacus", name_fr="Abaque")
    ada = make_person(slug="ada", name="Ada Archer")
    make_post(ada, source(), organisation=abacus, holds_until="2019")

    (row,) = items(client, "/people.json")

    assert row["name"] == "Ada Archer"
    assert row["posts"] == [
        {
            "organization": {
                "id": "http://testserver/partners/abacus/",
                "slug": "abacus",
                "name": {"en": "Abacus", "fr": "Abaque"},
            },
            "office": "chief_executive",
            "title": {"en": "President and CEO", "fr": "Président et chef de la direction"},
            "from": None,
            "until": "2019",
            "stated_on": "2019-05-06",
            "source": SOURCE,
        }
    ]


def test_people_of_a_year_are_those_who_held_a_post_in_it(client: Client) -> None:
    make_post(make_person(slug="ada"), holds_from="2016", holds_until="2017")
    make_post(make_person(slug="ben"), holds_from="2018")

    answer = client.get("/people.json?year=2016").json()

    assert [row["slug"] for row in answer["items"]] == ["ada"]
    assert answer["count"] == 1
    assert answer["html"] == "http://testserver/people/?year=2016"


@pytest.mark.parametrize("query", ["year=x", "year=", "as_of=2018-01-01", "limit=3"])
def test_parameter_that_cannot_be_read_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/people.json?{query}").status_code == 400


def test_lists_come_by_name_and_whole(client: Client) -> None:
    for name in ("Cedar", "Abacus", "Birch"):
        make_partner(name_en=name)
        make_person(name=name)

    assert [row["name"]["en"] for row in items(client, "/partners.json")] == [
        "Abacus",
        "Birch",
        "Cedar",
    ]
    assert [row["name"] for row in items(client, "/people.json")] == ["Abacus", "Birch", "Cedar"]
    assert client.get("/people.json").json()["next"] is None


def test_csv_has_a_line_for_each_person(client: Client) -> None:
    ada = make_person(slug="ada", name="Ada Archer")
    make_post(ada, source(), holds_from="2018-03")

    (row,) = rows_of(body(client.get("/people.csv")))

    assert (row["name"], row["offices"], row["from"]) == (
        "Ada Archer",
        "chief_executive",
        "2018-03",
    )
    assert row["sources"] == SOURCE


def test_csv_has_a_line_for_each_organization(client: Client) -> None:
    owner, owned = make_partner(slug="abacus"), make_partner(slug="birch", name_en="Zed")
    Stake.objects.create(owner=owner, owned=owned, percent="6.67", paragraph=source())

    rows = {row["slug"]: row for row in rows_of(body(client.get("/partners.csv")))}

    assert rows["abacus"]["holdings"] == "birch"
    assert rows["abacus"]["holdings_percent"] == "6.67"
    assert rows["birch"]["owners"] == "abacus"


def test_what_is_not_public_is_in_no_list(client: Client) -> None:
    hidden = make_release(publish_at=LATER)
    ada, abacus = make_person(), make_partner()
    make_post(ada, make_paragraph(hidden))
    Stake.objects.create(owner=abacus, percent=5, paragraph=make_paragraph(hidden))
    make_partner_name(abacus, make_paragraph(hidden))

    (person,), (organization,) = items(client, "/people.json"), items(client, "/partners.json")

    assert person["posts"] == []
    assert organization["holdings"] == []
    assert organization["names"] == []


@pytest.mark.parametrize("name", ["partners", "people"])
@pytest.mark.usefixtures("record")
def test_list_and_row_fit_their_schemas(client: Client, name: str) -> None:
    schema = client.get(f"/schema/{name}.json").json()
    answer = client.get(f"/{name}.json").json()

    validate(answer, schema)
    assert answer["items"]
    for row in answer["items"]:
        address = row["id"].removeprefix("http://testserver").rstrip("/")
        validate(client.get(f"{address}.json").json(), schema["$defs"]["row"])


@pytest.mark.parametrize("folder", ["partners", "people"])
def test_row_that_was_withdrawn_is_gone_as_data_too(client: Client, folder: str) -> None:
    make = {"partners": make_partner, "people": make_person}[folder]
    row = make(slug="gone")
    row.status, row.withdrawn_reason_en = "withdrawn", "Not the one"
    row.save()

    assert client.get(f"/{folder}/gone.json").status_code == 410
    assert client.get(f"/{folder}/nobody.json").status_code == 404


def enumerated(document: Any, wanted: list[str]) -> bool:
    """Whether a JSON document has an enumeration of exactly these values somewhere."""
    if isinstance(document, dict):
        if document.get("enum") == wanted:
            return True
        return any(enumerated(value, wanted) for value in document.values())
    if isinstance(document, list):
        return any(enumerated(value, wanted) for value in document)
    return False


@pytest.mark.parametrize("address", ["/schema/milestones.json", "/openapi.json"])
def test_part_that_the_model_has_is_in_every_description(client: Client, address: str) -> None:
    assert enumerated(client.get(address).json(), PartnerRole.values)


@pytest.mark.parametrize(
    ("name", "values"), [("partners", PartnerKind.values), ("people", Office.values)]
)
def test_kind_that_the_model_has_is_in_the_schema(
    client: Client, name: str, values: list[str]
) -> None:
    assert enumerated(client.get(f"/schema/{name}.json").json(), values)


@pytest.mark.parametrize("role", PartnerRole.values)
def test_milestone_with_any_part_fits_the_schema(client: Client, role: str) -> None:
    milestone = make_announced(slug="told")
    make_part(milestone, make_partner(), role)
    schema = client.get("/schema/milestones.json").json()

    validate(client.get("/milestones/told.json").json(), schema["$defs"]["row"])


@pytest.mark.parametrize("address", ["/partners.json", "/people.json", "/people.json?year=2018"])
def test_list_takes_as_many_queries_of_many_rows_as_of_few(client: Client, address: str) -> None:
    def more() -> None:
        for _ in range(3):
            owner, owned = make_partner(), make_partner()
            Stake.objects.create(owner=owner, owned=owned, percent=5, paragraph=make_paragraph())
            make_partner_name(owner)
            make_post(make_person(), organisation=owner)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    more()
    few = queries()
    more()
    more()

    assert queries() == few
