"""What is read for one row is found by keys, whatever else the record holds."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories import AT, TODAY, make_announced, make_project, on_day
from tests.promises import make_promise
from tests.selecting import select
from timeline.models import Milestone
from timeline.models.kept_counts import KeptCounts
from timeline.models.milestone_facts import facts_of
from timeline.queries import selection_counts
from timeline.queries.plans import PlanList, PlanListQuery

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


def test_work_under_way_is_read_from_the_index_of_its_standing() -> None:
    query = PlanListQuery(QueryDict(), at=AT)
    assert query.is_valid()
    plans = PlanList(query, on=TODAY, at=AT)

    with CaptureQueriesContext(connection) as queries:
        list(plans.under_way)

    indexed = [step for step in steps(queries) if "newest_first_of_standing" in step]
    assert len(indexed) == 1


def test_counts_of_each_group_look_through_no_other_counts() -> None:
    make_announced(projects=[make_project()])

    with CaptureQueriesContext(connection) as queries:
        KeptCounts(AT).of_each("project", "span")

    scanned = [step for step in steps(queries) if step.startswith("SCAN")]
    assert [step for step in scanned if "timeline_milestonecount" in step] == []


def test_days_of_announcement_are_not_looked_for_among_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(selection_counts, "MOST_COUNTED", 1)
    project = make_project(slug="one")
    for _ in range(2):
        make_announced(projects=[project], **on_day(date(2016, 5, 1)))
    counts = select("project=one&year=2016", at=AT, today=TODAY).counts

    assert counts.total == 2
    assert counts.announced == (None, None)
