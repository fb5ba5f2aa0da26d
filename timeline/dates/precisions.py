"""The precisions of a stated date. Each is declared here, once.

Three more files know of a single precision. ``reading_periods`` reads it: the patterns and the days
they cover. ``reading_words`` has the words that are read, ``wording_phrases`` those written.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from timeline.dates import periods
from timeline.dates.periods import Span
from timeline.dates.translation import gettext_noop
from timeline.dates.wording_phrases import SEASON_WORDS


class Precision(StrEnum):
    """How exactly a source dates something. Stored, exported and never renamed."""

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
    DECADE = "decade"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    WITHIN = "within"
    ABOUT = "about"
    DURATION = "duration"
    NONE = "none"


# -- the template of ``wording_phrases`` that says given bounds, None where they fit no name --


def no_template(_span: Span) -> str | None:
    """For a precision that ``wording`` writes by itself."""
    return None


def week_template(span: Span) -> str | None:
    """``week`` for seven days from a Monday or a Sunday, ``week_from`` from another day."""
    if not periods.is_week(span):
        return None
    return "week" if span.earliest.weekday() in (0, 6) else "week_from"


def month_template(span: Span) -> str | None:
    """``month`` for days of one month, not always all of it."""
    return "month" if periods.same_month(span) else None


def whole_month_template(span: Span) -> str | None:
    """``month`` for one whole month."""
    return "month" if periods.same_month(span) and periods.whole_months(span) else None


def part_of_month_template(span: Span) -> str | None:
    """``early_month``, ``first_half_month``, ``last_week_month`` and so on."""
    part = periods.named_part_of_month(span)
    return f"{part}_month" if part else None


def calendar_quarter_template(span: Span) -> str | None:
    """``quarter_1`` to ``quarter_4``."""
    number = periods.named_part(span, periods.QUARTERS)
    return f"quarter_{number}" if number else None


def quarter_template(span: Span) -> str | None:
    """``quarter_1`` to ``quarter_4``, or ``three_months`` for three that are no such quarter."""
    calendar_quarter = calendar_quarter_template(span)
    if calendar_quarter:
        return calendar_quarter
    three_months = periods.whole_months(span) and periods.count_of_months(span) == 3
    return "three_months" if three_months else None


def half_template(span: Span) -> str | None:
    """``half_1`` or ``half_2``."""
    number = periods.named_part(span, periods.HALVES)
    return f"half_{number}" if number else None


def season_template(span: Span) -> str | None:
    """``spring``, ``summer``, ``autumn``, ``winter``, or ``winter_two`` for one of two years."""
    if periods.is_winter_of_two_years(span):
        return "winter_two"
    return periods.named_part(span, periods.SEASONS)


def simple_part_of_year_template(span: Span) -> str | None:
    """``early_year``, ``mid_year`` or ``late_year``."""
    part = periods.named_part(span, periods.PARTS_OF_YEAR)
    return f"{part}_year" if part else None


def part_of_year_template(span: Span) -> str | None:
    """``early_year``, ``mid_to_late_year``, or ``late_quarter`` for one month of a quarter."""
    part = periods.named_part(span, periods.PARTS_OF_YEAR)
    joined = periods.named_part(span, periods.JOINED_PARTS_OF_YEAR)
    if part or joined:
        return f"{part or joined}_year"
    if periods.same_month(span) and periods.whole_months(span):
        return f"{periods.PARTS_OF_QUARTER[(span.earliest.month - 1) % 3]}_quarter"
    return None


def year_template(span: Span) -> str | None:
    """``year`` for a whole calendar year."""
    return "year" if periods.one_year(span) else None


def fiscal_year_template(span: Span) -> str | None:
    """``fiscal`` for any twelve whole months."""
    twelve = periods.whole_months(span) and periods.count_of_months(span) == 12
    return "fiscal" if twelve else None


def decade_template(span: Span) -> str | None:
    """``decade`` for ten whole years, the first of which ends in 0."""
    return "decade" if _is_decade(span) else None


def _is_decade(span: Span) -> bool:
    first_year = span.earliest.year
    ten_years = span.latest.year == first_year + 9
    return periods.whole_years(span) and ten_years and first_year % 10 == 0


# -- EDTF (ISO 8601-2) of given bounds, None where it would say more than the source --


def no_edtf(_span: Span) -> str | None:
    """For a precision that EDTF cannot express, or that ``edtf`` writes by itself."""
    return None


def days_edtf(span: Span) -> str | None:
    """One day, or an interval of two."""
    return edtf_interval(str(span.earliest), str(span.latest))


def months_edtf(span: Span) -> str | None:
    """Whole months or years, without their days."""
    return edtf_of_whole_months(span)


def quarter_edtf(span: Span) -> str | None:
    """``2021-33`` to ``2021-36``: level 2 numbers the quarters of a year. Else its months."""
    numbered = _grouping(span, periods.QUARTERS, {"1": 33, "2": 34, "3": 35, "4": 36})
    return numbered or edtf_of_whole_months(span)


def half_edtf(span: Span) -> str | None:
    """``2021-40`` or ``2021-41``. A half of a fiscal year is its months."""
    return _grouping(span, periods.HALVES, {"1": 40, "2": 41}) or edtf_of_whole_months(span)


def window_edtf(span: Span) -> str | None:
    """``[2018-11-12..2018-11-16]``: level 2, one of a set."""
    ends = edtf_of_whole_months(span) or f"{span.earliest}/{span.latest}"
    return f"[{ends.replace('/', '..')}]"


def season_edtf(span: Span) -> str | None:
    """``2021-21`` to ``2021-24``."""
    codes = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
    return _grouping(span, periods.SEASONS, codes)


def decade_edtf(span: Span) -> str | None:
    """``201X``: level 1 leaves the last figure of the year unspecified."""
    return f"{span.earliest.year // 10:03}X" if _is_decade(span) else None


def _grouping(
    span: Span, names: Mapping[str, tuple[int, int]], codes: Mapping[str, int]
) -> str | None:
    name = periods.named_part(span, names)
    return f"{span.earliest.year:04}-{codes[name]}" if name else None


def edtf_interval(first: str, last: str) -> str:
    """Two ends, or one where both are the same."""
    return first if first == last else f"{first}/{last}"


def edtf_of_whole_months(span: Span, mark: str = "") -> str | None:
    """Whole years as years, whole months as months, each end marked; None for anything else."""
    first, last = span
    if periods.whole_years(span):
        return edtf_interval(f"{first.year:04}{mark}", f"{last.year:04}{mark}")
    if periods.whole_months(span):
        return edtf_interval(first.isoformat()[:7] + mark, last.isoformat()[:7] + mark)
    return None


# -- the declarations --


@dataclass(frozen=True)
class PrecisionRules:
    """What is true of every date of one precision.

    ``label`` is what staff choose it by; whoever shows it translates it. ``exact``: the source
    names the days themselves. ``sets_limits``: both ends are the source's, so that something can
    come before or after them; the ends of a season are ours. ``template`` and ``edtf`` say the
    bounds in words and in EDTF.
    """

    label: str
    exact: bool = False
    sets_limits: bool = False
    template: Callable[[Span], str | None] = no_template
    edtf: Callable[[Span], str | None] = no_edtf


# In the order in which staff choose. A precision that is not named in the constraint
# ``milestone_bounds_fit_precision`` has two bounds, and needs no migration.
PRECISION_RULES: Mapping[Precision, PrecisionRules] = {
    Precision.DAY: PrecisionRules(
        gettext_noop("a day"), exact=True, sets_limits=True, edtf=days_edtf
    ),
    Precision.RANGE: PrecisionRules(
        gettext_noop("several days"), exact=True, sets_limits=True, edtf=days_edtf
    ),
    Precision.WEEK: PrecisionRules(
        gettext_noop("a week"), sets_limits=True, template=week_template, edtf=days_edtf
    ),
    Precision.MONTH: PrecisionRules(
        gettext_noop("a month"), sets_limits=True, template=month_template, edtf=months_edtf
    ),
    Precision.PART_OF_MONTH: PrecisionRules(
        gettext_noop("part of a month"), template=part_of_month_template
    ),
    Precision.QUARTER: PrecisionRules(
        gettext_noop("a quarter"), sets_limits=True, template=quarter_template, edtf=quarter_edtf
    ),
    Precision.HALF: PrecisionRules(
        gettext_noop("half a year"), sets_limits=True, template=half_template, edtf=half_edtf
    ),
    Precision.SEASON: PrecisionRules(
        gettext_noop("a season"), template=season_template, edtf=season_edtf
    ),
    Precision.PART_OF_YEAR: PrecisionRules(
        gettext_noop("part of a year"), template=part_of_year_template
    ),
    Precision.YEAR: PrecisionRules(
        gettext_noop("a year"), sets_limits=True, template=year_template, edtf=months_edtf
    ),
    Precision.FISCAL_YEAR: PrecisionRules(
        gettext_noop("a fiscal year"),
        sets_limits=True,
        template=fiscal_year_template,
        edtf=months_edtf,
    ),
    Precision.DECADE: PrecisionRules(
        gettext_noop("a decade"), sets_limits=True, template=decade_template, edtf=decade_edtf
    ),
    Precision.BEFORE: PrecisionRules(gettext_noop("on or before a day")),
    Precision.AFTER: PrecisionRules(gettext_noop("on or after a day")),
    Precision.SINCE: PrecisionRules(gettext_noop("since a time, still going on at the release")),
    Precision.WITHIN: PrecisionRules(gettext_noop("some day between two days"), edtf=window_edtf),
    Precision.ABOUT: PrecisionRules(gettext_noop("about a time")),
    Precision.DURATION: PrecisionRules(gettext_noop("a length of time")),
    Precision.NONE: PrecisionRules(gettext_noop("no date")),
}

EXACT = frozenset(precision for precision, rules in PRECISION_RULES.items() if rules.exact)

# The names that approximate bounds may have, tried in this order. A season comes last, since it
# shares its bounds with a quarter (winter) or with a part of the year (fall).
ABOUT_TEMPLATES = (
    year_template,
    half_template,
    calendar_quarter_template,
    whole_month_template,
    simple_part_of_year_template,
    part_of_month_template,
    decade_template,
    season_template,
)


def about_template(span: Span, words: Set[str], *, in_days: bool) -> str | None:
    """The template for approximate bounds, or None. A season's is first if the words name one.

    `words` are folded. Where the source names days (`in_days`), they are no part of a month.
    """
    if words & SEASON_WORDS:
        seasonal = season_template(span)
        if seasonal:
            return seasonal
    for template in ABOUT_TEMPLATES:
        if in_days and template is part_of_month_template:
            continue
        name = template(span)
        if name:
            return name
    return None
