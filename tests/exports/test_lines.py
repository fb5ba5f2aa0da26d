"""What feeds tell of a row in HTML: paragraphs, links, and which language each text is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from tests.export_rows import make_export, make_milestone_row, make_release_row, make_source
from tests.exports.format_rules import check_html
from tests.exports.hostile_texts import ANY_TEXT
from tests.markup import Document
from timeline.exports.lines import Span, fill, html_paragraphs, plain_line
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import ChangeRow, ExportRow, PlanOutcome

AT = datetime(2020, 2, 3, 12, tzinfo=UTC)
PLAN = PlanOutcome(
    NamedRow("plan", BilingualText("A plan"), "https://example.com/p/", "https://example.com/p/"),
    "achieved",
)


def html(row: ExportRow, language: str = "en") -> Document:
    return check_html(RowWriter(make_export(language=language)).html(row))


def paragraphs(row: ExportRow, language: str = "en") -> list[str]:
    return [paragraph.text for paragraph in html(row, language).all("p")]


def links(row: ExportRow) -> list[tuple[str, str]]:
    return [(link.text, link.attrs["href"]) for link in html(row).all("a")]


def marked(row: ExportRow, language: str) -> list[tuple[str, str]]:
    """(language, text) of what is in another language than what surrounds it."""
    (root,) = html(row, language).all("div")
    return [
        (one.attrs["lang"], one.text) for one in root if one is not root and "lang" in one.attrs
    ]


def make_correction(**over: Any) -> ChangeRow:
    values: dict[str, Any] = {
        "id": "https://example.com/corrections/#correction-1",
        "address": "https://example.com/milestones/drilling/",
        "other_language_address": "https://example.com/fr/milestones/drilling/",
        "title": BilingualText("Drilling", "Forages"),
        "kind": "milestone",
        "lines": (fill("{was} → {now}", was=Span("deux", "fr"), now=Span("trois", "fr")),),
        "note": BilingualText("It was misread."),
        "updated_at": AT,
    }
    return ChangeRow(**(values | over))


class TestMilestone:
    def test_each_line_is_a_paragraph(self) -> None:
        row = make_milestone_row(condition=BilingualText("If a partner is found."))

        assert paragraphs(row) == [
            "13 November 2018",
            "Happened",
            "Holes are drilled.",
            "Condition: If a partner is found.",
            "Stated in “Update”, 13 November 2018, ¶ 6",
        ]

    def test_date_leads_to_its_page_and_headline_to_the_paragraph(self) -> None:
        assert links(make_milestone_row()) == [
            ("13 November 2018", "https://example.com/milestones/drilling/"),
            ("Update", "https://example.com/releases/update/#p6"),
        ]

    def test_plan_that_it_settles_is_a_link(self) -> None:
        row = make_milestone_row(settlements=(PLAN,))

        assert ("A plan", "https://example.com/p/") in links(row)
        assert "Outcome of the plan “A plan”: achieved" in paragraphs(row)

    def test_outcome_of_a_plan_is_a_link(self) -> None:
        row = make_milestone_row(settled_by=(PLAN,))

        assert ("A plan", "https://example.com/p/") in links(row)
        assert "achieved: A plan" in paragraphs(row)

    def test_correction_leads_to_what_its_page_says_of_it(self) -> None:
        row = make_milestone_row(corrected_at=AT)

        assert links(row)[-1] == (
            "Corrected on 3 February 2020",
            "https://example.com/milestones/drilling/#corrections",
        )

    def test_html_says_the_language_of_the_feed(self) -> None:
        (root,) = html(make_milestone_row(), "fr").all("div")

        assert root.attrs == {"lang": "fr"}

    def test_texts_in_the_language_of_the_feed_are_not_marked(self) -> None:
        assert marked(make_milestone_row(), "fr") == []

    def test_texts_in_the_other_language_are_marked(self) -> None:
        row = make_milestone_row(
            stated=replace(make_milestone_row().stated, basis_en="Year from the dateline"),
            summary=BilingualText("Holes are drilled."),
            condition=BilingualText("If it thaws."),
            sources=(make_source(headline=BilingualText("Update")),),
        )

        assert marked(row, "fr") == [
            ("en", "Year from the dateline"),
            ("en", "Holes are drilled."),
            ("en", "If it thaws."),
            ("en", "Update"),
        ]


def test_release_without_a_text_has_no_html() -> None:
    row = make_release_row(summary=BilingualText())

    assert RowWriter(make_export()).html(row) == ""


def test_correction_marks_what_was_changed_in_the_other_language() -> None:
    assert marked(make_correction(), "en") == [("fr", "deux"), ("fr", "trois")]


def test_correction_marks_a_note_in_the_other_language() -> None:
    assert marked(make_correction(lines=()), "fr") == [("en", "It was misread.")]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "R&D &amp; more", "\"quoted\" & 'single'", "<a href='x'>x</a>"],
)
def test_markup_in_a_text_is_shown_as_text(text: str) -> None:
    assert paragraphs(make_milestone_row(summary=BilingualText(text)))[2] == text


def test_quotes_in_an_address_end_no_attribute() -> None:
    line = (Span("x", address="https://example.com/\"onclick='x'"),)

    (link,) = Document(html_paragraphs([line], "en")).all("a")

    assert link.attrs == {"href": "https://example.com/\"onclick='x'"}


def test_line_end_in_a_text_is_kept() -> None:
    assert html_paragraphs([(Span("one\r\ntwo"),)], "en") == "<p>one<br>two</p>"


def test_link_without_a_legible_name_shows_its_address() -> None:
    (link,) = html(make_milestone_row(sources=(make_source(headline=BilingualText("\x00")),))).all(
        "a"
    )[1:]

    assert link.text == link.attrs["href"]


@given(ANY_TEXT)
def test_any_text_makes_sound_html(text: str) -> None:
    told = BilingualText(text)
    row = make_milestone_row(summary=told, condition=told, sources=(make_source(headline=told),))

    assert len(html(row).all("p")) >= 4


def test_plain_line_has_its_addresses_at_its_end() -> None:
    line = fill("See “{plan}” now", plan=Span("a plan", address="https://example.com/p/"))

    assert plain_line(line, colon=" : ") == "See “a plan” now : https://example.com/p/"


def test_plain_line_leaves_out_the_address_of_its_own_page() -> None:
    line = (Span("2018", address="https://example.com/p/#corrections"),)

    assert plain_line(line, colon=": ", page="https://example.com/p/") == "2018"
