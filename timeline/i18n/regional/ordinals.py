"""The first of a month is "1er" in French. Django's format strings have no sign for that."""

from __future__ import annotations

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language


def day_of_month(written: DateFormat) -> int | str:
    """What "j" stands for in a format string."""
    day = int(written.data.day)  # type: ignore[union-attr]  # of a time nobody asks
    return "1er" if day == 1 and (get_language() or "").startswith("fr") else day


def connect_ordinals() -> None:
    """Filters, ``localize`` and the columns of the admin all write days with this class."""
    DateFormat.j = day_of_month  # type: ignore[method-assign, assignment]
