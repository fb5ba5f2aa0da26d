"""A contributor says that a draft is ready for review; a publisher publishes it or sends it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.admin_pages import filled_in
from tests.factories import make_milestone, make_paragraph, make_person
from tests.markup import Document
from tests.role_actions import DRAFTS, act, post, signed_in
from timeline.models import Milestone, Status
from timeline.models.roles import CONTRIBUTOR, PUBLISHER, TRANSLATOR

COMMENT = "The <b>tonnage</b> is from the appendix"
READY = {"ready_for_review": "on", "review_comment": COMMENT}
CHANGES = "Cite ¶ 4 as well"


def form_page(client: Client, row: Any) -> Document:
    address = f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"
    return Document(client.get(address).content.decode())


def section(client: Client, place: str) -> str:
    """A section of the first page, "" where there is none."""
    sections = Document(client.get("/admin/").content.decode()).all("section")
    return next((one.text for one in sections if one.attrs["aria-labelledby"] == place), "")


REVIEWED = {**DRAFTS, "person": lambda: make_person(status=Status.DRAFT)}


@pytest.mark.parametrize("kind", REVIEWED)
def test_publisher_sees_what_is_ready_with_its_comment_and_a_link(db: None, kind: str) -> None:
    row = REVIEWED[kind]()

    post(signed_in(CONTRIBUTOR), row, **READY)
    publisher = signed_in(PUBLISHER)

    assert COMMENT in section(publisher, "to-review")
    assert "contributor" in section(publisher, "to-review")
    page = publisher.get("/admin/").content.decode()
    assert f'href="/admin/timeline/{row._meta.model_name}/{row.pk}/change/"' in page
    assert COMMENT in form_page(publisher, row).text


def test_needs_changes_goes_back_to_who_asked(db: None) -> None:
    row = make_milestone()
    contributor, publisher = signed_in(CONTRIBUTOR), signed_in(PUBLISHER)
    post(contributor, row, **READY)

    post(publisher, row, needs_changes=CHANGES)

    assert section(publisher, "to-review") == ""
    assert "Needs changes" in section(contributor, "sent-for-review")
    assert CHANGES in section(contributor, "sent-for-review")
    assert CHANGES in form_page(contributor, row).text


def test_asked_again_it_waits_again(db: None) -> None:
    row = make_milestone()
    contributor, publisher = signed_in(CONTRIBUTOR), signed_in(PUBLISHER)
    post(contributor, row, **READY)
    post(publisher, row, needs_changes=CHANGES)

    post(contributor, row, ready_for_review="on", review_comment="Done")

    assert "Done" in section(publisher, "to-review")
    assert "Waits for a publisher" in section(contributor, "sent-for-review")
    assert CHANGES not in section(contributor, "sent-for-review")


def test_publishing_ends_it(db: None) -> None:
    row = make_milestone(cites=[make_paragraph()])
    contributor, publisher = signed_in(CONTRIBUTOR), signed_in(PUBLISHER)
    post(contributor, row, **READY)

    act(publisher, row, "publish")

    assert Milestone.objects.get().status == Status.PUBLISHED
    assert section(publisher, "to-review") == ""
    assert "Published" in section(contributor, "sent-for-review")


def test_comment_too_long_is_refused_beside_its_field(db: None) -> None:
    row = make_milestone()

    answer = post(signed_in(CONTRIBUTOR), row, ready_for_review="on", review_comment="x" * 501)

    assert "review_comment" in answer.context["adminform"].form.errors


def test_comment_without_the_box_is_asked_about(db: None) -> None:
    row = make_milestone()

    answer = post(signed_in(CONTRIBUTOR), row, review_comment=COMMENT)

    assert "ready_for_review" in answer.context["adminform"].form.errors


def test_row_is_not_published_and_sent_back_at_once(db: None) -> None:
    row = make_milestone(cites=[make_paragraph()])
    publisher = signed_in(PUBLISHER)
    post(signed_in(CONTRIBUTOR), row, **READY)

    answer = post(publisher, row, needs_changes=CHANGES, status=Status.PUBLISHED)

    assert "needs_changes" in answer.context["adminform"].form.errors
    assert Milestone.objects.get().status == Status.DRAFT


def test_contributor_cannot_answer_a_request(db: None) -> None:
    row = make_milestone()
    contributor = signed_in(CONTRIBUTOR)
    post(contributor, row, **READY)

    post(contributor, row, needs_changes=CHANGES)

    assert "Waits for a publisher" in section(contributor, "sent-for-review")


def test_contributor_who_does_not_ask_has_one_folded_part(db: None) -> None:
    page = form_page(signed_in(CONTRIBUTOR), make_milestone())

    folded = [part for part in page.all("details") if "Ready for review" in part.text]
    assert len(folded) == 1
    assert "open" not in folded[0].attrs


@pytest.mark.parametrize("role", [PUBLISHER, TRANSLATOR])
def test_others_have_nothing_more_in_the_form(db: None, role: str) -> None:
    fields = filled_in(
        signed_in(role).get(f"/admin/timeline/milestone/{make_milestone().pk}/change/"),
        "milestone_form",
    )

    assert not {"ready_for_review", "review_comment", "needs_changes"} & set(fields)


def test_first_page_says_nothing_where_nothing_is_asked(editor: Client) -> None:
    make_milestone()

    assert "review" not in " ".join(
        one.attrs["aria-labelledby"]
        for one in Document(editor.get("/admin/").content.decode()).all("section")
    )


def test_deleted_draft_leaves_no_line(db: None) -> None:
    row = make_milestone()
    contributor, publisher = signed_in(CONTRIBUTOR), signed_in(PUBLISHER)
    post(contributor, row, **READY)

    row.delete()

    assert section(publisher, "to-review") == section(contributor, "sent-for-review") == ""


def test_comment_is_in_no_public_answer_and_no_file_of_the_record(
    db: None, client: Client, tmp_path: Path
) -> None:
    row = make_milestone(cites=[make_paragraph()], slug="drilling")
    post(signed_in(CONTRIBUTOR), row, ready_for_review="on", review_comment="QZXCOMMENT")
    act(signed_in(PUBLISHER), row, "publish")

    call_command("export_record", str(tmp_path / "files"))

    written = "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    assert "drilling" in written
    assert "QZXCOMMENT" not in written
    for address in ("/", "/milestones/drilling/", "/timeline.json", "/timeline.csv"):
        assert b"QZXCOMMENT" not in b"".join(client.get(address))
