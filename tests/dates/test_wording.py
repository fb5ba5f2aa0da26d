"""Dates in words: exact texts, and what is written reads back as the same date."""

from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import basis, periods
from timeline.dates.basis import Basis
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.fiscal import starting_in
from timeline.dates.reading import read
from timeline.dates.stated import StatedDate
from timeline.dates.wording import DatePart, write, write_day, write_parts, write_span_of_months

NONE = Basis("", "")


def stated(
    precision: Precision, earliest: str, latest: str, words: str = "", reason: Basis = NONE
) -> StatedDate:
    days = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    return StatedDate(words, precision, days[0], days[1], reason.en, reason.fr)


DAY = stated(Precision.DAY, "2023-07-13", "2023-07-13")
RANGE = stated(Precision.RANGE, "2018-11-12", "2018-11-16")
PAIR = stated(Precision.RANGE, "2018-11-26", "2018-11-27")
ABOUT_PAIR = stated(Precision.ABOUT, "2018-11-26", "2018-11-27")
M1 = stated(Precision.ABOUT, "2018-01-01", "2018-11-13", reason=basis.START_OF_YEAR)
LENGTH = stated(Precision.DURATION, "", "", "18 to 24 months")

# One row for each way of being dated.
WRITTEN = [
    (DAY, "13 July 2023", "13 juillet 2023"),
    (stated(Precision.DAY, "2023-07-01", "2023-07-01"), "1 July 2023", "1er juillet 2023"),
    (RANGE, "12–16 November 2018", "Du 12 au 16 novembre 2018"),
    (PAIR, "26–27 November 2018", "Les 26 et 27 novembre 2018"),
    (
        stated(Precision.RANGE, "2018-11-30", "2018-12-02"),
        "30 November – 2 December 2018",
        "Du 30 novembre au 2 décembre 2018",
    ),
    (
        stated(Precision.RANGE, "2018-12-30", "2019-01-02"),
        "30 December 2018 – 2 January 2019",
        "Du 30 décembre 2018 au 2 janvier 2019",
    ),
    (stated(Precision.RANGE, "2019-05-01", "2019-05-02"), "1–2 May 2019", "Les 1er et 2 mai 2019"),
    (stated(Precision.RANGE, "2019-05-01", "2019-05-01"), "1 May 2019", "1er mai 2019"),
    (
        stated(Precision.WEEK, "2018-11-12", "2018-11-18"),
        "Week of 12 November 2018",
        "Semaine du 12 novembre 2018",
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
    (stated(Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31"), "Mid-2019", "Milieu 2019"),
    (stated(Precision.PART_OF_YEAR, "2019-09-01", "2019-12-31"), "Late 2019", "Fin 2019"),
    (stated(Precision.YEAR, "2019-01-01", "2019-12-31"), "2019", "2019"),
    (stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31"), "Fiscal 2019", "Exercice 2019"),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "The 2010s", "Les années 2010"),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "On or before 13 November 2018",
        "Au plus tard le 13 novembre 2018",
    ),
    (stated(Precision.BEFORE, "", "2019-12-31"), "By the end of 2019", "D’ici la fin de 2019"),
    (
        stated(Precision.BEFORE, "", "2019-06-30"),
        "By the end of June 2019",
        "D’ici la fin de juin 2019",
    ),
    (
        stated(Precision.BEFORE, "", "2019-04-30"),
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
        "À compter du 13 juillet 2023",
    ),
    (stated(Precision.AFTER, "2020-01-01", ""), "In 2020 or later", "En 2020 ou plus tard"),
    (
        stated(Precision.AFTER, "2019-08-01", ""),
        "In August 2019 or later",
        "En août 2019 ou plus tard",
    ),
    (
        stated(Precision.AFTER, "2019-05-01", "", reason=basis.MONTHS_SORTED),
        "From mid-2019",
        "À compter de la mi-2019",
    ),
    (ABOUT_PAIR, "About 26–27 November 2018", "Vers les 26 et 27 novembre 2018"),
    (
        stated(Precision.ABOUT, "2023-07-13", "2023-07-13"),
        "About 13 July 2023",
        "Vers le 13 juillet 2023",
    ),
    (
        stated(Precision.ABOUT, "2018-11-12", "2018-11-16"),
        "About 12–16 November 2018",
        "Environ du 12 au 16 novembre 2018",
    ),
    (M1, "Start of 2018 to 13 November 2018", "Du début de 2018 au 13 novembre 2018"),
    (
        stated(Precision.ABOUT, "2018-01-01", "2018-11-30", reason=basis.START_OF_YEAR),
        "Start of 2018 to 30 November 2018",
        "Du début de 2018 au 30 novembre 2018",
    ),
    (
        stated(Precision.ABOUT, "2018-11-13", "2018-12-31", reason=basis.END_OF_YEAR),
        "13 November 2018 to the end of 2018",
        "Du 13 novembre 2018 à la fin de 2018",
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
        stated(Precision.ABOUT, "2018-11-12", "2018-11-16", reason=basis.WINDOW),
        "Between 12 and 16 November 2018",
        "Entre le 12 et le 16 novembre 2018",
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
        "Environ d’avril à août 2019",
    ),
    (LENGTH, "18 to 24 months, once begun", "De 18 à 24 mois, une fois commencé"),
    (
        stated(Precision.DURATION, "", "", "deux ans"),
        "2 years, once begun",
        "2 ans, une fois commencé",
    ),
    (
        stated(Precision.DURATION, "", "", "within 6 months"),
        "Within 6 months, once begun",
        "En 6 mois au plus, une fois commencé",
    ),
    (
        stated(Precision.DURATION, "", "", "about 18 months"),
        "About 18 months, once begun",
        "Environ 18 mois, une fois commencé",
    ),
    (
        stated(
            Precision.DURATION, "2025-07-01", "2026-01-01", "18 to 24 months from 1 January 2024"
        ),
        "18 to 24 months from 1 January 2024",
        "De 18 à 24 mois à compter du 1er janvier 2024",
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
    (DAY, "13 Jul 2023", "13 juill. 2023"),
    (stated(Precision.DAY, "2018-11-13", "2018-11-13"), "13 Nov 2018", "13 nov. 2018"),
    (RANGE, "12–16 Nov 2018", "12–16 nov. 2018"),
    (PAIR, "26–27 Nov 2018", "26–27 nov. 2018"),
    (
        stated(Precision.RANGE, "2018-11-30", "2018-12-02"),
        "30 Nov – 2 Dec 2018",
        "30 nov. – 2 déc. 2018",
    ),
    (stated(Precision.MONTH, "2018-11-01", "2018-11-30"), "Nov 2018", "Nov. 2018"),
    (stated(Precision.QUARTER, "2021-04-01", "2021-06-30"), "Q2 2021", "T2 2021"),
    (stated(Precision.HALF, "2022-01-01", "2022-06-30"), "H1 2022", "S1 2022"),
    (stated(Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"), "Early 2019", "Début 2019"),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "On or before 13 Nov 2018",
        "Au plus tard le 13 nov. 2018",
    ),
    (ABOUT_PAIR, "About 26–27 Nov 2018", "Vers les 26–27 nov. 2018"),
    (
        stated(Precision.ABOUT, "2018-11-12", "2018-11-16"),
        "About 12–16 Nov 2018",
        "Vers les 12–16 nov. 2018",
    ),
    (
        stated(Precision.ABOUT, "2018-11-30", "2018-12-02"),
        "About 30 Nov – 2 Dec 2018",
        "Environ 30 nov. – 2 déc. 2018",
    ),
    (M1, "Start of 2018 to 13 Nov 2018", "Début 2018 au 13 nov. 2018"),
    (
        stated(Precision.ABOUT, "2018-11-13", "2018-12-31", reason=basis.END_OF_YEAR),
        "13 Nov 2018 to the end of 2018",
        "13 nov. 2018 à fin 2018",
    ),
    (LENGTH, "18–24 months, once begun", "18 à 24 mois, une fois commencé"),
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
        "au plus tard le 13 novembre 2018",
    ),
    (RANGE, "12–16 November 2018", "du 12 au 16 novembre 2018"),
    (stated(Precision.MONTH, "2018-11-01", "2018-11-30"), "November 2018", "novembre 2018"),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "the 2010s", "les années 2010"),
]


@pytest.mark.parametrize(("value", "english", "french"), INLINE, ids=[row[1] for row in INLINE])
def test_write_inline_has_no_capital_of_its_own(
    value: StatedDate, english: str, french: str
) -> None:
    assert (write(value, "en", inline=True), write(value, "fr", inline=True)) == (english, french)


OVERRULED = [
    (stated(Precision.PART_OF_YEAR, "2019-03-01", "2019-06-30"), "Between March and June 2019"),
    (stated(Precision.QUARTER, "2019-01-01", "2019-12-31"), "In 2019"),
    (stated(Precision.YEAR, "2019-03-05", "2019-06-20"), "Between March and June 2019"),
    (stated(Precision.WEEK, "2018-11-13", "2018-11-20"), "In November 2018"),
    (
        stated(Precision.SEASON, "2018-11-02", "2019-02-03"),
        "Between November 2018 and February 2019",
    ),
    (
        stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-04-30"),
        "Between April 2018 and April 2019",
    ),
    (stated(Precision.PART_OF_YEAR, "2019-05-01", "2019-08-31", "early 2019"), "Mid-2019"),
    (
        stated(Precision.DECADE, "2011-01-01", "2020-12-31"),
        "Between January 2011 and December 2020",
    ),
]


@pytest.mark.parametrize(("value", "expected"), OVERRULED, ids=[row[1] for row in OVERRULED])
def test_write_with_an_editors_bounds_follows_the_bounds(value: StatedDate, expected: str) -> None:
    assert write(value, "en") == expected


PARTS = [
    (
        PAIR,
        "en",
        [DatePart("26", "2018-11-26"), DatePart("–"), DatePart("27 November 2018", "2018-11-27")],
    ),
    (
        PAIR,
        "fr",
        [
            DatePart("Les "),
            DatePart("26", "2018-11-26"),
            DatePart(" et "),
            DatePart("27 novembre 2018", "2018-11-27"),
        ],
    ),
    (
        stated(Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30"),
        "en",
        [DatePart("Early "), DatePart("2019", "2019")],
    ),
    (
        stated(Precision.MONTH, "2018-11-01", "2018-11-30"),
        "fr",
        [DatePart("Novembre 2018", "2018-11")],
    ),
    (
        stated(Precision.BEFORE, "", "2018-11-13"),
        "en",
        [DatePart("On or before "), DatePart("13 November 2018", "2018-11-13")],
    ),
    (
        stated(Precision.WEEK, "2018-11-12", "2018-11-18"),
        "en",
        [DatePart("Week of 12 November 2018")],
    ),
    (stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31"), "en", [DatePart("Fiscal 2019")]),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "en", [DatePart("The 2010s")]),
    (LENGTH, "en", [DatePart("18 to 24 months, once begun")]),
]


@pytest.mark.parametrize(("value", "language", "parts"), PARTS)
def test_write_parts_mark_only_what_the_source_gives(
    value: StatedDate, language: str, parts: list[DatePart]
) -> None:
    assert write_parts(value, language) == parts


@pytest.mark.parametrize("value", [row[0] for row in WRITTEN], ids=[row[1] for row in WRITTEN])
@pytest.mark.parametrize("length", ["full", "short"])
@pytest.mark.parametrize("language", ["en", "fr-ca"])
def test_write_parts_joined_are_the_text(
    value: StatedDate, length: Literal["full", "short"], language: str
) -> None:
    parts = write_parts(value, language, length)
    assert "".join(part.text for part in parts) == write(value, language, length=length)


@pytest.mark.parametrize(
    ("day", "language", "length", "expected"),
    [
        ("2023-07-13", "en", "full", "13 July 2023"),
        ("2023-07-13", "en", "short", "13 Jul 2023"),
        ("2023-07-01", "fr", "full", "1er juillet 2023"),
        ("2018-11-13", "fr", "short", "13 nov. 2018"),
    ],
)
def test_write_day_is_day_month_year(
    day: str, language: str, length: Literal["full", "short"], expected: str
) -> None:
    assert write_day(date.fromisoformat(day), language, length) == expected


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ("2019-05-01", "2023-06-30", "May 2019 to June 2023", "De mai 2019 à juin 2023"),
        ("2023-05-14", "2023-06-02", "May to June 2023", "De mai à juin 2023"),
        ("2023-06-01", "2023-06-30", "June 2023", "Juin 2023"),
        ("2019-04-01", "2023-08-31", "April 2019 to August 2023", "D’avril 2019 à août 2023"),
        ("2019-10-01", "2019-11-30", "October to November 2019", "D’octobre à novembre 2019"),
    ],
)
def test_write_span_of_months_names_both_ends(
    first: str, last: str, english: str, french: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (write_span_of_months(*days, "en"), write_span_of_months(*days, "fr")) == (
        english,
        french,
    )


DAYS = st.dates(date(1001, 1, 1), date(2990, 12, 31))
YEARS = st.integers(1001, 2990)


def spans(
    found: st.SearchStrategy[Span], precision: Precision, reason: Basis = NONE
) -> st.SearchStrategy[StatedDate]:
    return found.map(lambda span: StatedDate("", precision, *span, reason.en, reason.fr))


def of_year(table: dict[str, tuple[int, int]]) -> st.SearchStrategy[Span]:
    return st.builds(
        lambda year, pair: periods.months(year, *pair), YEARS, st.sampled_from(list(table.values()))
    )


MONTH = st.builds(lambda day: periods.months(day.year, day.month, day.month), DAYS)
PART_OF_MONTH = st.builds(
    lambda day, part: periods.part_of_month(day.year, day.month, part),
    DAYS,
    st.sampled_from(["early", "mid", "late"]),
)
PAIRS = st.builds(
    lambda day, more: Span(day, day + timedelta(days=more)), DAYS, st.integers(1, 900)
)
MONTHS = PAIRS.map(
    lambda span: Span(
        span.earliest.replace(day=1), periods.month_end(span.latest.year, span.latest.month)
    )
)
WHOLE_YEARS = st.builds(
    lambda year, more: Span(date(year, 1, 1), date(year + more, 12, 31)), YEARS, st.integers(1, 9)
)
LENGTHS = st.builds(
    lambda least, more, unit: StatedDate(f"{least} to {least + more} {unit}", Precision.DURATION),
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from(["days", "weeks", "months", "years"]),
)
GENERATED: dict[str, st.SearchStrategy[StatedDate]] = {
    "day": spans(DAYS.map(lambda day: Span(day, day)), Precision.DAY),
    "range": spans(PAIRS, Precision.RANGE),
    "week": spans(DAYS.map(periods.week_of), Precision.WEEK),
    "month": spans(MONTH, Precision.MONTH),
    "part_of_month": spans(PART_OF_MONTH, Precision.PART_OF_MONTH),
    "quarter": spans(of_year(dict(periods.QUARTERS)), Precision.QUARTER),
    "half": spans(of_year(dict(periods.HALVES)), Precision.HALF),
    "season": spans(
        of_year(dict(periods.SEASONS)) | YEARS.map(periods.winter_of_two_years), Precision.SEASON
    ),
    "part_of_year": spans(of_year(dict(periods.PARTS_OF_YEAR)), Precision.PART_OF_YEAR),
    "year": spans(YEARS.map(lambda year: periods.months(year, 1, 12)), Precision.YEAR),
    "fiscal_year": spans(
        st.builds(periods.fiscal_year, YEARS, st.integers(1, 12)), Precision.FISCAL_YEAR
    ),
    "decade": spans(
        st.integers(100, 299).map(
            lambda tens: Span(date(tens * 10, 1, 1), date(tens * 10 + 9, 12, 31))
        ),
        Precision.DECADE,
    ),
    "before": DAYS.map(lambda day: StatedDate("", Precision.BEFORE, None, day)),
    "before, part of year": spans(
        of_year(dict(periods.PARTS_OF_YEAR)), Precision.BEFORE, basis.MONTHS_SORTED
    ).map(lambda value: StatedDate("", Precision.BEFORE, None, value.latest, value.basis_en)),
    "after": DAYS.map(lambda day: StatedDate("", Precision.AFTER, day)),
    "after, part of year": spans(
        of_year(dict(periods.PARTS_OF_YEAR)), Precision.AFTER, basis.MONTHS_SORTED
    ).map(lambda value: StatedDate("", Precision.AFTER, value.earliest, None, value.basis_en)),
    "about days": spans(PAIRS | DAYS.map(lambda day: Span(day, day)), Precision.ABOUT),
    "about months": spans(MONTHS | WHOLE_YEARS | PART_OF_MONTH, Precision.ABOUT),
    "about a season": spans(
        GENERATED_SEASONS := of_year(dict(periods.SEASONS)), Precision.ABOUT
    ).map(lambda value: StatedDate("around winter", value.precision, value.earliest, value.latest)),
    "months only": spans(MONTHS | WHOLE_YEARS, Precision.ABOUT, basis.MONTHS_ONLY),
    "between": spans(
        PAIRS | MONTHS | WHOLE_YEARS | GENERATED_SEASONS, Precision.ABOUT, basis.WINDOW
    ),
    "since the start of the year": spans(
        PAIRS.map(lambda span: Span(date(span.latest.year, 1, 1), span.latest)),
        Precision.ABOUT,
        basis.START_OF_YEAR,
    ),
    "to the end of the year": spans(
        DAYS.map(lambda day: Span(day, date(day.year, 12, 31))), Precision.ABOUT, basis.END_OF_YEAR
    ),
    "duration": LENGTHS,
    "none": st.just(StatedDate("", Precision.NONE)),
}


def test_round_trip_covers_every_precision() -> None:
    assert {kind.split(",")[0].split(" ")[0] for kind in GENERATED} >= {
        str(precision) for precision in Precision
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", list(GENERATED))
def test_write_then_read_gives_the_same_date(kind: str, language: str) -> None:
    @settings(max_examples=50, deadline=None)
    @given(GENERATED[kind])
    def same(value: StatedDate) -> None:
        fiscal = (
            value.earliest.month
            if value.precision is Precision.FISCAL_YEAR and value.earliest
            else 1
        )
        again = read(write(value, language), fiscal_calendar=starting_in(fiscal))
        assert (again.precision, again.earliest, again.latest) == (
            value.precision,
            value.earliest,
            value.latest,
        )

    same()


@settings(deadline=None)
@given(
    st.sampled_from(["part_of_year", "season", "quarter", "half", "year", "decade"]).flatmap(
        lambda kind: GENERATED[kind]
    )
)
def test_write_of_a_soft_date_never_prints_its_bounds(value: StatedDate) -> None:
    for language in ("en", "fr"):
        text = write(value, language)
        assert value.earliest
        assert value.latest
        assert write_day(value.earliest, language) not in text
        assert write_day(value.latest, language) not in text


@settings(deadline=None)
@given(
    st.sampled_from(list(Precision)),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.text(max_size=60),
)
def test_write_of_any_value_gives_text(
    precision: Precision, earliest: date | None, latest: date | None, words: str
) -> None:
    value = StatedDate(words, precision, earliest, latest)
    assert write(value, "en")
    assert write(value, "fr")
