"""How much later than planned something came, as precisely as both dates allow and no more.

A date that names no day stands for each day between its bounds. The delay from a plan to its outcome is then any number
from that between the plan's last day and the outcome's first to that between the plan's first and the outcome's last;
an outcome that lies within the time that was named is on time, whichever days were meant. A deadline ("by June 2019")
is counted from its day. The unit is days only where both dates are days or deadlines, weeks where the coarser is a
week, else months; the least is rounded down and the most up, so that the words never claim more than is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.dates import basis
from timeline.dates.periods import add_months
from timeline.dates.phrasebook import UNITS
from timeline.dates.stated import EXACT, Precision, StatedDate

Side = Literal["later", "earlier"]
Unit = Literal["day", "week", "month"]

DAYS = EXACT | {Precision.BEFORE, Precision.AFTER}
SOFT = (basis.MONTHS_SORTED.en, basis.DAYS_SORTED.en)


@dataclass(frozen=True)
class Delay:
    """From ``least`` to ``most`` units later or earlier than planned, ``most`` None where it is not known.

    Where ``least`` is 0 it may have been on time too; where both are, it was.
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
    """The delay from a plan to its outcome; None where the dates do not tell, or one of them gives no days."""
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
    return None if after else _earlier(plan, outcome, unit)


def _same_length(plan: StatedDate, outcome: StatedDate) -> bool:
    """Whether both are days, and as many of them: then the one is the other, moved by an exact number of days."""
    one, other = plan.span, outcome.span
    exact = plan.exact and outcome.exact and one and other
    return bool(
        exact and one and other and one.latest - one.earliest == other.latest - other.earliest
    )


def _moved(plan: StatedDate, outcome: StatedDate) -> Delay:
    """In months or weeks where they are whole ones, else in days."""
    if not (plan.earliest and outcome.earliest) or plan.earliest == outcome.earliest:
        return ON_TIME
    side: Side = "later" if outcome.earliest > plan.earliest else "earlier"
    first, last = sorted((plan.earliest, outcome.earliest))
    months, days = _months(first, last), (last - first).days
    if months and add_months(first, months) == last:
        return Delay(side, "month", months, months)
    if days % 7 == 0:
        return Delay(side, "week", days // 7, days // 7)
    return Delay(side, "day", days, days)


def _later(plan: StatedDate, outcome: StatedDate, unit: Unit) -> Delay | None:
    least = _count(plan.latest, outcome.earliest, unit) or 0
    most = _count(plan.earliest or plan.latest, outcome.latest, unit, up=True)
    return None if most is None and not least else Delay("later", unit, least, most)


def _earlier(plan: StatedDate, outcome: StatedDate, unit: Unit) -> Delay:
    """With neither known, it was no later than planned."""
    least = _count(outcome.latest, plan.earliest, unit) or 0
    return Delay(
        "earlier",
        unit,
        least,
        _count(outcome.earliest, plan.latest or plan.earliest, unit, up=True),
    )


def _unit(plan: StatedDate, outcome: StatedDate) -> Unit:
    units = {_unit_of(plan), _unit_of(outcome)}
    return "month" if "month" in units else "week" if "week" in units else "day"


def _unit_of(stated: StatedDate) -> Unit:
    if stated.precision is Precision.WEEK:
        return "week"
    soft = any(reason in stated.basis_en for reason in SOFT)
    return "day" if stated.precision in DAYS and not soft else "month"


def _count(first: date | None, last: date | None, unit: Unit, *, up: bool = False) -> int | None:
    """Whole units from a day to a later one, rounded down or up; None where a day is not known or not later."""
    if first is None or last is None or last < first:
        return None
    if unit == "month":
        months = _months(first, last)
        return months + (up and add_months(first, months) < last)
    days, size = (last - first).days, 7 if unit == "week" else 1
    return -(-days // size) if up else days // size


def _months(first: date, last: date) -> int:
    """Whole months from a day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first, months) > last)


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
    key = _key(found)
    bare = key == "between"
    values = {
        "least": str(found.least) if bare else _counted(found.least, found.unit, code),
        "most": _counted(found.most or 0, found.unit, code),
        "side": WORDS[code][found.side],
    }
    return WORDS[code][key].format(**values)


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
