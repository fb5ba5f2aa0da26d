"""The value: its bounds, its years, its EDTF."""

from datetime import date

import pytest

from timeline.dates import basis
from timeline.dates.edtf import edtf
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate

D = date.fromisoformat


def stated(
    precision: Precision, earliest: str = "", latest: str = "", basis_en: str = ""
) -> StatedDate:
    return StatedDate(
        "words",
        precision,
        D(earliest) if earliest else None,
        D(latest) if latest else None,
        basis_en=basis_en,
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "day", "first", "last"),
    [
        ("2018-12-30", "2019-01-02", D("2018-12-30"), 2018, 2019),
        ("", "2018-11-13", D("2018-11-13"), 2018, 2018),
        ("2018-11-13", "", D("2018-11-13"), 2018, 2018),
        ("", "", None, None, None),
    ],
    ids=["both", "latest only", "earliest only", "none"],
)
def test_sort_day_and_years_follow_the_bounds(
    earliest: str, latest: str, day: date | None, first: int | None, last: int | None
) -> None:
    value = stated(Precision.ABOUT, earliest, latest)
    assert (value.sort_day, value.first_year, value.last_year) == (day, first, last)


@pytest.mark.parametrize("precision", list(Precision))
def test_exact_is_true_for_days_and_ranges_only(precision: Precision) -> None:
    assert stated(precision).exact == (precision in (Precision.DAY, Precision.RANGE))


def test_precision_values_are_the_lower_case_names() -> None:
    assert [precision.value for precision in Precision] == [
        name.lower() for name in Precision.__members__
    ]


@pytest.mark.parametrize(
    ("precision", "earliest", "latest", "basis_en", "expected"),
    [
        (Precision.DAY, "2023-07-13", "2023-07-13", "", "2023-07-13"),
        (Precision.RANGE, "2018-11-12", "2018-11-16", "", "2018-11-12/2018-11-16"),
        (Precision.WEEK, "2018-11-12", "2018-11-18", "", "2018-11-12/2018-11-18"),
        (Precision.MONTH, "2018-11-01", "2018-11-30", "", "2018-11"),
        (Precision.YEAR, "2019-01-01", "2019-12-31", "", "2019"),
        (Precision.QUARTER, "2021-04-01", "2021-06-30", "", "2021-34"),
        (Precision.QUARTER, "2021-04-01", "2021-06-29", "", None),
        (Precision.HALF, "2021-01-01", "2021-06-30", "", "2021-40"),
        (Precision.HALF, "2021-07-01", "2021-12-31", "", "2021-41"),
        (Precision.SEASON, "2019-03-01", "2019-06-30", "", "2019-21"),
        (Precision.SEASON, "2019-01-01", "2019-03-31", "", "2019-24"),
        (Precision.SEASON, "2018-12-01", "2019-03-31", "", None),
        (Precision.FISCAL_YEAR, "2018-04-01", "2019-03-31", "", "2018-04/2019-03"),
        (Precision.DECADE, "2010-01-01", "2019-12-31", "", "201X"),
        (Precision.DECADE, "2010-01-01", "2018-12-31", "", None),
        (Precision.DECADE, "2011-01-01", "2020-12-31", "", None),
        (Precision.ABOUT, "2010-01-01", "2019-12-31", "", "2010~/2019~"),
        (Precision.BEFORE, "", "2018-11-13", "", "../2018-11-13"),
        (Precision.BEFORE, "", "2019-08-31", basis.MONTHS_SORTED.en, None),
        (Precision.AFTER, "2018-11-13", "", "", "2018-11-13/.."),
        (Precision.ABOUT, "2018-11-26", "2018-11-27", "", "2018-11-26~/2018-11-27~"),
        (Precision.ABOUT, "2018-11-26", "2018-11-26", "", "2018-11-26~"),
        (Precision.ABOUT, "2018-11-01", "2018-11-30", "", "2018-11~"),
        (Precision.ABOUT, "2019-01-01", "2019-12-31", "", "2019~"),
        (
            Precision.ABOUT,
            "2018-01-01",
            "2018-11-13",
            basis.START_OF_YEAR.en,
            "2018-01~/2018-11-13",
        ),
        (Precision.ABOUT, "2018-11-13", "2018-12-31", basis.END_OF_YEAR.en, "2018-11-13/2018-12~"),
        (Precision.ABOUT, "2020-03-01", "2020-05-31", basis.MONTHS_ONLY.en, "2020-03/2020-05"),
        (Precision.ABOUT, "2019-01-01", "2020-12-31", basis.MONTHS_ONLY.en, "2019-01/2020-12"),
        (Precision.ABOUT, "2019-01-01", "2020-12-31", basis.YEARS_ONLY.en, "2019/2020"),
        (Precision.WITHIN, "2018-11-12", "2018-11-16", basis.WINDOW.en, "[2018-11-12..2018-11-16]"),
        (Precision.ABOUT, "2019-05-01", "2019-08-31", "", None),
        (Precision.ABOUT, "2018-11-01", "2018-11-10", "", None),
        (Precision.PART_OF_YEAR, "2019-01-01", "2019-04-30", "", None),
        (Precision.PART_OF_MONTH, "2018-11-01", "2018-11-10", "", None),
        (Precision.DURATION, "", "", "", None),
        (Precision.DURATION, "2025-07-01", "2026-01-01", "", None),
        (Precision.NONE, "", "", "", None),
    ],
)
def test_edtf_says_no_more_than_the_source(
    precision: Precision, earliest: str, latest: str, basis_en: str, expected: str | None
) -> None:
    assert edtf(stated(precision, earliest, latest, basis_en)) == expected
