"""Numbers in running text."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from timeline.i18n.number_words import (
    WORDS,
    capital,
    explained,
    number_in_words,
    numbers_alike,
    quoted,
)


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 0, "no"),
        ("en", 1, "one"),
        ("en", 12, "twelve"),
        ("en", 20, "twenty"),
        ("en", 21, "21"),
        ("en", 999, "999"),
        ("en", 1200, "1,200"),
        ("en", 1_000_000, "1,000,000"),
        ("fr", 0, "aucun"),
        ("fr", 1, "un"),
        ("fr", 17, "dix-sept"),
        ("fr", 20, "vingt"),
        ("fr", 21, "21"),
        ("fr", 1200, "1\u00a0200"),
        ("fr", 1_000_000, "1\u00a0000\u00a0000"),
        ("fr-ca", 3, "trois"),
    ],
)
def test_spelled_number_is_a_word_up_to_twenty(language: str, number: int, text: str) -> None:
    with translation.override(language):
        assert number_in_words(number) == text


def test_spelled_without_a_language_is_english() -> None:
    with translation.override(None):
        assert number_in_words(2) == "two"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_spelled_words_are_twenty_one_different_ones(language: str) -> None:
    assert len(set(WORDS[language])) == len(WORDS[language]) == 21


@pytest.mark.parametrize("language", ["en", "fr"])
@given(number=st.integers(min_value=21, max_value=10**12))
def test_spelled_large_number_keeps_its_digits(language: str, number: int) -> None:
    with translation.override(language):
        figures = number_in_words(number)

    assert int("".join(filter(str.isdigit, figures))) == number


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("two of TSXV", "Two of TSXV"),
        ("évaluation", "Évaluation"),
        ("“quoted”", "“quoted”"),
        ("7 plans", "7 plans"),
        ("", ""),
    ],
)
def test_capital_sentence_changes_its_first_letter_only(sentence: str, text: str) -> None:
    assert capital(sentence) == text


@pytest.mark.parametrize(("language", "said"), [("en", "Year: 2019"), ("fr", "Year\u00a0: 2019")])
def test_explained_stands_apart_as_the_language_has_it(language: str, said: str) -> None:
    with translation.override(language):
        assert explained("Year", 2019) == said


@pytest.mark.parametrize(("language", "said"), [("en", "“x”"), ("fr", "«\u00a0x\u00a0»")])
def test_quoted_has_the_marks_of_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert quoted("x") == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([2, 1], {2: "two", 1: "one"}),
        ([21, 2], {21: "21", 2: "2"}),
        ([0, 1200], {0: "0", 1200: "1,200"}),
    ],
)
def test_numbers_of_one_sentence_are_all_in_words_or_all_in_figures(
    numbers: list[int], said: dict[int, str]
) -> None:
    with translation.override("en"):
        assert numbers_alike(numbers) == said
