"""Which days a precision takes: the database and the form refuse the others alike."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.constraints import messages, new_milestone, refused
from tests.stated_bounds import bounds_fit
from timeline.dates.precisions import Precision

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

DAY, DAY_BEFORE = date(2018, 11, 13), date(2018, 11, 12)


@pytest.mark.parametrize("earliest", [None, DAY_BEFORE, DAY])
@pytest.mark.parametrize("latest", [None, DAY_BEFORE, DAY])
@pytest.mark.parametrize("precision", Precision)
def test_bounds_are_refused_by_the_database_and_the_form_alike(
    precision: Precision, earliest: date | None, latest: date | None
) -> None:
    row = new_milestone(precision=precision.value, earliest=earliest, latest=latest)
    fits = bounds_fit(precision, earliest, latest)

    assert (refused(row) == "") is fits
    assert (messages(row) == {}) is fits


@pytest.mark.parametrize(
    ("precision", "bounds"),
    [
        ("none", {(0, 0)}),
        ("before", {(0, 1)}),
        ("after", {(1, 0)}),
        ("since", {(1, 0)}),
        ("duration", {(0, 0), (1, 1)}),
        ("within", set()),  # of the same day twice; of two days see below
        *(
            (name, {(1, 1)})
            for name in Precision
            if name not in {"none", "before", "after", "since", "within", "duration"}
        ),
    ],
)
def test_bounds_that_a_precision_takes_are_these(
    precision: str, bounds: set[tuple[int, int]]
) -> None:
    ends = {
        (first, last): (DAY if first else None, DAY if last else None)
        for first in (0, 1)
        for last in (0, 1)
    }

    taken = {
        given
        for given, (earliest, latest) in ends.items()
        if not refused(new_milestone(precision=precision, earliest=earliest, latest=latest))
    }

    assert taken == bounds


def test_within_takes_two_different_days_in_their_order() -> None:
    row = new_milestone(precision="within", earliest=DAY_BEFORE, latest=DAY)
    same = new_milestone(precision="within", earliest=DAY, latest=DAY)

    assert refused(row) == ""
    assert "milestone_bounds_fit_precision" in refused(same)
    assert "“some day between” two different days" in messages(same)["precision"][0]


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"start_time": time(16), "time_zone": "America/Toronto"}, True),
        ({"start_time": time(16)}, False),
        ({"time_zone": "America/Toronto"}, False),
        ({"start_time": time(0), "time_zone": "UTC"}, True),
        ({"start_time": time(16), "time_zone": "America/Toronto", "precision": "range"}, False),
        ({"start_time": time(16), "time_zone": "America/Toronto", "precision": "before"}, False),
        ({}, True),
    ],
)
def test_start_time_is_of_one_day_and_has_its_zone(given: dict[str, Any], fits: bool) -> None:
    row = new_milestone(**{"precision": "day", "earliest": DAY, "latest": DAY} | given)
    if row.precision == "before":
        row.earliest = None

    assert (refused(row) == "") is fits
    assert messages(row).get("start_time", []) == (
        []
        if fits
        else ["Give the hour and its time zone together, and only for a date of one day."]
    )


def test_time_zone_that_does_not_exist_is_refused_beside_its_field() -> None:
    row = new_milestone(
        precision="day", earliest=DAY, latest=DAY, start_time=time(16), time_zone="Eastern"
    )

    assert messages(row) == {
        "time_zone": ["“Eastern” names no time zone. Write one as in America/Toronto."]
    }


def test_stated_date_of_a_milestone_has_its_hour_and_zone() -> None:
    row = new_milestone(
        precision="day", earliest=DAY, latest=DAY, start_time=time(16), time_zone="America/Toronto"
    )

    assert (row.stated.start_time, row.stated.time_zone) == (time(16), "America/Toronto")
