"""Days in figures, such as 03/04/2024: which figure is the month, by what the document shows.

A day after the twelfth tells, and so does the day of the release itself. French is day first. Where
two of these disagree, or none is there, nothing is chosen: a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

Order = Literal["day_first", "month_first", ""]

NUMERIC_DAY = re.compile(
    r"(?<![\w/.-])([0-9]{1,2})([/-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![\w/-]|\.[0-9])"
)


def order_of(texts: Iterable[str], published: date | None, language: str, place: str = "") -> Order:
    """How the document writes days in figures, "" where it does not say."""
    matches = (match for text in texts for match in NUMERIC_DAY.finditer(text))
    shown: set[Order] = {_shown_by(match, published) for match in matches} - {""}
    if len(shown) == 1:
        return shown.pop()
    if shown:
        return ""
    if language == "fr":
        return "day_first"
    return "month_first" if IN_UNITED_STATES.search(place) else ""


def _shown_by(match: re.Match[str], published: date | None) -> Order:
    """What one day shows: by a figure that is no month, or by being the release's own day."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if (first > 12) != (second > 12):
        return "day_first" if first > 12 else "month_first"
    if published is None or year != published.year or first == second:
        return ""
    if (first, second) == (published.day, published.month):
        return "day_first"
    return "month_first" if (first, second) == (published.month, published.day) else ""


IN_UNITED_STATES = re.compile(
    r", ?(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|"
    r"O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\b"
    r"|\b(?:Nevada|Arizona|Colorado|Texas|New York|Utah|Idaho|Montana|Alaska|Florida|"
    r"U\.?S\.?A?|United States)\b"
)


def with_iso_days(words: str, order: Order) -> str:
    """The words with each such day as ISO 8601, where the order is known."""
    if not order:
        return words

    def iso(match: re.Match[str]) -> str:
        day, month = int(match[1]), int(match[3])
        if order == "month_first":
            day, month = month, day
        if not 1 <= month <= 12:
            return match[0]
        return f"{match[4]}-{month:02}-{day:02}"

    return NUMERIC_DAY.sub(iso, words)
