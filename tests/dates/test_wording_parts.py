"""The parts of written dates, an editor's bounds, days and spans of months."""

from datetime import date
from typing import Literal

import pytest

from tests.dates.values import stated
from timeline.dates import basis
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import DatePart, write, write_day, write_parts, write_span_of_months

PAIR = stated(Precision.RANGE, "2018-11-26", "2018-11-27")
LENGTH = stated(Precision.DURATION, "", "", "18 to 24 months")

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
            DatePart("27\u00a0novembre 2018", "2018-11-27"),
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
    (
        stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31"),
        "en",
        [DatePart("Fiscal year ended "), DatePart("31 March 2019", "2019-03-31")],
    ),
    (
        stated(Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31", reason=basis.fiscal_year_from(4)),
        "en",
        [DatePart("Fiscal 2019")],
    ),
    (stated(Precision.DECADE, "2010-01-01", "2019-12-31"), "en", [DatePart("The 2010s")]),
    (LENGTH, "en", [DatePart("18 to 24 months, once begun")]),
]


@pytest.mark.parametrize(("value", "language", "parts"), PARTS)
def test_write_parts_mark_only_what_the_source_gives(
    value: StatedDate, language: str, parts: list[DatePart]
) -> None:
    assert write_parts(value, language) == parts


@pytest.mark.parametrize(
    ("day", "language", "length", "expected"),
    [
        ("2023-07-13", "en", "full", "13 July 2023"),
        ("2023-07-13", "en", "short", "13 Jul 2023"),
        ("2023-07-01", "fr", "full", "1er\u00a0juillet 2023"),
        ("2018-11-13", "fr", "short", "13\u00a0nov. 2018"),
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
