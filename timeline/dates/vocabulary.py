"""English and French words for dates, brought to one small set of tokens.

`canonical("du 12 au 16 novembre 2018")` is "12 au 16 nov 2018". The grammar in `phrases` and `reading` knows only
these tokens; a word that is in no table here is refused, so nothing is ever skipped unread.
"""

import re
import unicodedata

from timeline.dates.refusals import UnreadableDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

NOTHING_WORDS = (
    "|no date|no date given|not stated|undated|none|n/a|tbd|tba|to be determined|to be announced|to be confirmed"
    "|date tbd|sans date|aucune date|non date|non datee|non precise|non precisee|a determiner|a confirmer|a annoncer"
)
NOTHING = frozenset(NOTHING_WORDS.split("|"))

# Token: the folded words that mean it. "" drops words that carry no meaning for a date.
WORDS = {
    "jan": "january|janvier|jan|janv",
    "feb": "february|fevrier|feb|fevr|fev",
    "mar": "march|mars|mar",
    "apr": "april|avril|apr|avr",
    "may": "may|mai",
    "jun": "june|juin|jun",
    "jul": "july|juillet|jul|juill|juil",
    "aug": "august|aout|aug",
    "sep": "september|septembre|sept|sep",
    "oct": "october|octobre|oct",
    "nov": "november|novembre|nov",
    "dec": "december|decembre|dec",
    "mon": "monday|lundi|mon",
    "tue": "tuesday|mardi|tue|tues",
    "wed": "wednesday|mercredi|wed",
    "thu": "thursday|jeudi|thu|thur|thurs",
    "fri": "friday|vendredi|fri",
    "sat": "saturday|samedi|sat",
    "sun": "sunday|dimanche|sun",
    "1": "one|un|une",
    "2": "two|deux",
    "3": "three|trois",
    "4": "four|quatre",
    "5": "five|cinq",
    "6": "six",
    "7": "seven",  # "sept" is September unless a unit follows: see REWRITES
    "8": "eight|huit",
    "9": "nine|neuf",
    "10": "ten|dix",
    "11": "eleven|onze",
    "12": "twelve|douze",
    "#1": "first|premier|premiere",
    "#2": "second|seconde|deuxieme",
    "#3": "third|troisieme",
    "#4": "fourth|quatrieme",
    "early": "early",
    "start": "start|beginning|debut",
    "mid": "mid|middle|mi|milieu",
    "late": "late",
    "end": "end|fin",
    "spring": "spring|springtime|printemps",
    "summer": "summer|summertime|ete",
    "autumn": "autumn|fall|automne",
    "winter": "winter|wintertime|hiver",
    "quarter": "quarter|trimestre",
    "half": "half|semestre|moitie",
    "fiscal": "fiscal|fiscal year|financial year|fy|exercice|exercice financier|annee financiere|annee fiscale",
    "day": "day|days|jour|jours",
    "week": "week|weeks|semaine|semaines|week beginning|week commencing|week starting|week ending",
    "month": "month|months|mois",
    "year": "year|years|an|ans|annee|annees|calendar year|annee civile",
    "end year": "year end|yearend|end year",
    "isoweek": "isoweek",
    "this": "this|current|ce|cet|cette|en cours",
    "next": "next|upcoming|coming|prochain|prochaine|prochains|prochaines",
    "last": "last|previous|dernier|derniere",
    "today": "today|aujourd'hui",
    "yesterday": "yesterday|hier",
    "tomorrow": "tomorrow|demain",
    "later": "later|later in|plus tard|plus tard en|plus tard dans",
    "earlier": "earlier|earlier in|plus tot|plus tot en|plus tot dans",
    "recent": "recently|recemment|lately|dernierement",
    "to": "to|through|thru",
    "au": "a|au|aux",  # between two dates "to", else "in": "au début de 2019"
    "and": "and|et|&",
    "between": "between|entre",
    "in": "in|on|en|during|dans|at|au cours|lors|courant|calendar",
    "within": "within|at most|no more than|dans les",
    "atmost": "au plus|tout au plus",
    "over": "over|for|lasting|period|sur|pendant|periode|duree",
    "once": "once begun|une fois commence|une fois commencee",
    "by": (
        "by|by on|on or before|before or on|at the latest|no later than|not later than|by no later than"
        "|au plus tard|ici|d'ici"
    ),
    "until": "until|till|up to|up until|jusqu'au|jusqu'a|jusqu'en|jusque",
    "before": "before|prior to|avant",
    # "dès" (from) and "des" (of the) differ only by the accent, and before a date only the first makes sense.
    "from": (
        "from|starting|starting from|beginning on|beginning in|beginning from|as of|as from|effective|on or after"
        "|no earlier than|not before|commencing|a compter|a partir|au plus tot|des"
    ),
    "since": "since|depuis",
    "after": "after|later than|following|apres",
    "orlater": "or later|or after|ou plus tard|ou apres",
    "about": "about|around|circa|ca|c|approximately|approx|roughly|vers|environ|aux environs|aux alentours|autour",
    "": "of|the|de|du|le|la|les|au cours des|lors des",
}
TOKENS = {word: token for token, words in WORDS.items() for word in words.split("|")}

PUNCTUATION = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys('“”„«»"\u200b\u00ad\ufeff', "")
    | {"ᵉ": "e", "ʳ": "r", ",": " "}
)

UNIT = "jours?|semaines?|mois|ans?"
PARTS = "early|mid|middle|late|end|start|mi|debut|milieu|fin|year|month|quarter"

# Applied in order to folded text, before the words are looked up. None backtracks further than a few characters.
REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[a-z])\.", ""),  # Nov. déc.
        (r"\b[ld]'(?!ici\b)", " "),  # l'année, d'avril
        (r"\bd'(?=ici\b)", ""),
        (rf"\bsept(?= (?:(?:a|ou) [a-z0-9]+ )?(?:{UNIT})\b)", "7"),
        (r"\ban (?=[0-9])", ""),  # an 18-month period
        (r"\b([0-9]{1,2})(?:st|nd|rd|th|ers?|ere|eme|re|e)\b", r"#\1"),
        (r"\b([0-9]{4})-w([0-9]{2})\b", r"isoweek \1 \2"),
        (r"\b([1-4])q ?(?=[0-9]{4}\b)", r"#\1 quarter "),
        (r"\b([12])h ?(?=[0-9]{4}\b)", r"#\1 half "),
        (r"\b[qt]([1-4])(?: |-|\b)", r"#\1 quarter "),
        (r"\b[hs]([12])(?: |-|\b)", r"#\1 half "),
        (r"\bfy(?=[0-9]{4}\b)", "fy "),
        (r"\b([0-9]{1,2})-([a-z]{3,9})-(?=[0-9]{4}\b)", r"\1 \2 "),  # 13-Jul-2023
        (r"\b(first|second|third|fourth)-(?=quarter|half)", r"\1 "),
        (rf"\b({PARTS})-(?=[a-z0-9])", r"\1 "),  # mid-2019, mi-novembre, year-end
        (r"(?<=[0-9])-(?=(?:day|week|month|year)\b)", " "),  # an 18-month period
        (r"(?<=[a-z])-ci\b", " "),  # ce mois-ci
        (r"(?<=\b[0-9]{4})/(?=[0-9]{2}(?:[0-9]{2})?\b)", " to "),
        (r"-", " to "),
    )
)

TWO_YEARS = re.compile(r"\b([0-9]{4}) to ([0-9]{2})\b(?! [a-z])")
ISO_DAY = re.compile(r"\b([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\b(?![.-/]?[0-9])")
NUMERIC_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
ISO_MONTH = re.compile(
    r"((?:winter|hiver|fiscal|fy|exercice)[a-z ]{0,15})?\b([0-9]{4})-([0-9]{2})\b(?!-)"
)
PHRASES = re.compile(
    r"(?<![a-z0-9#'])(?:"
    + "|".join(re.escape(w) for w in sorted(TOKENS, key=len, reverse=True))
    + r")(?![a-z0-9'])"
)
ONE_WINTER = re.compile(r"\b(winter|fiscal(?: year)?) ([0-9]{4}) to ([0-9]{4})\b")
ISO_INTERVAL = re.compile(r"(?<=[0-9]-[0-9]{2})/(?=[0-9]{4}-)")
NUMBER = re.compile(r"#?[0-9]{1,4}")
KNOWN = frozenset(token for tokens in WORDS for token in tokens.split())


def fold(words: str) -> str:
    """Lower case without accents, quotation marks, doubled spaces or closing punctuation."""
    plain = unicodedata.normalize("NFC", words.translate(PUNCTUATION)).casefold()
    letters = (
        letter
        for letter in unicodedata.normalize("NFD", plain)
        if not unicodedata.combining(letter)
    )
    return " ".join("".join(letters).split()).strip(" .;:!?'")


def canonical(folded: str) -> str:
    """The tokens of folded text, joined by spaces; "winter 2018 / 2019" is one winter, not a span.

    Raises UnreadableDate at the first word that is in no table.
    """
    text = ISO_DAY.sub(lambda m: _named(m[4], m[3], m[1]), ISO_INTERVAL.sub(" to ", folded))
    text = NUMERIC_DAY.sub(_numeric_day, text)
    text = ISO_MONTH.sub(_iso_month, text)
    for pattern, replacement in REWRITES:
        text = pattern.sub(replacement, text)
    text = TWO_YEARS.sub(_two_years, " ".join(text.split()))
    tokens = PHRASES.sub(lambda m: f" {TOKENS[m[0]]} ", text).split()
    for token in tokens:
        if token not in KNOWN and not NUMBER.fullmatch(token):
            raise UnreadableDate("unknown_words", token)
    return ONE_WINTER.sub(r"\1 \2 / \3", " ".join(tokens))


def _named(day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        raise UnreadableDate("impossible_day", f"{day}.{month}.{year}")
    return f" {int(day)} {MONTHS[int(month) - 1]} {year} "


def _numeric_day(match: re.Match[str]) -> str:
    """Dots are day first, always; slashes and dashes only where they can be read in one way."""
    first, mark, second, year = match.groups()
    both_months = int(first) <= 12 and int(second) <= 12 and int(first) != int(second)
    if len(year) == 2 or (mark != "." and both_months):
        raise UnreadableDate("ambiguous", match[0])
    if mark != "." and int(second) > 12:
        first, second = second, first
    return _named(first, second, year)


def _iso_month(match: re.Match[str]) -> str:
    """2018-11 is a month; 2018-19 is two years, as is anything after "winter" or "fiscal"; 2010-11 might be either."""
    before, year, second = match[1] or "", match[2], match[3]
    follows = int(second) == (int(year) + 1) % 100
    if before or (follows and int(second) > 12):
        return f"{before}{year} to {second}"
    if follows or not 1 <= int(second) <= 12:
        raise UnreadableDate("ambiguous", match[0])
    return f" {MONTHS[int(second) - 1]} {year} "


def _two_years(match: re.Match[str]) -> str:
    """2018 to 19, only for consecutive years."""
    year, second = int(match[1]), int(match[2])
    if second != (year + 1) % 100:
        raise UnreadableDate("ambiguous", match[0])
    return f"{year} to {year + 1}"
