"""References in running text, in the active language: APA (7th edition), Chicago (17th), plain."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _

from timeline.dates.wording import write_day
from timeline.exports.references import Reference


def apa(reference: Reference, medium: str) -> str:
    """``medium`` is what stands in brackets: "Press release"."""
    values = _values(reference) | {"medium": medium, "day": _year_first(reference)}
    return (
        _(
            "%(author)s (%(day)s). %(title)s (Edition %(edition)s) [%(medium)s]. %(site)s. "
            "Retrieved %(read_on)s, from %(address)s"
        )
        % values
    )


def chicago(reference: Reference, medium: str) -> str:
    values = _values(reference) | {
        "medium": medium,
        "day": _american(reference.issued_on, reference.language),
        "edition_on": _american(reference.edition_on, reference.language),
    }
    return (
        _(
            "%(author)s “%(title)s.” %(medium)s, %(day)s. %(site)s, edition %(edition)s of "
            "%(edition_on)s. Accessed %(read_on)s. %(address)s."
        )
        % values
    )


def plain(reference: Reference) -> str:
    values = _values(reference) | {
        "edition_on": write_day(reference.edition_on, reference.language),
        "read_on": write_day(reference.read_on, reference.language),
    }
    return (
        _(
            "%(title)s. %(site)s, edition %(edition)s of %(edition_on)s, read on %(read_on)s: "
            "%(address)s"
        )
        % values
    )


def _values(reference: Reference) -> dict[str, str]:
    author = reference.author
    return {
        "author": author if author.endswith(".") else f"{author}.",
        "title": reference.title.removesuffix("."),
        "site": reference.container,
        "edition": str(reference.edition or 0),
        "read_on": _american(reference.read_on, reference.language),
        "address": reference.address,
    }


def _american(day: date, language: str) -> str:
    """ "November 29, 2026", as both styles write a day; in French as pages write it."""
    if language == "fr":
        return write_day(day, language)
    return format_date(day, "MMMM d, y", locale=language)


def _year_first(reference: Reference) -> str:
    """ "2026, November 29"."""
    day, language = reference.issued_on, reference.language
    if language == "fr":
        written = write_day(day, language)
        return f"{day.year}, {written.removesuffix(str(day.year)).strip()}"
    return format_date(day, "y, MMMM d", locale=language)
