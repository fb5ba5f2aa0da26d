"""English and French words for dates, brought to one small set of tokens.

`canonical("du 12 au 16 novembre 2018")` is "12 au 16 nov 2018". The grammar in `reading_periods`
and `reading` knows only these tokens. The words are in `reading_words`; a word that is not there is
refused, so nothing is ever skipped unread.
"""

import re
import unicodedata
from collections.abc import Mapping

from timeline.dates.reading_shorthand import REWRITES
from timeline.dates.reading_words import VERBS, WORDS
from timeline.dates.refusals import UnreadableDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _tokens_by_word() -> Mapping[str, str]:
    tokens = {}
    for token, words in WORDS.items():
        for word in words.split("|"):
            tokens[word] = token
    return tokens


TOKENS = _tokens_by_word()

PUNCTUATION = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys('“”„«»"\u200b\u00ad\ufeff', "")
    | {"ᵉ": "e", "ʳ": "r", ",": " ", "(": " ", ")": " "}
)

TWO_YEARS = re.compile(r"\b([0-9]{4}) to ([0-9]{2})\b(?! [a-z])")
ISO_DAY = re.compile(r"\b([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\b(?![.-/]?[0-9])")
NUMERIC_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
ISO_MONTH = re.compile(
    r"((?:winter|hiver|fiscal|fy|exercice)[a-z ]{0,15})?\b([0-9]{4})-([0-9]{2})\b(?!-)"
)
LONGEST_FIRST = "|".join(map(re.escape, sorted(TOKENS, key=len, reverse=True)))
PHRASES = re.compile(rf"(?<![a-z0-9#'])(?:{LONGEST_FIRST})(?![a-z0-9'])")
ONE_WINTER = re.compile(r"\b(winter|fiscal(?: year)?) ([0-9]{4}) to ([0-9]{4})\b")
ISO_INTERVAL = re.compile(r"(?<=[0-9]-[0-9]{2})/(?=[0-9]{4}-)")
LEADING_VERBS = re.compile(
    rf"(?:(?:{VERBS}|start(?= (?:in|on|at|by|during|before|after)\b)"
    r"|(?:a|ont|avait|avaient) ete"
    r"|a(?= (?:eu|debute|commence|signe|annonce|lance|acheve|termine|publie|conclu)\b))"
    r"(?: |$))+"
)
RECENTLY_DONE = re.compile(
    r"^(recently|recemment|dernierement|lately|soon|shortly|bientot|prochainement)"
    rf"(?: (?:{VERBS}))+$"
)
# "Not expected before 2025" says that it will not be earlier.
NOT_BEFORE = re.compile(
    r"\b(?:(?:is|are) )?not (?:expected|anticipated|scheduled|planned|likely)"
    r"(?: to [a-z]+)? (before|until)\b"
    r"|\b(?:n'est |ne sont )?pas (?:prevue?s?|attendue?s?) (avant)\b"
)
SHORT_FIGURES = re.compile(r"'[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}|[0-9]{2}s")  # '24, 03/05, 90s
WORD = re.compile("[a-z0-9]+")
NUMBER = re.compile(r"#?[0-9]{1,4}")
KNOWN = frozenset(" ".join(WORDS).split())


def fold(words: str) -> str:
    """Lower case without accents, quotation marks, doubled spaces or closing punctuation."""
    plain = unicodedata.normalize("NFC", words.translate(PUNCTUATION)).casefold()
    decomposed = unicodedata.normalize("NFD", plain)
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(letters.split()).strip(" .;:!'")


def without_verbs(folded: str) -> str:
    """Folded words without the verbs before the date. Words that are all verbs stay."""
    text = NOT_BEFORE.sub(_not_before, folded)
    text = RECENTLY_DONE.sub(r"\1", text)
    verbs = LEADING_VERBS.match(text)
    if verbs and verbs.end() < len(text):
        return text[verbs.end() :]
    return text


def words_in(words: str) -> set[str]:
    """The folded words and figures of a date, without the verbs before it."""
    return set(WORD.findall(without_verbs(fold(words))))


def _not_before(match: re.Match[str]) -> str:
    return "pas avant" if match[2] else f"not {match[1]}"


def canonical(folded: str) -> str:
    """The tokens of folded text, joined by spaces; "winter 2018 / 2019" is one winter, not a span.

    Raises UnreadableDate at the first word that is in no table.
    """
    text = ISO_INTERVAL.sub(" to ", without_verbs(folded))
    text = ISO_DAY.sub(_iso_day, text)
    text = NUMERIC_DAY.sub(_numeric_day, text)
    text = ISO_MONTH.sub(_iso_month, text)
    for pattern, replacement in REWRITES:
        text = pattern.sub(replacement, text)
    text = TWO_YEARS.sub(_two_years, " ".join(text.split()))
    tokens = PHRASES.sub(_token, text).split()
    for token in tokens:
        if SHORT_FIGURES.fullmatch(token):
            raise UnreadableDate("ambiguous", token)
        if token not in KNOWN and not NUMBER.fullmatch(token):
            raise UnreadableDate("unknown_words", token)
    return ONE_WINTER.sub(r"\1 \2 / \3", " ".join(tokens))


def _token(match: re.Match[str]) -> str:
    return f" {TOKENS[match[0]]} "


def _iso_day(match: re.Match[str]) -> str:
    return _named(match[4], match[3], match[1])


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
    """2018-11 is a month, 2018-19 two years, as is all after "winter"; 2010-11 might be either."""
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
