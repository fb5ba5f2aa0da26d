"""A text with blank lines in one paragraph: the form offers to make paragraphs of its blocks."""

from __future__ import annotations

from django.test import Client

from tests.admin_pages import Answer, errors, filled_in, save, submit
from tests.factories import make_release
from timeline.models import Paragraph, Release

PASTED = "The first block,\r\nin two lines.\r\n\r\nThe second.\r\n \r\n\r\nThe third."


def page_of(release: Release) -> str:
    return f"/admin/timeline/release/{release.pk}/change/"


def paste(editor: Client, release: Release) -> Answer:
    return save(editor, page_of(release), "release_form", paragraphs_0_text=PASTED)


def test_text_with_blank_lines_is_not_saved_as_one_paragraph(editor: Client) -> None:
    answer = paste(editor, make_release(status="draft"))

    assert (
        "There are blank lines in it, so it is 3 paragraphs."
        in errors(answer)["paragraphs-0-text"][0]
    )
    assert 'type="checkbox" name="paragraphs-0-split"' in answer.content.decode()
    assert not Paragraph.objects.exists()


def test_text_is_split_where_that_is_ticked(editor: Client) -> None:
    release = make_release(status="draft")
    form = filled_in(paste(editor, release), "release_form")

    submit(editor, page_of(release), form, paragraphs_0_split="on")

    kept = Paragraph.objects.order_by("number").values_list("number", "text")
    assert [number for number, _text in kept] == [1, 2, 3]
    assert [text.splitlines()[0] for _number, text in kept] == [
        "The first block,",
        "The second.",
        "The third.",
    ]


def test_text_without_blank_lines_is_saved_as_it_is(editor: Client) -> None:
    release = make_release(status="draft")

    save(editor, page_of(release), "release_form", paragraphs_0_text="One line.\r\nAnother.")

    assert Paragraph.objects.count() == 1


def test_odd_number_of_rows_is_no_error(editor: Client) -> None:
    release = make_release(status="draft")
    form = filled_in(editor.get(page_of(release)), "release_form")

    for odd in ("", "x", "99999999999", "-1"):
        answer = editor.post(page_of(release), {**form, "paragraphs-TOTAL_FORMS": odd})
        assert answer.status_code in {200, 302}
