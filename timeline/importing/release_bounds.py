"""The days and the precision of a statement in the form of ``draft_release --json``.

The site keeps a date's words and how precise they are; the form keeps days at both ends. It has a
precision less for limits: "by the end of March" is a month there, from the release to its end. The
season's months differ too. Everything is still read by the site's own reader of dates.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dates import periods
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.importing.statements import SEASON, Context, DatedStatement, Reader

PLAIN_NAMES = {
    Precision.PART_OF_MONTH: "month_part",
    Precision.PART_OF_YEAR: "year_part",
    Precision.SINCE: "range",
}
LIMIT = re.compile(
    r"^(?:(?:on or before|no later than|not later than|at the latest|prior to|by|"
    r"before|until|till|through|up to|d'ici(?: à)?(?: la| le| l')?|avant|au plus tard|"
    r"jusqu'(?:à|au|en)"
    r"|on or after|no earlier than|not before|from|after|since|starting|beginning|"
    r"commencing|as early as|à partir|à compter|dès|depuis|après|pas avant|about|"
    r"around|approximately|circa|vers|environ"
    r"|aux environs|aux alentours|on or about|on or around)\b(?:\s+(?:in|on|at|of|the|"
    r"de|du|le|la|les|au|en)\b)*\s*)+",
    re.IGNORECASE,
)
END_OF = re.compile(
    r"^(?:the |la )?(?:very )?(?:end|fin|close)(?: of| de| du| d')?(?: the| la| "
    r"l')?\s*|^year[- ]end\s*",
    re.IGNORECASE,
)
FISCAL = re.compile(r"\b(?:fiscal|exercice|fy)", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|entre)\b", re.IGNORECASE)
NEAR_UNIT = re.compile(
    r"\b(?:later|earlier|plus tard|plus tôt)\b.*?\b(day|week|month|quarter|year|"
    r"semaine|mois|trimestre|année|an)\b",
    re.IGNORECASE,
)
UNITS = {
    "semaine": "week",
    "mois": "month",
    "trimestre": "quarter",
    "année": "year",
    "an": "year",
    "day": "day",
}
WEEK_OF_MONTH = re.compile(r"\b(?:week|semaine)\b", re.IGNORECASE)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
SEASON_NAMES = {
    "printemps": "spring",
    "été": "summer",
    "automne": "autumn",
    "fall": "autumn",
    "hiver": "winter",
}
OPPOSITE = {"spring": "autumn", "autumn": "spring", "summer": "winter", "winter": "summer"}


class Bounds(NamedTuple):
    """The days at both ends, None where the words give none, and the form's precision."""

    earliest: date | None
    latest: date | None
    precision: str


def bounds_of(statement: DatedStatement, context: Context) -> Bounds:
    """The days of a statement in the form's own terms."""
    stated = statement.stated
    if stated is None:
        return Bounds(None, None, "none")
    return _bounds(statement, stated, context)


def _bounds(statement: DatedStatement, stated: StatedDate, context: Context) -> Bounds:
    words = statement.words.replace("’", "'")
    if stated.precision in (Precision.BEFORE, Precision.AFTER, Precision.SINCE, Precision.ABOUT):
        return _limit(statement, stated, words, context)
    if stated.precision is Precision.WITHIN:
        return _within(stated, words)
    if stated.precision is Precision.SEASON and (season := SEASON.search(words)):
        return _season(stated, season[0].lower(), context.southern)
    if stated.precision is Precision.PART_OF_MONTH and WEEK_OF_MONTH.search(words) and stated.span:
        week = periods.week_of(stated.span.earliest + timedelta(days=3))
        return Bounds(week.earliest, week.latest, "week")
    return Bounds(stated.earliest, stated.latest, _name(stated, words))


def _name(stated: StatedDate, words: str) -> str:
    if stated.precision in (Precision.QUARTER, Precision.HALF) and FISCAL.search(words):
        return f"fiscal_{stated.precision.value}"
    return PLAIN_NAMES.get(stated.precision, stated.precision.value)


def _within(stated: StatedDate, words: str) -> Bounds:
    """ "Between 1 and 5 May" is a range; "later this week" is of that week; else a length."""
    if near := NEAR_UNIT.search(words):
        unit = near[1].lower()
        return Bounds(stated.earliest, stated.latest, UNITS.get(unit, unit))
    named = BETWEEN.search(words) or re.search(r"\b(?:or|ou)\b", words)
    return Bounds(stated.earliest, stated.latest, "range" if named else "duration")


def _limit(statement: DatedStatement, stated: StatedDate, words: str, context: Context) -> Bounds:
    """Before, from or about something: the precision is that of what is named."""
    if near := NEAR_UNIT.search(words):
        unit = near[1].lower()
        return Bounds(stated.earliest, stated.latest, UNITS.get(unit, unit))
    if statement.reason == "vague":
        return Bounds(None, None, "none")
    named = _named(statement, words, context)
    name = named.precision if named else "day"
    published = context.published
    if stated.precision is Precision.BEFORE:
        latest = named.latest if named and named.latest else stated.latest
        ahead = published is not None and latest is not None and latest >= published
        return Bounds(published if ahead else None, latest, name)
    if stated.precision is Precision.SINCE:
        return named or Bounds(stated.earliest, published, "range")
    about = stated.precision is Precision.ABOUT
    if named and named.earliest and named.latest:
        inclusive = about or named.earliest == stated.earliest
        return named if inclusive else Bounds(stated.earliest, stated.latest, name)
    return Bounds(stated.earliest, stated.latest, "range" if about else name)


def _named(statement: DatedStatement, words: str, context: Context) -> Bounds | None:
    """What the words after "by", "from" or "about" name, and of an end, what ends."""
    bare = LIMIT.sub("", words)
    if bare == words:
        return None
    reader = Reader(context)
    of_year = re.fullmatch(
        r"(?:the )?(?:year is out|year)(?: is out)?|l'année", bare, re.IGNORECASE
    )
    whole = "this year" if of_year else _whole(bare)
    found = reader.read(whole, statement.standing)
    if isinstance(found, str):
        return None
    if found.precision in (Precision.BEFORE, Precision.AFTER, Precision.ABOUT, Precision.WITHIN):
        span = found.span
        return Bounds(found.earliest, found.latest, "range") if span else None
    if found.precision is Precision.SEASON and (season := SEASON.search(whole)):
        return _season(found, season[0].lower(), context.southern)
    return Bounds(found.earliest, found.latest, _name(found, whole))


def _whole(words: str) -> str:
    """ "The end of March" is a limit of March, "year-end 2024" one of 2024."""
    bare = END_OF.sub("", words)
    if bare == words:
        return words
    if not bare:
        return "this year"
    if re.fullmatch(
        r"(?:the )?(?:year|month|quarter|week|année|trimestre|mois|semaine)", bare, re.IGNORECASE
    ):
        unit = bare.rsplit(" ", 1)[-1].lower()
        return f"this {UNITS.get(unit, unit)}"
    return bare


def _season(stated: StatedDate, name: str, southern: bool) -> Bounds:
    """March to May, and so on round the year; winter begins in the December before."""
    season = SEASON_NAMES.get(name, name)
    season = OPPOSITE[season] if southern else season
    if stated.latest is None:
        return Bounds(None, None, "season")
    year = stated.latest.year
    if season == "winter":
        return Bounds(date(year - 1, 12, 1), periods.month_end(year, 2), "season")
    first, last = SEASONS[season]
    span = periods.months(year, first, last)
    return Bounds(span.earliest, span.latest, "season")
