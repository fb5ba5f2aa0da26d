"""The sentences that pages make of filters and counts, each as a person has read it.

``sentences.csv`` has one view a row: the ``record`` (empty: the one that is shipped, else how many
milestones it has of what), the ``query``, and all that the page says of it, in both languages.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.utils import translation

from tests.conftest import loaded
from tests.factories import make_announced, make_plan, make_release, on_day
from tests.selecting import select
from timeline.pages.descriptions import describe

__all__ = ["loaded"]

PAST, TO_COME = date(2019, 1, 1), date(2027, 1, 1)
MADE: dict[str, dict[str, Any]] = {
    "happened": {},
    "under way": {"standing": "under_way"},
    "passed": {"standing": "planned", **on_day(PAST)},
    "to come": {"standing": "planned", **on_day(TO_COME)},
}


class View(NamedTuple):
    """A view of a record, and what its page says."""

    record: str
    query: str
    english: str
    french: str

    def __str__(self) -> str:
        return f"{self.record or 'shipped'}?{self.query}"


def views(*, shipped: bool) -> list[View]:
    text = Path(__file__).with_name("sentences.csv").read_text(encoding="utf-8")
    rows = [View(**row) for row in csv.DictReader(text.splitlines())]
    return [view for view in rows if bool(view.record) is not shipped]


def make_record(counts: str) -> None:
    """A record of what is counted: "2 happened, 1 passed"."""
    release = make_release()
    for counted in counts.split(", "):
        number, what = counted.split(" ", 1)
        for _ in range(int(number)):
            if what in MADE:
                make_announced(release, **MADE[what])
                continue
            plan = make_plan(release)
            if what == "settled":
                later = make_release(published_on=date(2019, 5, 5))
                make_announced(later, settles=plan, settlement="achieved")


def said(query: str) -> str:
    description = describe(select(query))
    sentences = list(description.sentences)
    if description.undated_elsewhere:
        sentences.append(f"{description.undated_elsewhere}.")
    return " ".join(sentences)


def check(view: View) -> None:
    french_site = translation.override("fr")
    english = said(view.query)
    with french_site:
        french = said(view.query)
    assert (english, french) == (view.english, view.french)


@pytest.mark.usefixtures("record")
class TestTheShippedRecord:
    @pytest.mark.parametrize("view", views(shipped=True), ids=str)
    def test_view_of_the_shipped_record_is_said_so(self, view: View) -> None:
        check(view)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("view", views(shipped=False), ids=str)
def test_view_of_a_record_with_so_many_milestones_is_said_so(view: View) -> None:
    make_record(view.record)

    check(view)


def test_table_has_sixty_views_of_no_one_one_two_and_twenty_one_milestones() -> None:
    table = [*views(shipped=True), *views(shipped=False)]

    assert len(table) >= 60
    for start in ("No milestone", "One milestone", "Two milestones", "21 milestones"):
        assert any(view.english.startswith(start) for view in table)
