"""Days that are printed whole, with their year: what stamps and datelines are dated with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from timeline.dates.reading import read
from timeline.dates.refusals import UnreadableDate

MONTH_NAMES = (
    r"(?:jan(?:uary|vier|v)?|feb(?:ruary)?|f[ée]v(?:rier|r)?|mar(?:ch|s)?|apr(?:il)?|"
    r"avr(?:il)?|may|mai"
    r"|june?|juin|july?|juil(?:let|l)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?"
    r"|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?)"
)
WEEKDAY_NAMES = (
    r"(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche"
)
FULL_DAY = re.compile(
    rf"(?<![\w/.-])(?:(?:{WEEKDAY_NAMES})\.?,? )?(?:(?:le|the) )?"
    rf"(?:{MONTH_NAMES}\.? ?[0-9]{{1,2}}(?:st|nd|rd|th)?,? ?(?:19|20)[0-9]{{2}}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|er)?(?: of)?[ -]{MONTH_NAMES}\.?,?[ -](?:19|20)[0-9]{{2}}"
    r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}"
    r"|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:19|20)[0-9]{2})(?![\w])",
    re.IGNORECASE,
)


class FullDay(NamedTuple):
    """A printed day and where it stands."""

    day: date
    start: int
    end: int


def full_days(text: str) -> Iterator[FullDay]:
    """The days of a text that the reader of dates reads, in order."""
    for match in FULL_DAY.finditer(text):
        if day := day_of(match[0]):
            yield FullDay(day, match.start(), match.end())


def day_of(words: str) -> date | None:
    """The one day the words state, or None."""
    try:
        stated = read(words)
    except UnreadableDate:
        return None
    return stated.earliest if stated.earliest == stated.latest else None
