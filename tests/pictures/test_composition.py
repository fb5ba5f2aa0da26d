"""Every line of a picture lies inside it, whatever a card says, and none is wider than its room."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from timeline.pictures.card import ShareCard, YearBar
from timeline.pictures.composition import HEIGHT, MARGIN, ROOM, SERIF, WIDTH, compose, font
from timeline.pictures.drawing import draw
from timeline.pictures.lines import wrap

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SCRIPTS = {
    "accents": "Échéance de l’évaluation : « Québec »",
    "decomposed": "E\u0301che\u0301ance",
    "greek": "Χρονολόγιο",
    "cyrillic": "Хронология",
    "arabic": "الجدول الزمني",
    "hebrew": "ציר הזמן",
    "chinese": "时间线" * 80,
    "devanagari": "समयरेखा",
    "emoji": "👩‍🔬🚀",
    "controls": "\x00\x07\u202e\u200b\t\n",
    "half of a character": "\ud83d",
    "nothing": "",
    "spaces": "   ",
}
words = st.text(max_size=60) | st.just(LONG_WORD) | st.text(alphabet="WM", max_size=90)
texts = st.lists(words, max_size=12).map(" ".join)
years = st.lists(st.integers(0, 500), max_size=150).map(
    lambda counts: tuple(YearBar(1950 + n, count) for n, count in enumerate(counts))
)
cards = st.builds(
    ShareCard,
    above=texts,
    title=texts,
    below=texts,
    foot=texts,
    fill=st.sampled_from(["", "h", "u", "p", "c"]),
    sign=st.sampled_from(["", "x", "o", "a", "g", "r", "e", "s", "w"]),
    years=years,
)


@example(ShareCard(LONG_WORD * 9, LONG_WORD * 9, LONG_WORD * 9, LONG_WORD * 9, "p", "x"))
@given(cards)
@settings(max_examples=60)
def test_every_line_lies_inside_the_picture(card: ShareCard) -> None:
    for line in compose(card).lines:
        left, top, right, bottom = line.box

        assert left >= MARGIN / 2, line
        assert top >= 0, line
        assert right <= WIDTH - MARGIN / 2, line
        assert bottom <= HEIGHT, line


@given(texts, st.integers(1, 5))
@settings(max_examples=60)
def test_lines_are_no_wider_than_the_room(text: str, most: int) -> None:
    letters = font(SERIF, 76)

    lines = wrap(text, letters, ROOM, most)

    assert len(lines) <= most
    assert all(letters.getlength(line) <= ROOM for line in lines)


def test_lines_of_one_column_do_not_overlap() -> None:
    card = ShareCard("Early 2019", LONG_WORD * 4, "Planned " * 30, "Timeline", "p")

    lines = sorted(compose(card).lines, key=lambda line: line.y)

    for upper, lower in pairwise(lines):
        assert upper.y + upper.size <= lower.y, (upper, lower)


def test_words_that_fit_are_all_written() -> None:
    title = "Memorandum of understanding with Albecour"
    card = ShareCard("On or before 13 July 2023", title, "Happened", "Imperial timeline", "h")

    written = " ".join(line.text for line in compose(card).lines)

    assert written == f"{card.above} {title} Happened Imperial timeline"


def test_text_that_is_too_long_says_that_it_goes_on() -> None:
    card = ShareCard("", "scandium " * 100, "", "Imperial timeline")

    *title, _foot = compose(card).lines

    assert title[-1].text.endswith("…")


def test_no_break_space_keeps_words_together() -> None:
    assert wrap("a « b »", font(SERIF, 76), 60, 9)[0] == "a"


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn_without_a_fault(script: str) -> None:
    text = SCRIPTS[script]

    picture = Image.open(BytesIO(draw(ShareCard(text, text, text, text, "c", "g"))))

    assert (picture.format, picture.size) == ("PNG", (1200, 630))


@pytest.mark.parametrize("number", [1, 2, 10, 120, 121, 2000])
def test_years_are_drawn_above_the_foot(number: int) -> None:
    bars = tuple(YearBar(1900 + n, n % 7, chosen=n == 1) for n in range(number))
    card = ShareCard("", "Timeline", "", "")

    with_bars = Image.open(BytesIO(draw(ShareCard("", "Timeline", "", "", years=bars))))
    without = Image.open(BytesIO(draw(card)))

    foot = (0, 545, WIDTH, HEIGHT)
    assert with_bars.convert("RGB").crop(foot) == without.convert("RGB").crop(foot)


def test_picture_is_small() -> None:
    card = ShareCard(LONG_WORD, "scandium " * 100, "Planned " * 30, "Timeline", "p", "x")

    assert len(draw(card)) < 60_000
