"""What is promised to programs: the JSON Schemas and the OpenAPI document, against real answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests.factories import make_project
from tests.french import NAMES, spoken, words
from timeline.exports.endpoints import ENDPOINTS
from timeline.exports.formats import FORMATS

pytestmark = [pytest.mark.usefixtures("record"), pytest.mark.slow]

ADDRESSED = {
    "changes": "new",
    "milestones": "timeline",
    "plans": "outlook",
}  # the others go by their names
QUERIES = (
    "",
    "?year=2018",
    "?limit=3",
    "?fields=title,date",
    "?as_of=2018-12-31",
    "?q=nothing+of+that+name",
)


def complaints(schema: dict[str, Any], document: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    checked = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checked.iter_errors(document)]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", ["", "/fr"])
def test_list_of_milestones_fits_its_schema(client: Client, query: str, language: str) -> None:
    document = client.get(f"{language}/timeline.json{query}").json()

    assert complaints(client.get(document["$schema"]).json(), document) == []


@pytest.mark.parametrize("query", ["", "?year=2018", "?fields=slug"])
def test_list_of_releases_fits_its_schema(client: Client, query: str) -> None:
    document = client.get(f"/releases.json{query}").json()

    assert complaints(client.get(document["$schema"]).json(), document) == []


@pytest.mark.parametrize(
    "address", ["/milestones/brussels.json", "/releases/2023-07-13-albecour-memorandum.json"]
)
def test_single_row_fits_its_schema(client: Client, address: str) -> None:
    document = client.get(address).json()
    schema, _, place = document["$schema"].partition("#/")
    found = client.get(schema).json()
    for part in place.split("/"):
        found = found[part]

    assert complaints(found, document) == []


def test_schema_refuses_a_column_that_is_not_declared(client: Client) -> None:
    document = client.get("/timeline.json").json()
    document["items"][0]["search_text"] = "x"

    assert complaints(client.get(document["$schema"]).json(), document) != []


def test_openapi_names_every_list_in_every_format(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    offered = {(name, form.suffix) for form in FORMATS for name in form.lists}

    assert {
        (name, path.rpartition(".")[2])
        for name, one in ENDPOINTS.items()
        for path in paths
        if path.startswith(f"/{ADDRESSED.get(one.name, one.name)}.")
    } == offered
    assert {"/milestones/{slug}.json", "/releases/{slug}.json"} < set(paths)


def test_openapi_names_every_parameter_that_is_taken(client: Client) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/timeline.json"]["get"]
    refused = client.get("/timeline.json?x=1").json()["errors"][0]["detail"]

    named = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
    assert refused.endswith(f"Known: {', '.join(named)}.")


def test_openapi_names_the_projects_that_can_be_asked_for(client: Client) -> None:
    parameters = client.get("/openapi.json").json()["paths"]["/timeline.csv"]["get"]["parameters"]
    project = next(one for one in parameters if one["name"] == "project")

    assert project["schema"]["items"]["enum"] == ["crater-lake", "scandium-aluminum-alloys"]


def test_openapi_names_what_can_be_asked_for_in_one_order(client: Client) -> None:
    make_project(slug="abitibi", name_en="Zinc of the Abitibi")

    parameters = client.get("/openapi.json").json()["paths"]["/timeline.csv"]["get"]["parameters"]

    project = next(one for one in parameters if one["name"] == "project")
    assert project["schema"]["items"]["enum"] == [
        "abitibi",
        "crater-lake",
        "scandium-aluminum-alloys",
    ]


def schema_of_parameter(client: Client, address: str, name: str) -> dict[str, Any]:
    parameters = client.get("/openapi.json").json()["paths"][address]["get"]["parameters"]
    found: dict[str, Any] = next(one["schema"] for one in parameters if one["name"] == name)
    return found


@pytest.mark.parametrize(
    "place", ["737060_2018-11-13_7", "0_2024-02-29_7", "737060_2018-12-31_123456789012345678"]
)
def test_openapi_takes_a_place_in_the_list_as_next_gives_it(client: Client, place: str) -> None:
    assert complaints(schema_of_parameter(client, "/timeline.json", "after"), place) == []


@pytest.mark.parametrize(
    "place", ["737060_2018-02-29_7", "737060_2018-11-31_7", "737060_2018-13-01_7", "0_0000-00-00_0"]
)
def test_openapi_takes_no_place_in_the_list_that_names_no_day(client: Client, place: str) -> None:
    assert client.get(f"/timeline.json?after={place}").status_code == 400
    assert complaints(schema_of_parameter(client, "/timeline.json", "after"), place) != []


@pytest.mark.parametrize("ahead", [0, -1, -366, -36600])
def test_openapi_takes_a_day_up_to_today(client: Client, ahead: int) -> None:
    day = (timezone.localdate() + timedelta(days=ahead)).isoformat()

    assert client.get(f"/timeline.json?as_of={day}").status_code == 200
    assert complaints(schema_of_parameter(client, "/timeline.json", "as_of"), day) == []


@pytest.mark.parametrize("ahead", [366, 3660, 36600])
def test_openapi_takes_no_day_of_a_year_to_come(client: Client, ahead: int) -> None:
    day = (timezone.localdate() + timedelta(days=ahead)).isoformat()

    assert client.get(f"/timeline.json?as_of={day}").status_code == 400
    assert complaints(schema_of_parameter(client, "/timeline.json", "as_of"), day) != []


def test_openapi_answers_have_the_type_that_it_says(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    said = {
        path: [*one["get"]["responses"]["200"]["content"]]
        for path, one in paths.items()
        if "{" not in path
    }

    given = {path: [client.get(path).headers["Content-Type"].partition(";")[0]] for path in said}

    assert given == said


def said(document: Any) -> Iterator[str]:
    """What the document says to people."""
    for key, value in document.items() if isinstance(document, dict) else enumerate(document):
        if isinstance(value, dict | list):
            yield from said(value)
        elif key in {"summary", "description"}:
            yield value


@pytest.mark.parametrize(
    "address", ["/fr/openapi.json", "/fr/schema/milestones.json", "/fr/schema/releases.json"]
)
def test_french_contract_holds_no_english_word(client: Client, address: str) -> None:
    english, french = spoken()

    assert words(said(client.get(address).json())) & english - french - NAMES == set()
