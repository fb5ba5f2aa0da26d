"""What data addresses refuse: problem documents (RFC 9457), in words, and never the whole list."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.exports.format_readers import body as body_of
from tests.factories import LONG_AGO, make_announced
from timeline.exports.formats import FORMATS
from timeline.models import Milestone, Release

pytestmark = pytest.mark.usefixtures("record")

SINGLE = ("/milestones/drilling.json", "/schema/milestones.json", "/openapi.json")
LISTS = ("/timeline.json", "/timeline.csv", "/releases.json", "/outlook.csv")


@pytest.mark.parametrize(
    ("address", "parameter", "said"),
    [
        ("/timeline.json?years=2018", "years", "Known: q, project, year"),
        ("/timeline.csv?year=x", "year", "Give one from 1000 to 2999"),
        ("/timeline.csv?limit=5", "limit", "There is no such parameter"),
        ("/timeline.json?bom=1", "bom", "There is no such parameter"),
        ("/timeline.json?before=1_2018-11-13_1", "before", "There is no such parameter"),
        ("/timeline.json?year=", "year", "Give this a value, or leave it out."),
        ("/timeline.json?q=%20", "q", "Give this a value, or leave it out."),
        ("/timeline.json?limit=0", "limit", "from 1 to 500"),
        ("/timeline.json?limit=501", "limit", "from 1 to 500"),
        ("/timeline.json?limit=%D9%A3", "limit", "from 1 to 500"),
        ("/timeline.json?limit=5&limit=5", "limit", "Give this once."),
        ("/timeline.json?q=a&q=a", "q", "Give this once."),
        ("/timeline.json?as_of=2018-12-31&as_of=2018-12-31", "as_of", "Give this once."),
        ("/timeline.json?as_of=2999-01-01", "as_of", "has not come yet"),
        ("/timeline.json?fields=slug,search_text", "fields", "Known: id, slug"),
        ("/timeline.json?fields=,", "fields", "“” is no field."),
        ("/timeline.csv?fields=slug,", "fields", "“” is no field."),
        ("/timeline.json?project=nothing-here", "project", "is not on file here"),
        ("/timeline.json?after=1_2018-02-30_1", "after", "place in the list does not exist"),
        (
            "/releases.json?project=crater-lake",
            "project",
            "Known: q, year, issuer, as_of, limit, fields, after.",
        ),
        (
            "/outlook.csv?year=2018",
            "year",
            "Known: project, outcome, as_of, fields, bom, separator.",
        ),
        ("/milestones/drilling.json?fields=slug", "fields", "This address takes none."),
        ("/timeline.json?" + "&".join(["year=2018"] * 51), "year", "At most 50 values"),
        ("/timeline.json?q=%00", "q", "Null characters are not allowed."),
    ],
)
def test_parameter_that_cannot_be_read_is_named(
    client: Client, address: str, parameter: str, said: str
) -> None:
    answer = client.get(address)
    problem = answer.json()

    assert (answer.status_code, problem["status"]) == (400, 400)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert said in problem["errors"][0]["detail"]


@pytest.mark.parametrize("suffix", ["atom", "jsonfeed", "ics", "csv"])
@pytest.mark.parametrize("name", ["_", "utm_source", "fbclid", "gclid", "anything"])
def test_name_that_readers_add_is_ignored_by_what_people_subscribe_to(
    client: Client, suffix: str, name: str
) -> None:
    plain = body_of(client.get(f"/timeline.{suffix}?year=2018"))
    answer = client.get(f"/timeline.{suffix}?{name}=1&year=2018&{name}=2")

    assert answer.status_code == 200
    assert body_of(answer) == plain  # self and canonical addresses included
    assert name + "=" not in answer.headers["Link"]


def test_name_that_readers_add_is_refused_by_json(client: Client) -> None:
    assert client.get("/timeline.json?utm_source=letter").status_code == 400


def test_page_ignores_the_parameter_that_its_data_refuse(client: Client) -> None:
    assert client.get("/?utm_source=letter").status_code == 200


@pytest.mark.parametrize(
    "address", ["/timeline.xlsx", "/milestones/nothing.json", "/schema/nothing.json"]
)
def test_what_is_not_there_is_a_problem_document(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "address", "title", "french"),
    [
        ("get", "/timeline.json?year=x", "Bad Request", "Requête incorrecte"),
        ("get", "/timeline.xlsx", "Not Found", "Introuvable"),
        ("post", "/timeline.json", "Method Not Allowed", "Méthode non permise"),
    ],
)
def test_title_of_a_problem_is_the_name_of_its_status_in_the_language_of_the_address(
    client: Client, method: str, address: str, title: str, french: str
) -> None:
    assert getattr(client, method)(address).json()["title"] == title
    assert getattr(client, method)(f"/fr{address}").json()["title"] == french


def test_list_in_a_format_that_it_has_not_names_those_that_it_has(client: Client) -> None:
    assert "csv" in client.get("/outlook.json").json()["detail"]


@pytest.mark.parametrize("address", [*LISTS, *SINGLE])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_method_that_writes_is_refused_with_those_that_read(
    client: Client, address: str, method: str
) -> None:
    answer = getattr(client, method)(address)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", [*LISTS, *SINGLE])
def test_asker_who_excludes_the_type_is_told(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept": "image/png, text/html"})

    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/*;q=0.5", "text/html, */*;q=0.1"]
)
def test_asker_who_takes_json_gets_it(client: Client, accept: str) -> None:
    assert client.get("/timeline.json", headers={"accept": accept}).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_asker_who_takes_the_very_type_of_an_answer_gets_it(client: Client, address: str) -> None:
    given = client.get(address).headers["Content-Type"]

    assert client.get(address, headers={"accept": given}).status_code == 200


@pytest.mark.parametrize(
    "accept", ["application/json; charset=utf-8", "application/json;indent=2;q=0.9, text/html"]
)
def test_asker_who_takes_json_with_a_parameter_gets_it(client: Client, accept: str) -> None:
    assert client.get("/timeline.json", headers={"accept": accept}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/milestones/drilling.json", "/releases/2018-11-13-scandium-marketing-update.json"]
)
def test_withdrawn_row_is_gone_with_its_reason_in_both_languages(
    client: Client, address: str
) -> None:
    for model in (Milestone, Release):
        model.objects.filter(slug__in=["drilling", "2018-11-13-scandium-marketing-update"]).update(
            status="withdrawn",
            publish_at=LONG_AGO,
            public_from=None,
            withdrawn_reason_en="Entered twice.",
            withdrawn_reason_fr="Saisi deux fois.",
        )

    answer = client.get(address)

    assert answer.status_code == 410
    assert answer.json()["reason"] == {"en": "Entered twice.", "fr": "Saisi deux fois."}
    assert "title" in answer.json()
    assert "Drilling" not in answer.content.decode()


def test_draft_is_answered_as_what_never_was(client: Client) -> None:
    make_announced(slug="hidden", status="draft", publish_at=None)

    assert (
        client.get("/milestones/hidden.json").json()
        == client.get("/milestones/nothing.json").json()
    )


@pytest.mark.parametrize("address", [*LISTS, *SINGLE])
def test_script_of_another_site_may_ask_and_read(client: Client, address: str) -> None:
    asked, read = client.options(address), client.get(address)

    assert asked.status_code == 204
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert read.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in read.headers["Access-Control-Expose-Headers"]
    assert read.cookies.output() == ""


@pytest.mark.parametrize("address", [*LISTS, *SINGLE])
def test_head_gives_the_headers_of_get_and_no_body(client: Client, address: str) -> None:
    head, get = client.head(address), client.get(address)
    names = ("Content-Type", "ETag", "Link", "Cache-Control", "Content-Disposition")

    assert head.status_code == 200
    assert (b"".join(head.streaming_content) if head.streaming else head.content) == b""  # type: ignore[attr-defined]
    assert [head.headers.get(name) for name in names] == [get.headers.get(name) for name in names]


def test_link_header_leads_to_the_page_the_language_the_schema_and_on(client: Client) -> None:
    link = client.get("/timeline.json?year=2018&limit=2").headers["Link"]

    assert '<http://testserver/?year=2018>; rel="alternate"; type="text/html"' in link
    assert (
        '<http://testserver/fr/timeline.json?year=2018&limit=2>; rel="alternate"; hreflang="fr"'
        in link
    )
    assert '<http://testserver/schema/milestones.json>; rel="describedby"' in link
    assert '<http://testserver/openapi.json>; rel="service-desc"' in link
    assert "after=" in link.rpartition('>; rel="next"')[0].rpartition("<")[2]


def test_answer_in_french_says_so(client: Client) -> None:
    answer = client.get("/fr/timeline.json")

    assert answer.headers["Content-Language"] == "fr"
    assert answer.json()["items"][0]["address"].startswith("http://testserver/fr/milestones/")
    assert answer.json()["items"][0]["id"].startswith("http://testserver/milestones/")


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert len({form.suffix for form in FORMATS}) == len(FORMATS)
