"""The one-line reasons a reading gives for what its words do not say, in English and French.

The wording asks for some of them by value: they tell "March to May 2020" (months as printed) from
"about spring".
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Basis(NamedTuple):
    """Why a year, a bound or an end stands where it does: the same line in both languages."""

    en: str
    fr: str


YEAR = Basis("Year from the dateline", "Année tirée de la date du communiqué")
YEAR_AFTER = Basis(
    "Year after the dateline’s, since a plan lies ahead",
    "Année suivant celle du communiqué, puisqu’un projet est à venir",
)
YEAR_BEFORE = Basis(
    "Year before the dateline’s, since it had begun by then",
    "Année précédant celle du communiqué, puisque c’était alors commencé",
)
AHEAD = Basis(
    "From the release’s day on; no period and no end are stated",
    "À partir du jour du communiqué; ni période ni fin précisées",
)
RELATIVE = Basis("Counted from the release’s day", "Compté à partir du jour du communiqué")
RECENT = Basis("“Recently”, day not stated", "Présenté comme récent, jour non précisé")
MONTHS_ONLY = Basis("Months only, no day stated", "Mois seulement, jour non précisé")
YEARS_ONLY = Basis("Years only, no day stated", "Années seulement, jour non précisé")
WINDOW = Basis("Somewhere within, day not stated", "À l’intérieur de ces limites, jour non précisé")
MONTHS_SORTED = Basis("Months for sorting only", "Mois retenus pour le tri seulement")
DAYS_SORTED = Basis("Days for sorting only", "Jours retenus pour le tri seulement")
START_OF_YEAR = Basis(
    "Start read as January, vouched for up to the release’s day",
    "Début compris comme janvier, attesté jusqu’au jour du communiqué",
)
START_READ = Basis("Start of the year read as January", "Début de l’année compris comme janvier")
END_OF_YEAR = Basis(
    "To the end of the year, day not stated", "Jusqu’à la fin de l’année, jour non précisé"
)
NO_START = Basis("The start is not stated", "Début non précisé")
WINDOW_OF_END = Basis(
    "The window in which it ends, counted from the stated start",
    "Période où cela se termine, comptée du début précisé",
)


# What a limit names where it names no day: "by 2026", "since January 2023". The keys are the
# values of Precision.
LIMITS: Mapping[str, Basis] = {
    "week": Basis("Week only, no day stated", "Semaine seulement, jour non précisé"),
    "month": Basis("Month only, no day stated", "Mois seulement, jour non précisé"),
    "quarter": Basis("Quarter only, no day stated", "Trimestre seulement, jour non précisé"),
    "half": Basis("Half-year only, no day stated", "Semestre seulement, jour non précisé"),
    "year": Basis("Year only, no day stated", "Année seulement, jour non précisé"),
    "fiscal_year": Basis("Fiscal year only, no day stated", "Exercice seulement, jour non précisé"),
    "decade": Basis("Decade only, no day stated", "Décennie seulement, jour non précisé"),
}

FISCAL_MONTHS = (
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
)


def fiscal_year_from(month: int) -> Basis:
    """By which fiscal calendar something was read. `month` is 1 to 12."""
    english, french = FISCAL_MONTHS[month - 1]
    return Basis(
        f"By the company’s fiscal year, which begins in {english} and is named for its end",
        f"Selon l’exercice de la société, qui commence en {french} et porte l’année de sa fin",
    )


@lru_cache(maxsize=500)  # a page of dates has a handful of bases, most of them ""
def fiscal_month(basis_en: str) -> int | None:
    """The first month of the fiscal year that an English basis names, or None."""
    for month in range(1, 13):
        if gives(basis_en, fiscal_year_from(month)):
            return month
    return None


def join(reasons: list[Basis]) -> Basis:
    """All reasons in one line, each once, in the order they were met.

    What follows a semicolon goes on in lower case, unless it begins with a name.
    """
    english: list[str] = []
    french: list[str] = []
    for reason in dict.fromkeys(reasons):
        english.append(reason.en)
        french.append(reason.fr)
    return Basis("; ".join(_going_on(english)), "; ".join(_going_on(french)))


def _going_on(lines: list[str]) -> list[str]:
    following = [line[:1].lower() + line[1:] for line in lines[1:]]
    return [*lines[:1], *following]


def gives(basis_en: str, reason: Basis) -> bool:
    """Whether an English basis holds this reason as a part of its own."""
    written = re.escape(reason.en)
    alone = rf"(?:^|[;.,:(] ?){written}(?:$|[;.,)])"
    return re.search(alone, basis_en, re.IGNORECASE) is not None


def names_a_year(words: str, bounds: Iterable[date | None]) -> bool:
    """Whether the words name the year of a bound, or the next one: "before 2020" ends in 2019."""
    years = {int(year) for year in FOUR_DIGITS.findall(words)}
    return any(years & {day.year - 1, day.year, day.year + 1} for day in bounds if day)
