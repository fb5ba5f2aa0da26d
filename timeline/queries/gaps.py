"""Stretches with nothing on file, so that absence is shown too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from timeline.dates.stated import StatedDate

LONGEST_UNMARKED = 12  # months


@dataclass(frozen=True)
class Gap:
    """From the first day of the first empty month to the first day of the last one."""

    first: date
    last: date


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def gaps(dates: Iterable[StatedDate], days: Iterable[date]) -> list[Gap]:
    """More than twelve months on end that no stated date touches and no release was issued in, newest first.

    An end that is not known touches only the month of the one that is.
    """
    bounds = [(d.earliest or d.latest, d.latest or d.earliest) for d in dates]
    spans = sorted(
        [(_month(a), _month(b)) for a, b in bounds if a and b]
        + [(_month(day), _month(day)) for day in days]
    )
    found: list[Gap] = []
    reached = spans[0][0] if spans else 0
    for first, last in spans:
        if first - reached - 1 > LONGEST_UNMARKED:
            found.append(Gap(_first_day(reached + 1), _first_day(first - 1)))
        reached = max(last, reached)
    return found[::-1]
