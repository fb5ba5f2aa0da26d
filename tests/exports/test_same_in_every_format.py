"""The same filters give the same milestones, in the same order, in every registered format."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from tests.examples import examples
from tests.exports.format_readers import LEFT_OUT, SLUGS, pages
from tests.markup import Document
from tests.shipped_record import load_record
from timeline.exports.column_values import KINDS, OUTLOOKS, STANDINGS
from timeline.exports.formats import FORMATS, MILESTONES
from timeline.queries.pagination import PAGE_SIZE

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

OFFERED = [form.suffix for form in FORMATS if MILESTONES in form.lists]
YEARS = [str(year) for year in range(2007, 2031)]
WORDS = ["a", "québec", "sampleton", "SCANDIUM", "12", "zzz", "=", "d'aluminium"]


def some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(WORDS),
        "year": some(YEARS),
        "dated": st.sampled_from(["announced", "none"]),
        "standing": some(list(STANDINGS)),
        "outlook": some(list(OUTLOOKS)),
        "kind": some(list(KINDS)),
        "as_of": st.sampled_from(["2018-11-12", "2018-12-31", "2015-06-30", "2023-07-13"]),
    },
)


@pytest.fixture(scope="module", params=["shipped", "invented"])
def kept(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The record that ships, and an invented one in which every precision and every outlook comes
    up."""
    with django_db_blocker.unblock(), transaction.atomic():
        if request.param == "shipped":
            load_record()
        else:
            call_command("make_record", milestones=160, seed=3, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def nothing(row: dict[str, Any]) -> bool:
    return False


@pytest.mark.parametrize("suffix", OFFERED)
def test_every_format_is_read_by_a_test(suffix: str) -> None:
    assert suffix in SLUGS


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", [suffix for suffix in OFFERED if suffix != "json"])
@settings(
    max_examples=examples(12),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=QUERIES)
def test_format_lists_what_json_lists_in_its_order(
    kept: None, suffix: str, asked: dict[str, Any]
) -> None:
    query, client = f"?{urlencode(asked, doseq=True)}" if asked else "", Client()
    rows = [row for page in pages(client, f"/timeline.json{query}") for row in page["items"]]
    left_out = LEFT_OUT.get(suffix, nothing)

    assert SLUGS[suffix](client, query) == [row["slug"] for row in rows if not left_out(row)]


@pytest.mark.django_db
@settings(
    max_examples=examples(12),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=QUERIES)
def test_json_lists_what_the_page_lists_in_its_order(kept: None, asked: dict[str, Any]) -> None:
    query, client = f"?{urlencode(asked, doseq=True)}" if asked else "", Client()
    first = client.get(f"/timeline.json{query}").json()["items"][:PAGE_SIZE]

    assert [row["slug"] for row in first] == Document(
        client.get(f"/{query}").content.decode()
    ).milestones
