"""What the chart is given: dated marks in lanes, releases and a few words.

Days become months here. Nothing reads a clock.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FADE = 75  # days drawn for a start or an end that nobody stated; the length means nothing
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SOFT_ENDS = {
    "day": "",
    "range": "",
    "none": "",
    "before": "o",
    "after": "e",
    "since": "g",
    "within": "w",
}
_SOFT_STARTS = ("l", "b", "o", "w")
_SOFT_LASTS = ("r", "b", "e")


class Shape(StrEnum):
    """The look of a mark says how precise its date is, or how many marks it stands for."""

    DOT = "d"  # one day
    SQUARE = "s"  # exact days, too short to draw to scale
    STUB = "f"  # too short to draw to scale, with an end that is not exact
    BAR = "b"  # to scale
    NUMBER = "n"  # many of one date that are no bar


def soft_ends(precision: str) -> str:
    """Which ends of a stated date are not exact.

    "" none, "b" both, "o" the start is unknown, "e" the end is unknown, "g" the end is unknown and
    not before the release, "w" both, whatever day either is: it is some day between them, and fills
    nothing. A precision that is not known here is
    soft at both ends: the drawing never claims more than its source.
    """
    return _SOFT_ENDS.get(precision, "b")


def month(day: date) -> float:
    """Months since year 0. The first of a month is a whole number, later days are fractions."""
    days = _DAYS[day.month]
    if day.month == 2 and isleap(day.year):
        days = 29
    return day.year * 12 + day.month - 1 + (day.day - 1) / days


def _later(day: date, days: int) -> date:
    """``days`` later, or the first or last day that a date can hold."""
    ordinal = max(day.toordinal() + days, 1)
    return date.fromordinal(min(ordinal, date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class ReleaseMark:
    """A press release: a line at its day.

    ``short`` replaces ``label`` where that names more releases: "13 Nov 2018".
    """

    key: str
    on: date
    label: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone.

    ``soft`` is what ``soft_ends`` says of its precision. A mark without any day is not drawn.
    """

    key: str
    stated: date  # day of the release that states it
    earliest: date | None = None
    latest: date | None = None
    soft: str = ""
    plan: bool = False  # planned or conditional when stated: a lead line ties it to its release
    label: str = ""
    when: str = ""
    outcome: str = ""  # key of the mark that settles it
    rank: int = 0  # in the packed drawing lower ranks get their names first
    tied: bool = False  # a lead line ties it to its release there too
    members: tuple[str, ...] = ()  # keys of the marks that it stands for, where these are many

    @property
    def count(self) -> int:
        """How many milestones it shows."""
        return len(self.members) or 1

    @property
    def dated(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def one_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def ends(self) -> str:
        """Soft ends as drawn: "", "l" left, "r" right, "b" both, "o" or "e".

        "o" and "e" fade over their whole length. A release vouches for what happened up to its
        own day, and for plans from it on: an end on that day is not soft.
        """
        if self.earliest is None:
            return "o"
        if self.latest is None:
            return "r" if self._goes_on else "e"
        if self.one_day:
            return "b" if self.soft else ""
        between = self.soft == "w"
        left = between or (self.soft in _SOFT_STARTS and self.start != self.stated)
        right = between or (self.soft in _SOFT_LASTS and self.latest != self.stated)
        if left and right:
            return "b"
        if left:
            return "l"
        return "r" if right else ""

    @property
    def _goes_on(self) -> bool:
        """Whether it had begun by the day of its release, which says that it was going on."""
        return self.soft == "g" and self.stated >= self.start

    @property
    def start(self) -> date:
        """First day drawn.

        A plan whose start is not exact is never drawn from before the day on which it was stated.
        """
        if self.earliest is None:
            assert self.latest is not None, "only dated marks are drawn"  # noqa: S101
            first = _later(self.latest, -FADE)
        elif self.soft in _SOFT_STARTS:
            first = self.earliest
        else:
            return self.earliest
        if not self.plan:
            return first
        return max(first, min(self.stated, self.latest or first))

    @property
    def end(self) -> date:
        """First day after the mark. For a mark of one day it is that day."""
        if self.latest is None:
            vouched_for = self.stated if self._goes_on else self.start
            return _later(vouched_for, FADE)
        return self.latest if self.one_day else _later(self.latest, 1)

    @property
    def span(self) -> tuple[float, float]:
        """Months from and to which it is drawn."""
        return month(self.start), month(self.end)

    @property
    def years(self) -> tuple[int, int]:
        """First and last year in which the year filter finds it: its bounds, not what is drawn."""
        first, last = self.earliest or self.latest, self.latest or self.earliest
        assert first is not None, "only dated marks are drawn"  # noqa: S101
        assert last is not None, "only dated marks are drawn"  # noqa: S101
        return first.year, last.year


@dataclass(frozen=True, slots=True)
class Lane:
    """A project and its marks. A lane without a name has no heading."""

    key: str
    name: str
    marks: tuple[Mark, ...]


def marks_of(lanes: Sequence[Lane]) -> list[Mark]:
    """The marks of all lanes, lane by lane."""
    marks: list[Mark] = []
    for lane in lanes:
        marks.extend(lane.marks)
    return marks


def count_of(marks: Sequence[Mark]) -> int:
    """How many milestones the marks show."""
    return sum(mark.count for mark in marks)


def newest_first(releases: Sequence[ReleaseMark]) -> list[ReleaseMark]:
    return sorted(releases, key=lambda release: (release.on, release.key), reverse=True)


def years_folded(months: int) -> str:
    """``41`` -> "3 years"."""
    years = months // 12
    return f"{years} years" if years > 1 else f"{years} year"


def many_milestones(count: int) -> str:
    """``40`` -> "40 milestones"."""
    return f"{count} milestones"


def milestones_beside(count: int) -> str:
    """What stands beside a mark that shows the number: "milestones"."""
    return "milestones" if count > 1 else "milestone"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words that the layout has to measure. It speaks no language itself."""

    today: str = ""  # "Today, 22 November 2026"; by default the day in ISO 8601
    fold: Callable[[int], str] = years_folded  # months with nothing on file, over 12 -> "3 years"
    many: Callable[[int], str] = many_milestones  # names the one mark of several
    beside_number: Callable[[int], str] = milestones_beside  # names one that shows the number

    def of_day(self, on: date) -> str:
        return self.today or on.isoformat()
