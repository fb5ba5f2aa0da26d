"""Which days a precision takes: the database and the form refuse the others alike."""

from __future__ import annotations

from datetime import date

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
        ("duration", {(0, 0), (1, 1)}),
        *(
            (name, {(1, 1)})
            for name in Precision
            if name not in {"none", "before", "after", "duration"}
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
