"""A stated date in words, English or French, as precise as its source and no more.

The words come from the precision and the bounds, so an editor's bounds still read right. The
bounds of a soft precision are for sorting: they are never printed. Where they fit no named part,
the months they lie in are.
"""

from datetime import date
from functools import lru_cache

from timeline.dates import basis, periods
from timeline.dates.durations import Duration, duration_of
from timeline.dates.periods import Span, one_year, same_month
from timeline.dates.precisions import PRECISION_RULES, Precision, about_template
from timeline.dates.stated import StatedDate, ends_with_year, starts_with_year
from timeline.dates.wording_parts import DatePart, Elements, Length, Parts, capitalised, text_of

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
    return parts if inline else capitalised(parts)


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


def _parts(stated: StatedDate, elements: Elements) -> Parts:
    if stated.precision is Precision.DURATION:
        return _duration(stated, elements)
    if stated.precision is Precision.BEFORE and stated.latest:
        return _before(stated.latest, _soft_end(stated), elements)
    if stated.precision is Precision.AFTER and stated.earliest:
        return _after(stated.earliest, _soft_end(stated), elements)
    if stated.span is None:
        return elements.fill("none")
    return _between_bounds(stated, stated.span, elements)


def _between_bounds(stated: StatedDate, span: Span, elements: Elements) -> Parts:
    if stated.exact:
        return _days(span, elements)
    if stated.precision is Precision.ABOUT:
        return _about_ends(stated, span, elements) or _about(stated, span, elements)
    template = PRECISION_RULES[stated.precision].template(span)
    if template is None:
        return _neutral(span, elements)
    return elements.fill(template, **_values(span, elements))


def _values(span: Span, elements: Elements) -> dict[str, Parts]:
    """All that a named template may ask for.

    The Monday of a week is no `<time>`, since the source does not name it. Nor are `first_year`
    and `last_year`, for templates that name another time than a calendar year.
    """
    return {
        "day": [DatePart(text_of(elements.day(span.earliest)))],
        "month": elements.month(span.earliest),
        "year": elements.year(span.earliest.year),
        "next": elements.year(span.latest.year),
        "first_year": [DatePart(str(span.earliest.year))],
        "last_year": [DatePart(str(span.latest.year))],
    }


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


def _soft_end(stated: StatedDate) -> bool:
    """Whether the one bound is that of a part of a year ("by mid-2019"): ours, not the source's."""
    return basis.gives(stated.basis_en, basis.MONTHS_SORTED)


def _before(latest: date, soft: bool, elements: Elements) -> Parts:
    year = elements.year(latest.year)
    month_end = periods.is_month_end(latest)
    part = _part_that_ends(latest.month)
    if soft and month_end and part:
        return elements.fill(f"by_{part}_year", year=year)
    if month_end and latest.month == periods.DECEMBER:
        return elements.fill("by_end_of_year", year=year)
    if month_end:
        return elements.fill("by_end_of_month", month=elements.month(latest))
    return elements.fill("on_or_before", day=elements.day(latest))


def _after(earliest: date, soft: bool, elements: Elements) -> Parts:
    year = elements.year(earliest.year)
    first_of_month = earliest.day == 1
    part = _part_that_starts(earliest.month)
    if soft and first_of_month and part:
        return elements.fill(f"from_{part}_year", year=year)
    if first_of_month and earliest.month == 1:
        return elements.fill("year_or_later", year=year)
    if first_of_month:
        return elements.fill("month_or_later", month=elements.month(earliest))
    return elements.fill("on_or_after", day=elements.day(earliest))


def _part_that_ends(month: int) -> str | None:
    for part, (_first, last) in periods.PARTS_OF_YEAR.items():
        if last == month:
            return part
    return None


def _part_that_starts(month: int) -> str | None:
    for part, (first, _last) in periods.PARTS_OF_YEAR.items():
        if first == month:
            return part
    return None


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
    if basis.gives(stated.basis_en, basis.WINDOW):
        if whole_months:
            return _ends("between", elements.outer(span), elements)
        return _ends("between_days", elements.days(span), elements)
    return _ends_as_printed(stated, span, elements) if whole_months else None


def _ends_as_printed(stated: StatedDate, span: Span, elements: Elements) -> Parts | None:
    """The two months ("March to May 2020") or years that the source names; else None."""
    if basis.gives(stated.basis_en, basis.MONTHS_ONLY):
        return _ends("span", elements.months(span), elements)
    if basis.gives(stated.basis_en, basis.YEARS_ONLY):
        return _ends("span", elements.outer(span), elements)
    return None


def _about(stated: StatedDate, span: Span, elements: Elements) -> Parts:
    template = about_template(span, stated.words)
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
    least = [DatePart(str(duration.least))]
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
