"""The words that may be part of a date: those of the reader of dates, and what each may do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.dates.periods import SEASONS
from timeline.dates.reading_tokens import MONTHS, TOKENS, WEEKDAYS
from timeline.dates.reading_words import WORDS
from timeline.importing.word_sets import word_set

SHORTHAND = re.compile(
    r"(?:[qhts][1-4]|[1-4][qhts])(?:[0-9]{2,4})?|(?:fy|cy)[0-9]{2,4}|(?:fy|cy)|'[0-9]{2}", re.I
)
FIGURE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|er|re|e)?|[0-9]{4}", re.I)
NUMERIC = re.compile(r"[0-9]{1,4}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?|[0-9]{4}[/-][0-9]{2,4}")
YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")


def _spellings(tokens: Iterable[str]) -> frozenset[str]:
    """All words, English and French, that the reader of dates takes for these."""
    words: list[str] = []
    for token in tokens:
        words += WORDS[token].split("|")
    return frozenset(words)


def _single_words() -> frozenset[str]:
    """Each word of what the reader of dates knows, and its phrases of one word as they are."""
    words: set[str] = set()
    for phrase in TOKENS:
        words.update(re.split(r"[ ']", phrase))
        if " " not in phrase:
            words.add(phrase)
    return frozenset(words - {""})


MONTH_WORDS = _spellings(MONTHS)
WEEKDAY_WORDS = _spellings(WEEKDAYS)
SEASON_WORDS = _spellings(SEASONS)
UNITS = ("day", "days", "week", "weeks", "month", "months", "year", "years")
UNIT_WORDS = frozenset(
    word for word in _spellings((*UNITS, "quarter", "quarters", "half")) if " " not in word
)
NEAR_DAYS = _spellings(("today", "yesterday", "tomorrow")) | {"tonight", "aujourd'hui"}
PARTS_OF_DAY = word_set("morning afternoon evening matin apres-midi soir")
MORE_WORDS = word_set(
    "now out is back morning afternoon evening today matin soir yearend midyear ici d' l' d"
)
VOCABULARY = (_single_words() | MORE_WORDS) - {"c", "ca"}
# Words that only join: they begin and end no phrase.
JOINING = word_set("and or et ou & to a of the de du des la les le au aux one un une the is")
LEADING_OUT = (
    JOINING | word_set("closed close clos ended ending termine terminee termines terminees")
) - {
    "le",
    "les",
    "au",
    "du",
    "a",
    "aux",
    "the",
    "des",
}
TRAILING_OUT = JOINING | word_set(
    "in on by for from at over before after until since within during en dans d'ici "
    "ici pour sur avant apres depuis"
    " jusqu jusqu'a jusqu'au through till early late about around between entre this "
    "ce cette ces next last as"
    " starting beginning commencing following end start some few several both up "
    "prior start mid d' l' then"
    " lors second first third short no not later back out now current period periode"
)
BEFORE_YEAR = (
    word_set(
        "in by since until before after during from to through early late mid end "
        "fiscal calendar en ici d'ici des depuis"
        " avant fin debut mi pour for between back annee l'annee exercice year till "
        "and a au de of l'exercice vers"
        " around about as summer apres courant"
    )
    | SEASON_WORDS
    | MONTH_WORDS
)
QUALIFIERS = word_set(
    "this next last past early late mid in by the of cet cette ce prochain prochaine "
    "dernier derniere au a debut fin mi"
    " during over en for l' l'ete l'hiver l'automne d'ici before since until du le "
    "coming previous following"
)
FRENCH_MONTHS = word_set(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre "
    "decembre janv fevr avr juil"
)
ORDINALS = word_set(
    "first second third fourth last this next current 1st 2nd 3rd 4th premier "
    "deuxieme troisieme quatrieme dernier 1er 2e"
    " 3e 4e ce prochain second seconde latter"
) | {"june", "september", "march", "december"}
NEAR_WORDS = word_set(
    "last next this past coming previous current prochain prochaine dernier derniere "
    "ce cette cours prochains prochaines"
    " derniers dernieres later earlier upcoming"
)
NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten twelve eighteen twenty thirty deux "
    "trois quatre cinq huit neuf dix douze"
    " onze quinze sept eleven fifteen"
)
LENGTH_WORDS = word_set(
    "within over in for next past last coming dans d'ici ici prochains prochaines "
    "pendant cours now ago pour en about"
    " approximately environ upcoming"
)
