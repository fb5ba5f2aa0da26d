"""Promises for tests: plans that were revised, and what came of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.factories import make_announced, make_plan, make_release, on_day, settle
from timeline.models import Milestone, Release


def released(day: date) -> Release:
    """A release that was published on its day."""
    return make_release(
        published_on=day, publish_at=datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    )


def said_on(day: date, **over: Any) -> Milestone:
    """A milestone that a release of that day states."""
    return make_announced(released(day), **over)


def worded(day: date) -> dict[str, Any]:
    """The columns of a milestone dated to the day, in words that name it."""
    return on_day(day) | {"date_words": f"{day:%B} {day.day}, {day.year}"}


def make_promise(revisions: int) -> list[Milestone]:
    """A plan for May 2018, moved by a year so many times, each time by a release of its own."""
    plans: list[Milestone] = []
    for place in range(revisions + 1):
        source = released(date(2017 + place, 6, 1))
        due = worded(date(2018 + place, 5, 3))
        names = {"slug": f"drilling-{place}", "title_en": f"Drilling {place}"}
        plan = make_plan(source, **names, title_fr=f"Forage {place}", **due)
        if plans:
            settle(plans[-1], plan, "changed")
        plans.append(plan)
    return plans


def make_promise_revised_three_times_and_met() -> tuple[list[Milestone], Milestone]:
    """First planned for 3 May 2018, last for 3 May 2021, drilled on 10 May 2021."""
    plans = make_promise(3)
    met = said_on(
        date(2021, 6, 1),
        slug="drilled",
        title_en="Drilled",
        title_fr="Foré",
        settles=plans[-1],
        **worded(date(2021, 5, 10)),
    )
    return plans, met
