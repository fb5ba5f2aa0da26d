"""Asking the timeline as a request does, by its query string."""

from __future__ import annotations

from datetime import date, datetime

from django.http import QueryDict

from tests.factories import AT, TODAY
from timeline.queries.selection import Selection, TimelineQuery


def ask(query: str = "", *, at: datetime = AT, today: date = TODAY) -> TimelineQuery:
    """What is asked, valid or not."""
    return TimelineQuery(QueryDict(query), at=at, today=today)


def select(query: str = "", *, at: datetime = AT, today: date = TODAY) -> Selection:
    """What is selected. Fails where the query is not valid."""
    asked = ask(query, at=at, today=today)
    assert asked.is_valid(), asked.problems
    return Selection(asked)


def slugs(selection: Selection) -> list[str]:
    """The milestones on its page, in their order."""
    return [milestone.slug for milestone in selection.page.rows]
