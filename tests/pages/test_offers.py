"""Pages name the data that show the same, and what they offer can be had."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.markup import Document, Visit
from timeline.exports.formats import FORMATS

pytestmark = pytest.mark.usefixtures("record")

ADVERTISED = {form.suffix for form in FORMATS if form.advertised}


def alternates(page: Document) -> dict[str, str]:
    """Addresses of the data that the head of a page names, by suffix."""
    links = [link for link in page.all("link", rel="alternate") if "title" in link.attrs]
    return {
        urlsplit(link.attrs["href"]).path.rpartition(".")[2]: link.attrs["href"] for link in links
    }


def test_timeline_names_its_data_under_the_same_filters(visit: Visit) -> None:
    named = alternates(visit("/?project=crater-lake&year=2018"))

    assert named.keys() == ADVERTISED
    assert set(named.values()) == {
        f"http://testserver/timeline.{suffix}?project=crater-lake&year=2018"
        for suffix in ADVERTISED
    }


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/releases/?year=2018", "/releases.json?year=2018"),
        ("/milestones/drilling/", "/milestones/drilling.json"),
        (
            "/releases/2018-11-13-scandium-marketing-update/",
            "/releases/2018-11-13-scandium-marketing-update.json",
        ),
        ("/fr/milestones/drilling/", "/fr/milestones/drilling.json"),
    ],
)
def test_page_names_its_json(visit: Visit, address: str, data: str) -> None:
    assert alternates(visit(address))["json"] == f"http://testserver{data}"


def test_timeline_offers_every_format_to_take_along(visit: Visit) -> None:
    offered = visit("/?year=2018").one("section", css="take").one("ul").all("a")

    assert {form.label for form in FORMATS if "milestones" in form.lists} <= {
        link.text for link in offered
    }


def test_timeline_offers_to_subscribe_to_its_calendar(visit: Visit) -> None:
    links = [
        link.attrs["href"] for link in visit("/?year=2018").one("section", css="take").all("a")
    ]

    assert "webcal://testserver/timeline.ics?year=2018" in links


def test_timeline_offers_its_calendar_as_a_file_to_who_subscribes_to_none(visit: Visit) -> None:
    links = [
        link.attrs["href"] for link in visit("/?year=2018").one("section", css="take").all("a")
    ]

    assert "/timeline.ics?year=2018" in links


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/?year=2018", "/releases/", "/outlook/", "/fr/", "/about/data/"),
        *("/projects/crater-lake/", "/partners/albecour/"),
    ],
)
def test_data_that_a_page_offers_can_be_had(client: Client, visit: Visit, address: str) -> None:
    shown = visit(address)
    links = [
        link.attrs["href"] for link in (*shown.main.all("a"), *shown.all("link", rel="alternate"))
    ]
    paths = [one.replace("webcal://testserver", "") for one in links if "." in urlsplit(one).path]
    ours = [one for one in paths if one.startswith("/") or "testserver" in one]

    assert ours
    assert [one for one in ours if client.get(one).status_code != 200] == []


@pytest.mark.parametrize("language", ["", "/fr"])
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/projects/crater-lake/", "?project=crater-lake"),
        ("/partners/albecour/", "?partner=albecour"),
    ],
)
def test_page_that_lists_milestones_names_them_as_data(
    visit: Visit, language: str, page: str, query: str
) -> None:
    named = alternates(visit(f"{language}{page}"))

    expected = {f"http://testserver{language}/timeline.{suffix}{query}" for suffix in ADVERTISED}

    assert set(named.values()) == expected


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/projects/crater-lake/", "?project=crater-lake"),
        ("/partners/albecour/", "?partner=albecour"),
    ],
)
def test_page_that_lists_milestones_offers_to_subscribe_to_them(
    visit: Visit, page: str, query: str
) -> None:
    links = [link.attrs["href"] for link in visit(page).one("section", css="take").all("a")]

    assert f"webcal://testserver/timeline.ics{query}" in links


def test_page_of_an_organization_without_a_milestone_offers_its_own_row(visit: Visit) -> None:
    offered = alternates(visit("/partners/investissement-quebec/"))

    assert offered == {"json": "http://testserver/partners/investissement-quebec.json"}


def test_page_that_cannot_be_read_offers_nothing(visit: Visit) -> None:
    assert alternates(visit("/?year=x", 400)) == {}


def test_data_page_tells_of_every_parameter_and_column(visit: Visit, client: Client) -> None:
    told = {code.text for code in visit("/about/data/").main.all("code")}
    operation = client.get("/openapi.json").json()["paths"]["/timeline.json"]["get"]

    assert {one["name"] for one in operation["parameters"] if one["in"] == "query"} <= told
    assert set(client.get("/milestones/drilling.json").json()) - {"$schema"} <= told


@pytest.mark.parametrize("parameter", ["standing", "outlook", "kind", "dated"])
def test_data_page_tells_of_every_value_that_a_filter_takes(
    visit: Visit, client: Client, parameter: str
) -> None:
    told = {code.text for code in visit("/about/data/").main.all("code")}
    parameters = client.get("/openapi.json").json()["paths"]["/timeline.json"]["get"]["parameters"]
    schema = next(one["schema"] for one in parameters if one["name"] == parameter)

    assert set(schema.get("items", schema)["enum"]) <= told


def test_examples_of_the_data_page_give_what_they_say(visit: Visit, client: Client) -> None:
    examples = [link.attrs["href"] for link in visit("/about/data/").all("a", css="example")]
    passed = next(one for one in examples if "window_passed" in one and "bom" not in one)

    assert len(examples) == 7
    assert all(client.get(one).status_code == 200 for one in examples)
    assert b"".join(client.get(passed).streaming_content).count(b"\r\n") == 6  # type: ignore[attr-defined]


def test_about_and_the_foot_of_each_page_lead_to_the_data(visit: Visit) -> None:
    assert "/about/data/" in [link.attrs["href"] for link in visit("/about/").main.all("a")]
    assert "/about/data/" in [
        link.attrs["href"] for link in visit("/partners/").one("footer").all("a")
    ]
