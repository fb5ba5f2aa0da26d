"""What a text is known again by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models.text_fingerprint import fingerprint, likeness, merged, normalised

NOTICE = (
    "Neither the Harbour Exchange nor its regulator has reviewed this release, and neither accepts "
    "responsibility for whether the 12 figures given in it are adequate or accurate."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  About\u00a0Gull\nMetals ", "about gull metals"),
        ("Sept-Îles", "sept iles"),
        ("“Forward–looking” ﬁgures", '"forward-looking" figures'),
        ("6,67 % of it", "6,67% of it"),
        ("l’été", "l'ete"),
    ],
)
def test_spaces_quotes_dashes_case_and_accents_do_not_count(text: str, words: str) -> None:
    assert normalised(text) == normalised(words)


@pytest.mark.parametrize(
    ("text", "other"),
    [("$5 a share", "€5 a share"), ("-5 degrees", "5 degrees"), ("1.5 metres", "15 metres")],
)
def test_signs_and_figures_count(text: str, other: str) -> None:
    assert normalised(text) != normalised(other)


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(alphabet=st.characters()))
def test_no_text_is_refused(text: str) -> None:
    found = fingerprint(text)

    assert len(found.text_hash) in (0, 16)
    assert len(found.text_sketch) in (0, 256)


@given(st.text(min_size=1), st.text(min_size=1))
def test_likeness_is_a_share_and_of_a_text_with_itself_whole(text: str, other: str) -> None:
    mine, theirs = fingerprint(text).text_sketch, fingerprint(other).text_sketch

    assert 0 <= likeness(mine, theirs) <= 1
    assert likeness(mine, mine) == (1 if mine else 0)


def test_a_word_more_leaves_the_facts_and_most_of_the_sketch() -> None:
    mine, theirs = fingerprint(NOTICE), fingerprint(NOTICE.replace("adequate", "truly adequate"))

    assert mine.text_hash != theirs.text_hash
    assert mine.facts_hash == theirs.facts_hash
    assert likeness(mine.text_sketch, theirs.text_sketch) > 0.7


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("12 figures", "13 figures"),
        ("Harbour Exchange", "Gull Exchange"),
        ("has reviewed", "has not reviewed"),
        ("12 figures", "twelve figures"),
    ],
)
def test_another_figure_name_or_negation_is_another_fact(words: str, others: str) -> None:
    assert fingerprint(NOTICE).facts_hash != fingerprint(NOTICE.replace(words, others)).facts_hash


def test_names_that_change_places_are_other_facts() -> None:
    text = "Since then Gull has owned a tenth of Tern and of all its claims."
    other = "Since then Tern has owned a tenth of Gull and of all its claims."

    assert fingerprint(text).facts_hash != fingerprint(other).facts_hash


def test_sketches_together_are_that_of_both_texts() -> None:
    sketches = [fingerprint(NOTICE).text_sketch, fingerprint(NOTICE.upper()).text_sketch]

    assert merged(sketches) == sketches[0]
    assert likeness(merged([]), sketches[0]) == 0
