"""Anonymous requests read from a replica that is current; everything else from the primary.

The replica is a copy of the database in a file, with a mark in the titles of milestones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections, router
from django.db.models import F
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.wsgi_asking import ask
from timeline.exports.list_endpoint import names_of_all_lists
from timeline.http import replicas
from timeline.http.current_edition import CurrentEdition
from timeline.http.kept_answers import KeptAnswers
from timeline.http.page_cache import PageCache
from timeline.http.replicas import ReplicaRouter, Replicas
from timeline.models import Edition, Milestone

MARK = "Only on the replica"


@pytest.fixture
def replica(record_file: Path, edition: CurrentEdition, tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "replica.sqlite3"
    file.write_bytes(record_file.read_bytes())
    execute(file, "UPDATE timeline_milestone SET title_en = :mark, title_fr = :mark", mark=MARK)
    kept_open = {"NAME": str(file), "CONN_MAX_AGE": None}
    settings = {**connections.databases["default"], **kept_open}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.databases, "replica", settings)
        patch.setattr(replicas, "REPLICAS", Replicas(["replica"], edition.row))
        patch.setattr(router, "routers", [ReplicaRouter()])
        connections["replica"].connect()  # Django lets no test open it later
        yield file
        connections["replica"].close()
        del connections["replica"]


def execute(file: Path, statement: str, **values: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement, values)


def is_marked(client: Client, address: str = "/") -> bool:
    """Whether the answer was read from the replica."""
    answer = client.get(address)
    assert answer.status_code == 200
    return MARK in answer.getvalue().decode()


@pytest.mark.parametrize(
    "address",
    ["/", "/fr/", "/embed/", "/milestones/drilling/", "/timeline.json", "/timeline.csv"],
)
def test_visitor_reads_from_the_replica(replica: Path, client: Client, address: str) -> None:
    assert is_marked(client, address)


def test_whoever_has_a_session_reads_from_the_primary(replica: Path, client: Client) -> None:
    client.cookies["sessionid"] = "a" * 32

    assert not is_marked(client)
    assert not is_marked(client, "/timeline.csv")


def test_request_after_a_visitors_reads_from_the_primary(replica: Path, client: Client) -> None:
    assert is_marked(client)

    assert not Milestone.objects.filter(title_en=MARK).exists()


def test_replica_without_the_current_edition_is_not_read(replica: Path, client: Client) -> None:
    Edition.objects.update(number=F("number") + 1)

    assert not is_marked(client)


def test_replica_without_the_newest_schedule_is_not_read(replica: Path, client: Client) -> None:
    Edition.objects.update(schedule=F("schedule") + 1)

    assert not is_marked(client)


def test_replica_that_is_ahead_of_what_this_process_knows_is_read(
    replica: Path, client: Client
) -> None:
    execute(replica, "UPDATE timeline_edition SET number = number + 1")

    assert is_marked(client)


def test_replica_that_has_caught_up_is_read_again(
    replica: Path, client: Client, settings: Settings
) -> None:
    settings.REPLICA_LAG = 0
    Edition.objects.update(number=F("number") + 1)
    assert not is_marked(client)

    execute(replica, "UPDATE timeline_edition SET number = number + 1")

    assert is_marked(client)


def test_replica_that_was_behind_is_given_time(
    replica: Path, client: Client, settings: Settings
) -> None:
    settings.REPLICA_LAG = 60
    Edition.objects.update(number=F("number") + 1)
    assert not is_marked(client)

    execute(replica, "UPDATE timeline_edition SET number = number + 1")

    assert not is_marked(client)


def test_replica_that_is_gone_is_passed_over(replica: Path, client: Client) -> None:
    execute(replica, "ALTER TABLE timeline_edition RENAME TO gone")

    assert not is_marked(client)

    execute(replica, "ALTER TABLE gone RENAME TO timeline_edition")
    assert not is_marked(client)


def test_replica_that_fails_meanwhile_leaves_the_answer_to_the_primary(
    replica: Path, client: Client
) -> None:
    execute(replica, "ALTER TABLE timeline_project RENAME TO gone")

    assert not is_marked(client)


def test_page_from_before_a_change_is_not_kept_under_its_edition(
    replica: Path, edition: CurrentEdition
) -> None:
    kept = KeptAnswers(16 * 1024 * 1024)
    site = PageCache(get_wsgi_application(), edition.key, kept, names_of_all_lists())
    assert MARK.encode() in ask(site, "/").body

    Edition.objects.update(number=F("number") + 1)

    assert MARK.encode() not in ask(site, "/").body
    assert MARK.encode() not in ask(site, "/").body


def test_rows_are_written_to_the_primary_whatever_is_read(replica: Path) -> None:
    with replicas.reading_from("replica"):
        row = Milestone.objects.get(slug="drilling")
        assert row.title_en == MARK
        assert router.db_for_write(Milestone, instance=row) == "default"
        assert not router.allow_migrate("replica", "timeline")


def test_without_replicas_a_page_costs_no_query_more(
    record: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert replicas.REPLICAS.aliases == []
    with django_assert_num_queries(1):
        client.get("/robots.txt")
