"""A text's paragraphs: numbered, mended beside their source, and traced back to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importing.paragraphs import Paragraph, paragraphs_of


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(text)]


def test_blocks_between_blank_lines_are_numbered_headings_included() -> None:
    found = paragraphs_of("A HEADING\n\n\nThe first block.\n \nThe second.\n")
    assert [(paragraph.number, paragraph.text) for paragraph in found] == [
        (1, "A HEADING"),
        (2, "The first block."),
        (3, "The second."),
    ]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (
            "The drill crews came back to the northern camp after the long\nthaw and began at once.",
            "The drill crews came back to the northern camp after the long thaw and began at once.",
        ),
        (
            "The company widened its explor-\nation of the western claims last year.",
            "The company widened its exploration of the western claims last year.",
        ),
        (
            "A base-metal mine lies south of here, and the base-\nmetal price holds.",
            "A base-metal mine lies south of here, and the base-metal price holds.",
        ),
        (
            "THE FEASIBILITY OF THE PLANT WAS SHOWN; THE FEASI-\nBILITY STUDY FOLLOWS.",
            "THE FEASIBILITY OF THE PLANT WAS SHOWN; THE FEASIBILITY STUDY FOLLOWS.",
        ),
        ("The ﬁrst ﬂow\u00a0sheet", "The first flow sheet"),
        ("soft\u00adened and zero\u200bwidth", "softened and zerowidth"),
    ],
)
def test_what_only_printing_did_is_mended(printed: str, meant: str) -> None:
    assert texts(printed) == [meant]


@pytest.mark.parametrize(
    "lines",
    [
        "Results:\n• 4 m at 2 %\n• 6 m at 3 %",
        "Ada Quist\nPresident\nTel: 555-010-0123\nada@quist.example",
        "Hole    From    To\nQ-1     3.0     9.1\nQ-2     4.0     8.8",
    ],
)
def test_lines_that_are_things_of_their_own_stay_lines(lines: str) -> None:
    assert texts(lines) == [lines]


def test_a_line_that_numbers_a_page_is_left_out() -> None:
    assert texts("The first.\n\nPage 1 of 2\n\nThe second.") == ["The first.", "The second."]


def test_a_paragraph_that_a_page_break_cut_is_whole() -> None:
    assert texts("The crews moved to the\n\f\nnorthern camp.") == [
        "The crews moved to the\nnorthern camp."
    ]


def test_a_text_of_long_lines_without_blank_ones_has_a_paragraph_in_each() -> None:
    line = "The crews moved to the northern camp and began to drill the first of nine holes there, at depth."
    assert texts(f"{line}\n{line}") == [line, line]


def test_plain_marks_stand_where_the_printed_ones_do() -> None:
    paragraph = paragraphs_of("“It’s a 3–4 m zone”")[0]
    assert paragraph.plain == '"It\'s a 3-4 m zone"'
    assert len(paragraph.plain) == len(paragraph.text)


def letters(paragraph: Paragraph, place: int) -> str:
    start, end = paragraph.source_span(place, place + 1)
    return paragraph.source[start:end]


@given(st.text(alphabet="aB1 \n-\u00a0ﬁé•.\u00ad\t", max_size=120))
def test_each_character_leads_to_its_source(text: str) -> None:
    for paragraph in paragraphs_of(text):
        assert len(paragraph.offsets) == len(paragraph.text)
        for place, letter in enumerate(paragraph.text):
            printed = letters(paragraph, place)
            assert letter == printed or letter in " \n" or (printed == "ﬁ" and letter in "fi")
