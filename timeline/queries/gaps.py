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
    """More than twelve months on end without a stated date or a release (``days``), newest first.

    A date with one bound touches only the month of that bound.
    """
    spans = [(_month(day), _month(day)) for day in days]
    for stated in dates:
        first, last = stated.earliest or stated.latest, stated.latest or stated.earliest
        if first and last:
            spans.append((_month(first), _month(last)))
    spans.sort()
    found: list[Gap] = []
    reached = spans[0][0] if spans else 0
    for first_month, last_month in spans:
        if first_month - reached - 1 > LONGEST_UNMARKED:
            found.append(Gap(_first_day(reached + 1), _first_day(first_month - 1)))
        reached = max(last_month, reached)
    return found[::-1]
