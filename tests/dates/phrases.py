"""Wordings built at random, in English and in French from one template."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
ORDINALS = [("first", "premier"), ("second", "deuxième"), ("third", "troisième")]
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


class Twins(NamedTuple):
    """The same wording in both languages, and the day that it names, if it names one."""

    english: str
    french: str
    day: date | None = None


def day_in_english(day: date) -> str:
    """As a release has it: "July 13, 2023"."""
    return f"{MONTHS_EN[day.month - 1]} {day.day}, {day.year}"


def day_in_french(day: date) -> str:
    """As a release has it, without its article: "13 juillet 2023"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS_FR[day.month - 1]} {day.year}"


def filled(template: tuple[str, str], english: str, french: str, day: date | None = None) -> Twins:
    """The twins of a template whose place is "{}"."""
    return Twins(template[0].format(english), template[1].format(french), day)


ROUND_A_DAY = [
    ("on {}", "le {}"),
    ("by {}", "d’ici le {}"),
    ("by {}", "au plus tard le {}"),
    ("until {}", "jusqu’au {}"),
    ("from {}", "à compter du {}"),
    ("on or after {}", "le {} ou après"),
    ("starting {}", "à partir du {}"),
    ("since {}", "depuis le {}"),
    ("about {}", "vers le {}"),
    ("as of {}", "en date du {}"),
    ("week beginning {}", "semaine commençant le {}"),
    ("week ending {}", "semaine se terminant le {}"),
]
NAMED_DAYS = st.builds(
    lambda template, day: filled(template, day_in_english(day), day_in_french(day), day),
    st.sampled_from(ROUND_A_DAY),
    DAYS,
)

ROUND_A_PERIOD = [
    ("{}", "{}"),
    ("by {}", "d’ici {}"),
    ("from {}", "à compter de {}"),
    ("since {}", "depuis {}"),
    ("after {}", "après {}"),
    ("before {}", "avant {}"),
    ("about {}", "vers {}"),
    ("by the end of {}", "d’ici la fin de {}"),
    ("early {}", "début {}"),
    ("mid-{}", "mi-{}"),
    ("late {}", "fin {}"),
    ("spring {}", "printemps {}"),
]


def period(month: int, year: int, template: tuple[str, str]) -> Twins:
    """A month or, for 0, a whole year in a template. A season is of a year only."""
    if month == 0 or template[0].startswith("spring"):
        return filled(template, str(year), str(year))
    return filled(template, f"{MONTHS_EN[month - 1]} {year}", f"{MONTHS_FR[month - 1]} {year}")


PERIODS = st.builds(
    period, st.integers(0, 12), st.integers(1901, 2199), st.sampled_from(ROUND_A_PERIOD)
)
QUARTERS = st.builds(
    lambda number, year, template: filled(
        template,
        f"the {ORDINALS[number][0]} quarter of {year}",
        f"{ORDINALS[number][1]} trimestre de {year}",
    ),
    st.integers(0, 2),
    st.integers(1901, 2199),
    st.sampled_from(
        [
            ("{}", "{}"),
            ("about {}", "vers le {}"),
            ("by {}", "d’ici le {}"),
            ("from {}", "à compter du {}"),
            ("since {}", "depuis le {}"),
        ]
    ),
)

UNITS = [
    ("days", "jours", ""),
    ("weeks", "semaines", "e"),
    ("months", "mois", ""),
    ("years", "années", "e"),
]
COUNTED = [
    ("over the next {n} {u}", "au cours des {n} prochain{e}s {v}"),
    ("within {n} {u}", "d’ici {n} {v}"),
    ("in {n} {u}", "dans {n} {v}"),
    ("over the last {n} {u}", "au cours des {n} dernier{l}s {v}"),
    ("{n} {u}", "{n} {v}"),
    ("{n} to 99 {u}", "de {n} à 99 {v}"),
]


def counted(number: int, unit: tuple[str, str, str], template: tuple[str, str]) -> Twins:
    """A length in figures."""
    english, french, ending = unit
    latter = "ère" if ending else "er"
    places = {"n": number, "u": english, "v": french, "e": ending}
    behind = template[1].replace("dernier{l}s", f"derni{latter}s")
    return Twins(template[0].format(**places), behind.format(**places))


LENGTHS = st.builds(counted, st.integers(2, 98), st.sampled_from(UNITS), st.sampled_from(COUNTED))


def span(first: date, last: date, template: tuple[str, str]) -> Twins:
    """Two days or two months, the earlier first."""
    first, last = sorted((first, last))
    english, french = template
    if "{a}" in english:
        return Twins(
            english.format(a=day_in_english(first), b=day_in_english(last)),
            french.format(a=day_in_french(first), b=day_in_french(last)),
        )
    ends_en = [f"{MONTHS_EN[day.month - 1]} {day.year}" for day in (first, last)]
    ends_fr = [f"{MONTHS_FR[day.month - 1]} {day.year}" for day in (first, last)]
    return Twins(
        english.format(c=ends_en[0], d=ends_en[1]), french.format(c=ends_fr[0], d=ends_fr[1])
    )


SPANS = st.builds(
    span,
    DAYS,
    DAYS,
    st.sampled_from(
        [
            ("from {a} to {b}", "du {a} au {b}"),
            ("between {a} and {b}", "entre le {a} et le {b}"),
            ("{c} to {d}", "de {c} à {d}"),
            ("between {c} and {d}", "entre {c} et {d}"),
        ]
    ),
)
TWINS = NAMED_DAYS | PERIODS | QUARTERS | LENGTHS | SPANS
