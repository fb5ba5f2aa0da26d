"""Folding: what a search compares, in place of the text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models.search_text import fold, folded_words

LETTERS = [chr(code) for code in range(0x250)]
LATIN = st.text(LETTERS)
TEXTS = st.one_of(st.text(), LATIN)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sept-Îles", "sept iles"),
        ("Sept-Iles", "sept iles"),
        ("sept iles", "sept iles"),
        ("QUÉBEC", "quebec"),
        ("Québec", "quebec"),
        ("Que\u0301bec", "quebec"),  # the accent as a character of its own
        ("Ærø, œuvre, Straße", "aero oeuvre strasse"),
        ("Sıvas", "sivas"),
        ("ŒUVRE", "oeuvre"),
        ("l’aluminerie d'Alouette", "l aluminerie d alouette"),
        ("  two\n\tlines\u00a0here ", "two lines here"),
        ("6.67%", "6.67%"),
        ("100.00", "100.00"),
        ("0,2 à 0,4 %", "0 2 a 0 4 %"),
        ("Albecour Inc.", "albecour inc"),
        (".5 and 5.", "5 and 5"),
        ("U.S.A.", "u s a"),
        ("ﬁeld ２０１９ ℡", "field 2019 tel"),
        ("ǿ Ǿ", "o o"),  # a stroke under an accent
        ("«\u00a0R&D\u00a0»", "r d"),
        ("", ""),
        ("?!…—", ""),
    ],
)
def test_fold_text_gives_bare_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("aluminium", "aluminum"),
        ("Aluminium", "aluminum"),
        ("ALUMINIUMS", "aluminums"),
        ("scandium-aluminium", "scandium aluminum"),
        ("aluminum", "aluminum"),
        ("aluminerie", "aluminerie"),
    ],
)
def test_fold_aluminium_is_spelled_one_way(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.slow
def test_fold_every_character_is_folded_at_once() -> None:
    """No second pass finds more to do, in any script."""
    again = [
        chr(code) for code in range(sys.maxunicode + 1) if fold(fold(chr(code))) != fold(chr(code))
    ]

    assert again == []


@given(TEXTS)
def test_fold_folded_text_is_left_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_case_of_a_latin_letter_makes_no_difference() -> None:
    differ = [
        letter
        for letter in LETTERS
        if not fold(letter.upper()) == fold(letter) == fold(letter.lower())
    ]

    assert differ == []


@given(LATIN)
def test_fold_latin_text_keeps_no_accent(text: str) -> None:
    assert not set(fold(text)) & set("àâäçéèêëîïôöùûüÿñøæœß")


@given(TEXTS)
def test_folded_words_of_a_text_are_words(text: str) -> None:
    words = folded_words(text)

    assert all(words)
    assert " ".join(words) == fold(text)


@given(st.lists(TEXTS, max_size=5), st.data())
def test_folded_words_of_any_word_of_a_text_are_found_in_it(
    texts: list[str], data: st.DataObject
) -> None:
    text = " ".join(texts)
    searched = data.draw(st.sampled_from(text.split() or [""]))

    assert all(word in fold(text) for word in folded_words(searched))
