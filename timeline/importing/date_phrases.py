"""The words of a sentence that date something: found by the vocabulary of the reader of dates.

A phrase is a run of the reader's own words with something in it that names a time. It is cut until
the reader reads it, or refuses it for a reason that a person can settle. Nothing is read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from timeline.importing.date_vocabulary import (
    BEFORE_YEAR,
    FIGURE,
    FRENCH_MONTHS,
    LEADING_OUT,
    LENGTH_WORDS,
    MONTH_WORDS,
    NEAR_DAYS,
    NEAR_WORDS,
    NUMBER_WORDS,
    NUMERIC,
    ORDINALS,
    PARTS_OF_DAY,
    QUALIFIERS,
    SEASON_WORDS,
    SHORTHAND,
    TRAILING_OUT,
    UNIT_WORDS,
    VOCABULARY,
    WEEKDAY_WORDS,
    YEAR,
)
from timeline.importing.word_sets import word_set

TOKEN = re.compile(
    r"[0-9]{1,4}(?:[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2}))(?![0-9])"  # 03/04/2024, 2024-04-03
    r"|[0-9]{4}[/-][0-9]{2,4}(?![0-9])"
    r"|[0-9][0-9,.]*[0-9](?:%|[a-z]+)?|[0-9]+(?:%|[a-zè]+)?(?![^\W_])|'[0-9]{2}(?![0-9])"
    r"|[^\W\d_]+(?:['.][^\W\d_]+)*\.?[0-9]*"
)
BETWEEN = re.compile(r"\s*(?:,\s?)?(?:-\s?)?|\s-\s")
MOST_TRIES = 28


class Token(NamedTuple):
    """A word of a sentence, folded, and where it stands."""

    word: str
    start: int
    end: int
    printed: str


class Phrase(NamedTuple):
    """Words that date something, from ``start`` to ``end`` of the text they were found in."""

    start: int
    end: int
    words: str


Readable = Callable[[str], bool]


def phrases_in(text: str, readable: Readable) -> Iterator[Phrase]:
    """The phrases of a plain text, from its start. ``readable`` says whether words are a date."""
    for run in _runs(text):
        if any(_is_anchor(run, place, text) for place in range(len(run))):
            yield from _cut(text, run, readable)


def fold_word(word: str) -> str:
    """In small letters, without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _runs(text: str) -> Iterator[list[Token]]:
    """Words of the reader's vocabulary that follow each other."""
    run: list[Token] = []
    for match in TOKEN.finditer(text):
        printed = match[0]
        word = _without_elision(fold_word(printed).rstrip("."))
        known = _is_known(word, printed)
        if run and not (known and BETWEEN.fullmatch(text, run[-1].end, match.start())):
            yield run
            run = []
        if known:
            end = match.end()
            if printed.endswith(".") and not re.match(r",? ?[0-9]", text[end : end + 3]):
                end -= 1
            run.append(Token(word, match.start(), end, printed))
        if len(run) > 24:
            yield run
            run = []
    if run:
        yield run


def _without_elision(word: str) -> str:
    """« L'année » and « d'avril » are the words behind the mark; « d'ici » is one word."""
    head, mark, tail = word.partition("'")
    return tail if mark and head in ("l", "d") and tail != "ici" else word


def _is_known(word: str, printed: str) -> bool:
    if word in MONTH_WORDS:
        return _is_month(word, printed)
    if word in VOCABULARY:
        return True
    if "'" in word[1:]:
        head, tail = word.split("'", 1)
        if head in ("l", "d", "jusqu", "qu", "lorsqu") and (tail in VOCABULARY or tail == "ici"):
            return True
    return bool(FIGURE.fullmatch(word) or SHORTHAND.fullmatch(word) or NUMERIC.fullmatch(word))


def _is_month(word: str, printed: str) -> bool:
    """English months have a capital; "may", "mar" and "dec" alone may be other words."""
    capital = printed[:1].isupper()
    return capital or word in FRENCH_MONTHS


def _is_anchor(run: Sequence[Token], place: int, text: str) -> bool:
    """Whether this word names a time."""
    token = run[place]
    word = token.word
    if NUMERIC.fullmatch(word) or (SHORTHAND.fullmatch(word) and word not in ("fy", "cy")):
        return True
    for words, counts in COUNTS:
        if word in words:
            return counts(run, place, text)
    return word in NEAR_DAYS or bool(YEAR.fullmatch(word) and _year_counts(run, place, text))


def _weekday_counts(run: Sequence[Token], place: int, _text: str) -> bool:
    token = run[place]
    before = run[place - 1].word if place else ""
    after = run[place + 1].word if place + 1 < len(run) else ""
    near = before in ("le", "next", "last", "on") or after in ("dernier", "prochain")
    return near or (len(token.word) > 4 and token.printed[:1].isupper())


def _part_of_day_counts(run: Sequence[Token], place: int, _text: str) -> bool:
    return place > 0 and run[place - 1].word in ("this", "ce", "cet", "yesterday", "tomorrow")


def _month_counts(run: Sequence[Token], place: int, text: str) -> bool:
    token = run[place]
    if re.match(r"-[^\W\d_]", text[token.end : token.end + 2]):
        return False
    around = [
        run[place - 1].word if place else "",
        run[place + 1].word if place + 1 < len(run) else "",
    ]
    if any(FIGURE.fullmatch(word) for word in around):
        return True
    if re.match(r" [A-ZÀ-Ý][a-z]", text[token.end : token.end + 3]) and token.word in (
        "april",
        "may",
        "june",
        "august",
        "mars",
        "march",
    ):
        return False
    if place and around[0] not in ("and", "et", "le", "la", "the", "de"):
        return True
    following = text[token.end : token.end + 1]
    preceding = text[: token.start].rstrip()[-1:]
    return preceding in (":", "-", "(", "•", "|", "") or (
        place > 0 and following in ("", ".", ",", ";")
    )


def _year_counts(run: Sequence[Token], place: int, text: str) -> bool:
    """ "In 2018", "2024:", "mid-2023"; not "Horizon 2020", "2,018 m" or "a 2019 report"."""
    token = run[place]
    following = text[token.end : token.end + 12]
    if re.match(
        r"-[A-Za-z0-9]|%|/[0-9]| ?(?:m|km|kg|t|oz|g/t|metres?|meters?|tonnes?|tons?|"
        r"ha|hectares|shares|holes)\b",
        following,
    ):
        return bool(re.match(r"-(?:19|20)[0-9]{2}\b", following))
    if place and run[place - 1].word in BEFORE_YEAR:
        return place > 1 or run[place - 1].word not in ("of", "the")
    before = text[: token.start].rstrip()
    if before.endswith((":", "(")) or re.search(r"(?:^|\n)[\W]*$", before):
        return bool(re.match(r"\s*(?::|\)|$|\n|[.;,]|[-–—] )", text[token.end :]))
    return False


def _season_counts(run: Sequence[Token], place: int, _text: str) -> bool:
    before = run[place - 1].word if place else ""
    after = run[place + 1].word if place + 1 < len(run) else ""
    after_next = run[place + 2].word if place + 2 < len(run) else ""
    if (
        YEAR.fullmatch(after)
        or NUMERIC.fullmatch(after)
        or (after in ("of", "de") and YEAR.fullmatch(after_next))
    ):
        return True
    if after in ("prochain", "dernier", "next", "last", "derniere"):
        return True
    word = run[place].word
    if word in ("fall", "spring", "ete") and before not in (
        "this",
        "next",
        "last",
        "early",
        "late",
        "mid",
        "cet",
        "l'",
        "the",
        "past",
        "coming",
    ):
        return False
    if before in ("the", "la", "le", "l'"):
        before = run[place - 2].word if place > 1 else ""
    return before in QUALIFIERS and before not in ("the", "le")


def _unit_counts(run: Sequence[Token], place: int, text: str) -> bool:
    """ "Last week", "the next nine months", "18 to 24 months"; not "a ten-week campaign"."""
    token = run[place]
    word = token.word
    if text[token.end : token.end + 2] in ("'s", "s'"):
        return False
    joined = place and run[place - 1].end + 1 == token.start and text[token.start - 1] == "-"
    if joined and word in SINGLE_UNITS and run[place - 1].word not in ("mid", "fin"):
        return False
    words = {found.word for found in run}
    if word in ("quarter", "half", "trimestre", "semestre"):
        return bool(words & ORDINALS)
    if word in PERIOD_UNITS and words & (NEAR_WORDS | ENDS_AND_STARTS):
        return True
    numbered = any(
        FIGURE.fullmatch(found.word) or found.word in NUMBER_WORDS
        for found in run[max(0, place - 4) : place]
    )
    if numbered:
        return bool(words & LENGTH_WORDS) or (place >= 3 and "to" in words) or "a" in words
    return bool(words & NEAR_WORDS) and word not in ("day", "jour")


SINGLE_UNITS = word_set("day week month year quarter")
ENDS_AND_STARTS = word_set("end fin beginning debut start out yearend ici")
PERIOD_UNITS = word_set("year annee an quarter month mois week semaine trimestre")
COUNTS: tuple[tuple[frozenset[str], Callable[[Sequence[Token], int, str], bool]], ...] = (
    (MONTH_WORDS, _month_counts),
    (SEASON_WORDS, _season_counts),
    (WEEKDAY_WORDS, _weekday_counts),
    (PARTS_OF_DAY, _part_of_day_counts),
    (UNIT_WORDS, _unit_counts),
)


def _cut(text: str, run: Sequence[Token], readable: Readable) -> Iterator[Phrase]:
    """The longest parts of a run that are a date each."""
    tries = MOST_TRIES
    parts: list[Sequence[Token]] = [run]
    while parts and tries > 0:
        part = _trimmed(parts.pop(0))
        if not part or not any(_is_anchor(part, place, text) for place in range(len(part))):
            continue
        words = text[part[0].start : part[-1].end]
        tries -= 1
        if len(words) <= 200 and readable(words):
            yield Phrase(part[0].start, part[-1].end, words)
            continue
        halves = _halves(text, part)
        if halves:
            parts[:0] = halves
            continue
        shorter, left_out = _shorter(part, text)
        parts[:0] = [piece for piece in (shorter, left_out) if piece]


def _trimmed(part: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(part)
    while start < end and part[start].word in LEADING_OUT:
        start += 1
    while start < end and part[end - 1].word in TRAILING_OUT:
        if part[end - 1].word == "now" and end > 1 and part[end - 2].word == "from":
            break
        if part[end - 1].word in ("end", "out") and {"year", "is"} & {
            token.word for token in part[start : end - 1]
        }:
            break
        end -= 1
    if end - start > 2 and part[start].word == "in" and part[start + 1].word in ("for", "by"):
        start += 1
    return part[start:end]


def _halves(text: str, part: Sequence[Token]) -> list[Sequence[Token]]:
    """The part in two, each with a time of its own: at a comma, or at "and" or "to"."""
    for joiners in (("and", "et", "&", "or", "ou"), (",",), ("to", "a", "au")):
        for place in range(1, len(part)):
            comma = "," in text[part[place - 1].end : part[place].start]
            comma = comma and not YEAR.fullmatch(part[place].word)
            if not (comma if joiners == (",",) else part[place].word in joiners):
                continue
            sides = (part[:place], part[place if comma else place + 1 :])
            if all(any(_is_anchor(side, at, text) for at in range(len(side))) for side in sides):
                return list(sides)
    return []


def _shorter(part: Sequence[Token], text: str) -> tuple[Sequence[Token], Sequence[Token]]:
    """The part without its first word; without its last one where the first alone is a time."""
    anchors = [place for place in range(len(part)) if _is_anchor(part, place, text)]
    kept = len(part) > 1 and part[-1].word == "out" and part[-2].word == "is"
    if anchors and anchors[-1] < len(part) - 1 and not kept and not FIGURE.fullmatch(part[-1].word):
        return part[:-1], ()
    rest = part[1:]
    if any(_is_anchor(rest, place, text) for place in range(len(rest))):
        return rest, ()
    if _is_anchor(part, 0, text) or (FIGURE.fullmatch(part[0].word) and len(part) < 3):
        return part[:-1], ()
    return rest, ()
