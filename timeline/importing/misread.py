"""Letters that a scan took for figures in a date, and figures it took for letters.

"Apri1 3O, 2O21" is read as April 30, 2021. Nothing but dates is touched, and each character stays
in its place, so that the printed words are still found.
"""

from __future__ import annotations

import re

from timeline.importing.full_days import MONTH_NAMES

LETTERS = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s"})
FIGURES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5"})
MONTH = re.compile(MONTH_NAMES, re.IGNORECASE)
SUSPECT = re.compile(r"[^\W\d_][01|5]|[01|5][^\W\d_]|[0-9][OoIlS|]|[OoIlS|][0-9]")
WORD = re.compile(r"(?<![\w.-])[A-Za-z0-9|éû]{3,9}(?![\w-])")
AFTER_MONTH = re.compile(
    rf"(?<=\b)(?P<month>{MONTH_NAMES})\.? (?P<day>[0-9OoIl|S]{{1,2}})(?=[,\s.;)]|$)"
    r"(?:,? (?P<year>[0-9OoIl|S]{4})(?!\w))?"
    rf"|(?<=\b)(?P<month3>{MONTH_NAMES})\.?,? (?P<year3>[0-9OoIl|S]{{4}})(?!\w)"
    rf"|(?<!\w)(?P<day2>[0-9OoIl|S]{{1,2}}) (?P<month2>{MONTH_NAMES})\.?,? "
    r"(?P<year2>[0-9OoIl|S]{4})(?!\w)",
    re.IGNORECASE,
)


def with_dates_mended(text: str) -> str:
    """The text with the months, days and years in it as they were before the scan."""
    if SUSPECT.search(text) is None:
        return text
    return AFTER_MONTH.sub(_figures, WORD.sub(_month, text))


def _month(match: re.Match[str]) -> str:
    word = match[0]
    if word.isalpha() or word.isdecimal():
        return word
    letters = word.translate(LETTERS)
    if len(letters) < 4 or not MONTH.fullmatch(letters):
        return word
    return letters.capitalize()


def _figures(match: re.Match[str]) -> str:
    words = match[0]
    for name in ("day", "year", "day2", "year2", "year3"):
        printed = match[name]
        figures = printed.translate(FIGURES) if printed else ""
        if figures.isdecimal() and any(sign.isdecimal() for sign in printed):
            at = match.start(name) - match.start()
            words = words[:at] + figures + words[at + len(figures) :]
    return words
