"""How words are read as a date, or why they are not: what a form proposes and a command prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.refusals import REASONS
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write


@dataclass(frozen=True)
class DateReading:
    """What words read to: a date, or the code of a refusal with its sentence.

    The sentence is in the language that was active when the words were read.
    """

    words: str
    stated: StatedDate | None = None
    code: str = ""
    refusal: str = ""

    def as_json(self) -> dict[str, Any]:
        """As plain values: days, and the hour, as in ISO 8601; None for what is not known."""
        if self.stated is None:
            return {"words": self.words, "refusal": {"code": self.code, "sentence": self.refusal}}
        stated = self.stated
        return {
            "words": self.words,
            "precision": stated.precision.value,
            "earliest": stated.earliest.isoformat() if stated.earliest else None,
            "latest": stated.latest.isoformat() if stated.latest else None,
            "start_time": stated.start_time.isoformat() if stated.start_time else None,
            "time_zone": stated.time_zone or None,
            "shown": {"en": write(stated, "en"), "fr": write(stated, "fr")},
            "basis": {"en": stated.basis_en, "fr": stated.basis_fr},
        }


def reading_of(
    words: str,
    *,
    stated_on: date | None,
    standing: str = "",
    fiscal_calendar: FiscalCalendar = UNKNOWN,
) -> DateReading:
    """How the words of a release of that day are read. The arguments are those of ``read``."""
    try:
        stated = read(
            words, stated_on=stated_on, standing=standing, fiscal_calendar=fiscal_calendar
        )
    except UnreadableDate as unreadable:
        sentence = _(REASONS[unreadable.code]).format(unreadable.words)
        return DateReading(words, code=unreadable.code, refusal=sentence)
    return DateReading(words, stated)
