"""Text made comparable for search, and what a search looks for in it.

The rule is small, the same in both languages, and stated in the README. Accents, case and
punctuation do not count. Singular and plural are one word. A word of one or two letters is found
only as a whole word, a figure at the start of one, a longer word within others too. An exchange
of the company's is found by its name where a text has its code, and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

# Letters that have no accent to take off. "ß" is casefolded.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ı": "i"})
PUNCTUATION = re.compile(r"[^\w%.]+|(?<!\d)\.|\.(?!\d)")  # a point between digits is no punctuation
PLURAL_OF_CAPITALS = re.compile(r"\b([A-Z]{2,})s\b")  # EVs
ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu)['’](?=\w)")  # l’usine
POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")  # the company’s
# C.E.O., U.S., É.-U.
POINTED = re.compile(r"(?<![\w.])[^\W\d_](?:\.-?[^\W\d_])+\.?(?!\w)")
AMPERSAND = re.compile(r"(?<=\w)&(?=\w)")  # AT&T, R&D
GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[ ,]\d{3})+(?![\w])")  # 10,000 and 10 000
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
SPACE_BEFORE_PERCENT = re.compile(r"(?<=\d) +%")
HYPHENED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
SHORTEST_STEM = 4  # letters
WHOLE_WORDS = 2  # letters: a word so short is found as a whole word only
# What is remembered of pieces of texts, each of which has to be short: a visitor may type anything.
KEPT_PIECES = 20_000
LONGEST_KEPT = 40  # characters
KEPT_LINES = 200
LONGEST_LINE_KEPT = 1_000  # characters


class Exchange(NamedTuple):
    """A stock exchange under both its names: "TSX Venture Exchange" and "TSXV"."""

    name: str
    code: str


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation: ``"Sept-Îles"`` is ``"sept iles"``.

    An abbreviation is one word (``"R&D"`` is ``"rd"``), a figure has no spaces in it. Aluminium,
    the spelling outside North America and in French, becomes aluminum.
    """
    return _read(text).words


class Piece(NamedTuple):
    """What a text, or what stands between two spaces of one, comes down to.

    Several words have spaces between them.
    """

    bare: str = ""  # with abbreviations as one word each
    words: str = ""  # folded
    stems: str = ""  # of the words that are not their own stems
    closed: str = ""  # hyphenated words written as one, each followed by its stem
    is_figure: bool = False  # it may be one with what stands beside it, as in "10 000" and "4 %"


def _read(text: str) -> Piece:
    """The whole of a text."""
    pieces: list[Piece] = []
    for line in text.split("\n"):
        pieces += _remembered_line(line) if len(line) <= LONGEST_LINE_KEPT else _pieces(line)
    if any(map(attrgetter("is_figure"), pieces)):
        pieces = _with_whole_numbers(pieces)
    return _together(pieces)


def _pieces(line: str) -> tuple[Piece, ...]:
    """What stands between the spaces of a line. Most of it was met before."""
    chunks = line.split()
    if max(map(len, chunks), default=0) <= LONGEST_KEPT:
        return tuple(map(_remembered, chunks))
    return tuple(_remembered(one) if len(one) <= LONGEST_KEPT else _piece(one) for one in chunks)


# A release is found by the lines of its paragraphs, and each paragraph by its own.
_remembered_line = lru_cache(maxsize=KEPT_LINES)(_pieces)


def _with_whole_numbers(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces that say something; figures that stand beside one another are one piece."""
    found: list[Piece] = []
    saying_something = filter(attrgetter("bare"), pieces)
    for are_figures, together in groupby(saying_something, attrgetter("is_figure")):
        if are_figures:
            found.append(_one_figure(list(together)))
        else:
            found.extend(together)
    return found


def _together(pieces: Sequence[Piece]) -> Piece:
    """The pieces as one. What a mark parts from its sign is a share too: "(5) %"."""
    if not pieces:
        return Piece()
    _bare, *columns, _is_figure = zip(*pieces, strict=True)
    words, stems, closed = (" ".join(filter(None, column)) for column in columns)
    if " %" in words:
        words = SPACE_BEFORE_PERCENT.sub("%", words)
        stems = _other_stems(words)
    return Piece("", words, stems, closed)


def _other_stems(words: str) -> str:
    return " ".join(found for word in words.split() if (found := stem(word)) != word)


def _one_figure(figures: Sequence[Piece]) -> Piece:
    if len(figures) == 1:
        return figures[0]
    return _folded(" ".join(figure.bare for figure in figures))


def _piece(chunk: str) -> Piece:
    return _folded(_abbreviated(_bare(chunk)))


_remembered = lru_cache(maxsize=KEPT_PIECES)(_piece)


def _folded(bare: str) -> Piece:
    """A bare text, in which nothing is joined any more but figures."""
    joined = _with_whole_figures(bare)
    spaced = " ".join(PUNCTUATION.sub(" ", joined).split())
    words = SPACE_BEFORE_PERCENT.sub("%", spaced).replace("aluminium", "aluminum")
    closed: list[str] = []
    for found in HYPHENED.findall(joined):
        one = fold(re.sub(r"[-\u2010\u2011]", "", found))
        closed += [one, stem(one)]
    is_figure = bare[:1].isdigit() or bare[:1] == "%" or bare[-1:].isdigit()
    return Piece(bare, words, _other_stems(words), " ".join(closed), is_figure)


def _bare(text: str) -> str:
    """The text in small letters without accents, its punctuation untouched."""
    if text.isascii():
        return " ".join(PLURAL_OF_CAPITALS.sub(r"\1", text).casefold().split())
    decomposed = unicodedata.normalize("NFKD", PLURAL_OF_CAPITALS.sub(r"\1", text)).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)  # "℡" holds capitals
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(LETTERS).split())


def _joined(bare: str) -> str:
    """With abbreviations and figures as one word each."""
    return _with_whole_figures(_abbreviated(bare))


def _abbreviated(bare: str) -> str:
    """With abbreviations as one word each. Nothing is joined across a space."""
    text = ELISION.sub("", bare)
    text = POSSESSIVE.sub("", text)
    text = POINTED.sub(lambda found: re.sub(r"[.-]", "", found[0]), text)
    return AMPERSAND.sub("", text)


def _with_whole_figures(text: str) -> str:
    """With figures as one word each."""
    text = GROUPED.sub(lambda found: re.sub("[ ,]", "", found[0]), text)
    text = DECIMAL_COMMA.sub(".", text)
    return SPACE_BEFORE_PERCENT.sub("%", text)


def stem(word: str) -> str:
    """A folded word without its plural: "estimates" and "estimate" are one, and "métaux", "métal".

    Words of less than five letters are left as they are. Other endings too: "mining" is no "mine".
    """
    if len(word) <= SHORTEST_STEM:
        return word
    if word.endswith("eaux"):
        word = word[:-1]
    elif word.endswith("aux"):
        word = f"{word[:-3]}al"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > SHORTEST_STEM and word.endswith("e"):  # boxe(s), roche(s)
        word = word[:-1]
    if len(word) >= SHORTEST_STEM and word.endswith("y") and word[-2] not in "aeiou":
        word = f"{word[:-1]}i"  # companies, énergie
    return word


def searchable(text: str, exchanges: Iterable[Exchange] = ()) -> str:
    """What is kept of a text to search in: its words, then those that they are found by too.

    It begins and ends with a space, so that whole words can be looked for. Each of the exchanges
    that the text names is found by its other name too.
    """
    text = "\n".join([text, *_other_names(text, exchanges)])
    read = _read(text)
    known = set(read.words.split())
    found_by = f"{read.stems} {read.closed}".split()  # co-operation: cooperation too
    further = [word for word in dict.fromkeys(found_by) if word not in known]
    every = " ".join((read.words, *further))
    return f" {every} " if every else ""


def _other_names(text: str, exchanges: Iterable[Exchange]) -> list[str]:
    """The other name of each exchange that a text names.

    The longest names are looked for first: "TSX Venture Exchange" does not name the TSX. A code
    has to stand as it is written, since "AIM" is no "aim".
    """
    looked_for = tuple(exchanges)
    if not looked_for:
        return []
    named = {found.lastindex for found in _any_of(looked_for).finditer(text)}
    others = []
    for place, (_spelling, other) in enumerate(_spellings(looked_for), start=1):
        if place in named:
            others.append(other)
    return others


@lru_cache(maxsize=8)  # the record has one set of exchanges at a time
def _spellings(exchanges: tuple[Exchange, ...]) -> list[tuple[str, str]]:
    """Each name and code as a pattern, the longest first, with the other one."""
    spellings = []
    for exchange in exchanges:
        spellings.append((exchange.name, exchange.code, "i"))
        spellings.append((exchange.code, exchange.name, ""))
    patterns = []
    for spelling, other, flag in sorted(spellings, key=lambda one: -len(one[0])):
        words = r"\s+".join(map(re.escape, spelling.split()))
        patterns.append((f"(?{flag}:{words})", other))
    return patterns


@lru_cache(maxsize=8)
def _any_of(exchanges: tuple[Exchange, ...]) -> re.Pattern[str]:
    """Finds each of them, under any name: a text is gone through once.

    Its groups are the spellings, in their order.
    """
    groups = "|".join(f"({spelling})" for spelling, _other in _spellings(exchanges))
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


Needle = str
Alternative = tuple[Needle, ...]


def search_terms(text: str) -> list[list[Alternative]]:
    """What a search looks for: each word of it, in one of several ways.

    A way is one or more pieces of text that ``searchable`` text must all hold.
    """
    terms: list[list[Alternative]] = []
    for chunk in _joined(_bare(text)).split():
        words = fold(chunk).split()
        if len(words) > 1 and HYPHENED.search(chunk):
            closed = fold(re.sub(r"[-\u2010\u2011]", "", chunk)).split()
            together = _all_needles(words), _all_needles(closed)
            terms.append([*together])
            continue
        for word in words:
            terms.append(_ways_to_find(word))
    return terms


def has_words(kept: str, terms: Iterable[Iterable[Alternative]]) -> bool:
    """Whether ``searchable`` text has every word of a search, as the database would say."""
    return all(_has_one(kept, ways) for ways in terms)


def has_a_word(kept: str, terms: Iterable[Iterable[Alternative]]) -> bool:
    """Whether ``searchable`` text has at least one word of a search."""
    return any(_has_one(kept, ways) for ways in terms)


def _has_one(kept: str, ways: Iterable[Alternative]) -> bool:
    return any(_has_all(kept, needles) for needles in ways)


def _has_all(kept: str, needles: Alternative) -> bool:
    return all(needle in kept for needle in needles)


def _ways_to_find(word: str) -> list[Alternative]:
    ways: list[Alternative] = [(_needle(word),)]
    if stem(word) != word or len(word) > SHORTEST_STEM:
        ways.append((f" {stem(word)} ",))
    return ways


def _all_needles(words: list[str]) -> Alternative:
    return tuple(_needle(word) for word in words)


def _needle(word: str) -> Needle:
    """The piece of text that shows the word: a short one stands alone, a figure begins a word."""
    if len(word) <= WHOLE_WORDS and word.isalnum():
        return f" {word} "
    if word[0].isdigit():
        return f" {word}"
    return word
