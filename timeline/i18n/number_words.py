"""Numbers in running text: words up to twenty, figures beyond, as style books say."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext

from timeline.dates import figures
from timeline.i18n.bilingual import active_language, explained

__all__ = [
    "WORDS",
    "capital",
    "explained",
    "number_in_words",
    "numbers_alike",
    "quoted",
    "times_in_words",
]

ENGLISH_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
FRENCH_WORDS = (
    "aucun un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt"
)
WORDS = {"en": ENGLISH_WORDS.split(), "fr": FRENCH_WORDS.split()}

LAST_IN_WORDS = 20


def number_in_words(number: int) -> str:
    """``7`` is "seven", ``1200`` "1,200", in the active language."""
    language = active_language()
    if 0 <= number <= LAST_IN_WORDS:
        return WORDS[language][number]
    return in_figures(number)


def in_figures(number: int) -> str:
    """``1200`` is "1,200", in the active language."""
    return figures.in_figures(number, active_language())


def numbers_alike(numbers: Iterable[int]) -> dict[int, str]:
    """The numbers of one sentence: in words, or in figures as soon as one of them needs figures."""
    numbers = list(numbers)
    write = number_in_words if max(numbers) <= LAST_IN_WORDS else in_figures
    return {number: write(number) for number in numbers}


def times_in_words(number: int) -> str:
    """How often: "once", "twice", "three times", in the active language."""
    if number == 1:
        return gettext("once")
    if number == 2:
        return gettext("twice")
    return gettext("%s times") % number_in_words(number)


def quoted(text: object) -> str:
    """Between quotation marks: “2019”, « 2019 »."""
    return pgettext("quotation marks", "“%s”") % text


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
