"""What Django's format strings have no sign for in French: "1er" of a month, 8 h on the hour."""

from __future__ import annotations

from django.utils.dateformat import DateFormat, TimeFormat
from django.utils.translation import get_language

hour_in_english = TimeFormat.f


def day_of_month(written: DateFormat) -> int | str:
    """What "j" stands for in a format string."""
    day = int(written.data.day)  # type: ignore[union-attr]  # of a time nobody asks
    return "1er" if day == 1 and _in_french() else day


def hour_of_day(written: TimeFormat) -> int | str:
    """What "f" stands for in a format string: 8 h, 7 h 30 in French."""
    if not _in_french():
        return hour_in_english(written)
    at = written.data
    minutes = f"\u00a0{at.minute:02}" if at.minute else ""
    return f"{at.hour}\u00a0h{minutes}"


def _in_french() -> bool:
    return (get_language() or "").startswith("fr")


def connect_ordinals() -> None:
    """Filters, ``localize`` and the columns of the admin all write days with these classes."""
    DateFormat.j = day_of_month  # type: ignore[method-assign, assignment]
    TimeFormat.f = hour_of_day  # type: ignore[method-assign, assignment]
