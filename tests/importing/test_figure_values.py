"""What printed figures say: a number and its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importing.figure_values import MOST, FigureValue, figure_value


@pytest.mark.parametrize(
    ("words", "language", "value", "unit"),
    [
        ("$2.5 million", "en", "2500000", ""),
        ("US$2.5 million", "en", "2500000", "USD"),
        ("C$ 750,000", "en", "750000", "CAD"),
        ("CDN$1.2 billion", "en", "1200000000", "CAD"),
        ("€40k", "en", "40000", "EUR"),
        ("$3M", "en", "3000000", ""),
        ("0.4%", "en", "0.4", "%"),
        ("12 per cent", "en", "12", "%"),
        ("12,000 metres", "en", "12000", "m"),
        ("1,234,567.5 t", "en", "1234567.5", "t"),
        ("45 Mt", "en", "45", "Mt"),
        ("3.2 million tonnes", "en", "3200000", "t"),
        ("10 holes", "en", "10", "holes"),
        ("750 000 $", "fr", "750000", ""),
        ("2,5 millions de dollars", "fr", "2500000", ""),
        ("1,2 g/t", "fr", "1.2", "g/t"),
        ("12 500 mètres", "fr", "12500", "m"),
        ("3,2 millions de tonnes", "fr", "3200000", "t"),
        ("6,67 %", "fr", "6.67", "%"),
    ],
)
def test_value_and_unit(words: str, language: str, value: str, unit: str) -> None:
    assert figure_value(words, language) == FigureValue(Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("1,5 %", "en"),  # a French mark, or a slip
        ("1.200 t", "fr"),  # an English decimal, or thousands
        ("12,34,567 t", "en"),
        ("1.2.3 t", "en"),
        ("0.1234567 g/t", "en"),  # more places than are kept
        ("900000000 million tonnes", "en"),  # more than is kept
        ("tonnes", "en"),
    ],
)
def test_number_that_cannot_be_told_is_left_to_a_person(words: str, language: str) -> None:
    assert figure_value(words, language) is None


@given(st.text(alphabet="0123456789., $€%kMtUSmillion", max_size=40), st.sampled_from(["en", "fr"]))
def test_no_words_make_it_fail(words: str, language: str) -> None:
    found = figure_value(words, language)

    assert found is None or 0 <= found.value < MOST
