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
    spans = [(_month(d.earliest or d.latest), _month(d.latest or d.earliest)) for d in dates if d.earliest or d.latest]
    spans += [(_month(day), _month(day)) for day in days]
    found, reached = [], None
    for first, last in sorted(spans):
        if reached is not None and first - reached - 1 > LONGEST_UNMARKED:
            found.append(Gap(_first_day(reached + 1), _first_day(first - 1)))
        reached = max(last, reached if reached is not None else last)
    return found[::-1]
