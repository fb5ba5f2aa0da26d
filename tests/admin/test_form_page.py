"""The page of a form: where it is wrong, what is folded away, and where the cursor stands."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.admin_pages import Answer, filled_in, save, text_of
from tests.factories import make_milestone, make_paragraph, make_release
from tests.markup import Document, Element

ADD = "/admin/timeline/release/add/"


def page(answer: Answer) -> Document:
    return Document(answer.content.decode())


def links_of_errors(answer: Answer) -> dict[str, str]:
    listed = page(answer).one("ul", css="to-fields")
    return {link.attrs["href"]: link.text for link in listed.all("a")}


def with_cursor(answer: Answer) -> list[str]:
    fields = page(answer).all("input") + page(answer).all("select") + page(answer).all("textarea")
    return [field.attrs["name"] for field in fields if "autofocus" in field.attrs]


def folded(answer: Answer) -> list[str]:
    return [one.one("h2").text for one in page(answer).all("details") if _is_headed(one)]


def _is_headed(details: Element) -> bool:
    return len(details.all("h2")) == 1


def test_errors_are_listed_with_links_to_their_fields(editor: Client) -> None:
    answer = save(editor, ADD, "release_form", paragraphs_0_number="1", paragraphs_0_kind="no kind")

    assert links_of_errors(answer) == {
        "#id_published_on": "Published on",
        "#id_headline_en": "Headline (English)",
        "#id_slug": "Address",
        "#id_paragraphs-0-kind": "Paragraph 1: Kind",
    }


def test_cursor_stands_in_the_first_field(editor: Client) -> None:
    assert with_cursor(editor.get(ADD)) == ["headline_en"]


def test_cursor_stands_in_the_first_field_that_is_wrong(editor: Client) -> None:
    answer = save(editor, ADD, "release_form", headline_en="A find", published_on="no day")

    assert with_cursor(answer) == ["published_on"]


@pytest.mark.parametrize(
    ("status", "are_folded"),
    [("draft", True), ("withdrawn", False)],
)
def test_reasons_of_a_withdrawal_are_folded_away_until_wanted(
    editor: Client, status: str, are_folded: bool
) -> None:
    row = make_release(status=status, withdrawn_reason_en="An error" * (status == "withdrawn"))

    answer = editor.get(f"/admin/timeline/release/{row.pk}/change/")

    assert ("Reason for withdrawing it" in folded(answer)) is are_folded
    assert "withdrawn_reason_en" in filled_in(answer, "release_form")


def test_reasons_of_a_withdrawal_are_shown_where_one_is_missing(editor: Client) -> None:
    row = make_release()

    answer = save(
        editor, f"/admin/timeline/release/{row.pk}/change/", "release_form", status="withdrawn"
    )

    assert "Reason for withdrawing it" not in folded(answer)


def test_publishing_is_folded_away_before_the_first_save(editor: Client) -> None:
    saved = make_milestone([make_paragraph()])

    assert "Publishing" in folded(editor.get("/admin/timeline/milestone/add/"))
    assert "Publishing" not in folded(editor.get(f"/admin/timeline/milestone/{saved.pk}/change/"))


def test_address_says_that_it_is_final_once_public(editor: Client) -> None:
    assert "Final once it is public." in text_of(editor.get(ADD))
