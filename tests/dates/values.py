"""Stated dates as the tests of this folder write them down."""

from __future__ import annotations

from datetime import date

from timeline.dates.basis import Basis
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate

NONE = Basis("", "")


def stated(
    precision: Precision, earliest: str, latest: str, words: str = "", reason: Basis = NONE
) -> StatedDate:
    """A stated date of these bounds, "" for no bound."""
    days = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    return StatedDate(words, precision, days[0], days[1], reason.en, reason.fr)


def bounds(value: StatedDate) -> tuple[Precision, str, str]:
    """Precision and bounds as in the tables of the tests: "" for no bound."""
    return value.precision, str(value.earliest or ""), str(value.latest or "")
