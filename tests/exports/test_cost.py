"""Data cost the same number of queries whatever the size of the record, and few."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.exports.format_readers import body, rows_of
from timeline.models import Milestone, Partner, Project

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

PAGES = (
    *(
        "/timeline.json",
        "/timeline.json?limit=300",
        "/timeline.json?year=2015",
        "/timeline.json?as_of=2018-12-31",
    ),
    *("/timeline.json?project={project}", "/timeline.json?project={project}&partner={partner}"),
    "/timeline.json?outlook=no_date&q=the",
)
RELEASE_PAGES = ("/releases.json", "/releases.json?q=the")  # three, and one for each kind of part


@pytest.fixture(scope="module")
def measured(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, tuple[int, int]]]:
    """Queries of each page of data: of a record, and of one three times as large."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("make_record", milestones=200, seed=5, stdout=StringIO())
        few = {address: queries(address) for address in (*PAGES, *RELEASE_PAGES)}
        call_command("make_record", milestones=400, seed=6, add=True, stdout=StringIO())
        yield {address: (few[address], queries(address)) for address in few}
        transaction.set_rollback(True)


def queries(address: str) -> int:
    project, partner = (
        model.objects.exclude(public_from=None).earliest("pk").slug for model in (Project, Partner)
    )
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(address.format(project=project, partner=partner))
    assert answer.status_code == 200
    return len(asked)


def asks_the_index(address: str) -> bool:
    """Whether a search takes one query more: PostgreSQL uses its index without."""
    return connection.vendor == "sqlite" and "q=" in address


@pytest.mark.parametrize("address", PAGES)
def test_page_of_json_takes_ten_queries_at_most_at_any_size_and_one_for_a_search(
    measured: dict[str, tuple[int, int]], address: str
) -> None:
    """The tenth is asked where a plan that the page settles is one promise with others."""
    few, many = measured[address]

    assert few == many <= 10 + asks_the_index(address)


@pytest.mark.parametrize("address", RELEASE_PAGES)
def test_page_of_releases_takes_nine_queries_at_any_size_and_one_for_a_search(
    measured: dict[str, tuple[int, int]], address: str
) -> None:
    few, many = measured[address]

    assert few == many == 9 + asks_the_index(address)


@pytest.mark.django_db
def test_csv_takes_four_queries_for_every_500_milestones() -> None:
    call_command("make_record", milestones=640, seed=5, stdout=StringIO())
    public = Milestone.objects.exclude(public_from=None).count()

    with CaptureQueriesContext(connection) as asked:
        rows = rows_of(body(Client().get("/timeline.csv")))

    assert 500 < len(rows) == public < 1000
    assert len(asked) == 1 + 2 * 4


@pytest.mark.django_db
def test_csv_asks_for_no_row_before_its_first_line_is_given() -> None:
    call_command("make_record", milestones=30, seed=5, stdout=StringIO())

    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/timeline.csv")
        lines = iter(answer.streaming_content)  # type: ignore[attr-defined]
        next(lines)

    assert len(asked) == 1
