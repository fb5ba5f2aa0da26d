"""A plan and its outcome in eleven combinations of precision: one sentence wherever it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.exports.format_readers import body, rows_of
from tests.factories import make_announced, make_plan, make_release
from tests.markup import Document
from timeline.dates.reading import read
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COMBINATIONS = [
    ("3 May 2018", "24 May 2018", "3 weeks later than planned"),
    ("12-16 March 2018", "9-13 April 2018", "4 weeks later than planned"),
    ("by 30 June 2018", "July 2018", "between 1 and 31 days later than planned"),
    ("June 2018", "23 July 2018", "between 23 and 52 days later than planned"),
    ("first quarter of 2018", "since 23 April 2018", "at least 23 days later than planned"),
    ("early 2018", "15 February 2019", "at least 46 days later than planned"),
    ("second quarter of 2018", "May 2018", "on time"),
    ("between 3 and 6 June 2018", "1 June 2018", "between 2 and 5 days earlier than planned"),
    # Nothing is proven: the months of "early" are ours, and "on or before" names no day.
    ("early 2018", "15 March 2018", ""),
    ("by 30 June 2018", "by 14 June 2018", ""),
    ("about 3 May 2018", "10 June 2018", ""),
]


def dated(words: str) -> dict[str, Any]:
    stated = read(words)
    return {
        "date_words": words,
        "precision": stated.precision,
        "earliest": stated.earliest,
        "latest": stated.latest,
        "basis_en": stated.basis_en,
        "basis_fr": stated.basis_fr,
    }


@pytest.fixture
def settled(plan: str, outcome: str) -> tuple[Milestone, Milestone]:
    planned = make_plan(make_release(published_on=date(2018, 1, 1)), slug="plan")
    came = make_announced(
        make_release(published_on=date(2019, 6, 1)),
        slug="came",
        settles=planned,
        settlement="achieved",
    )
    for row, words in ((planned, plan), (came, outcome)):
        for name, value in dated(words).items():
            setattr(row, name, value)
        row.save()
    return planned, came


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(("plan", "outcome", "said"), COMBINATIONS)
def test_delay_is_said_alike_on_the_page_in_the_outlook_and_in_the_feed(
    client: Client, said: str
) -> None:
    page = Document(client.get("/milestones/plan/").content.decode()).text
    (row,) = rows_of(body(client.get("/outlook.csv")))
    feed = body(client.get("/timeline.jsonfeed?standing=happened")).decode()

    assert row["delay_en"] == said
    for told in (page.casefold(), feed.casefold()):
        assert (said in told) if said else ("than planned" not in told)
        assert said == "on time" or "on time" not in told
