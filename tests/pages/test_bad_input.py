"""What cannot be read is answered 400, with a message and never with the whole list; nothing is
answered 500."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.addresses import A
from tests.examples import examples
from tests.markup import Document, Visit

pytestmark = pytest.mark.usefixtures("record")

PARAMETERS = {
    "/": (
        "q",
        "project",
        "year",
        "partner",
        "kind",
        "standing",
        "outlook",
        "dated",
        "as_of",
        "after",
        "before",
    ),
    "/embed/": (
        "q",
        "project",
        "year",
        "as_of",
    ),  # the others as on the timeline: one form reads both
    "/releases/": ("q", "year", "after", "before"),
    "/outlook/": ("after", "before"),
}
# Percent-encoded, as they come over the wire.
UNREADABLE = {
    "a word": "twenty",
    "zero": "0",
    "a negative number": "-1",
    "five digits": "99999",
    "twenty digits": "9" * 20,
    "digits of another script": quote("２０１８"),
    "a day that does not exist": "2018-02-30",
    "a key with a day that does not exist": "737060_2018-02-30_7",
    "a key with numbers beyond 64 bits": f"{'9' * 30}_2018-11-13_{'9' * 30}",
    "NUL": "2018%00",
    "10,000 characters": "1" * 10_000,
    "bytes that are no UTF-8": "%FF%FE",
    "a lone surrogate": "%ED%A0%80",
    "SQL": quote("1' OR 1=1; DROP TABLE timeline_milestone --"),
    "a tag": quote("<script>alert(1)</script>"),
    "an unknown slug": "no-such-thing",
    "a line break": "2018%0D%0ASet-Cookie:%20a=b",
    "a path": "../../etc/passwd",
}
NOT_IN_Q = ("NUL", "10,000 characters")  # all else is text that can be looked for
CASES = [(address, name) for address, names in PARAMETERS.items() for name in names]


@pytest.mark.slow
@pytest.mark.parametrize(("address", "name"), CASES)
def test_value_that_cannot_be_read_is_answered_400_with_a_message(
    visit: Visit, address: str, name: str
) -> None:
    for what, value in UNREADABLE.items():
        if name == "q" and what not in NOT_IN_Q:
            continue
        page = visit(f"{address}?{name}={value}", 400)

        assert page.one("div", role="alert").one("li").text, what
        assert page.all("article", css="ms") == [], what
        assert page.problems == [], what
        assert "\0" not in page.source, what


@pytest.mark.parametrize(
    "address", ["/?year=x", "/?after=x", "/releases/?year=x", "/releases/?before=x"]
)
def test_page_for_a_value_that_cannot_be_read_offers_the_form_again(
    visit: Visit, address: str
) -> None:
    assert visit(address, 400).main.all("form", role="search")


def test_page_for_a_value_of_10000_characters_does_not_repeat_them_all(visit: Visit) -> None:
    for name in PARAMETERS["/"]:
        assert "1" * 201 not in visit(f"/?{name}={'1' * 10_000}", 400).source


@pytest.mark.parametrize("address", ["/", "/releases/"])
@pytest.mark.parametrize(
    "words",
    [
        *(
            "zzzz",
            "<script>alert(1)</script>",
            "'; DROP TABLE timeline_release; --",
            "\ufffd",
            "\U0001f642",
            "\x01\x02",
        ),
        *("\\", '"', "*", "a" * 200),
    ],
)
def test_search_for_what_is_not_on_file_finds_nothing(
    visit: Visit, address: str, words: str
) -> None:
    assert visit(f"{address}?q={quote(words)}").all("article", css="ms") == []


@pytest.mark.parametrize("character", ["%", "_"])
def test_search_takes_a_wildcard_of_sql_for_a_character(visit: Visit, character: str) -> None:
    assert visit(f"/?q={quote(character)}").milestones == []


@pytest.mark.parametrize(
    "query",
    [
        *("as_of=2018-12-31&as_of=2018-11-12", "q=forage&q=drilling", "dated=announced&dated=none"),
        *("year=2018&year=x", "project=crater-lake&project=x", "as_of=2999-01-01"),
        urlencode([("year", year) for year in range(2000, 2051)]),
        urlencode([("after", "737060_2018-11-13_7"), ("before", "737060_2018-11-13_7")]),
    ],
)
def test_values_that_contradict_each_other_are_answered_400(visit: Visit, query: str) -> None:
    assert visit(f"/?{query}", 400).one("div", role="alert").one("li").text


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/", "737060_2018-11-13_7"),
        ("/releases/", "2018-11-13_7"),
        ("/outlook/", "737060_7"),
    ],
)
def test_place_after_and_before_at_once_is_answered_400(
    visit: Visit, address: str, key: str
) -> None:
    page = visit(f"{address}?after={key}&before={key}", 400)

    assert page.one("div", role="alert").one("li").text == (
        "Ask for what comes after a place or before it, not for both."
    )


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/", ("737060_2018-11-13_7", "737060_2018-11-13_8")),
        ("/releases/", ("2018-11-13_7", "2018-11-13_8")),
        ("/outlook/", ("737060_7", "737060_8")),
    ],
)
def test_two_places_at_once_are_answered_400(
    visit: Visit, address: str, keys: tuple[str, str]
) -> None:
    page = visit(f"{address}?after={keys[0]}&after={keys[1]}", 400)

    assert "Give this once." in page.one("div", role="alert").one("li").text


@pytest.mark.parametrize(
    "address",
    [
        "/?as_of=0001-01-01",
        "/?as_of=1000-01-01",
        "/?year=1000",
        "/?year=2999",
        "/?year=1000&dated=announced",
    ],
)
def test_honest_question_without_an_answer_is_answered_with_an_empty_list(
    visit: Visit, address: str
) -> None:
    assert visit(address).milestones == []


@pytest.mark.parametrize(
    "query",
    [
        "year[]=2018",
        "year[0]=2018",
        "years=2018",
        "YEAR=2018",
        "page=2",
        "sort=title",
        "%00=1",
        "=",
        "&&&",
        "%FF=%FF",
    ],
)
def test_parameter_that_is_not_known_is_ignored(visit: Visit, query: str) -> None:
    page = visit(f"/?{query}")

    assert len(page.milestones) == 15
    assert page.canonical == "/"


@pytest.mark.parametrize(
    "name", ["project", "year", "partner", "kind", "standing", "outlook", "dated", "as_of"]
)
def test_page_for_a_bad_value_repeats_it_as_text(visit: Visit, name: str) -> None:
    typed = '<i a="1">&amp;'
    page = visit(f"/?{name}={quote(typed)}", 400)
    fields = [field.attrs.get("value", "") for field in page.all("input")]

    assert typed in page.one("div", role="alert").text or typed in fields
    assert typed not in page.source
    assert [one for one in page.all("i") if one.within("main")] == []


def test_page_for_a_bad_value_keeps_what_else_was_typed(visit: Visit) -> None:
    page = visit("/?q=sept+iles&project=crater-lake&year=x", 400)

    assert page.one("input", name="q").attrs["value"] == "sept iles"
    assert (
        page.one("select", name="project").one("option", selected="").attrs["value"]
        == "crater-lake"
    )


@pytest.mark.parametrize("folder", ["milestones", "releases", "projects", "partners"])
@pytest.mark.parametrize(
    "slug",
    [
        *(
            "no-such-thing",
            "%00",
            "%FF",
            "%ED%A0%80",
            "..%2F..",
            "%3Cscript%3E",
            "a" * 10_000,
            "%E2%80%AE",
            "1'--",
        ),
        "drilling%0A",
    ],
)
def test_address_of_nothing_is_answered_404(client: Client, folder: str, slug: str) -> None:
    answer = client.get(f"/{folder}/{slug}/")

    assert answer.status_code == 404
    assert Document(answer.content.decode()).problems == []


NAMES = sorted({name for names in PARAMETERS.values() for name in names} | {"year[]", "page", "x"})
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TYPED = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        ["2018", "2019", "crater-lake", "announced", "none", "planned", "2018-12-31", "event", ""]
    ),
    st.from_regex(
        re.compile(r"-?[0-9]{1,22}(_[0-9]{4}-[0-9]{2}-[0-9]{2})?(_-?[0-9]{1,22})?"), fullmatch=True
    ),
    st.dates().map(str),
).map(quote)
BYTES = st.binary(max_size=12).map(lambda raw: quote(raw, safe=""))
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), TYPED | BYTES), max_size=6)


@pytest.mark.slow
@pytest.mark.parametrize("address", [*PARAMETERS, "/oembed", A])
@given(query=QUERIES)
@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_query_string_whatever_is_answered_500(
    client: Client, address: str, query: list[tuple[str, str]]
) -> None:
    answer = client.get(address, QUERY_STRING="&".join(f"{name}={value}" for name, value in query))

    assert answer.status_code in {200, 400}
    assert b"\0" not in answer.content


@pytest.mark.slow
@given(url=ANY_TEXT | QUERIES.map(lambda pairs: f"http://testserver/?{urlencode(pairs)}"))
@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_address_asked_of_oembed_is_answered_500(client: Client, url: str) -> None:
    assert client.get("/oembed", {"url": url}).status_code in {200, 400, 404}
