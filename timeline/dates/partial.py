"""A day, a month or a year, as ISO 8601-1 writes it: "2019-03-14", "2019-03", "2019".

It says no more than its source. A month is not its first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate

FORM = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?", re.ASCII)


def stated_partial(text: str) -> StatedDate:
    """The stated date that such a text stands for. Raises ``ValueError`` for any other text."""
    found = FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no year, month or day")
    year = int(found["year"])
    if found["day"]:
        day = date.fromisoformat(text)
        return StatedDate("", Precision.DAY, day, day)
    if found["month"]:
        month = int(found["month"])
        first = date(year, month, 1)
        return StatedDate("", Precision.MONTH, first, date(year, month, monthrange(year, month)[1]))
    return StatedDate("", Precision.YEAR, date(year, 1, 1), date(year, 12, 31))


def first_day(text: str) -> date:
    """The first day it may mean; ``date.min`` for "", which is not known."""
    stated = stated_partial(text) if text else None
    return (stated and stated.earliest) or date.min


def last_day(text: str) -> date:
    """The last day it may mean; ``date.max`` for "", which is not known."""
    stated = stated_partial(text) if text else None
    return (stated and stated.latest) or date.max
