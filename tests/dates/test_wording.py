"""Dates in words: exact texts, whole, short and within a sentence."""

from typing import Literal

import pytest

from tests.dates.values import stated
from timeline.dates import basis
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_parts

DAY = stated(Precision.DAY, "2023-07-13", "2023-07-13")
RANGE = stated(Precision.RANGE, "2018-11-12", "2018-11-16")
PAIR = stated(Precision.RANGE, "2018-11-26", "2018-11-27")
ABOUT_PAIR = stated(Precision.ABOUT, "2018-11-26", "2018-11-27")
M1 = stated(Precision.ABOUT, "2018-01-01", "2018-11-13", reason=basis.START_OF_YEAR)
LENGTH = stated(Precision.DURATION, "", "", "18 to 24 months")

# One row for each way of being dated.
WRITTEN = [
    (DAY, "13 July 2023", "13\u00a0juillet 2023"),
    (stated(Precision.DAY, "2023-07-01", "2023-07-01"), "1 July 2023", "1er\u00a0juillet 2023"),
    (RANGE, "12–16 November 2018", "Du 12 au 16\u00a0novembre 2018"),
    (PAIR, "26–27 November 2018", "Les 26 et 27\u00a0novembre 2018"),
    (
        stated(Precision.RANGE, "2018-11-30", "2018-12-02"),
        "30 November – 2 December 2018",
        "Du 30\u00a0novembre au 2\u00a0décembre 2018",
    ),
    (
        stated(Precision.RANGE, "2018-12-30", "2019-01-02"),
        "30 December 2018 – 2 January 2019",
        "Du 30\u00a0décembre 2018 au 2\u00a0janvier 2019",
    ),
    (
        stated(Precision.RANGE, "2019-05-01", "2019-05-02"),
        "1–2 May 2019",
        "Les 1er et 2\u00a0mai 2019",
    ),
    (stated(Precision.RANGE, "2019-05-01", "2019-05-01"), "1 May 2019", "1er\u00a0mai 2019"),
    (
        stated(Precision.WEEK, "2018-11-12", "2018-11-18"),
        "Week of 12 November 2018",
        "Semaine du 12\u00a0novembre 2018",
    ),
    (stated(Precision.MONTH, "2018-11-01", "2018-11-30"), "November 2018", "Novembre 2018"),
    (
        stated(Precision.PART_OF_MONTH, "2018-11-01", "2018-11-10"),
        "Early November 2018",
        "Début novembre 2018",
    ),
    (
        stated(Precision.PART_OF_MONTH, "2018-11-11", "2018-11-20"),
        "Mid-November 2018",
        "Mi-novembre 2018",
    ),
    (
        stated(Precision.PART_OF_MONTH, "2019-02-21", "2019-02-28"),
        "Late February 2019",
        "Fin février 2019",
    ),
    (
        stated(Precision.QUARTER, "2021-04-01", "2021-06-30"),
        "Second quarter of 2021",
        "Deuxième trimestre de 2021",
    ),
    (
        stated(Precision.HALF, "2022-01-01", "2022-06-30"),
        "First half of 2022",
        "Premier semestre de 2022",
    ),
    (stated(Precision.SEASON, "2019-03-01", "2019-06-30"), "Spring 2019", "Printemps 2019"),
    (stated(Precision.SEASON, "2019-06-01", "2019-09-30"), "Summer 2019", "Été 2019"),
    (stated(Precision.SEASON, "2019-09-01", "2019-12-31"), "Fall 2019", "Automne 2019"),
    (stated(Precision.SEASON, "2019-01-01", "2019-03-31"), "Winter 2019", "Hiver 2019"),
    (stated(Precision.SEASON, "2018-12-01", "2019-03-31"), "Winter 2018–2019", "Hiver 2018-2019"),
    (stated(Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"), "Early 2019", "Début 2019"),
    (stated(Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31"), "Mid-2019", "Mi-2019"),
    (stated(Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"), "Late 2019", "Fin 2019"),
    (stated(Precision.YEAR, "2019-01-01", "2019-12-31"), "2019", "2019"),
    (
        stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31"),
        "Fiscal year ended 31 March 2019",
        "Exercice terminé le 31\u00a0mars 2019",
    ),
    (
        stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31", reason=basis.fiscal_year_from(4)),
        "Fiscal 2019",
        "Exercice 2019",
    ),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "The 2010s", "Les années 2010"),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "On or before 13 November 2018",
        "Au plus tard le 13\u00a0novembre 2018",
    ),
    (
        stated(Precision.BEFORE, "", "2024-06-30"),
        "On or before 30 June 2024",
        "Au plus tard le 30\u00a0juin 2024",
    ),
    (
        stated(Precision.BEFORE, "", "2019-12-31", reason=basis.LIMITS["year"]),
        "By the end of 2019",
        "D’ici la fin de 2019",
    ),
    (
        stated(Precision.BEFORE, "", "2019-06-30", reason=basis.LIMITS["month"]),
        "By the end of June 2019",
        "D’ici la fin de juin 2019",
    ),
    (
        stated(Precision.BEFORE, "", "2019-04-30", reason=basis.LIMITS["month"]),
        "By the end of April 2019",
        "D’ici la fin d’avril 2019",
    ),
    (
        stated(Precision.BEFORE, "", "2019-08-31", reason=basis.MONTHS_SORTED),
        "By mid-2019",
        "D’ici la mi-2019",
    ),
    (
        stated(Precision.AFTER, "2023-07-13", ""),
        "On or after 13 July 2023",
        "À compter du 13\u00a0juillet 2023",
    ),
    (
        stated(Precision.AFTER, "2020-01-01", ""),
        "On or after 1 January 2020",
        "À compter du 1er\u00a0janvier 2020",
    ),
    (
        stated(Precision.AFTER, "2020-01-01", "", reason=basis.LIMITS["year"]),
        "In 2020 or later",
        "En 2020 ou plus tard",
    ),
    (
        stated(Precision.SINCE, "2023-01-13", ""),
        "Since 13 January 2023",
        "Depuis le 13\u00a0janvier 2023",
    ),
    (
        stated(Precision.SINCE, "2023-01-01", "", reason=basis.LIMITS["month"]),
        "Since January 2023",
        "Depuis janvier 2023",
    ),
    (
        stated(Precision.SINCE, "2018-01-01", "", reason=basis.LIMITS["year"]),
        "Since 2018",
        "Depuis 2018",
    ),
    (
        stated(Precision.AFTER, "2019-08-01", "", reason=basis.LIMITS["month"]),
        "In August 2019 or later",
        "En août 2019 ou plus tard",
    ),
    (
        stated(Precision.AFTER, "2019-05-01", "", reason=basis.MONTHS_SORTED),
        "From mid-2019",
        "À compter de la mi-2019",
    ),
    (
        stated(Precision.ABOUT, "2024-03-01", "2024-03-07", reason=basis.DAYS_SORTED),
        "About the first week of March 2024",
        "Vers la première semaine de mars 2024",
    ),
    (ABOUT_PAIR, "About 26–27 November 2018", "Vers les 26 et 27\u00a0novembre 2018"),
    (
        stated(Precision.ABOUT, "2023-07-13", "2023-07-13"),
        "About 13 July 2023",
        "Vers le 13\u00a0juillet 2023",
    ),
    (
        stated(Precision.ABOUT, "2018-11-12", "2018-11-16"),
        "About 12–16 November 2018",
        "Du 12 au 16\u00a0novembre 2018 environ",
    ),
    (M1, "Start of 2018 to 13 November 2018", "Du début de 2018 au 13\u00a0novembre 2018"),
    (
        stated(Precision.ABOUT, "2018-01-01", "2018-11-30", reason=basis.START_OF_YEAR),
        "Start of 2018 to 30 November 2018",
        "Du début de 2018 au 30\u00a0novembre 2018",
    ),
    (
        stated(Precision.ABOUT, "2018-11-13", "2018-12-31", reason=basis.END_OF_YEAR),
        "13 November 2018 to the end of 2018",
        "Du 13\u00a0novembre 2018 à la fin de 2018",
    ),
    (
        stated(Precision.ABOUT, "2020-03-01", "2020-05-31", reason=basis.MONTHS_ONLY),
        "March to May 2020",
        "De mars à mai 2020",
    ),
    (
        stated(Precision.ABOUT, "2019-01-01", "2019-12-31", reason=basis.MONTHS_ONLY),
        "January to December 2019",
        "De janvier à décembre 2019",
    ),
    (
        stated(Precision.ABOUT, "2019-01-01", "2020-12-31", reason=basis.YEARS_ONLY),
        "2019 to 2020",
        "De 2019 à 2020",
    ),
    (
        stated(Precision.WITHIN, "2018-11-12", "2018-11-16", reason=basis.WINDOW),
        "Between 12 and 16 November 2018",
        "Entre le 12 et le 16\u00a0novembre 2018",
    ),
    (stated(Precision.ABOUT, "2019-05-01", "2019-08-31"), "About mid-2019", "Vers la mi-2019"),
    (
        stated(Precision.ABOUT, "2018-11-01", "2018-11-30"),
        "About November 2018",
        "Vers novembre 2018",
    ),
    (stated(Precision.ABOUT, "2019-01-01", "2019-12-31"), "About 2019", "Vers 2019"),
    (
        stated(Precision.ABOUT, "2019-01-01", "2019-03-31"),
        "About the first quarter of 2019",
        "Vers le premier trimestre de 2019",
    ),
    (
        stated(Precision.ABOUT, "2019-01-01", "2019-03-31", "around winter 2019"),
        "About winter 2019",
        "Vers l’hiver 2019",
    ),
    (
        stated(Precision.ABOUT, "2010-01-01", "2019-12-31"),
        "About the 2010s",
        "Vers les années 2010",
    ),
    (stated(Precision.ABOUT, "2019-09-01", "2019-12-31"), "About late 2019", "Vers la fin de 2019"),
    (
        stated(Precision.ABOUT, "2019-04-01", "2019-08-31"),
        "About April to August 2019",
        "D’avril à août 2019 environ",
    ),
    (LENGTH, "18 to 24 months, once begun", "De 18 à 24 mois après le début"),
    (
        stated(Precision.DURATION, "", "", "deux ans"),
        "2 years, once begun",
        "2 ans après le début",
    ),
    (
        stated(Precision.DURATION, "", "", "within 6 months"),
        "Within 6 months, once begun",
        "Au plus 6 mois après le début",
    ),
    (
        stated(Precision.DURATION, "", "", "within about 6 months"),
        "Within about 6 months, once begun",
        "Au plus 6 mois environ après le début",
    ),
    (
        stated(Precision.DURATION, "", "", "about 18 months"),
        "About 18 months, once begun",
        "Environ 18 mois après le début",
    ),
    (
        stated(
            Precision.DURATION, "2025-07-01", "2026-01-01", "18 to 24 months from 1 January 2024"
        ),
        "18 to 24 months from 1 January 2024",
        "De 18 à 24 mois à compter du 1er\u00a0janvier 2024",
    ),
    (stated(Precision.DURATION, "2025-07-01", "2026-01-01", "18 months"), "18 months", "18 mois"),
    (stated(Precision.DURATION, "", "", "some while"), "“some while”", "«\u00a0some while\u00a0»"),
    (stated(Precision.DURATION, "", "", ""), "No date given", "Sans date"),
    (stated(Precision.NONE, "", ""), "No date given", "Sans date"),
]


@pytest.mark.parametrize(("value", "english", "french"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_write_in_english_gives_the_words_of_the_design(
    value: StatedDate, english: str, french: str
) -> None:
    assert write(value, "en") == english, french


@pytest.mark.parametrize(("value", "english", "french"), WRITTEN, ids=[row[2] for row in WRITTEN])
def test_write_in_french_gives_the_words_of_the_design(
    value: StatedDate, english: str, french: str
) -> None:
    assert write(value, "fr") == french, english


SHORT = [
    (DAY, "13 Jul 2023", "13\u00a0juill. 2023"),
    (stated(Precision.DAY, "2018-11-13", "2018-11-13"), "13 Nov 2018", "13\u00a0nov. 2018"),
    (RANGE, "12–16 Nov 2018", "12–16\u00a0nov. 2018"),
    (PAIR, "26–27 Nov 2018", "26–27\u00a0nov. 2018"),
    (
        stated(Precision.RANGE, "2018-11-30", "2018-12-02"),
        "30 Nov – 2 Dec 2018",
        "30\u00a0nov. – 2\u00a0déc. 2018",
    ),
    (stated(Precision.MONTH, "2018-11-01", "2018-11-30"), "Nov 2018", "Nov. 2018"),
    (stated(Precision.QUARTER, "2021-04-01", "2021-06-30"), "Q2 2021", "T2 2021"),
    (stated(Precision.HALF, "2022-01-01", "2022-06-30"), "H1 2022", "S1 2022"),
    (stated(Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"), "Early 2019", "Début 2019"),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "On or before 13 Nov 2018",
        "Au plus tard le 13\u00a0nov. 2018",
    ),
    (ABOUT_PAIR, "About 26–27 Nov 2018", "Vers les 26–27\u00a0nov. 2018"),
    (
        stated(Precision.ABOUT, "2018-11-12", "2018-11-16"),
        "About 12–16 Nov 2018",
        "Vers les 12–16\u00a0nov. 2018",
    ),
    (
        stated(Precision.ABOUT, "2018-11-30", "2018-12-02"),
        "About 30 Nov – 2 Dec 2018",
        "30\u00a0nov. – 2\u00a0déc. 2018 environ",
    ),
    (M1, "Start of 2018 to 13 Nov 2018", "Début 2018 au 13\u00a0nov. 2018"),
    (
        stated(Precision.ABOUT, "2018-11-13", "2018-12-31", reason=basis.END_OF_YEAR),
        "13 Nov 2018 to the end of 2018",
        "13\u00a0nov. 2018 à fin 2018",
    ),
    (LENGTH, "18–24 months, once begun", "18 à 24 mois après le début"),
    (
        stated(Precision.ABOUT, "2019-04-01", "2019-06-30", "about Q2 2019"),
        "About Q2 2019",
        "Vers le T2 2019",
    ),
    (
        stated(Precision.ABOUT, "2019-01-01", "2019-06-30", "about H1 2019"),
        "About H1 2019",
        "Vers le S1 2019",
    ),
    (
        stated(Precision.BEFORE, "", "2019-06-30", reason=basis.LIMITS["quarter"]),
        "By the end of Q2 2019",
        "D’ici la fin du T2 2019",
    ),
    (
        stated(Precision.SINCE, "2019-04-01", "", reason=basis.LIMITS["quarter"]),
        "Since Q2 2019",
        "Depuis le T2 2019",
    ),
]


@pytest.mark.parametrize(("value", "english", "french"), SHORT, ids=[row[1] for row in SHORT])
def test_write_short_abbreviates_for_labels(value: StatedDate, english: str, french: str) -> None:
    assert (write(value, "en", length="short"), write(value, "fr", length="short")) == (
        english,
        french,
    )


INLINE = [
    (stated(Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"), "early 2019", "début 2019"),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "on or before 13 November 2018",
        "au plus tard le 13\u00a0novembre 2018",
    ),
    (RANGE, "12–16 November 2018", "du 12 au 16\u00a0novembre 2018"),
    (stated(Precision.MONTH, "2018-11-01", "2018-11-30"), "November 2018", "novembre 2018"),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "the 2010s", "les années 2010"),
]


@pytest.mark.parametrize(("value", "english", "french"), INLINE, ids=[row[1] for row in INLINE])
def test_write_inline_has_no_capital_of_its_own(
    value: StatedDate, english: str, french: str
) -> None:
    assert (write(value, "en", inline=True), write(value, "fr", inline=True)) == (english, french)


@pytest.mark.parametrize("value", [row[0] for row in WRITTEN], ids=[row[1] for row in WRITTEN])
@pytest.mark.parametrize("length", ["full", "short"])
@pytest.mark.parametrize("language", ["en", "fr-ca"])
def test_write_parts_joined_are_the_text(
    value: StatedDate, length: Literal["full", "short"], language: str
) -> None:
    parts = write_parts(value, language, length)
    assert "".join(part.text for part in parts) == write(value, language, length=length)
