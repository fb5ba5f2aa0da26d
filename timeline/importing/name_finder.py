"""Finds names on file in a text: by their words, whatever accents and legal forms, as names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from timeline.importing.organisations import FORM_WORDS
from timeline.models.search_text import fold

Row = TypeVar("Row")
WORD = re.compile(r"[^\W_]+")
IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
# What a project is called besides its name: "the Gull Lake property".
KINDS_OF_PROJECT = frozenset(
    ("project", "property", "mine", "deposit", "projet", "propriete", "gisement")
)

ARTICLES = frozenset(("the", "le", "la", "les", "l"))


class NameInText(NamedTuple, Generic[Row]):
    """``start`` and ``end`` count characters of the text."""

    row: Row
    start: int
    end: int


class _Spelling(NamedTuple, Generic[Row]):
    words: tuple[str, ...]
    row: Row
    is_in_capitals: bool  # an abbreviation: "SCALE" is not named by "scale"


def spellings_of(name: str) -> Iterator[str]:
    """A name, and where a part stands in brackets each of both: "SCALE (Scandium Europe)"."""
    yield name
    if match := IN_BRACKETS.search(name):
        yield IN_BRACKETS.sub("", name)
        yield match[1]


def name_key(name: str) -> str:
    """A name to compare: without accents, marks, case and legal form."""
    words = [word for word in fold(name).split() if word not in FORM_WORDS]
    return " ".join(words)


class NameFinder(Generic[Row]):
    """The names of rows, to be found in texts. Of names that begin alike the longest is found."""

    def __init__(self) -> None:
        self._by_first_word: dict[str, list[_Spelling[Row]]] = defaultdict(list)

    def add(self, name: str, row: Row) -> None:
        """Have the row found by this name, and without its legal form or "project" at its end."""
        for spelling in spellings_of(name):
            words = [_folded(match[0]) for match in WORD.finditer(spelling)]
            while words and words[0] in ARTICLES:
                words.pop(0)
            while words and words[-1] in FORM_WORDS | KINDS_OF_PROJECT:
                words.pop()
            if len("".join(words)) > 2:  # "the Project" is a term that each document defines anew
                found = _Spelling(tuple(words), row, spelling.isupper())
                self._by_first_word[words[0]].append(found)

    def names_in(self, text: str) -> Iterator[NameInText[Row]]:
        """The names in the order of the text; each has a capital or a figure there."""
        matches = list(WORD.finditer(text))
        words = [_folded(match[0]) for match in matches]
        place = 0
        while place < len(words):
            found = self._at(place, words, matches)
            if found is None:
                place += 1
                continue
            end = place + len(found.words)
            yield NameInText(found.row, matches[place].start(), matches[end - 1].end())
            place = end

    def _at(
        self, place: int, words: list[str], matches: list[re.Match[str]]
    ) -> _Spelling[Row] | None:
        spellings = self._by_first_word.get(words[place])
        if not spellings:
            return None
        longest: _Spelling[Row] | None = None
        for spelling in spellings:
            end = place + len(spelling.words)
            if tuple(words[place:end]) != spelling.words:
                continue
            printed = [match[0] for match in matches[place:end]]
            if spelling.is_in_capitals and not printed[0].isupper():
                continue
            if all(word[0].islower() for word in printed):
                continue
            if longest is None or len(spelling.words) > len(longest.words):
                longest = spelling
        return longest


def without_names(finder: NameFinder[Row], text: str) -> str:
    """The text with a comma in the place of each name."""
    pieces = []
    start = 0
    for name in finder.names_in(text):
        pieces.append(text[start : name.start])
        start = name.end
    return " , ".join([*pieces, text[start:]])


def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


def rows_named(finder: NameFinder[Row], texts: Iterable[str]) -> list[Row]:
    """The rows that the texts name, each once, in the order they are named."""
    found: list[Row] = []
    for text in texts:
        for name in finder.names_in(text):
            if name.row not in found:
                found.append(name.row)
    return found
