"""Any stated date, of every precision, for properties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.dates.values import NONE
from timeline.dates import basis, periods
from timeline.dates.basis import Basis
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate

DAYS = st.dates(date(1001, 1, 1), date(2990, 12, 31))
YEARS = st.integers(1001, 2990)
# The first years of decades. "The 1900s" may be a century, and is refused.
DECADES = st.integers(101, 298).filter(lambda tens: tens % 10).map(lambda tens: tens * 10)


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
    st.sampled_from([*periods.PARTS_OF_MONTH, "last_week"]),
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
FISCAL_MONTHS = st.integers(2, 12)


def fiscal(precision: Precision, first: int = 0, months: int = 12) -> st.SearchStrategy[StatedDate]:
    """Fiscal years, or the part of one that begins `first` months into it, by their calendar."""

    def of(year: int, start: int) -> StatedDate:
        begun = periods.add_months(periods.fiscal_year(year, start).earliest, first)
        reason = basis.fiscal_year_from(start)
        return StatedDate("", precision, *periods.months_from(begun, months), reason.en, reason.fr)

    return st.builds(of, YEARS, FISCAL_MONTHS)


# What a limit may name where it names no day.
NAMED: dict[str, st.SearchStrategy[Span]] = {
    "month": MONTH,
    "quarter": of_year(dict(periods.QUARTERS)),
    "half": of_year(dict(periods.HALVES)),
    "year": YEARS.map(lambda year: periods.months(year, 1, 12)),
    "decade": DECADES.map(periods.decade),
}


def limits(precision: Precision) -> st.SearchStrategy[StatedDate]:
    """Limits that name one of these, and no day."""

    def of(span: Span, name: str) -> StatedDate:
        reason = basis.LIMITS[name]
        if precision is Precision.BEFORE:
            return StatedDate("", precision, None, span.latest, reason.en, reason.fr)
        return StatedDate("", precision, span.earliest, None, reason.en, reason.fr)

    def by_name(name: str) -> st.SearchStrategy[StatedDate]:
        return NAMED[name].map(lambda span: of(span, name))

    return st.sampled_from(list(NAMED)).flatmap(by_name)


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
    "decade": spans(DECADES.map(periods.decade), Precision.DECADE),
    "before": DAYS.map(lambda day: StatedDate("", Precision.BEFORE, None, day)),
    "before, part of year": spans(
        of_year(dict(periods.PARTS_OF_YEAR)), Precision.BEFORE, basis.MONTHS_SORTED
    ).map(lambda value: StatedDate("", Precision.BEFORE, None, value.latest, value.basis_en)),
    "after": DAYS.map(lambda day: StatedDate("", Precision.AFTER, day)),
    "after, part of year": spans(
        of_year(dict(periods.PARTS_OF_YEAR)), Precision.AFTER, basis.MONTHS_SORTED
    ).map(lambda value: StatedDate("", Precision.AFTER, value.earliest, None, value.basis_en)),
    "about, days": spans(PAIRS | DAYS.map(lambda day: Span(day, day)), Precision.ABOUT),
    "about, months": spans(MONTHS | WHOLE_YEARS | PART_OF_MONTH, Precision.ABOUT),
    "about, a season": spans(
        GENERATED_SEASONS := of_year(dict(periods.SEASONS)), Precision.ABOUT
    ).map(lambda value: StatedDate("around winter", value.precision, value.earliest, value.latest)),
    "about, months only": spans(MONTHS | WHOLE_YEARS, Precision.ABOUT, basis.MONTHS_ONLY),
    "within": spans(
        PAIRS | MONTHS | WHOLE_YEARS | GENERATED_SEASONS, Precision.WITHIN, basis.WINDOW
    ),
    "about, since the start of the year": spans(
        PAIRS.map(lambda span: Span(date(span.latest.year, 1, 1), span.latest)),
        Precision.ABOUT,
        basis.START_OF_YEAR,
    ),
    "about, to the end of the year": spans(
        DAYS.map(lambda day: Span(day, date(day.year, 12, 31))), Precision.ABOUT, basis.END_OF_YEAR
    ),
    "before, a period": limits(Precision.BEFORE),
    "after, a period": limits(Precision.AFTER),
    "since": DAYS.map(lambda day: StatedDate("", Precision.SINCE, day)),
    "since, a period": limits(Precision.SINCE),
    "since, part of year": spans(
        of_year(dict(periods.PARTS_OF_YEAR)), Precision.SINCE, basis.MONTHS_SORTED
    ).map(lambda value: StatedDate("", Precision.SINCE, value.earliest, None, value.basis_en)),
    "week, from any day": spans(DAYS.map(periods.week_from), Precision.WEEK),
    "fiscal_year, by its calendar": fiscal(Precision.FISCAL_YEAR),
    "quarter, of a fiscal year": st.sampled_from([0, 3, 6, 9]).flatmap(
        lambda first: fiscal(Precision.QUARTER, first, 3)
    ),
    "half, of a fiscal year": st.sampled_from([0, 6]).flatmap(
        lambda first: fiscal(Precision.HALF, first, 6)
    ),
    "part_of_year, two joined": spans(
        of_year(dict(periods.JOINED_PARTS_OF_YEAR)), Precision.PART_OF_YEAR
    ),
    "part_of_year, of a quarter": spans(MONTH, Precision.PART_OF_YEAR),
    "duration": LENGTHS,
    "none": st.just(StatedDate("", Precision.NONE)),
}
