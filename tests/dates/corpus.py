"""The wordings of releases in ``wordings.csv``, each with its right reading or its refusal.

They were written from what the words mean. ``refused`` as the precision means that the words are
no one date; `refusals` are then the codes of the reasons that apply.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, FiscalStart, starting_in
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.stated import StatedDate

CORPUS = Path(__file__).with_name("wordings.csv")
REFUSED = "refused"


@dataclass(frozen=True)
class Wording:
    """One row: the words, what is known of their release, and what they mean."""

    language: str
    words: str
    stated_on: date | None
    standing: str
    fiscal_start: str
    kind: str
    precision: str
    earliest: date | None
    latest: date | None
    refusals: tuple[str, ...]
    twin: str

    def __str__(self) -> str:
        known = (str(self.stated_on or ""), self.standing, self.fiscal_start)
        return f"{self.words!r} ({self.language}; {', '.join(filter(None, known)) or 'alone'})"

    @property
    def calendar(self) -> FiscalCalendar:
        """The fiscal calendar of the company: "", "4" or "4 then 1 from 2022-01-01"."""
        if not self.fiscal_start:
            return UNKNOWN
        first, _, change = self.fiscal_start.partition(" then ")
        if not change:
            return starting_in(int(first))
        month, _, day = change.partition(" from ")
        later = FiscalStart(int(month), date.fromisoformat(day))
        return FiscalCalendar((FiscalStart(int(first)), later))

    @property
    def right(self) -> str:
        """The right reading, or the reasons that apply, on one line."""
        if self.precision == REFUSED:
            return f"{REFUSED} {'|'.join(self.refusals)}"
        return f"{self.precision} {self.earliest} {self.latest}"

    def read(self) -> StatedDate:
        """What the words are read as. Raises UnreadableDate."""
        return self.read_again(self.words)

    def read_again(self, words: str) -> StatedDate:
        """What other words of the same release are read as. Raises UnreadableDate."""
        return read(
            words,
            stated_on=self.stated_on,
            standing=self.standing,
            fiscal_calendar=self.calendar,
        )


def read_or_none(wording: Wording) -> StatedDate | None:
    """What the words are read as, or None where they are refused."""
    try:
        return wording.read()
    except UnreadableDate:
        return None


@cache
def wordings() -> tuple[Wording, ...]:
    """All rows, in the order of the file."""
    with CORPUS.open(encoding="utf-8", newline="") as lines:
        return tuple(_wording(row) for row in csv.DictReader(lines))


def _wording(row: dict[str, str]) -> Wording:
    return Wording(
        language=row["language"],
        words=row["words"],
        stated_on=_day(row["stated_on"]),
        standing=row["standing"],
        fiscal_start=row["fiscal_start"],
        kind=row["class"],
        precision=row["precision"],
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
        refusals=tuple(filter(None, row["refusal"].split("|"))),
        twin=row["twin"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
