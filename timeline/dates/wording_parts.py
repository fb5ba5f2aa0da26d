"""The pieces a written date is made of: days, months, years and the texts between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal, NamedTuple

from babel.dates import get_month_names

from timeline.dates import periods
from timeline.dates.figures import in_figures
from timeline.dates.periods import Span
from timeline.dates.wording_phrases import (
    ENGLISH,
    ENGLISH_ABOUT,
    FRENCH,
    FRENCH_ABOUT,
    ORDINALS,
    UNITS,
    ZONE_LABELS,
)

Length = Literal["full", "short"]
CONTRACTIONS = (("le ", "du "), ("les ", "des "), ("la ", "de la "), ("l’", "de l’"))
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
VOWELS = tuple("aeéioué")


class DatePart(NamedTuple):
    """A piece of a written date.

    `datetime` is what `<time datetime>` may carry, "" for no `<time>` (HTML §4.5.14).
    """

    text: str
    datetime: str = ""


Parts = list[DatePart]


# Month names are CLDR's for Canada: "Nov", "nov.". No other data of Babel's is used here.
MONTH_NAMES: Mapping[tuple[str, Length], Mapping[int, str]] = {
    ("en", "full"): get_month_names("wide", locale="en_CA"),
    ("en", "short"): get_month_names("abbreviated", locale="en_CA"),
    ("fr", "full"): get_month_names("wide", locale="fr_CA"),
    ("fr", "short"): get_month_names("abbreviated", locale="fr_CA"),
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
        return [DatePart(f"{self.day_of_month(day)} {day.year}", day.isoformat())]

    def day_of_month(self, day: date) -> str:
        """The day and its month. French keeps them on one line, as typography in Québec asks."""
        space = "\u00a0" if self.french else " "
        return f"{self.number(day)}{space}{self.month_name(day)}"

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
            text = self.day_of_month(first)
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
        one, several = UNITS[self.language][unit]
        if number == 1 or (number == 0 and self.french):
            return f"{number} {one}"
        return f"{in_figures(number, self.language)} {several}"

    def fill(self, key: str, **values: Parts) -> Parts:
        """The template of this name, or its short form at short length, with its places filled."""
        return _filled(self._template(key), values)

    def fill_after_about(self, key: str, **values: Parts) -> Parts:
        """The template as it stands after "about" or "vers", with its article."""
        return _filled(self._template_after_about(key), values)

    def fill_after_of(self, key: str, **values: Parts) -> Parts:
        """The template as it stands after "of" or "de": "of 2019", « du premier semestre »."""
        if not self.french:
            return self.fill_after_about(key, **values)
        template = self._template_after_about(key)
        for article, contracted in CONTRACTIONS:
            if template.startswith(article):
                return _filled(contracted + template.removeprefix(article), values)
        return _filled("de " + template, values)

    def hour(self, at: time, zone: str) -> str:
        """An hour and its zone: "4:00 p.m. ET", « 16 h, heure de l’Est »."""
        english, french = ZONE_LABELS.get(zone, _by_city(zone))
        if self.french:
            minutes = f"\u00a0{at.minute:02}" if at.minute else ""
            return f"{at.hour}\u00a0h{minutes}, {french}"
        half = "a.m." if at.hour < 12 else "p.m."
        return f"{at.hour % 12 or 12}:{at.minute:02} {half} {english}"

    def ordinal(self, number: int) -> Parts:
        """ "first" to "fourth", for a quarter or a half."""
        return [DatePart(ORDINALS[self.language][number - 1])]

    def _template(self, key: str) -> str:
        return self._templates[self._name(key)]

    def _template_after_about(self, key: str) -> str:
        about = FRENCH_ABOUT if self.french else ENGLISH_ABOUT
        name = self._name(key)
        return about.get(name) or self._templates[name]

    def _name(self, key: str) -> str:
        """That of its short form at short length, where it has one."""
        short = f"short_{key}"
        return short if self.length == "short" and short in self._templates else key

    @property
    def _templates(self) -> Mapping[str, str]:
        return FRENCH if self.french else ENGLISH


def _by_city(zone: str) -> tuple[str, str]:
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} time", f"heure de {city}"


def _filled(template: str, values: Mapping[str, Parts]) -> Parts:
    """The texts of the template and the values, in order."""
    parts: Parts = []
    for index, piece in enumerate(PLACEHOLDER.split(template)):
        is_placeholder = index % 2 == 1
        added = values[piece] if is_placeholder else [DatePart(piece)]
        for part in added:
            _append(parts, part)
    return parts


def _append(parts: Parts, part: DatePart) -> None:
    """Add a part. Two neighbours that carry no `<time>` become one."""
    if not part.text:
        return
    if not parts or parts[-1].datetime:
        parts.append(part)
        return
    text = parts[-1].text
    if text.endswith(("de ", "De ")) and part.text.startswith(VOWELS):
        text = text[:-2] + "’"
    if part.datetime:
        parts[-1] = DatePart(text)
        parts.append(part)
    else:
        parts[-1] = DatePart(text + part.text)


def capitalised(parts: Parts) -> Parts:
    """The parts with a capital where they begin."""
    if not parts:
        return []
    text, datetime = parts[0]
    with_capital = parts.copy()
    with_capital[0] = DatePart(text[:1].upper() + text[1:], datetime)
    return with_capital


def text_of(parts: Parts) -> str:
    """The parts as one text."""
    return "".join(part.text for part in parts)
