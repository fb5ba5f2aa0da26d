"""How much later than planned something came, as precisely as both dates allow and no more.

A date that names no day stands for each day between its bounds. The least delay is that from the
plan's last day to the outcome's first. The most is that from the plan's first day to the outcome's
last. An outcome that lies within the time that was named is on time, whichever days were meant. A
deadline ("by June 2019") is counted from its day.

The unit is days only where both dates are days or deadlines, weeks where the coarser is a week,
else months. The least is rounded down and the most up, so that the words never claim more than is
known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from timeline.dates import basis
from timeline.dates.periods import add_months
from timeline.dates.phrasebook import UNITS
from timeline.dates.precisions import EXACT, Precision
from timeline.dates.stated import StatedDate

Side = Literal["later", "earlier"]
Unit = Literal["day", "week", "month"]

DAYS = EXACT | {Precision.BEFORE, Precision.AFTER}
SOFT = (basis.MONTHS_SORTED.en, basis.DAYS_SORTED.en)


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


def delay(plan: StatedDate, outcome: StatedDate) -> Delay | None:
    """The delay from a plan to its outcome.

    None where the dates do not tell, or where one of them gives no days.
    """
    if plan.sort_day is None or outcome.sort_day is None:
        return None
    if _same_length(plan, outcome):
        return _moved(plan, outcome)
    after = plan.latest is not None and (outcome.latest is None or outcome.latest > plan.latest)
    before = plan.earliest is not None and (
        outcome.earliest is None or outcome.earliest < plan.earliest
    )
    if not after and not before:
        return ON_TIME
    unit = _unit(plan, outcome)
    if after and (not before or outcome.earliest is None):
        return _later(plan, outcome, unit)
    if after:
        return None
    return _earlier(plan, outcome, unit)


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


def _later(plan: StatedDate, outcome: StatedDate, unit: Unit) -> Delay | None:
    least = _count(plan.latest, outcome.earliest, unit) or 0
    most = _count(plan.earliest or plan.latest, outcome.latest, unit, up=True)
    if most is None and not least:
        return None
    return Delay("later", unit, least, most)


def _earlier(plan: StatedDate, outcome: StatedDate, unit: Unit) -> Delay:
    """With neither known, it was no later than planned."""
    least = _count(outcome.latest, plan.earliest, unit) or 0
    most = _count(outcome.earliest, plan.latest or plan.earliest, unit, up=True)
    return Delay("earlier", unit, least, most)


def _unit(plan: StatedDate, outcome: StatedDate) -> Unit:
    """The coarser of the two."""
    units = {_unit_of(plan), _unit_of(outcome)}
    if "month" in units:
        return "month"
    return "week" if "week" in units else "day"


def _unit_of(stated: StatedDate) -> Unit:
    if stated.precision is Precision.WEEK:
        return "week"
    soft = any(reason in stated.basis_en for reason in SOFT)
    if soft or stated.precision not in DAYS:
        return "month"
    return "day"


def _count(first: date | None, last: date | None, unit: Unit, *, up: bool = False) -> int | None:
    """Whole units from a day to a later one, rounded down or ``up``.

    None where a day is not known or not later.
    """
    if first is None or last is None or last < first:
        return None
    if unit == "month":
        months = _months(first, last)
        if up and add_months(first, months) < last:
            return months + 1
        return months
    days = (last - first).days
    if unit == "day":
        return days
    return ceil(days / 7) if up else days // 7


def _months(first: date, last: date) -> int:
    """Whole months from a day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        return months - 1
    return months


WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "on_time": "on time",
        "no_later": "no later than planned",
        "exactly": "{most} {side} than planned",
        "between": "between {least} and {most} {side} than planned",
        "at_most": "at most {most} {side} than planned",
        "at_least": "at least {least} {side} than planned",
        "later": "later",
        "earlier": "earlier",
    },
    "fr": {
        "on_time": "au moment prévu",
        "no_later": "pas plus tard que prévu",
        "exactly": "{most} {side} que prévu",
        "between": "de {least} à {most} {side} que prévu",
        "at_most": "au plus {most} {side} que prévu",
        "at_least": "au moins {least} {side} que prévu",
        "later": "plus tard",
        "earlier": "plus tôt",
    },
}


def write_delay(found: Delay, language: str) -> str:
    """In words: "3 weeks later than planned", "de 2 à 5 mois plus tard que prévu", "on time"."""
    code = "fr" if language.startswith("fr") else "en"
    words = WORDS[code]
    key = _key(found)
    least = _counted(found.least, found.unit, code)
    if key == "between":  # "between 2 and 5 months": the unit is said once
        least = str(found.least)
    most = _counted(found.most or 0, found.unit, code)
    return words[key].format(least=least, most=most, side=words[found.side])


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
    return f"{number} {one if number == 1 else several}"
