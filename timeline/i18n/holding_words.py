"""From and until when something holds, in words, no more precisely than its source says."""

from __future__ import annotations

from django.utils.translation import pgettext

from timeline.dates.partial import stated_partial
from timeline.dates.precisions import Precision
from timeline.dates.wording import write
from timeline.i18n.bilingual import active_language


def in_a_sentence(text: str) -> str:
    """A day, a month or a year as a sentence names it: "March 2018", « le 2 mars 2018 »."""
    if _is_a_day(text):
        return pgettext("a day in a sentence", "%s") % _written(text)
    return _written(text)


def from_in_words(text: str) -> str:
    """ "from March 2018"; "" where no beginning is stated."""
    if not text:
        return ""
    if _is_a_day(text):
        return pgettext("a day", "from %s") % _written(text)
    return pgettext("a month or a year", "from %s") % _written(text)


def until_in_words(text: str) -> str:
    """ "until March 2018"; "" where no end is stated."""
    if not text:
        return ""
    if _is_a_day(text):
        return pgettext("a day", "until %s") % _written(text)
    return pgettext("a month or a year", "until %s") % _written(text)


def held_in_words(holds_from: str, holds_until: str) -> str:
    """ "from March 2018 until 2020"; "" where neither is stated."""
    return " ".join(filter(None, (from_in_words(holds_from), until_in_words(holds_until))))


def _is_a_day(text: str) -> bool:
    return stated_partial(text).precision == Precision.DAY


def _written(text: str) -> str:
    return write(stated_partial(text), active_language(), inline=True)
