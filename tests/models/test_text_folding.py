"""Folding: what a search compares, in place of the text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models import search_text
from timeline.models.search_text import fold, search_terms, searchable, stem

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
        ("l’aluminerie d'Alouette", "aluminerie alouette"),
        ("the company’s qu’il", "the company il"),
        ("  two\n\tlines\u00a0here ", "two lines here"),
        ("6.67%", "6.67%"),
        ("100.00", "100.00"),
        ("0,2 à 0,4 %", "0.2 a 0.4%"),
        ("10,000 or 10\u00a0000 or 10000", "10000 or 10000 or 10000"),
        ("1,234,567.89", "1234567.89"),
        ("in 2019 500 tonnes", "in 2019 500 tonnes"),
        ("Albecour Inc.", "albecour inc"),
        (".5 and 5.", "5 and 5"),
        ("U.S.A.", "usa"),
        ("C.E.O. of the É.-U.", "ceo of the eu"),
        ("AT&T, R&D and M&A", "att rd and ma"),
        ("Barnes & Noble", "barnes noble"),
        ("EVs", "ev"),
        ("ﬁeld ２０１９ ℡", "field 2019 tel"),
        ("ǿ Ǿ", "o o"),  # a stroke under an accent
        ("«\u00a0R&D\u00a0»", "rd"),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agreements", "agreement"),
        ("symposiums", "symposium"),
        ("estimates", "estimate"),
        ("companies", "company"),
        ("compagnies", "compagnie"),
        ("alloys", "alloy"),
        ("processes", "process"),
        ("branches", "branch"),
        ("roches", "roche"),
        ("metaux", "metal"),
        ("bureaux", "bureau"),
        ("mines", "mine"),
    ],
)
def test_stem_of_the_plural_is_that_of_the_singular(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mining", "mine"), ("basis", "base"), ("gas", "gap"), ("status", "state")]
)
def test_stem_of_another_word_is_another(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def finds(searched: str, text: str) -> bool:
    """Whether a search finds a text, as the database would."""
    kept = searchable(text)
    for alternatives in search_terms(searched):
        if not any(all(needle in kept for needle in needles) for needles in alternatives):
            return False
    return True


@pytest.mark.parametrize(
    ("searched", "text"),
    [
        ("AT&T", "AT&T signed"),
        ("att", "AT&T signed"),
        ("R&D", "joint R&D programs"),
        ("C.E.O.", "the CEO said"),
        ("CEO", "the C.E.O. said"),
        ("U.S.", "sold in the US"),
        ("É.-U.", "vendu aux É.-U."),
        ("EV", "for EVs and planes"),
        ("EVs", "an EV maker"),
        ("agreements", "an agreement"),
        ("agreement", "two agreements"),
        ("estimates", "first resource estimate"),
        ("symposiums", "the SCALE symposium"),
        ("métal", "des métaux rares"),
        ("l'aluminerie", "une aluminerie"),
        ("company's", "the company"),
        ("co-operation", "cooperation in Europe"),
        ("cooperation", "co-operation in Europe"),
        ("co-operation", "co-operation in Europe"),
        ("scandium-aluminum", "alloys of scandium and aluminum"),
        ("10,000", "10 000 m of drilling"),
        ("10 000", "10,000 m of drilling"),
        ("10000", "10,000 m of drilling"),
        ("0.2%", "0,2 % de scandium"),
        ("%", "6.67%"),
        ("5 %", "5%"),
        ("scand", "scandium"),
        ("sept iles", "Sept-Îles"),
    ],
)
def test_search_finds_the_same_word_in_another_spelling(searched: str, text: str) -> None:
    assert finds(searched, text)


@pytest.mark.parametrize(
    ("searched", "text"),
    [
        ("EU", "Europe, neutral"),
        ("EV", "development"),
        ("mining", "a mine shaft"),
        ("R&D", "hard words"),
        ("AT&T", "at the mill"),
        ("lease", "at least"),
        ("1", "2018-11-13, 10,000"),
        ("0.2%", "10.2%"),
        ("5%", "15%"),
    ],
)
def test_search_finds_no_short_word_within_another(searched: str, text: str) -> None:
    assert not finds(searched, text)


@given(st.lists(LATIN, max_size=5), st.data())
def test_search_for_any_word_of_a_text_finds_it(texts: list[str], data: st.DataObject) -> None:
    words = " ".join(texts).split() or ["x"]
    at = data.draw(st.integers(0, len(words) - 1))
    is_a_figure = any(letter.isdigit() or letter == "%" for letter in "".join(words))

    assert is_a_figure or finds(words[at], " ".join(words))  # of a figure, see GROUPED


CHUNKS = st.sampled_from(
    ["10", "000", "5", "%", ".", ",", "-", "’s", "l’", "B.", "&", "EVs", "½", "—", "(", "aluminium"]
)
MARKED = st.lists(st.one_of(CHUNKS, st.just(" "), LATIN), max_size=14).map("".join)


@given(st.one_of(TEXTS, MARKED))
def test_text_is_read_in_pieces_as_it_is_in_one(text: str) -> None:
    whole = search_text._folded(search_text._abbreviated(search_text._bare(text)))
    read = search_text._read(text)
    assert (read.words, read.closed) == (whole.words, whole.closed)
    assert set(read.stems.split()) == set(whole.stems.split())
