"""Earlier states of a row and the way back to them; rows that were deleted and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.admin_pages import errors, filled_in, save, submit, text_of, told
from tests.factories import (
    make_announced,
    make_contact,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_project,
    make_release,
)
from timeline.admin.history import bring_back
from timeline.models import Citation, Correction, Milestone, MilestonePartner, Paragraph, Release

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DELETED = "/admin/timeline/milestone/deleted/"
NOTE = {"correction_note_en": "It was misread"}


def page_of(row: Any) -> str:
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"


def state_of(row: Any, version: int) -> str:
    """The page of the state that a row was left in with a version."""
    state = row.history.filter(version=version).first()
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/history/{state.pk}/"


def go_back(client: Client, address: str, **typed: str) -> Any:
    return submit(client, address, filled_in(client.get(address), "back_form"), **typed)


@pytest.fixture
def draft() -> Milestone:
    """A draft that cites one paragraph, of one project, with one part."""
    row = make_milestone(cites=[make_paragraph()], title_en="First")
    row.projects.add(make_project(name_en="Crater Lake"))
    make_part(row, make_partner(name_en="Albecour"), "host")
    return row


def test_what_was_changed_in_one_language_is_read_in_the_other(
    editor: Client, draft: Milestone
) -> None:
    save(editor, page_of(draft), title_en="A slip")
    save(editor, f"/fr{page_of(draft)}", kind="permit")
    history = f"/admin/timeline/milestone/{draft.pk}/history/"

    english, french = text_of(editor.get(history)), text_of(editor.get(f"/fr{history}"))

    assert "Changed title (English)." in english
    assert "Changed kind." in english
    assert "Modification de titre (anglais)." in french
    assert "Modification de type." in french


def test_an_earlier_state_stands_beside_the_present_one(editor: Client, draft: Milestone) -> None:
    save(editor, page_of(draft), title_en="A slip", kind="permit")

    page = text_of(editor.get(state_of(draft, 1)))

    assert "Title (English) First A slip" in page
    assert "Kind Event Permit" in page


def test_one_step_brings_the_earlier_state_back(editor: Client, draft: Milestone) -> None:
    save(editor, page_of(draft), title_en="A slip", kind="permit")

    go_back(editor, state_of(draft, 1))

    draft.refresh_from_db()
    assert (draft.title_en, draft.kind, draft.version) == ("First", "event", 3)
    assert draft.history.first().history_change_reason.startswith("Back to the state of ")
    assert draft.history.first().history_user.username == "editor"


def test_what_belongs_to_a_row_comes_back_with_it(editor: Client, draft: Milestone) -> None:
    cited, other = draft.citations.get().paragraph, make_paragraph()
    away: dict[str, Any] = {
        "citations_0_DELETE": "on",
        "citations_1_paragraph": other.pk,
        "partner_roles_0_role": "owner",
    }
    save(editor, page_of(draft), **away, projects=[])

    go_back(editor, state_of(draft, 1))

    assert draft.citations.get().paragraph == cited
    assert draft.partner_roles.get().role == "host"
    assert draft.projects.get().name == "Crater Lake"


def test_looking_at_a_state_changes_nothing(editor: Client, draft: Milestone) -> None:
    save(editor, page_of(draft), title_en="A slip")
    before = draft.history.count()

    editor.get(state_of(draft, 1))

    draft.refresh_from_db()
    assert (draft.title_en, draft.history.count()) == ("A slip", before)


def test_going_back_over_a_save_that_was_not_seen_is_refused(
    editor: Client, draft: Milestone
) -> None:
    save(editor, page_of(draft), title_en="A slip")
    opened = filled_in(editor.get(state_of(draft, 1)), "back_form")
    save(editor, page_of(draft), title_en="Anne's")

    submit(editor, state_of(draft, 1), opened)

    draft.refresh_from_db()
    assert draft.title_en == "Anne's"


def test_going_back_asks_for_a_note_where_visitors_have_read(editor: Client) -> None:
    row = make_announced(title_en="First", place_en="Berlin")
    save(editor, page_of(row), place_en="Brussels", **NOTE)

    refused = go_back(editor, state_of(row, 1))
    row.refresh_from_db()
    before = row.place_en
    go_back(editor, state_of(row, 1), correction_note_en="Berlin it was")

    row.refresh_from_db()
    assert "correction_note_en" in errors(refused)
    assert (before, row.place_en) == ("Brussels", "Berlin")
    assert Correction.objects.first().note_en == "Berlin it was"  # type: ignore[union-attr]


def test_a_refused_step_back_goes_on_in_the_form(editor: Client) -> None:
    row = make_announced(title_en="First", place_en="Berlin")
    save(editor, page_of(row), place_en="Brussels", **NOTE)
    refused = go_back(editor, state_of(row, 1))

    assert f'action="{page_of(row)}"' in refused.content.decode()
    submit(editor, page_of(row), filled_in(refused), correction_note_en="Berlin it was")

    row.refresh_from_db()
    assert row.place_en == "Berlin"


def test_going_back_leaves_the_row_as_public_as_it_is(editor: Client, draft: Milestone) -> None:
    save(editor, page_of(draft), title_en="Second", status="published")

    go_back(editor, state_of(draft, 1))

    draft.refresh_from_db()
    assert (draft.title_en, draft.status) == ("First", "published")


def test_a_state_that_is_not_valid_any_more_is_refused(editor: Client, draft: Milestone) -> None:
    cited = draft.citations.get().paragraph
    save(editor, page_of(draft), citations_0_DELETE="on")
    cited.delete()

    answer = go_back(editor, state_of(draft, 1))

    assert "citations-0-paragraph" in errors(answer)
    assert not draft.citations.exists()


@pytest.mark.parametrize(
    ("row", "state"), [("x", "1"), ("1", "x"), ("9" * 40, "1"), ("1", "999999"), ("0", "0")]
)
def test_an_odd_state_is_not_found(editor: Client, row: str, state: str) -> None:
    address = f"/admin/timeline/milestone/{row}/history/{state}/"

    assert editor.get(address).status_code == 404
    assert editor.post(address).status_code == 404


def test_a_state_of_another_row_is_not_found(editor: Client, draft: Milestone) -> None:
    other = make_milestone()

    address = f"/admin/timeline/milestone/{draft.pk}/history/{other.history.first().pk}/"
    assert editor.post(address).status_code == 404


def test_an_auditor_looks_and_goes_nowhere(client: Client, draft: Milestone) -> None:
    auditor = User.objects.create_user("auditor", is_staff=True)
    auditor.groups.add(Group.objects.get(name="auditor"))
    client.force_login(auditor)
    draft.title_en = "A slip"
    draft.save()
    address = state_of(draft, 1)

    assert "Bring this state back" not in text_of(client.get(address))
    assert client.post(address, {"version": 2}).status_code == 403
    assert client.get(DELETED).status_code == 403


@pytest.mark.usefixtures("record")
def test_the_first_state_of_a_loaded_row_can_be_brought_back(editor: Client) -> None:
    row = Milestone.objects.get(slug="discovery")
    was = row.title_fr
    save(editor, page_of(row), title_fr="Autre titre")

    go_back(editor, state_of(row, 1))

    row.refresh_from_db()
    assert row.title_fr == was


# What was deleted


def delete(client: Client, row: Any) -> None:
    client.post(f"/admin/timeline/{row._meta.model_name}/{row.pk}/delete/", {"post": "yes"})


def test_a_deleted_draft_is_brought_back_with_what_belonged_to_it(
    editor: Client, draft: Milestone
) -> None:
    cited = draft.citations.get().paragraph
    delete(editor, draft)
    state = Milestone.history.filter(history_type="-").get()

    answer = editor.post(DELETED, {"state": state.pk}, follow=True)

    back = Milestone.objects.get(pk=draft.pk)
    assert "“First” is back, as a draft." in told(answer)
    assert (back.title_en, back.status) == ("First", "draft")
    assert back.citations.get().paragraph == cited
    assert back.partner_roles.get().role == "host"
    assert back.projects.get().name == "Crater Lake"


def test_a_deleted_release_comes_back_with_its_paragraphs(editor: Client) -> None:
    release = make_release(status="draft")
    for _ in range(3):
        make_paragraph(release)
    make_contact(release)
    delete(editor, release)
    assert not Paragraph.objects.exists()
    state = Release.history.filter(history_type="-").get()

    editor.post("/admin/timeline/release/deleted/", {"state": state.pk})

    assert [p.number for p in Release.objects.get().paragraphs.all()] == [1, 2, 3]
    assert Release.objects.get().contacts.count() == 1


def test_what_was_deleted_is_listed_and_linked(editor: Client, draft: Milestone) -> None:
    delete(editor, draft)

    page = text_of(editor.get(DELETED))

    assert "First" in page
    assert "editor" in page
    assert f'href="{DELETED}"' in editor.get("/admin/timeline/milestone/").content.decode()


def test_what_is_back_is_listed_no_more(editor: Client, draft: Milestone) -> None:
    delete(editor, draft)
    state = Milestone.history.filter(history_type="-").get()
    editor.post(DELETED, {"state": state.pk})

    answer = editor.post(DELETED, {"state": state.pk}, follow=True)

    assert "or is back already" in told(answer)
    assert "Nothing was deleted." in text_of(editor.get(DELETED))


def test_a_row_that_somebody_else_brings_back_meanwhile_is_not_brought_back_twice(
    editor: Client, draft: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete(editor, draft)
    state = Milestone.history.filter(history_type="-").get()

    def meanwhile() -> None:
        monkeypatch.undo()
        bring_back(Milestone.history.get(pk=state.pk))

    monkeypatch.setattr("timeline.admin.history.lock_edition", meanwhile)
    answer = editor.post(DELETED, {"state": state.pk}, follow=True)

    assert "was not brought back" in told(answer)


def test_a_row_whose_address_is_taken_is_not_brought_back(editor: Client, draft: Milestone) -> None:
    slug = draft.slug
    delete(editor, draft)
    make_milestone(slug=slug)

    answer = editor.post(
        DELETED, {"state": Milestone.history.filter(history_type="-").get().pk}, follow=True
    )

    assert "was not brought back" in told(answer)
    assert Milestone.objects.count() == 1


def test_a_row_whose_paragraph_is_gone_is_not_half_brought_back(
    editor: Client, draft: Milestone
) -> None:
    cited = draft.citations.get().paragraph
    delete(editor, draft)
    cited.delete()

    answer = editor.post(
        DELETED, {"state": Milestone.history.filter(history_type="-").get().pk}, follow=True
    )

    assert "was not brought back" in told(answer)
    assert not Milestone.objects.exists()
    assert not Citation.objects.exists()
    assert not MilestonePartner.objects.exists()


@pytest.mark.parametrize("state", ["", "x", "0", "9" * 40, "1\0"])
def test_an_odd_state_is_not_brought_back(editor: Client, state: str) -> None:
    assert "not among what was deleted" in told(editor.post(DELETED, {"state": state}, follow=True))


def test_the_history_says_choices_and_dates_in_words(editor: Client, draft: Milestone) -> None:
    save(
        editor,
        page_of(draft),
        kind="permit",
        earliest="2018-11-12",
        precision="range",
        basis_en="As read",
    )

    page = text_of(editor.get(f"/admin/timeline/milestone/{draft.pk}/history/"))

    assert "Event → Permit" in page
    assert "13 November 2018 → 12 November 2018" in page
    assert "(empty) → As read" in page


def test_the_history_says_what_changed_of_the_rows_that_belong_to_it(
    editor: Client, draft: Milestone
) -> None:
    cited, other = draft.citations.get().paragraph, make_paragraph()
    save(editor, page_of(draft), citations_0_paragraph=other.pk, partner_roles_0_role="owner")
    save(editor, page_of(draft), citations_0_DELETE="on")

    page = text_of(editor.get(f"/admin/timeline/milestone/{draft.pk}/history/"))

    first, second = (str(paragraph).replace("\u00a0", " ") for paragraph in (cited, other))
    assert f"{first} → {second}" in page
    assert "Host → Owner" in page
    assert f"{second} → (not there)" in page
