"""The pieces a written date is made of: days, months, years and the texts between them, per language and length."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from babel.dates import get_month_names

from timeline.dates import periods
from timeline.dates.periods import Span
from timeline.dates.phrasebook import ENGLISH, ENGLISH_ABOUT, FRENCH, FRENCH_ABOUT, UNITS

Length = Literal["full", "short"]
PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
VOWELS = tuple("aeéioué")
LOCALES = {"en": "en_CA", "fr": "fr_CA"}


class DatePart(NamedTuple):
    """A piece of a written date; `datetime` is what `<time datetime>` may carry, "" for no `<time>` (HTML §4.5.14)."""

    text: str
    datetime: str = ""


Parts = list[DatePart]


def _month_names(language: str, width: Literal["wide", "abbreviated"]) -> dict[int, str]:
    names = get_month_names(width, locale=LOCALES[language])
    return {month: str(names[month]) for month in range(1, 13)}


# Month names are CLDR's for Canada: "Nov", "nov."; there is no other data of Babel's in use here.
MONTH_NAMES: Mapping[tuple[str, Length], dict[int, str]] = {
    **{(language, "full"): _month_names(language, "wide") for language in LOCALES},
    **{(language, "short"): _month_names(language, "abbreviated") for language in LOCALES},
}


@dataclass(frozen=True)
class Elements:
    """The pieces of one language ("en" or "fr") at one length."""

    language: str
    length: Length

    @property
    def french(self) -> bool:
        """Whether the pieces are French."""
        return self.language == "fr"

    def month_name(self, day: date) -> str:
        """The month's name in lower or upper case as the language has it."""
        return MONTH_NAMES[self.language, self.length][day.month]

    def number(self, day: date) -> str:
        """The day of the month: 1er for the first in French."""
        return "1er" if self.french and day.day == 1 else str(day.day)

    def day(self, day: date) -> Parts:
        """A whole day."""
        return [DatePart(f"{self.number(day)} {self.month_name(day)} {day.year}", day.isoformat())]

    def month(self, day: date) -> Parts:
        """The month a day is in."""
        return [DatePart(f"{self.month_name(day)} {day.year}", day.isoformat()[:7])]

    def year(self, year: int) -> Parts:
        """A calendar year."""
        return [DatePart(str(year), f"{year:04}")]

    def days(self, span: Span) -> tuple[Parts, Parts]:
        """Two days, the first without the month and year it shares with the second."""
        first, last = span
        text = self.number(first)
        if (first.year, first.month) != (last.year, last.month):
            text += f" {self.month_name(first)}"
        if first.year != last.year:
            text += f" {first.year}"
        return [DatePart(text, first.isoformat())], self.day(last)

    def months(self, span: Span) -> tuple[Parts, Parts]:
        """Two months, the first without the year it shares with the second."""
        first, last = span
        if first.year == last.year:
            return [DatePart(self.month_name(first), first.isoformat()[:7])], self.month(last)
        return self.month(first), self.month(last)

    def outer(self, span: Span) -> tuple[Parts, Parts]:
        """The two ends as years where they are whole years and two, else as months."""
        if periods.whole_years(span) and span.earliest.year != span.latest.year:
            return self.year(span.earliest.year), self.year(span.latest.year)
        return self.months(span)

    def count(self, number: int, unit: str) -> str:
        """A number of units; in French one and zero are singular."""
        singular = number <= 1 if self.french else number == 1
        return f"{number} {UNITS[self.language][unit][0 if singular else 1]}"

    def fill(self, key: str, **values: Parts) -> Parts:
        """The template of this name, or its short form at short length, with its places filled."""
        return fill(self._template(key), values)

    def fill_after_about(self, key: str, **values: Parts) -> Parts:
        """The template as it stands after "about" or "vers", with its article."""
        about = FRENCH_ABOUT if self.french else ENGLISH_ABOUT
        short = self.length == "short" and f"short_{key}" in self._templates
        return fill(self._template(key) if short else about.get(key, self._template(key)), values)

    def _template(self, key: str) -> str:
        short = self._templates.get(f"short_{key}") if self.length == "short" else None
        return short or self._templates[key]

    @property
    def _templates(self) -> Mapping[str, str]:
        return FRENCH if self.french else ENGLISH


def fill(template: str, values: Mapping[str, Parts]) -> Parts:
    """The template's texts and the values in order; neighbouring texts that carry no `<time>` are joined."""
    parts: Parts = []
    for index, piece in enumerate(PLACEHOLDER.split(template)):
        for part in values[piece] if index % 2 else [DatePart(piece)]:
            _append(parts, part)
    return parts


def _append(parts: Parts, part: DatePart) -> None:
    if not part.text:
        return
    before = parts[-1] if parts else DatePart("")
    if (
        before.text.endswith(("de ", "De "))
        and not before.datetime
        and part.text.startswith(VOWELS)
    ):
        parts[-1] = before = DatePart(before.text[:-2] + "’")
    if parts and not before.datetime and not part.datetime:
        parts[-1] = DatePart(before.text + part.text)
    else:
        parts.append(part)


def capitalised(parts: Parts) -> Parts:
    """The parts with a capital where they begin."""
    return (
        [DatePart(parts[0].text[:1].upper() + parts[0].text[1:], parts[0].datetime), *parts[1:]]
        if parts
        else []
    )


def text_of(parts: Parts) -> str:
    """The parts as one text."""
    return "".join(part.text for part in parts)
