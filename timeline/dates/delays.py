"""How much later than planned something came: only what both dates prove.

A date that names no day stands for each day between its bounds. The least delay is that from the
plan's last day to the outcome's first. The most is that from the plan's first day to the outcome's
last; a deadline ("by June 2019") is counted from its day. An outcome that lies within the time that
was named is on time, whichever days were meant.

The bounds of "early 2019" or "fall 2019" are ours, for sorting. All that such a date proves is its
year, or its month: it can be certainly late, but it is never on time. "About" proves nothing.

The unit is days. It is weeks or months where both dates are days and as many whole ones lie between
them, and months where even the least is one. Then the least is rounded down and the most up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from timeline.dates import basis, periods
from timeline.dates.durations import duration_of
from timeline.dates.figures import in_figures
from timeline.dates.periods import Span, add_months
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording_phrases import UNITS

Side = Literal["later", "earlier"]
Unit = Literal["day", "week", "month"]

OURS = (basis.MONTHS_SORTED, basis.DAYS_SORTED, basis.START_READ)
NAMED_ENDS = (basis.MONTHS_ONLY, basis.YEARS_ONLY)
DAYS_OF_MONTHS = 92  # above so many days, months are said


@dataclass(frozen=True)
class Delay:
    """From ``least`` to ``most`` units later or earlier than planned.

    ``most`` is None where it is not known. Where ``least`` is 0 it may have been on time too; where
    both are 0, it was.
    """

    side: Side
    unit: Unit
    least: int
    most: int | None

    @property
    def on_time(self) -> bool:
        return self.most == 0


ON_TIME = Delay("later", "day", 0, 0)


class Proven(NamedTuple):
    """The days that a date proves; None for an end it says nothing of.

    ``ours`` is true where the source names less than these days, so that nothing is on time.
    """

    earliest: date | None
    latest: date | None
    ours: bool

    @property
    def closed(self) -> bool:
        return self.earliest is not None and self.latest is not None


def surely_before(first: StatedDate, second: StatedDate) -> bool:
    """Whether both dates prove that all days of the first lie before all of the second."""
    proven, other = _proven(first), _proven(second)
    if proven is None or other is None or proven.latest is None or other.earliest is None:
        return False
    return proven.latest < other.earliest


def delay(plan: StatedDate, outcome: StatedDate) -> Delay | None:
    """The delay from a plan to its outcome, or None where the dates do not prove one."""
    planned, came = _proven(plan), _proven(outcome)
    if planned is None or came is None:
        return None
    if _same_length(plan, outcome):
        return _moved(plan, outcome)
    if planned.latest and came.earliest and came.earliest > planned.latest:
        return _certain("later", planned, came)
    if planned.earliest and came.latest and came.latest < planned.earliest:
        return _certain("earlier", planned, came)
    if planned.ours or came.ours or not came.closed or planned.latest is None:
        return None
    return _overlapping(planned, came)


def _proven(stated: StatedDate) -> Proven | None:
    """What a date proves, or None for one that proves nothing."""
    earliest, latest = stated.earliest, stated.latest
    if earliest is None and latest is None:
        return None
    if stated.precision is Precision.DURATION and _is_about(stated.words):
        return None
    if any(basis.gives(stated.basis_en, reason) for reason in OURS):
        return _around(stated)
    if stated.precision is Precision.ABOUT:
        if any(basis.gives(stated.basis_en, reason) for reason in NAMED_ENDS):
            return Proven(earliest, latest, ours=False)
        return None
    soft = stated.precision in (Precision.PART_OF_YEAR, Precision.SEASON, Precision.PART_OF_MONTH)
    return _around(stated) if soft else Proven(earliest, latest, ours=False)


def _is_about(words: str) -> bool:
    duration = duration_of(words)
    return duration is not None and duration.about


def _around(stated: StatedDate) -> Proven:
    """The years, or for a part of a month the months, around bounds that are ours."""
    by_month = stated.precision is Precision.PART_OF_MONTH or basis.gives(
        stated.basis_en, basis.DAYS_SORTED
    )
    earliest = stated.earliest
    latest = stated.latest
    if earliest:
        earliest = earliest.replace(day=1) if by_month else date(earliest.year, 1, 1)
    if latest:
        last_month = latest.month if by_month else periods.DECEMBER
        latest = periods.month_end(latest.year, last_month)
    return Proven(earliest, latest, ours=True)


def _certain(side: Side, planned: Proven, came: Proven) -> Delay:
    """A delay of which the least is certain, and the most where all ends are the source's."""
    if side == "later":
        near = Span(planned.latest or date.min, came.earliest or date.max)
        far = (planned.earliest or planned.latest, came.latest)
    else:
        near = Span(came.latest or date.min, planned.earliest or date.max)
        far = (came.earliest, planned.latest)
    first, last = far
    if planned.ours or came.ours or first is None or last is None:
        return _in_units(side, near, None)
    return _in_units(side, near, Span(first, last))


def _overlapping(planned: Proven, came: Proven) -> Delay | None:
    """An outcome within the planned time, or one that only reaches beyond one end of it."""
    after = bool(came.latest and planned.latest and came.latest > planned.latest)
    before = bool(came.earliest and planned.earliest and came.earliest < planned.earliest)
    if not after and not before:
        return ON_TIME
    if after and before:
        return None
    side: Side = "earlier"
    first, last = came.earliest, planned.latest
    if after:
        side = "later"
        first, last = planned.earliest or planned.latest, came.latest
    if first is None or last is None:
        return None
    return _in_units(side, None, Span(first, last))


def _in_units(side: Side, near: Span | None, far: Span | None) -> Delay:
    """The least from one pair of days, the most from another, in days or in months."""
    least, least_months = 0, 0
    if near:
        least, least_months = (near.latest - near.earliest).days, _months(*near)
    most, most_months = None, None
    if far:
        most, most_months = (far.latest - far.earliest).days, _months_up(*far)
    if least_months and max(least, most or 0) > DAYS_OF_MONTHS:
        return Delay(side, "month", least_months, most_months)
    return Delay(side, "day", least, most)


def _same_length(plan: StatedDate, outcome: StatedDate) -> bool:
    """Whether both are days, and as many: the outcome is the plan, moved by a number of days."""
    planned, happened = plan.span, outcome.span
    if not (plan.exact and outcome.exact and planned and happened):
        return False
    return planned.latest - planned.earliest == happened.latest - happened.earliest


def _moved(plan: StatedDate, outcome: StatedDate) -> Delay:
    """In months or weeks where they are whole ones, else in days."""
    if not (plan.earliest and outcome.earliest) or plan.earliest == outcome.earliest:
        return ON_TIME
    side: Side = "later" if outcome.earliest > plan.earliest else "earlier"
    first, last = sorted((plan.earliest, outcome.earliest))
    months = _months(first, last)
    days = (last - first).days
    if months and add_months(first, months) == last:
        return Delay(side, "month", months, months)
    if days % 7 == 0:
        return Delay(side, "week", days // 7, days // 7)
    return Delay(side, "day", days, days)


def _months(first: date, last: date) -> int:
    """Whole months from a day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        return months - 1
    return months


def _months_up(first: date, last: date) -> int:
    """Months from a day to a later one, a begun month counted as one."""
    months = _months(first, last)
    if add_months(first, months) < last:
        months += 1
    return months


WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "on_time": "on time",
        "on_time_first": "at the time first planned",
        "no_later": "no later than {planned}",
        "exactly": "{most} {side} than {planned}",
        "between": "between {least} and {most} {side} than {planned}",
        "at_most": "at most {most} {side} than {planned}",
        "at_least": "at least {least} {side} than {planned}",
        "planned": "planned",
        "planned_first": "first planned",
        "later": "later",
        "earlier": "earlier",
    },
    "fr": {
        "on_time": "au moment prévu",
        "on_time_first": "au moment prévu à l’origine",
        "no_later": "pas plus tard que {planned}",
        "exactly": "{most} {side} que {planned}",
        "between": "de {least} à {most} {side} que {planned}",
        "at_most": "jusqu’à {most} {side} que {planned}",
        "at_least": "au moins {least} {side} que {planned}",
        "planned": "prévu",
        "planned_first": "prévu à l’origine",
        "later": "plus tard",
        "earlier": "plus tôt",
    },
}


def write_delay(found: Delay, language: str, *, since_first: bool = False) -> str:
    """In words: "3 weeks later than planned", "de 2 à 5 mois plus tard que prévu", "on time".

    ``since_first``: it is counted from the first of several dates: "later than first planned".
    """
    code = "fr" if language.startswith("fr") else "en"
    words = WORDS[code]
    key = _key(found)
    least = _counted(found.least, found.unit, code)
    if key == "between":  # "between 2 and 5 months": the unit is said once
        least = in_figures(found.least, code)
    most = _counted(found.most or 0, found.unit, code)
    planned = words["planned_first" if since_first else "planned"]
    if since_first and key == "on_time":
        key = "on_time_first"
    return words[key].format(least=least, most=most, side=words[found.side], planned=planned)


def _key(found: Delay) -> str:
    if found.on_time:
        return "on_time"
    if found.most is None:
        return "at_least" if found.least else "no_later"
    if found.least == found.most:
        return "exactly"
    return "between" if found.least else "at_most"


def _counted(number: int, unit: Unit, language: str) -> str:
    one, several = UNITS[language][unit]
    return f"{in_figures(number, language)} {one if number == 1 else several}"
