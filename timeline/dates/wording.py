"""A stated date in words, English or French, as precise as its source and no more.

The words come from the precision and the bounds, so an editor's bounds still read right. The
bounds of a soft precision are for sorting: they are never printed. Where they fit no named part,
the months they lie in are.
"""

from datetime import date, timedelta
from functools import lru_cache

from timeline.dates import basis, periods
from timeline.dates.durations import Duration, duration_of
from timeline.dates.figures import in_figures
from timeline.dates.named_parts import named_months, parts_of_month, parts_of_year
from timeline.dates.periods import Span, one_year, same_month
from timeline.dates.precisions import PRECISION_RULES, Precision, about_template
from timeline.dates.reading_tokens import words_in
from timeline.dates.stated import StatedDate, ends_with_year, starts_with_year
from timeline.dates.wording_parts import (
    CONTRACTIONS,
    VOWELS,
    DatePart,
    Elements,
    Length,
    Parts,
    capitalised,
    text_of,
)
from timeline.dates.wording_phrases import LAST_DAY_WORDS

__all__ = ["DatePart", "write", "write_day", "write_parts", "write_span_of_months"]


def write(
    stated: StatedDate, language: str, *, length: Length = "full", inline: bool = False
) -> str:
    """The date as text: "12–16 November 2018", "Du 12 au 16 novembre 2018".

    `language` is "en", "fr" or a variant of one. "short" abbreviates months, for labels in a
    graphic. `inline` is for mid-sentence, without the capital.
    """
    return text_of(write_parts(stated, language, length, inline=inline))


def write_parts(
    stated: StatedDate, language: str, length: Length = "full", *, inline: bool = False
) -> list[DatePart]:
    """The same text in parts.

    Those that name a day, a month or a year have their `<time datetime>` (HTML §4.5.14).
    """
    parts = _parts(stated, _elements(language, length))
    return [*parts] if inline else capitalised(parts)


@lru_cache(maxsize=10_000)  # a list names hundreds of days, many of them again and again
def write_day(day: date, language: str, length: Length = "full") -> str:
    """One day: "13 July 2023", "1er juillet 2023"; short "13 Jul 2023"."""
    return text_of(_elements(language, length).day(day))


def write_span_of_months(first: date, last: date, language: str) -> str:
    """The months from one day's to another's: "May 2019 to June 2023", "June 2023"."""
    elements = _elements(language, "full")
    if same_month(Span(first, last)):
        return text_of(capitalised(elements.month(first)))
    return text_of(capitalised(_ends("span", elements.months(Span(first, last)), elements)))


@lru_cache(maxsize=8)
def _elements(language: str, length: Length) -> Elements:
    return Elements("fr" if language.startswith("fr") else "en", length)


@lru_cache(maxsize=2000)  # pages name the dates of milestones many times over
def _parts(stated: StatedDate, elements: Elements) -> Parts:
    if stated.precision is Precision.DURATION:
        return _duration(stated, elements)
    if stated.precision is Precision.BEFORE and stated.latest:
        return _before(stated, stated.latest, elements)
    if stated.precision is Precision.AFTER and stated.earliest:
        return _after(stated, stated.earliest, elements)
    if stated.precision is Precision.SINCE and stated.earliest:
        return _since(stated, stated.earliest, elements)
    if stated.span is None:
        return elements.fill("none")
    return _between_bounds(stated, stated.span, elements)


def _between_bounds(stated: StatedDate, span: Span, elements: Elements) -> Parts:
    if stated.start_time and stated.time_zone:
        hour = DatePart(elements.hour(stated.start_time, stated.time_zone))
        return elements.fill("at_hour", day=elements.day(span.earliest), hour=[hour])
    if stated.exact:
        return _days(span, elements)
    if stated.precision is Precision.WITHIN:
        return _within(span, elements)
    if stated.precision is Precision.ABOUT:
        return _about_ends(stated, span, elements) or _about(stated, span, elements)
    template = _template(stated, span)
    if template is None:
        return _neutral(span, elements)
    return elements.fill(template, **_values(span, elements, stated.basis_en))


def _template(stated: StatedDate, span: Span) -> str | None:
    """The template that says the bounds. Parts of a fiscal year are told by their basis."""
    by_calendar = basis.fiscal_month(stated.basis_en)
    fiscal_part = FISCAL_PARTS.get(stated.precision)
    if fiscal_part and by_calendar:
        return fiscal_part
    twelve_months = periods.whole_months(span) and periods.count_of_months(span) == 12
    if stated.precision is Precision.FISCAL_YEAR and not by_calendar and not one_year(span):
        return "fiscal_ended" if twelve_months else None
    week = stated.precision is Precision.WEEK and periods.is_week(span)
    if week and words_in(stated.words) & LAST_DAY_WORDS:
        return "week_to"
    return PRECISION_RULES[stated.precision].template(span)


FISCAL_PARTS = {Precision.QUARTER: "fiscal_quarter", Precision.HALF: "fiscal_half"}


def _within(span: Span, elements: Elements) -> Parts:
    """ "Between 12 and 16 November 2018": never as if it filled them."""
    if span.earliest == span.latest:
        return elements.day(span.earliest)
    if periods.whole_months(span) and not same_month(span):
        return _ends("between", elements.outer(span), elements)
    return _ends("between_days", elements.days(span), elements)


def _values(span: Span, elements: Elements, basis_en: str = "") -> dict[str, Parts]:
    """All that a named template may ask for.

    The Monday of a week is no `<time>`, since the source does not name it. Nor are `first_year`
    and `last_year`, for templates that name another time than a calendar year. `ordinal` and
    `fiscal_year` are those of a quarter or a half.
    """
    fiscal_month = basis.fiscal_month(basis_en)
    number, year = _ordinal_and_year(span, fiscal_month or 1)
    return {
        "day": [DatePart(text_of(elements.day(span.earliest)))],
        "last_day": elements.day(span.latest),
        "month": elements.month(span.earliest),
        "year": elements.year(span.earliest.year),
        "next": elements.year(span.latest.year),
        "first_year": [DatePart(str(span.earliest.year))],
        "last_year": [DatePart(str(span.latest.year))],
        "ordinal": elements.ordinal(number),
        "fiscal_year": [DatePart(str(year))],
    }


def _ordinal_and_year(span: Span, first_month: int) -> tuple[int, int]:
    """Which quarter, or half, of which fiscal year a span begins. The year is that of its end."""
    months_into_year = (span.earliest.month - first_month) % 12
    length = 3
    if periods.count_of_months(span) == 6:
        length = 6
    year = span.earliest.year
    if span.earliest.month < first_month:
        year -= 1  # it began in the year before
    if first_month > 1:
        year += 1  # and is named for the year it ends in
    return months_into_year // length + 1, year


def _ends(key: str, ends: tuple[Parts, Parts], elements: Elements) -> Parts:
    return elements.fill(key, a=ends[0], b=ends[1])


def _days(span: Span, elements: Elements) -> Parts:
    if span.earliest == span.latest:
        return elements.day(span.earliest)
    return _ends(_days_key(span), elements.days(span), elements)


def _days_key(span: Span) -> str:
    if not same_month(span):
        return "range"
    return "two_days" if (span.latest - span.earliest).days == 1 else "range_one_month"


def _neutral(span: Span, elements: Elements) -> Parts:
    """What is true of bounds that fit no name: the month, the year or the months they lie in."""
    if same_month(span):
        return elements.fill("in", what=elements.month(span.earliest))
    if one_year(span):
        return elements.fill("in", what=elements.year(span.earliest.year))
    return _ends("between", elements.months(span), elements)


def _before(stated: StatedDate, latest: date, elements: Elements) -> Parts:
    """ "On or before 30 June 2024", or "by the end of June 2024" where the source names June."""
    soft = _soft_part(stated, latest, elements, ends=True)
    if soft:
        return elements.fill("by_part", what=soft)
    named = _named_limit(stated, latest, elements, ends=True)
    if named:
        template, values = named
        what = elements.fill_after_of(template, **values)
        return elements.fill("by_end", what=what, of_what=what)
    return elements.fill("on_or_before", day=elements.day(latest))


def _after(stated: StatedDate, earliest: date, elements: Elements) -> Parts:
    soft = _soft_part(stated, earliest, elements, ends=False)
    named = _named_limit(stated, earliest, elements, ends=False)
    if soft:
        return elements.fill("from_part", what=soft, of_what=_after_of(soft))
    if named and named[0] in ("year", "month"):
        return elements.fill("or_later", what=elements.fill(named[0], **named[1]))
    if named:
        template, values = named
        what = elements.fill_after_about(template, **values)
        of_what = elements.fill_after_of(template, **values)
        return elements.fill("from_part", what=what, of_what=of_what)
    return elements.fill("on_or_after", day=elements.day(earliest))


def _after_of(parts: Parts) -> Parts:
    """French parts that begin with an article, as they stand after « de »."""
    text, datetime = parts[0]
    for article, contracted in CONTRACTIONS:
        if text.startswith(article):
            return [DatePart(contracted + text.removeprefix(article), datetime), *parts[1:]]
    preposition = "d’" if text.startswith(VOWELS) else "de "
    return [DatePart(preposition + text, datetime), *parts[1:]]


def _since(stated: StatedDate, earliest: date, elements: Elements) -> Parts:
    """ "Since January 2023": begun in it, and still going on at the release."""
    soft = _soft_part(stated, earliest, elements, ends=False)
    if soft:
        return elements.fill("since", what=soft)
    named = _named_limit(stated, earliest, elements, ends=False)
    if named:
        template, values = named
        return elements.fill("since", what=elements.fill_after_about(template, **values))
    if elements.french:
        return elements.fill("since_day", day=elements.day(earliest))
    return elements.fill("since", what=elements.day(earliest))


def _soft_part(stated: StatedDate, day: date, elements: Elements, *, ends: bool) -> Parts | None:
    """The part of a year or of a month that a limit names ("by mid-2019"), else None.

    Its bounds are ours, not the source's: the day is not written.
    """
    if basis.gives(stated.basis_en, basis.START_READ):
        return elements.fill_after_about("early_year", year=elements.year(day.year))
    words = words_in(stated.words)
    if basis.gives(stated.basis_en, basis.MONTHS_SORTED):
        spans = parts_of_year(day, words)
    elif basis.gives(stated.basis_en, basis.DAYS_SORTED):
        spans = parts_of_month(day, words)
    else:
        return None
    for template, span in spans:
        bound = span.latest if ends else span.earliest
        if bound == day:
            return elements.fill_after_about(template, **_values(span, elements))
    return elements.month(day)


def _named_limit(
    stated: StatedDate, day: date, elements: Elements, *, ends: bool
) -> tuple[str, dict[str, Parts]] | None:
    """The template and values of the period that a limit names without a day, else None."""
    for precision, reason in basis.LIMITS.items():
        if not basis.gives(stated.basis_en, reason):
            continue
        span = _period_at(Precision(precision), day, ends=ends)
        named = StatedDate("", Precision(precision), *span, basis_en=stated.basis_en)
        template = _template(named, span)
        if template:
            return template, _values(span, elements, stated.basis_en)
    return None


MONTHS_OF = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.HALF: 6,
    Precision.YEAR: 12,
    Precision.FISCAL_YEAR: 12,
    Precision.DECADE: 120,
}


def _period_at(precision: Precision, day: date, *, ends: bool) -> Span:
    """The period of this precision that ends on a day, or that begins on it."""
    if precision is Precision.WEEK:
        first = day - timedelta(days=6) if ends else day
        return periods.week_from(first)
    months = MONTHS_OF[precision]
    if ends:
        return periods.months_to(day, months)
    return periods.months_from(day.replace(day=1), months)


def _about_ends(stated: StatedDate, span: Span, elements: Elements) -> Parts | None:
    """An approximate date whose two ends the source names, as exactly as it does; else None."""
    if starts_with_year(span, stated.basis_en):
        year = elements.year(span.earliest.year)
        return elements.fill("start_of_year", year=year, day=elements.day(span.latest))
    if ends_with_year(span, stated.basis_en):
        year = elements.year(span.latest.year)
        return elements.fill("end_of_year", day=elements.day(span.earliest), year=year)
    whole_months = periods.whole_months(span)
    if span.earliest == span.latest or (same_month(span) and whole_months):
        return None
    return _ends_as_printed(stated, span, elements) if whole_months else None


def _ends_as_printed(stated: StatedDate, span: Span, elements: Elements) -> Parts | None:
    """The two months ("March to May 2020") or years that the source names; else None."""
    if basis.gives(stated.basis_en, basis.MONTHS_ONLY):
        return _ends("span", elements.months(span), elements)
    if basis.gives(stated.basis_en, basis.YEARS_ONLY):
        return _ends("span", elements.outer(span), elements)
    if basis.gives(stated.basis_en, basis.MONTHS_SORTED):
        return _part_to_part(span, elements)
    return None


def _part_to_part(span: Span, elements: Elements) -> Parts | None:
    """ "Late 2024 to early 2025", where the bounds are those of two parts of years."""
    ends = []
    for day, bound in ((span.earliest, 0), (span.latest, 1)):
        for template, part in named_months(day.year, periods.PARTS_OF_YEAR, "{}_year"):
            if part[bound] == day:
                ends.append(elements.fill(template, **_values(part, elements)))
    if len(ends) != 2 or ends[0] == ends[1]:
        return None
    return _ends("part_to_part", (ends[0], ends[1]), elements)


def _about(stated: StatedDate, span: Span, elements: Elements) -> Parts:
    in_days = not basis.gives(stated.basis_en, basis.DAYS_SORTED)
    template = about_template(span, words_in(stated.words), in_days=in_days)
    if template:
        named = elements.fill_after_about(template, **_values(span, elements))
        return elements.fill("about", what=named)
    if periods.whole_months(span):
        return elements.fill("about_span", what=_ends("span", elements.outer(span), elements))
    if span.earliest == span.latest:
        return elements.fill("about_day", day=elements.day(span.earliest))
    return elements.fill(ABOUT_DAYS[_days_key(span)], what=_days(span, elements))


ABOUT_DAYS = {
    "two_days": "about_two_days",
    "range_one_month": "about_days",
    "range": "about_span",
}


def _duration(stated: StatedDate, elements: Elements) -> Parts:
    duration = duration_of(stated.words)
    if duration is None:
        words = stated.words.strip(' “”«»\u00a0"')
        if not words:
            return elements.fill("none")
        return elements.fill("quote", words=[DatePart(words)])
    what = _length(duration, elements)
    if duration.start:
        return elements.fill("from_start", what=what, day=elements.day(duration.start))
    if stated.span:
        return what
    return elements.fill("once_begun", what=what)


def _length(duration: Duration, elements: Elements) -> Parts:
    least = [DatePart(in_figures(duration.least, elements.language))]
    most = [DatePart(elements.count(duration.most, duration.unit))]
    if duration.least == 0:
        key = "at_most"
    elif duration.least == duration.most:
        key = "single_length"
    else:
        key = "length"
    if duration.about:
        key = f"about_{key}"
    return elements.fill(key, least=least, most=most)
