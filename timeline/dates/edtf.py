"""A stated date in EDTF (ISO 8601-2), where EDTF can express it."""

from datetime import date

from timeline.dates import basis, periods
from timeline.dates.periods import Span
from timeline.dates.precisions import (
    PRECISION_RULES,
    Precision,
    edtf_interval,
    edtf_of_whole_months,
)
from timeline.dates.stated import StatedDate, ends_with_year, starts_with_year


def edtf(stated: StatedDate) -> str | None:
    """The date in EDTF, or None where EDTF could say it only more precisely than the source."""
    if stated.precision in (Precision.BEFORE, Precision.AFTER, Precision.SINCE):
        return _one_ended(stated)
    if stated.span is None:
        return None
    if stated.precision is Precision.ABOUT:
        return _about(stated.span, stated.basis_en)
    return PRECISION_RULES[stated.precision].edtf(stated.span)


def _one_ended(stated: StatedDate) -> str | None:
    """An open interval, whose end is no more exact than the limit that is named."""
    if stated.sort_day is None or basis.gives(stated.basis_en, basis.MONTHS_SORTED):
        return None
    if basis.gives(stated.basis_en, basis.DAYS_SORTED):
        return None
    if basis.gives(stated.basis_en, basis.START_READ):
        return f"{stated.sort_day.isoformat()[:7]}~/.."
    end = _limit(stated.sort_day, stated.basis_en)
    if end is None:
        return None
    return f"../{end}" if stated.latest else f"{end}/.."


def _limit(day: date, basis_en: str) -> str | None:
    """The end as exactly as it is named; None for a week, a quarter and what else has no form."""
    if basis.gives(basis_en, basis.LIMITS["year"]):
        return f"{day.year:04}"
    if basis.gives(basis_en, basis.LIMITS["month"]):
        return day.isoformat()[:7]
    if any(basis.gives(basis_en, reason) for reason in basis.LIMITS.values()):
        return None
    return day.isoformat()


def _about(span: Span, basis_en: str) -> str | None:
    """`~` marks an approximate end. Some spans have none: "about mid-2019" names no month."""
    first_month = span.earliest.isoformat()[:7]
    last_month = span.latest.isoformat()[:7]
    if basis.gives(basis_en, basis.MONTHS_ONLY):
        return edtf_interval(first_month, last_month)
    if basis.gives(basis_en, basis.MONTHS_SORTED):
        return None
    if basis.gives(basis_en, basis.YEARS_ONLY):
        return edtf_of_whole_months(span)
    if starts_with_year(span, basis_en):
        return f"{first_month}~/{span.latest}"
    if ends_with_year(span, basis_en):
        return f"{span.earliest}/{last_month}~"
    return _approximate(span)


def _approximate(span: Span) -> str | None:
    whole_months = periods.whole_months(span)
    if periods.whole_years(span) or (whole_months and periods.same_month(span)):
        return edtf_of_whole_months(span, "~")
    if whole_months or periods.named_part_of_month(span):
        return None
    return edtf_interval(f"{span.earliest}~", f"{span.latest}~")
