"""What the overview graphic is given: dated marks in lanes, releases, a few words. Days in, months out; no clock."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FADE = 75  # days drawn for a start or an end that nobody stated; the length means nothing
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Shape(StrEnum):
    """What a mark looks like says how precise its date is."""

    DOT = "d"  # one day
    SQUARE = "s"  # exact days, too short to draw to scale
    STUB = "f"  # the same, with an end that is not exact
    BAR = "b"  # to scale


def soft_ends(precision: str) -> str:
    """Which ends of a stated date are not exact: "" none, "b" both, "o" start unknown, "e" end unknown.

    An unknown precision is soft: the drawing never claims more than its source.
    """
    return {"day": "", "range": "", "none": "", "before": "o", "after": "e"}.get(precision, "b")


def month(when: date) -> float:
    """Months since year 0; 1 March is a whole number, days are fractions of their month."""
    days = _DAYS[when.month] + (when.month == 2 and isleap(when.year))
    return when.year * 12 + when.month - 1 + (when.day - 1) / days


def _later(day: date, days: int) -> date:
    """``days`` later, within what a date can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class ReleaseMark:
    """A press release: a blue line at its day."""

    key: str
    on: date
    label: str = ""
    short: str = ""  # used instead where that names more releases: "13 Nov 2018"


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone. ``soft`` is what ``soft_ends`` says of its precision; without any day it is not drawn."""

    key: str
    stated: date  # day of the release that states it
    earliest: date | None = None
    latest: date | None = None
    soft: str = ""
    plan: bool = False  # planned or conditional when stated: a lead line ties it to its release
    label: str = ""
    when: str = ""
    outcome: str = ""  # key of the mark that settles it
    named: bool = False  # dense drawing only: carries its label

    @property
    def dated(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def ends(self) -> str:
        """Soft ends as drawn: "", "l", "r", "b", or "o" and "e", which fade over their whole length.

        A release vouches for things up to its own day and plans from it on, so an end on that day is not soft.
        """
        if self.earliest is None:
            return "o"
        if self.latest is None:
            return "e"
        if self.earliest == self.latest:
            return "b" if self.soft else ""
        left = self.soft in ("l", "b", "o") and self.start != self.stated
        right = self.soft in ("r", "b", "e") and self.latest != self.stated
        return {(True, True): "b", (True, False): "l", (False, True): "r"}.get((left, right), "")

    @property
    def start(self) -> date:
        """First day drawn. A plan whose start is not exact is never drawn from before it was stated."""
        if self.earliest is None:
            assert self.latest is not None, "only dated marks are drawn"  # noqa: S101
            first = _later(self.latest, -FADE)
        elif self.soft in ("l", "b", "o"):
            first = self.earliest
        else:
            return self.earliest
        return max(first, min(self.stated, self.latest or first)) if self.plan else first

    @property
    def end(self) -> date:
        """First day after the mark; the day itself when it is one day."""
        if self.latest is None:
            return _later(self.start, FADE)
        return self.latest if self.latest == self.earliest else _later(self.latest, 1)

    @property
    def span(self) -> tuple[float, float]:
        """Months from and to which it is drawn."""
        return month(self.start), month(self.end)

    @property
    def years(self) -> tuple[int, int]:
        """First and last year it is found in by the year filter: its bounds, not what is drawn."""
        first, last = self.earliest or self.latest, self.latest or self.earliest
        assert first is not None, "only dated marks are drawn"  # noqa: S101
        assert last is not None, "only dated marks are drawn"  # noqa: S101
        return first.year, last.year


@dataclass(frozen=True, slots=True)
class Lane:
    """A project and its marks. Without a name it has no heading."""

    key: str
    name: str
    marks: tuple[Mark, ...]


def points_of(marks: Sequence[Mark], releases: Sequence[ReleaseMark]) -> list[float]:
    """Months that the axis shows beside the marks themselves: releases, and where lead lines start."""
    return [*(month(r.on) for r in releases), *(month(m.stated) for m in marks if m.plan)]


def years_folded(months: int) -> str:
    """``41`` -> "3 years"."""
    return f"{months // 12} year{'s' * (months >= 24)}"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The only words the geometry measures and cannot know: it speaks no language."""

    today: str = ""  # "Today, 22 November 2026"; by default the day in ISO 8601
    fold: Callable[[int], str] = years_folded  # months with nothing on file, over 12 -> "3 years"
