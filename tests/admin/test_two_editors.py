"""Two people edit one row: the second save is refused, with both versions shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.editing import errors, filled_in, submit
from tests.factories import make_milestone, make_paragraph, make_partner, make_project, make_release
from timeline.models import Milestone, Paragraph


@pytest.fixture
def milestone(db: None) -> Milestone:
    return make_milestone(cites=[make_paragraph()], title_en="First", kind="event")


def page_of(milestone: Milestone) -> str:
    return f"/admin/timeline/milestone/{milestone.pk}/change/"


def test_a_save_based_on_an_older_version_saves_nothing(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")

    submit(editor, page_of(milestone), opened, title_en="Bob's")

    milestone.refresh_from_db()
    assert (milestone.title_en, milestone.version) == ("Anne's", 2)


def test_both_versions_are_shown_field_by_field(editor: Client, milestone: Milestone) -> None:
    project, place = make_project(name_en="Crater Lake"), "Montréal"
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's", title_fr="D’Anne", kind="permit")

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's", projects=[project.pk], place_fr=place)

    assert errors(answer)["__all__"][1:] == [
        "Title (English): stored now “Anne's”; typed here “Bob's”.",
        "Title (French): stored now “D’Anne”; typed here “(empty)”.",
        "Kind: stored now “Permit”; typed here “Event”.",
        "Projects: stored now “(empty)”; typed here “Crater Lake”.",
        "Place (French): stored now “(empty)”; typed here “Montréal”.",
    ]
    assert errors(answer)["__all__"][0].startswith("editor saved this on ")


def test_the_form_keeps_what_was_typed(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert filled_in(answer)["title_en"] == ["Bob's"]


def test_saving_again_after_seeing_both_is_accepted(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, title_en="Anne's")
    warned = submit(editor, page_of(milestone), opened, title_en="Bob's")

    submit(editor, page_of(milestone), filled_in(warned))

    milestone.refresh_from_db()
    assert (milestone.title_en, milestone.version) == ("Bob's", 3)


def test_rows_edited_on_the_page_count_too(editor: Client, milestone: Milestone) -> None:
    other = make_paragraph(make_release(headline_en="Other"))
    opened = filled_in(editor.get(page_of(milestone)))
    submit(editor, page_of(milestone), opened, citations_1_paragraph=other.pk)

    answer = submit(editor, page_of(milestone), opened, citations_0_DELETE="on")

    first = milestone.citations.order_by("pk")[0]
    assert milestone.citations.count() == 2
    assert errors(answer)["__all__"][1:] == [
        f"Citation: stored now “{other}”; typed here “(not there)”.",
        f"Citation “{first}”: stored now “{first}”; typed here “(not there)”.",
    ]


def test_a_row_added_and_a_row_deleted_elsewhere_are_shown(editor: Client, milestone: Milestone) -> None:
    new = make_paragraph(make_release(headline_en="New"))
    opened = filled_in(editor.get(page_of(milestone)))
    cited = milestone.citations.get().paragraph
    submit(editor, page_of(milestone), opened, citations_0_DELETE="on")

    answer = submit(editor, page_of(milestone), opened, citations_1_paragraph=new.pk)

    assert errors(answer)["__all__"][1:] == [
        f"Citation: stored now “(not there)”; typed here “{cited}”.",
        f"Citation: stored now “(not there)”; typed here “{new}”.",
    ]


def test_a_paragraph_changed_on_both_sides_is_shown(editor: Client, db: None) -> None:
    paragraph = make_paragraph(summary_en="Before")
    address = f"/admin/timeline/release/{paragraph.release_id}/change/"
    opened = filled_in(editor.get(address), "release_form")
    submit(editor, address, opened, paragraphs_0_summary_en="Anne's")

    answer = submit(editor, address, opened, paragraphs_0_summary_en="Bob's")

    assert errors(answer)["__all__"][1:] == [
        f"Paragraph “{paragraph}”, Summary (English): stored now “Anne's”; typed here “Bob's”."
    ]
    assert Paragraph.objects.get().summary_en == "Anne's"


@pytest.mark.parametrize("version", ["", "abc", "0", "99999999999999999999", "1\0", "-1"])
def test_an_odd_version_counts_as_an_older_one(editor: Client, milestone: Milestone, version: str) -> None:
    opened = filled_in(editor.get(page_of(milestone)))

    answer = submit(editor, page_of(milestone), opened, version=version, title_en="Odd")

    assert "__all__" in errors(answer)
    milestone.refresh_from_db()
    assert milestone.title_en == "First"


def test_no_version_at_all_counts_as_an_older_one(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    del opened["version"]

    answer = submit(editor, page_of(milestone), opened, title_en="Odd")

    assert "__all__" in errors(answer)


@pytest.mark.parametrize("kind", ["release", "project", "partner"])
def test_every_published_kind_of_row_is_guarded(editor: Client, kind: str) -> None:
    row: Any = {"release": make_release, "project": make_project, "partner": make_partner}[kind]()
    address = f"/admin/timeline/{kind}/{row.pk}/change/"
    opened = filled_in(editor.get(address), f"{kind}_form")
    submit(editor, address, opened, summary_en="Anne's")

    answer = submit(editor, address, opened, summary_en="Bob's")

    assert "Summary (English): stored now “Anne's”; typed here “Bob's”." in errors(answer)["__all__"]
    row.refresh_from_db()
    assert row.summary_en == "Anne's"


def test_an_action_in_between_counts_as_a_save(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    editor.post("/admin/timeline/milestone/", {"action": "publish", "_selected_action": [milestone.pk]})

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert "Status: stored now “Published”; typed here “Draft”." in errors(answer)["__all__"]


def test_a_row_deleted_in_between_is_said(editor: Client, milestone: Milestone) -> None:
    opened = filled_in(editor.get(page_of(milestone)))
    milestone.delete()

    answer = submit(editor, page_of(milestone), opened, title_en="Bob's")

    assert "Perhaps it was deleted?" in answer.content.decode()
