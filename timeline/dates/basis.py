"""The one-line reasons a reading gives for what its words do not say, in English and French.

The wording asks for some of them by value: they tell "March to May 2020" (months as printed) from
"about spring".
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Basis(NamedTuple):
    """Why a year, a bound or an end stands where it does: the same line in both languages."""

    en: str
    fr: str


YEAR = Basis("Year from the dateline", "Année tirée de la date du communiqué")
RELATIVE = Basis("Counted from the release’s day", "Compté à partir du jour du communiqué")
RECENT = Basis("“Recently”, day not stated", "« Récemment », jour non précisé")
MONTHS_ONLY = Basis("Months only, no day stated", "Mois seulement, jour non précisé")
YEARS_ONLY = Basis("Years only, no day stated", "Années seulement, jour non précisé")
WINDOW = Basis("Somewhere within, day not stated", "À l’intérieur de ces limites, jour non précisé")
MONTHS_SORTED = Basis("Months for sorting only", "Mois retenus pour le tri seulement")
DAYS_SORTED = Basis("Days for sorting only", "Jours retenus pour le tri seulement")
START_OF_YEAR = Basis(
    "Start read as January; vouched for up to the release’s day",
    "Début compris comme janvier; attesté jusqu’au jour du communiqué",
)
END_OF_YEAR = Basis(
    "To the end of the year, day not stated", "Jusqu’à la fin de l’année, jour non précisé"
)
NO_START = Basis("The start is not stated", "Début non précisé")
WINDOW_OF_END = Basis(
    "The window in which it ends, counted from the stated start",
    "Période où cela se termine, comptée du début précisé",
)


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


def fiscal_month(basis_en: str) -> int | None:
    """The first month of the fiscal year that an English basis names, or None."""
    for month in range(1, 13):
        if fiscal_year_from(month).en in basis_en:
            return month
    return None


def join(reasons: list[Basis]) -> Basis:
    """All reasons in one line, each once, in the order they were met."""
    english: list[str] = []
    french: list[str] = []
    for reason in dict.fromkeys(reasons):
        english.append(reason.en)
        french.append(reason.fr)
    return Basis("; ".join(english), "; ".join(french))


def names_a_year(words: str, bounds: Iterable[date | None]) -> bool:
    """Whether the words name the year of a bound, or the next one: "before 2020" ends in 2019."""
    years = {int(year) for year in FOUR_DIGITS.findall(words)}
    return any(years & {day.year - 1, day.year, day.year + 1} for day in bounds if day)
