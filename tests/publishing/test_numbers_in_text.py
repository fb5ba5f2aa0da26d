"""Which figures a text has."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.publishing.numbers_in_text import numbers_in

SAME = [
    ("0.2 to 0.4 % scandium", "between 0.2 and 0.4% of scandium"),
    ("20,000 metres drilled", "drilled: 20 000 metres"),
    ("in May 2019", "May 2019, as announced"),
    ("It may take place", "It will take place"),
    ("They march on", "They go on"),
    ("en mai 2019", "mai 2019"),
    ("Two holes", "two holes were drilled"),
    ("one agreement", "an agreement"),
    ("", "no figure at all"),
]
OTHER = [
    ("6.67% of Alouette", "6.76% of Alouette"),
    ("12 November 2018", "13 November 2018"),
    ("November 12", "December 12"),
    ("le 12 novembre", "le 12 décembre"),
    ("two holes", "three holes"),
    ("$5 million", "$5 billion"),
    ("5 holes", "5% of holes"),
    ("1,000 tonnes", "10,00 tonnes"),
    ("18 to 24 months", "24 months"),
    ("10 and 10", "10"),
    ("in May", "in June"),
]


@pytest.mark.parametrize(("was", "now"), SAME)
def test_figures_of_the_same_facts_in_other_words_are_equal(was: str, now: str) -> None:
    assert numbers_in(was) == numbers_in(now)


@pytest.mark.parametrize(("was", "now"), OTHER)
def test_figures_of_other_facts_differ(was: str, now: str) -> None:
    assert numbers_in(was) != numbers_in(now)


@given(st.text())
def test_figures_of_any_text_can_be_told(text: str) -> None:
    assert isinstance(numbers_in(text), Counter)


@given(st.integers(min_value=0), st.integers(min_value=0))
def test_figures_tell_two_numbers_apart(one: int, other: int) -> None:
    assert (numbers_in(f"of {one} m") == numbers_in(f"of {other} m")) == (one == other)
