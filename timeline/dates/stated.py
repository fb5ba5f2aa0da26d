"""A date exactly as precise as its source: its words, a precision, the days it lies between, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.dates import basis, periods
from timeline.dates.periods import Span


class Precision(StrEnum):
    """How exactly a source dates something."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    PART_OF_MONTH = "part_of_month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"
    DURATION = "duration"
    NONE = "none"


EXACT = frozenset({Precision.DAY, Precision.RANGE})

# EDTF level 2 (ISO 8601-2) numbers the groupings of a year: 21-24 seasons, 33-36 quarters, 40-41 halves.
EDTF_PARTS = {
    Precision.QUARTER: (periods.QUARTERS, {"1": 33, "2": 34, "3": 35, "4": 36}),
    Precision.HALF: (periods.HALVES, {"1": 40, "2": 41}),
    Precision.SEASON: (periods.SEASONS, {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}),
}


class StatedDateError(ValueError):
    """The precision and the bounds contradict each other; `field` is the one to correct."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class StatedDate:
    """How a source dates something.

    `words` are the source's own; `earliest` and `latest` are included days, None where the source gives none;
    `basis_en` and `basis_fr` say in one line what was inferred and from what.
    """

    words: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    basis_en: str = ""
    basis_fr: str = ""

    def check(self) -> None:
        """Raise StatedDateError where the bounds are reversed or not those the precision allows.

        The database holds the same rules as constraints.
        """
        if self.earliest and self.latest and self.latest < self.earliest:
            raise StatedDateError("latest", "The latest day is before the earliest day.")
        for field, needed in self._bounds_needed().items():
            given = getattr(self, field) is not None
            if given != needed:
                verb = "needs" if needed else "has no"
                article = "an" if field == "earliest" else "a"
                what = f"{article} {field} day" if needed else f"{field} day"
                raise StatedDateError(
                    field, f"A date of precision “{self.precision}” {verb} {what}."
                )
        if self.precision is Precision.DAY and self.earliest != self.latest:
            raise StatedDateError("latest", "A day has the same earliest and latest day.")

    def _bounds_needed(self) -> dict[str, bool]:
        match self.precision:
            case Precision.NONE:
                return {"earliest": False, "latest": False}
            case Precision.BEFORE:
                return {"earliest": False, "latest": True}
            case Precision.AFTER:
                return {"earliest": True, "latest": False}
            case Precision.DURATION:
                both = self.earliest is not None or self.latest is not None
                return {"earliest": both, "latest": both}
            case _:
                return {"earliest": True, "latest": True}

    @property
    def span(self) -> Span | None:
        """Both bounds, or None unless both are given."""
        return Span(self.earliest, self.latest) if self.earliest and self.latest else None

    @property
    def sort_day(self) -> date | None:
        """The day it is sorted by: the earliest, or the latest where only that is known."""
        return self.earliest or self.latest

    @property
    def first_year(self) -> int | None:
        """The first calendar year it may lie in; with one bound only, that bound's year."""
        day = self.earliest or self.latest
        return day.year if day else None

    @property
    def last_year(self) -> int | None:
        """The last calendar year it may lie in; with one bound only, that bound's year."""
        day = self.latest or self.earliest
        return day.year if day else None

    @property
    def exact(self) -> bool:
        """Whether the source names the days themselves."""
        return self.precision in EXACT

    def overlaps_year(self, year: int) -> bool:
        """Whether it may lie in the calendar year; False when it has no bounds."""
        first, last = self.first_year, self.last_year
        return first is not None and last is not None and first <= year <= last


def edtf(stated: StatedDate) -> str | None:
    """The date in EDTF (ISO 8601-2), or None where EDTF could say it only more precisely than the source."""
    if stated.precision in (Precision.BEFORE, Precision.AFTER):
        return _one_ended(stated)
    return _two_ended(stated, stated.span) if stated.span else None


def _one_ended(stated: StatedDate) -> str | None:
    if stated.sort_day is None or basis.MONTHS_SORTED.en in stated.basis_en:
        return None
    return f"../{stated.latest}" if stated.latest else f"{stated.earliest}/.."


def _two_ended(stated: StatedDate, span: Span) -> str | None:
    match stated.precision:
        case Precision.DAY | Precision.RANGE | Precision.WEEK:
            return _interval(str(span.earliest), str(span.latest))
        case Precision.MONTH | Precision.YEAR | Precision.FISCAL_YEAR:
            return _whole(span)
        case Precision.QUARTER | Precision.HALF | Precision.SEASON:
            table, codes = EDTF_PARTS[stated.precision]
            name = periods.named_part(span, table)
            return f"{span.earliest.year:04}-{codes[name]}" if name else None
        case Precision.ABOUT:
            return _about(span, stated.basis_en)
    return None


def _interval(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _whole(span: Span, mark: str = "") -> str | None:
    """Whole years as years, whole months as months, each end marked; None for anything else."""
    if periods.whole_years(span):
        return _interval(f"{span.earliest.year:04}{mark}", f"{span.latest.year:04}{mark}")
    if periods.whole_months(span):
        return _interval(_month(span.earliest) + mark, _month(span.latest) + mark)
    return None


def _about(span: Span, basis_en: str) -> str | None:
    """`~` marks an approximate end. "About mid-2019" has no EDTF: May and August are not the source's."""
    if basis.WINDOW.en in basis_en:
        # Level 2, "one of a set": some day between the two.
        return f"[{(_whole(span) or f'{span.earliest}/{span.latest}').replace('/', '..')}]"
    if basis.MONTHS_ONLY.en in basis_en:
        return _interval(_month(span.earliest), _month(span.latest))
    if basis.YEARS_ONLY.en in basis_en:
        return _whole(span)
    if starts_with_year(span, basis_en):
        return f"{_month(span.earliest)}~/{span.latest}"
    if ends_with_year(span, basis_en):
        return f"{span.earliest}/{_month(span.latest)}~"
    return _approximate(span)


def _approximate(span: Span) -> str | None:
    single_month = _month(span.earliest) == _month(span.latest)
    if periods.whole_years(span) or (periods.whole_months(span) and single_month):
        return _whole(span, "~")
    if periods.whole_months(span) or periods.named_part_of_month(span):
        return None
    return _interval(f"{span.earliest}~", f"{span.latest}~")


def starts_with_year(span: Span, basis_en: str) -> bool:
    """Whether an approximate span reads "start of 2018 to 13 November 2018": its start is no day of the source's."""
    if (span.earliest.month, span.earliest.day) != (1, 1) or basis.WINDOW.en in basis_en:
        return False
    named = periods.is_month_end(span.latest) or periods.named_part_of_month(span)
    return basis.START_OF_YEAR.en in basis_en or not named


def ends_with_year(span: Span, basis_en: str) -> bool:
    """Whether an approximate span reads "13 November 2018 to the end of 2018": its end is no day of the source's."""
    return basis.END_OF_YEAR.en in basis_en and (span.latest.month, span.latest.day) == (12, 31)
