"""Which name a pair of bounds has: the template of the phrasebook that says it, or none."""

from collections.abc import Callable, Mapping

from timeline.dates import periods
from timeline.dates.periods import Span
from timeline.dates.stated import Precision


def name_of(precision: Precision, span: Span) -> str | None:
    """The template's name for these bounds at this precision; None where they are not the bounds of any."""
    return NAMES[precision](span) if precision in NAMES else None


def same_month(span: Span) -> bool:
    """Whether both days are in one calendar month."""
    return (span.earliest.year, span.earliest.month) == (span.latest.year, span.latest.month)


def one_year(span: Span) -> bool:
    """Whether the bounds are those of one whole calendar year."""
    return span == periods.months(span.earliest.year, 1, 12)


def _week(span: Span) -> str | None:
    return "week" if periods.is_week(span) else None


def _month(span: Span) -> str | None:
    return "month" if same_month(span) else None


def _part_of_month(span: Span) -> str | None:
    part = periods.named_part_of_month(span)
    return f"{part}_month" if part else None


def _quarter(span: Span) -> str | None:
    number = periods.named_part(span, periods.QUARTERS)
    return f"quarter_{number}" if number else None


def _half(span: Span) -> str | None:
    number = periods.named_part(span, periods.HALVES)
    return f"half_{number}" if number else None


def _season(span: Span) -> str | None:
    if periods.whole_months(span) and (span.earliest.month, periods.count_of_months(span)) == (
        periods.DECEMBER,
        4,
    ):
        return "winter_two"
    return periods.named_part(span, periods.SEASONS)


def _part_of_year(span: Span) -> str | None:
    part = periods.named_part(span, periods.PARTS_OF_YEAR)
    return f"{part}_year" if part else None


def _year(span: Span) -> str | None:
    return "year" if one_year(span) else None


def _fiscal_year(span: Span) -> str | None:
    return "fiscal" if periods.whole_months(span) and periods.count_of_months(span) == 12 else None


def _whole_month(span: Span) -> str | None:
    return "month" if same_month(span) and periods.whole_months(span) else None


NAMES: Mapping[Precision, Callable[[Span], str | None]] = {
    Precision.WEEK: _week,
    Precision.MONTH: _month,
    Precision.PART_OF_MONTH: _part_of_month,
    Precision.QUARTER: _quarter,
    Precision.HALF: _half,
    Precision.SEASON: _season,
    Precision.PART_OF_YEAR: _part_of_year,
    Precision.YEAR: _year,
    Precision.FISCAL_YEAR: _fiscal_year,
}

# A season shares its bounds with a quarter (winter) or a part of the year (fall), so it is named last,
# unless the source names one.
SOFT_NAMES = (_year, _half, _quarter, _part_of_year, _whole_month, _part_of_month, _season)
SEASON_WORDS = (
    "spring",
    "summer",
    "fall",
    "autumn",
    "winter",
    "printemps",
    "été",
    "ete",
    "automne",
    "hiver",
)


def soft_name_of(span: Span, words: str) -> str | None:
    """The name of approximate bounds, or None; a season's before any other where the words name one."""
    seasonal = any(name in words.casefold() for name in SEASON_WORDS)
    names = (_season, *SOFT_NAMES) if seasonal else SOFT_NAMES
    return next((name for find in names if (name := find(span))), None)
