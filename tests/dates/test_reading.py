"""Words of releases, English and French, read as dates."""

from datetime import date

import pytest

from timeline.dates.basis import (
    DAYS_SORTED,
    END_OF_YEAR,
    MONTHS_ONLY,
    MONTHS_SORTED,
    RECENT,
    RELATIVE,
    START_OF_YEAR,
    YEAR,
    Basis,
    join,
)
from timeline.dates.precisions import Precision
from timeline.dates.fiscal import starting_in
from timeline.dates.reading import UnreadableDate, read
from timeline.dates.stated import StatedDate

RELEASED = date(2018, 11, 13)


def bounds(stated: StatedDate) -> tuple[Precision, str, str]:
    """Precision and bounds as in the tables below: "" for no bound."""
    return stated.precision, str(stated.earliest or ""), str(stated.latest or "")


# Words that need no release: precision, earliest, latest.
ALONE = [
    ("from the end of 2019", Precision.AFTER, "2019-09-01", ""),
    ("à compter de la fin de 2019", Precision.AFTER, "2019-09-01", ""),
    ("13-Jul-2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("c. 2019", Precision.ABOUT, "2019-01-01", "2019-12-31"),
    ("third-quarter 2019", Precision.QUARTER, "2019-07-01", "2019-09-30"),
    ("by the end of Q3 2019", Precision.BEFORE, "", "2019-09-30"),
    ("mars-avril 2019", Precision.ABOUT, "2019-03-01", "2019-04-30"),
    ("13 July 2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("July 13, 2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("13.07.2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("2023-07-13", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("1er juillet 2023", Precision.DAY, "2023-07-01", "2023-07-01"),
    ("le 13 juillet 2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("13/07/2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("07/13/2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("Tuesday 13 November 2018", Precision.DAY, "2018-11-13", "2018-11-13"),
    ("mardi 13 novembre 2018", Precision.DAY, "2018-11-13", "2018-11-13"),
    ("Tuesday, November 13th, 2018.", Precision.DAY, "2018-11-13", "2018-11-13"),
    ("12-16 November 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("November 12-16, 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("du 12 au 16 novembre 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("les 26 et 27 novembre 2018", Precision.RANGE, "2018-11-26", "2018-11-27"),
    ("30 November to 2 December 2018", Precision.RANGE, "2018-11-30", "2018-12-02"),
    ("November 30 - December 2, 2018", Precision.RANGE, "2018-11-30", "2018-12-02"),
    ("30 December 2018 to 2 January 2019", Precision.RANGE, "2018-12-30", "2019-01-02"),
    ("March to May 2020", Precision.ABOUT, "2020-03-01", "2020-05-31"),
    ("de mars à mai 2020", Precision.ABOUT, "2020-03-01", "2020-05-31"),
    ("2019-2020", Precision.ABOUT, "2019-01-01", "2020-12-31"),
    ("2018-19", Precision.ABOUT, "2018-01-01", "2019-12-31"),
    ("week of 12 November 2018", Precision.WEEK, "2018-11-12", "2018-11-18"),
    ("la semaine du 12 novembre 2018", Precision.WEEK, "2018-11-12", "2018-11-18"),
    ("week of November 12, 2018", Precision.WEEK, "2018-11-12", "2018-11-18"),
    ("November 2018", Precision.MONTH, "2018-11-01", "2018-11-30"),
    ("nov. 2018", Precision.MONTH, "2018-11-01", "2018-11-30"),
    ("2018-11", Precision.MONTH, "2018-11-01", "2018-11-30"),
    ("early November 2018", Precision.PART_OF_MONTH, "2018-11-01", "2018-11-10"),
    ("mi-novembre 2018", Precision.PART_OF_MONTH, "2018-11-11", "2018-11-20"),
    ("fin novembre 2018", Precision.PART_OF_MONTH, "2018-11-21", "2018-11-30"),
    ("à la mi-novembre 2018", Precision.PART_OF_MONTH, "2018-11-11", "2018-11-20"),
    ("début de novembre 2018", Precision.PART_OF_MONTH, "2018-11-01", "2018-11-10"),
    ("Q1 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("first quarter of 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("1Q2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("premier trimestre de 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("1er trimestre 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("T1 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("Q1-2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("au quatrième trimestre 2019", Precision.QUARTER, "2019-10-01", "2019-12-31"),
    ("last quarter of 2019", Precision.QUARTER, "2019-10-01", "2019-12-31"),
    ("H1 2019", Precision.HALF, "2019-01-01", "2019-06-30"),
    ("first half of 2019", Precision.HALF, "2019-01-01", "2019-06-30"),
    ("premier semestre de 2019", Precision.HALF, "2019-01-01", "2019-06-30"),
    ("S1 2019", Precision.HALF, "2019-01-01", "2019-06-30"),
    ("second half of 2019", Precision.HALF, "2019-07-01", "2019-12-31"),
    ("spring 2019", Precision.SEASON, "2019-03-01", "2019-06-30"),
    ("fall 2019", Precision.SEASON, "2019-09-01", "2019-12-31"),
    ("in the fall of 2019", Precision.SEASON, "2019-09-01", "2019-12-31"),
    ("winter 2019", Precision.SEASON, "2019-01-01", "2019-03-31"),
    ("winter 2018-2019", Precision.SEASON, "2018-12-01", "2019-03-31"),
    ("winter 2018-19", Precision.SEASON, "2018-12-01", "2019-03-31"),
    ("hiver 2018–2019", Precision.SEASON, "2018-12-01", "2019-03-31"),
    ("à l'automne 2019", Precision.SEASON, "2019-09-01", "2019-12-31"),
    ("été 2019", Precision.SEASON, "2019-06-01", "2019-09-30"),
    ("early 2019", Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
    ("mid-2019", Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31"),
    ("late 2019", Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"),
    ("début 2019", Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
    ("au début de 2019", Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
    ("milieu de 2019", Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31"),
    ("mi-2019", Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31"),
    ("fin 2019", Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"),
    ("à la fin de 2019", Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"),
    ("beginning of 2019", Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
    ("2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("in 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("en 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("calendar 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("calendar year 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("fiscal 2019", Precision.FISCAL_YEAR, "2019-01-01", "2019-12-31"),
    ("FY2019", Precision.FISCAL_YEAR, "2019-01-01", "2019-12-31"),
    ("FY 2019", Precision.FISCAL_YEAR, "2019-01-01", "2019-12-31"),
    ("exercice 2019", Precision.FISCAL_YEAR, "2019-01-01", "2019-12-31"),
    ("before 13 July 2023", Precision.BEFORE, "", "2023-07-12"),
    ("by 13 July 2023", Precision.BEFORE, "", "2023-07-13"),
    ("on or before 13 July 2023", Precision.BEFORE, "", "2023-07-13"),
    ("no later than July 13, 2023", Precision.BEFORE, "", "2023-07-13"),
    ("until 13 July 2023", Precision.BEFORE, "", "2023-07-13"),
    ("au plus tard le 13 juillet 2023", Precision.BEFORE, "", "2023-07-13"),
    ("d'ici le 13 juillet 2023", Precision.BEFORE, "", "2023-07-13"),
    ("avant le 13 juillet 2023", Precision.BEFORE, "", "2023-07-12"),
    ("before 2020", Precision.BEFORE, "", "2019-12-31"),
    ("by the end of 2019", Precision.BEFORE, "", "2019-12-31"),
    ("by year-end 2019", Precision.BEFORE, "", "2019-12-31"),
    ("d'ici la fin de 2019", Precision.BEFORE, "", "2019-12-31"),
    ("d’ici à la fin de 2019", Precision.BEFORE, "", "2019-12-31"),
    ("by the end of June 2019", Precision.BEFORE, "", "2019-06-30"),
    ("d’ici la fin d’avril 2019", Precision.BEFORE, "", "2019-04-30"),
    ("by Q3 2019", Precision.BEFORE, "", "2019-09-30"),
    ("by mid-2019", Precision.BEFORE, "", "2019-08-31"),
    ("after 13 July 2023", Precision.AFTER, "2023-07-14", ""),
    ("from 13 July 2023", Precision.AFTER, "2023-07-13", ""),
    ("since 13 July 2023", Precision.AFTER, "2023-07-13", ""),
    ("starting 13 July 2023", Precision.AFTER, "2023-07-13", ""),
    ("as of 13 July 2023", Precision.AFTER, "2023-07-13", ""),
    ("à compter du 13 juillet 2023", Precision.AFTER, "2023-07-13", ""),
    ("à partir du 13 juillet 2023", Precision.AFTER, "2023-07-13", ""),
    ("dès le 13 juillet 2023", Precision.AFTER, "2023-07-13", ""),
    ("dès 2019", Precision.AFTER, "2019-01-01", ""),
    ("depuis le 13 juillet 2023", Precision.AFTER, "2023-07-13", ""),
    ("après le 13 juillet 2023", Precision.AFTER, "2023-07-14", ""),
    ("after 2019", Precision.AFTER, "2020-01-01", ""),
    ("about 26-27 November 2018", Precision.ABOUT, "2018-11-26", "2018-11-27"),
    ("around mid-2019", Precision.ABOUT, "2019-05-01", "2019-08-31"),
    ("circa 2019", Precision.ABOUT, "2019-01-01", "2019-12-31"),
    ("vers le 13 juillet 2023", Precision.ABOUT, "2023-07-13", "2023-07-13"),
    ("vers les 26 et 27 novembre 2018", Precision.ABOUT, "2018-11-26", "2018-11-27"),
    ("since the beginning of 2018", Precision.AFTER, "2018-01-01", ""),
    ("18 to 24 months", Precision.DURATION, "", ""),
    ("18-24 months", Precision.DURATION, "", ""),
    ("de 18 à 24 mois", Precision.DURATION, "", ""),
    ("within 6 months", Precision.DURATION, "", ""),
    ("two years", Precision.DURATION, "", ""),
    ("sept mois", Precision.DURATION, "", ""),
    ("12 sept 2018", Precision.DAY, "2018-09-12", "2018-09-12"),
    ("six à sept mois", Precision.DURATION, "", ""),
    ("an 18-month period", Precision.DURATION, "", ""),
    ("18 to 24 months from 1 January 2024", Precision.DURATION, "2025-07-01", "2026-01-01"),
    (
        "de 18 à 24 mois à compter du 1er janvier 2024",
        Precision.DURATION,
        "2025-07-01",
        "2026-01-01",
    ),
    ("within 6 months of 1 January 2024", Precision.DURATION, "2024-01-01", "2024-07-01"),
    ("about 18 months", Precision.DURATION, "", ""),
    ("", Precision.NONE, "", ""),
    ("no date", Precision.NONE, "", ""),
    ("not stated", Precision.NONE, "", ""),
    ("sans date", Precision.NONE, "", ""),
    ("à déterminer", Precision.NONE, "", ""),
    ("TBD", Precision.NONE, "", ""),
    ("On or before 13 November 2018", Precision.BEFORE, "", "2018-11-13"),
    ("Start of 2018 to 13 November 2018", Precision.ABOUT, "2018-01-01", "2018-11-13"),
    ("Du début de 2018 au 13 novembre 2018", Precision.ABOUT, "2018-01-01", "2018-11-13"),
    ("18 to 24 months, once begun", Precision.DURATION, "", ""),
    ("De 18 à 24 mois, une fois commencé", Precision.DURATION, "", ""),
    ("No date given", Precision.NONE, "", ""),
    ("between 12 and 16 November 2018", Precision.ABOUT, "2018-11-12", "2018-11-16"),
    ("entre mars et juin 2019", Precision.ABOUT, "2019-03-01", "2019-06-30"),
    ("In 2020 or later", Precision.AFTER, "2020-01-01", ""),
    ("2020 ou plus tard", Precision.AFTER, "2020-01-01", ""),
    ("2018-W46", Precision.WEEK, "2018-11-12", "2018-11-18"),
    ("Mon 12 to Fri 16 November 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("Monday, November 12 to Friday 16, 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("13 juillet 2023 au plus tard", Precision.BEFORE, "", "2023-07-13"),
    ("from 12 to 16 November 2018", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("November and December 2018", Precision.ABOUT, "2018-11-01", "2018-12-31"),
    ("13 November 2018 to the end of 2018", Precision.ABOUT, "2018-11-13", "2018-12-31"),
    ("26-27.11.2018", Precision.RANGE, "2018-11-26", "2018-11-27"),
    ("over the next 18 to 24 months", Precision.DURATION, "", ""),
    ("2018-11-12/2018-11-16", Precision.RANGE, "2018-11-12", "2018-11-16"),
    ("the first of May 2019", Precision.DAY, "2019-05-01", "2019-05-01"),
    ("up to 24 months", Precision.DURATION, "", ""),
    ("jusqu'à 24 mois", Precision.DURATION, "", ""),
    ("from 18 to 24 months", Precision.DURATION, "", ""),
    ("entre 18 et 24 mois", Precision.DURATION, "", ""),
    ("between 18 and 24 months", Precision.DURATION, "", ""),
    ("about 18 to 24 months", Precision.DURATION, "", ""),
    ("environ 18 à 24 mois", Precision.DURATION, "", ""),
    ("between 1 and 5 January 2019", Precision.ABOUT, "2019-01-01", "2019-01-05"),
    ("spring of 2019", Precision.SEASON, "2019-03-01", "2019-06-30"),
    ("around winter 2019", Precision.ABOUT, "2019-01-01", "2019-03-31"),
    ("vers le premier trimestre de 2019", Precision.ABOUT, "2019-01-01", "2019-03-31"),
    ("around early November 2018", Precision.ABOUT, "2018-11-01", "2018-11-10"),
    ("starting in mid-2019", Precision.AFTER, "2019-05-01", ""),
    ("à compter de la mi-2019", Precision.AFTER, "2019-05-01", ""),
    ("around March to May 2020", Precision.ABOUT, "2020-03-01", "2020-05-31"),
    ("entre le 12 et le 16 novembre 2018", Precision.ABOUT, "2018-11-12", "2018-11-16"),
    ("'early 2019'", Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
    ("dans les 6 mois", Precision.DURATION, "", ""),
    ("1 month from 31 January 2024", Precision.DURATION, "2024-02-29", "2024-02-29"),
    ("June 30 - July 1, 2019", Precision.RANGE, "2019-06-30", "2019-07-01"),
    ("de octobre à novembre 2019", Precision.ABOUT, "2019-10-01", "2019-11-30"),
    ("d’avril à août 2019", Precision.ABOUT, "2019-04-01", "2019-08-31"),
    ("by 12-16 November 2018", Precision.BEFORE, "", "2018-11-16"),
    ("after the end of 2019", Precision.AFTER, "2020-01-01", ""),
    ("Sept. 3, 2019", Precision.DAY, "2019-09-03", "2019-09-03"),
    ("3 Sep 2019", Precision.DAY, "2019-09-03", "2019-09-03"),
    ("March 2019 or later", Precision.AFTER, "2019-03-01", ""),
    ("October 2019 to March 2020", Precision.ABOUT, "2019-10-01", "2020-03-31"),
    ("from the beginning of 2019", Precision.AFTER, "2019-01-01", ""),
    ("beginning in 2019", Precision.AFTER, "2019-01-01", ""),
    ("first half 2019", Precision.HALF, "2019-01-01", "2019-06-30"),
    ("1st July 2020", Precision.DAY, "2020-07-01", "2020-07-01"),
    ("July 1st, 2020", Precision.DAY, "2020-07-01", "2020-07-01"),
    ("13/7/2023", Precision.DAY, "2023-07-13", "2023-07-13"),
    ("2018/07/13", Precision.DAY, "2018-07-13", "2018-07-13"),
    ("the fourth quarter of fiscal 2019", Precision.QUARTER, "2019-10-01", "2019-12-31"),
    ("TBA", Precision.NONE, "", ""),
    ("avant la fin de 2019", Precision.BEFORE, "", "2019-12-31"),
    ("around year-end 2019", Precision.ABOUT, "2019-09-01", "2019-12-31"),
    ("year-end 2019", Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"),
    ("over summer 2019", Precision.SEASON, "2019-06-01", "2019-09-30"),
    ("pendant l'été 2019", Precision.SEASON, "2019-06-01", "2019-09-30"),
    ("au cours de 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("au cours du premier trimestre de 2019", Precision.QUARTER, "2019-01-01", "2019-03-31"),
    ("dans le courant de 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("courant 2019", Precision.YEAR, "2019-01-01", "2019-12-31"),
    ("début avril 2019", Precision.PART_OF_MONTH, "2019-04-01", "2019-04-10"),
    ("du 30 novembre au 1er décembre 2018", Precision.RANGE, "2018-11-30", "2018-12-01"),
    ("2 weeks", Precision.DURATION, "", ""),
    ("quatre semaines", Precision.DURATION, "", ""),
    ("dans la seconde moitié de 2019", Precision.HALF, "2019-07-01", "2019-12-31"),
    ("the 1990s", Precision.DECADE, "1990-01-01", "1999-12-31"),
    ("in the 2010s", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("over the 2010s", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("the 2010’s", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("les années 1990", Precision.DECADE, "1990-01-01", "1999-12-31"),
    ("années 2010", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("dans les années 2010", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("au cours des années 2010", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("pendant les années 2010", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("la décennie 2010", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("about the 2010s", Precision.ABOUT, "2010-01-01", "2019-12-31"),
    ("vers les années 2010", Precision.ABOUT, "2010-01-01", "2019-12-31"),
    # One year, or years that are named one by one, are no decade.
    ("1990", Precision.YEAR, "1990-01-01", "1990-12-31"),
    ("l’année 1990", Precision.YEAR, "1990-01-01", "1990-12-31"),
    ("les années 2010 et 2011", Precision.ABOUT, "2010-01-01", "2011-12-31"),
    ("les années 2010 à 2015", Precision.ABOUT, "2010-01-01", "2015-12-31"),
    ("années 2010-2015", Precision.ABOUT, "2010-01-01", "2015-12-31"),
    # Before or after a decade the outer bound is taken, as for a year. "By the 2010s" may mean by
    # their first day or by their last. The end of 2019 is true of both, so it claims nothing more.
    ("by the 2010s", Precision.BEFORE, "", "2019-12-31"),
    ("d’ici les années 2010", Precision.BEFORE, "", "2019-12-31"),
    ("by the end of the 2010s", Precision.BEFORE, "", "2019-12-31"),
    ("d’ici la fin des années 2010", Precision.BEFORE, "", "2019-12-31"),
    ("before the 1990s", Precision.BEFORE, "", "1989-12-31"),
    ("since the 1990s", Precision.AFTER, "1990-01-01", ""),
    ("dès les années 1990", Precision.AFTER, "1990-01-01", ""),
    ("à partir des années 1990", Precision.AFTER, "1990-01-01", ""),
    ("after the 1990s", Precision.AFTER, "2000-01-01", ""),
]

# Words that a release published on 13 November 2018 completes: and the basis that says so.
COMPLETED = [
    ("July 13", Precision.DAY, "2018-07-13", "2018-07-13", [YEAR]),
    ("November 12-16", Precision.RANGE, "2018-11-12", "2018-11-16", [YEAR]),
    ("November 26-27", Precision.RANGE, "2018-11-26", "2018-11-27", [YEAR]),
    ("second half", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
    ("this summer", Precision.SEASON, "2018-06-01", "2018-09-30", [YEAR, MONTHS_SORTED]),
    ("by year-end", Precision.BEFORE, "", "2018-12-31", [YEAR]),
    ("by the end of the year", Precision.BEFORE, "", "2018-12-31", [YEAR]),
    ("d'ici la fin de l'année", Precision.BEFORE, "", "2018-12-31", [YEAR]),
    ("by the end of June", Precision.BEFORE, "", "2018-06-30", [YEAR]),
    ("recently", Precision.BEFORE, "", "2018-11-13", [RECENT]),
    ("Récemment", Precision.BEFORE, "", "2018-11-13", [RECENT]),
    (
        "since the beginning of the year",
        Precision.ABOUT,
        "2018-01-01",
        "2018-11-13",
        [YEAR, START_OF_YEAR],
    ),
    (
        "depuis le début de l'année",
        Precision.ABOUT,
        "2018-01-01",
        "2018-11-13",
        [YEAR, START_OF_YEAR],
    ),
    ("this month", Precision.MONTH, "2018-11-01", "2018-11-30", [RELATIVE]),
    ("next month", Precision.MONTH, "2018-12-01", "2018-12-31", [RELATIVE]),
    ("this year", Precision.YEAR, "2018-01-01", "2018-12-31", [YEAR]),
    ("next year", Precision.YEAR, "2019-01-01", "2019-12-31", [RELATIVE]),
    ("this quarter", Precision.QUARTER, "2018-10-01", "2018-12-31", [RELATIVE]),
    ("next quarter", Precision.QUARTER, "2019-01-01", "2019-03-31", [RELATIVE]),
    ("ce mois-ci", Precision.MONTH, "2018-11-01", "2018-11-30", [RELATIVE]),
    ("le mois prochain", Precision.MONTH, "2018-12-01", "2018-12-31", [RELATIVE]),
    ("cette année", Precision.YEAR, "2018-01-01", "2018-12-31", [YEAR]),
    ("l'an prochain", Precision.YEAR, "2019-01-01", "2019-12-31", [RELATIVE]),
    ("later this year", Precision.ABOUT, "2018-11-13", "2018-12-31", [YEAR, END_OF_YEAR]),
    ("plus tard cette année", Precision.ABOUT, "2018-11-13", "2018-12-31", [YEAR, END_OF_YEAR]),
    ("next week", Precision.WEEK, "2018-11-19", "2018-11-25", [RELATIVE]),
    ("today", Precision.DAY, "2018-11-13", "2018-11-13", [RELATIVE]),
    ("yesterday", Precision.DAY, "2018-11-12", "2018-11-12", [RELATIVE]),
    ("tomorrow", Precision.DAY, "2018-11-14", "2018-11-14", [RELATIVE]),
    ("aujourd'hui", Precision.DAY, "2018-11-13", "2018-11-13", [RELATIVE]),
    (
        "Early next year",
        Precision.PART_OF_YEAR,
        "2019-01-01",
        "2019-04-30",
        [RELATIVE, MONTHS_SORTED],
    ),
    (
        "début de l'année prochaine",
        Precision.PART_OF_YEAR,
        "2019-01-01",
        "2019-04-30",
        [RELATIVE, MONTHS_SORTED],
    ),
    ("end of the year", Precision.PART_OF_YEAR, "2018-09-01", "2018-12-31", [YEAR, MONTHS_SORTED]),
    ("first quarter of next year", Precision.QUARTER, "2019-01-01", "2019-03-31", [RELATIVE]),
    (
        "march to may next year",
        Precision.ABOUT,
        "2019-03-01",
        "2019-05-31",
        [RELATIVE, MONTHS_ONLY],
    ),
    ("before the end of the month", Precision.BEFORE, "", "2018-11-30", [RELATIVE]),
    ("du 1er au 3 mai", Precision.RANGE, "2018-05-01", "2018-05-03", [YEAR]),
    ("novembre", Precision.MONTH, "2018-11-01", "2018-11-30", [YEAR]),
    ("first quarter", Precision.QUARTER, "2018-01-01", "2018-03-31", [YEAR]),
    ("2nd quarter", Precision.QUARTER, "2018-04-01", "2018-06-30", [YEAR]),
    ("deuxième semestre", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
    ("Juin", Precision.MONTH, "2018-06-01", "2018-06-30", [YEAR]),
    ("last year", Precision.YEAR, "2017-01-01", "2017-12-31", [RELATIVE]),
    ("l'an dernier", Precision.YEAR, "2017-01-01", "2017-12-31", [RELATIVE]),
    (
        "à la fin du mois",
        Precision.PART_OF_MONTH,
        "2018-11-21",
        "2018-11-30",
        [RELATIVE, DAYS_SORTED],
    ),
    (
        "end of the month",
        Precision.PART_OF_MONTH,
        "2018-11-21",
        "2018-11-30",
        [RELATIVE, DAYS_SORTED],
    ),
    ("by the end of the quarter", Precision.BEFORE, "", "2018-12-31", [RELATIVE]),
    ("avant la fin de l'année", Precision.BEFORE, "", "2018-12-31", [YEAR]),
    ("the week of November 12", Precision.WEEK, "2018-11-12", "2018-11-18", [YEAR]),
    ("earlier this year", Precision.ABOUT, "2018-01-01", "2018-11-13", [YEAR, START_OF_YEAR]),
    ("plus tôt cette année", Precision.ABOUT, "2018-01-01", "2018-11-13", [YEAR, START_OF_YEAR]),
    ("in the second half", Precision.HALF, "2018-07-01", "2018-12-31", [YEAR]),
]

FISCAL = [
    ("fiscal 2019", 4, "2018-04-01", "2019-03-31"),
    ("FY2019", 7, "2018-07-01", "2019-06-30"),
    ("exercice 2019", 12, "2018-12-01", "2019-11-30"),
    ("exercice financier 2018-2019", 4, "2018-04-01", "2019-03-31"),
    ("fiscal 2018-19", 4, "2018-04-01", "2019-03-31"),
    ("fiscal 2019", 1, "2019-01-01", "2019-12-31"),
]

# FACTS.md: the milestones whose words alone give the date.
FACTS = [
    (
        "M1",
        "since the beginning of the year",
        RELEASED,
        (Precision.ABOUT, "2018-01-01", "2018-11-13"),
    ),
    ("M3", "November 12-16", RELEASED, (Precision.RANGE, "2018-11-12", "2018-11-16")),
    ("M5", "November 26-27", RELEASED, (Precision.RANGE, "2018-11-26", "2018-11-27")),
    ("M7", "early 2019", RELEASED, (Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30")),
    ("M10", "recently", RELEASED, (Precision.BEFORE, "", "2018-11-13")),
    ("M15", "18 to 24 months", date(2023, 7, 13), (Precision.DURATION, "", "")),
]


@pytest.mark.parametrize(
    ("words", "precision", "earliest", "latest"), ALONE, ids=[row[0] for row in ALONE]
)
def test_read_of_words_that_stand_alone_gives_their_bounds(
    words: str, precision: Precision, earliest: str, latest: str
) -> None:
    assert bounds(read(words)) == (precision, earliest, latest)


@pytest.mark.parametrize(
    ("words", "precision", "earliest", "latest", "reasons"),
    COMPLETED,
    ids=[row[0] for row in COMPLETED],
)
def test_read_with_a_release_day_completes_the_words_and_says_so(
    words: str, precision: Precision, earliest: str, latest: str, reasons: list[Basis]
) -> None:
    stated = read(words, stated_on=RELEASED)
    assert (*bounds(stated), stated.basis_en) == (precision, earliest, latest, join(reasons).en)


@pytest.mark.parametrize("words", [row[0] for row in COMPLETED])
def test_read_of_inferred_words_gives_a_basis_in_french_too(words: str) -> None:
    assert read(words, stated_on=RELEASED).basis_fr


@pytest.mark.parametrize("words", [row[0] for row in COMPLETED])
def test_read_without_a_release_day_is_refused_where_one_is_needed(words: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read(words)
    assert refusal.value.code == "no_year"


@pytest.mark.parametrize(("words", "start", "earliest", "latest"), FISCAL)
def test_read_of_a_fiscal_year_ends_in_the_year_it_is_named_for(
    words: str, start: int, earliest: str, latest: str
) -> None:
    assert bounds(read(words, fiscal_calendar=starting_in(start))) == (
        Precision.FISCAL_YEAR,
        earliest,
        latest,
    )


def test_read_of_a_quarter_of_a_fiscal_year_off_the_calendar_is_refused() -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read("first quarter of fiscal 2019", fiscal_calendar=starting_in(4))
    assert refusal.value.code == "fiscal_part"


@pytest.mark.parametrize(
    ("milestone", "words", "released", "expected"), FACTS, ids=[row[0] for row in FACTS]
)
def test_read_of_a_fact_gives_the_bounds_on_record(
    milestone: str, words: str, released: date, expected: tuple[Precision, str, str]
) -> None:
    assert bounds(read(words, stated_on=released)) == expected, milestone


def test_read_of_fact_m6_in_parallel_is_refused() -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read("in parallel", stated_on=RELEASED)
    assert refusal.value.code == "unknown_words"


def test_read_keeps_the_words_as_printed() -> None:
    assert read(" Early\u00a02019. ").words == " Early\u00a02019. "


@pytest.mark.parametrize(
    "words",
    [
        "12-16 November 2018",
        "12‑16 November 2018",
        "12–16 November 2018",
        "12 — 16 november 2018",
        "12 through 16 Nov. 2018",
    ],
)
def test_read_takes_any_dash_between_days(words: str) -> None:
    assert bounds(read(words)) == (Precision.RANGE, "2018-11-12", "2018-11-16")


@pytest.mark.parametrize(
    "words",
    [
        "1er\u00a0février 2019",
        "1ER FEVRIER 2019",
        "« 1er févr. 2019 »",
        "“February 1st, 2019”",
        "le 1ᵉʳ fév. 2019",
    ],
)
def test_read_ignores_case_accents_quotes_and_ordinals(words: str) -> None:
    assert bounds(read(words)) == (Precision.DAY, "2019-02-01", "2019-02-01")
