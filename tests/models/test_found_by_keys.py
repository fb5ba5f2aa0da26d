"""What is read for one row is found by keys, whatever else the record holds."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AT, TODAY, make_announced
from tests.promises import make_promise
from timeline.models import Milestone
from timeline.models.milestone_facts import facts_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan of a query"),
]


def steps(queries: CaptureQueriesContext) -> list[str]:
    """How SQLite goes about these queries."""
    found = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if not query["sql"].startswith(("SELECT", "UPDATE", "DELETE")):
                continue
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            found += [step for *_ids, step in cursor.fetchall()]
    return found


def test_outlooks_look_through_no_other_words() -> None:
    plan, *_ = make_promise(2)

    with CaptureQueriesContext(connection) as queries:
        list(Milestone.objects.filter(pk=plan.pk).with_outlook(TODAY, AT))

    assert [step for step in steps(queries) if step.startswith("SCAN")] == []


def test_facts_look_through_no_other_words() -> None:
    plan, *_ = make_promise(2)

    with CaptureQueriesContext(connection) as queries:
        facts_of([plan.pk], AT)

    assert [step for step in steps(queries) if step.startswith("SCAN")] == []


def test_saved_release_looks_through_no_other_rows() -> None:
    release = make_announced().citations.get().paragraph.release
    release.headline_en = "Another headline"

    with CaptureQueriesContext(connection) as queries:
        release.save()

    scanned = [step for step in steps(queries) if step.startswith("SCAN")]
    assert [step for step in scanned if "timeline_milestone" in step] == []


def test_saved_milestone_looks_through_no_releases() -> None:
    milestone = make_announced()
    milestone.title_en = "Another title"

    with CaptureQueriesContext(connection) as queries:
        milestone.save()

    scanned = [step for step in steps(queries) if step.startswith("SCAN")]
    assert [step for step in scanned if "release" in step] == []
