"""Times that are named by how they lie to the release's day: tomorrow, on Friday, last fall."""

import re
from datetime import timedelta

from timeline.dates import basis, periods
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.reading_context import Period, Reading, shift
from timeline.dates.reading_tokens import WEEKDAYS
from timeline.dates.refusals import UnreadableDate


def near_day(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[match[0]]
    day = reading.release_day() + timedelta(days=offset)
    return Period(Precision.DAY, Span(day, day))


def near_week(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    day = reading.release_day() + timedelta(weeks=shift(match[0]))
    return Period(Precision.WEEK, periods.week_of(day))


def near_quarter(match: re.Match[str], reading: Reading) -> Period:
    reading.reasons.append(basis.RELATIVE)
    day = periods.add_months(reading.release_day().replace(day=1), 3 * shift(match[0]))
    first = day.month - (day.month - 1) % 3
    return Period(Precision.QUARTER, periods.months(day.year, first, first + 2))


def near_season(match: re.Match[str], reading: Reading) -> Period:
    """ "Next fall", « l'hiver dernier »: one that does not hold the release's day."""
    released = reading.release_day()
    step = shift(match[0])
    candidates = []
    for year in range(released.year - 2, released.year + 3):
        span = _season_of(match["season"], year)
        if span.earliest <= released <= span.latest:
            raise UnreadableDate("two_readings", match[0])
        candidates.append(span)
    reading.reasons.extend((basis.RELATIVE, basis.MONTHS_SORTED))
    if step > 0:
        found = next(span for span in candidates if span.earliest > released)
    else:
        found = next(span for span in reversed(candidates) if span.latest < released)
    return Period(Precision.SEASON, found)


def _season_of(name: str, year: int) -> Span:
    if name == "winter":
        return periods.winter_of_two_years(year)
    first, last = periods.SEASONS[name]
    return periods.months(year, first, last)


def near_fiscal_year(match: re.Match[str], reading: Reading) -> Period:
    """The fiscal year that holds the release's day, or the one beside it."""
    released = reading.release_day()
    for named in (released.year, released.year + 1):
        try:
            span, month = reading.fiscal_calendar.year(named)
        except UnreadableDate as refusal:
            if refusal.code == "fiscal_unknown":
                raise
            continue
        if span.earliest <= released <= span.latest:
            reading.reasons.extend((basis.RELATIVE, basis.fiscal_year_from(month)))
            found, _month = reading.fiscal_calendar.year(named + shift(match[0]))
            return Period(Precision.FISCAL_YEAR, found)
    raise UnreadableDate("fiscal_changed", match[0])


def weekday(match: re.Match[str], reading: Reading) -> Period:
    """ "On Friday": the first after the release for a plan, the last before it for an event.

    "Next Friday" may be the one of this week or of the next one: only where both are the same is it
    read.
    """
    released = reading.release_day()
    number = WEEKDAYS.index(match["weekday"])
    near = match["near"]
    step = {"last": -1, "next": 1}.get(near, reading.side)
    away = (number - released.weekday()) % 7
    if not step or (near == "next" and number > released.weekday()):
        raise UnreadableDate("two_readings", match[0])
    days = away - 7 if step < 0 else away or 7
    day = released + timedelta(days=days)
    reading.reasons.append(basis.RELATIVE)
    return Period(Precision.DAY, Span(day, day))


def fiscal_quarter(match: re.Match[str], reading: Reading) -> Period:
    """ "The fiscal third quarter": of the fiscal year that the release lies in, or the next one.

    It is the next one for a plan where this year's is over, the one before for an event where this
    year's has not begun.
    """
    released = reading.release_day()
    months = 3 * (int(match["ordinal"][1]) - 1)
    spans = []
    for named in range(released.year - 1, released.year + 3):
        fiscal_year, month = reading.fiscal_calendar.year(named)
        spans.append(periods.months_from(periods.add_months(fiscal_year.earliest, months), 3))
        if fiscal_year.earliest <= released <= fiscal_year.latest:
            this, started_in = len(spans) - 1, month
    if reading.side > 0 and spans[this].latest < released:
        this += 1
    elif reading.side < 0 and spans[this].earliest > released:
        this -= 1
    reading.reasons.extend((basis.RELATIVE, basis.fiscal_year_from(started_in)))
    return Period(Precision.QUARTER, spans[this])
