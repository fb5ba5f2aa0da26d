"""What was public is not changed in silence: which changes ask for a note, what is refused, what is
kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.admin_pages import chosen, errors, filled_in, save, submit, told
from tests.factories import (
    make_announced,
    make_company,
    make_contact,
    make_document_copy,
    make_document_relation,
    make_listing,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_project_name,
    make_project_state,
    make_release,
    make_stake,
)
from timeline.models import Citation, Correction, Milestone, Release, Stake
from timeline.publishing.corrections import was_public

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOTE = {"correction_note_en": "It was misread"}
Row = Any


def address(row: models.Model) -> str:
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"


def change(client: Client, row: models.Model, **typed: Any) -> Any:
    return save(client, address(row), f"{row._meta.model_name}_form", **typed)


def columns(row: models.Model) -> dict[str, Any]:
    return type(row)._default_manager.filter(pk=row.pk).values()[0]


def milestone() -> Milestone:
    """Public, with a text in English for each column that has one, and a part, and a citation."""
    row = make_announced(
        title_en="Drilling of 20 holes",
        summary_en="It has 0.2% of it",
        condition_en="if viable",
        place_en="Berlin",
    )
    make_part(row, make_partner(name_en="Albecour"), "host")
    return row


def release() -> Release:
    row = make_release(
        headline_en="Ten holes", place="Montréal", wire="GlobeNewswire", summary_en="On 12 May"
    )
    make_paragraph(row, summary_en="At 6.67%", summary_fr="")
    make_contact(row, name="Pat Example", phone="+1 514 555-0100")
    make_project_name(release=row, name_en="An older name")
    row.listings.add(make_listing())
    return row


def article() -> Release:
    """A newspaper's, of which one copy is on file, and which corrects another document."""
    row = make_release(
        document_type="article", issuer=make_partner(name_en="Daily"), issuer_name="The Daily"
    )
    make_document_copy(row, publisher="A wire")
    make_document_relation(row, make_release(), relation="corrects")
    return row


def project() -> Row:
    row = make_project(name_en="Crater Lake", name_fr="Lac Crater", summary_en="Since 2018")
    make_project_state(row, state="optioned", holds_from="2018")
    Stake.objects.create(owned_project=row, percent=60, paragraph=make_paragraph())
    return row


def partner() -> Row:
    row = make_partner(name_en="Albecour", kind="company", summary_en="100% of it")
    make_stake(owner=row, percent=50)
    return row


def person() -> Row:
    row = make_person(name="Pat Example")
    make_post(row, title_en="President", title_fr="", holds_from="2018")
    return row


def company() -> Row:
    return make_company(name="Imperial Mining Group Ltd.", description_en="Since 2017")


def listing() -> Row:
    row = make_listing(symbol="IPG")
    make_release().listings.add(row)
    return row


DAY = {"date_words": "12 November 2018", "earliest": "2018-11-12", "latest": "2018-11-12"}
ASKS: list[tuple[Callable[[], Row], dict[str, Any]]] = [
    (milestone, DAY),
    (milestone, {"date_words": "on 13 November 2018"}),
    (milestone, {"precision": "about", "basis_en": "As read"}),
    (milestone, {"standing": "under_way"}),
    (milestone, {"condition_en": "if financed"}),
    (milestone, {"title_en": "Drilling of 21 holes"}),
    (milestone, {"summary_en": "It has 0.4% of it"}),
    (milestone, {"place_en": "Brussels"}),
    (milestone, {"partner_roles_0_role": "owner"}),
    (milestone, {"partner_roles_0_DELETE": "on"}),
    (release, {"published_on": "2017-12-14"}),
    (release, {"listings": []}),
    (release, {"place": "Québec"}),
    (release, {"wire": "Newswire"}),
    (release, {"headline_en": "Eleven holes"}),
    (release, {"summary_en": "On 13 May"}),
    (release, {"paragraphs_0_summary_en": "At 6.76%"}),
    (release, {"paragraphs_0_number": "2"}),
    (release, {"paragraphs_0_DELETE": "on"}),
    (release, {"contacts_0_phone": "+1 514 555-0199"}),
    (release, {"contacts_0_name": "Kim Example"}),
    (release, {"project_names_0_name_en": "Another name"}),
    (release, {"document_type": "filing"}),
    (article, {"issuer_name": "The Weekly"}),
    (article, {"document_type": "page"}),
    (article, {"document_type": "company_release", "issuer": ""}),
    (article, {"copies_0_publisher": "Another wire"}),
    (article, {"copies_0_DELETE": "on"}),
    (article, {"relations_0_relation": "repeats"}),
    (article, {"relations_0_DELETE": "on"}),
    (project, {"name_en": "Crater Creek"}),
    (project, {"name_fr": "Lac au Cratère"}),
    (project, {"summary_en": "Since 2019"}),
    (project, {"states_0_state": "sold"}),
    (project, {"states_0_holds_from": "2019"}),
    (project, {"states_0_DELETE": "on"}),
    (project, {"owners_0_percent": "61"}),
    (person, {"name": "Kim Example"}),
    (person, {"posts_0_title_en": "Chair"}),
    (person, {"posts_0_office": "chair"}),
    (person, {"posts_0_holds_from": "2019"}),
    (person, {"posts_0_holds_until": "2019"}),
    (person, {"posts_0_DELETE": "on"}),
    (partner, {"name_en": "Albecour Inc."}),
    (partner, {"holdings_0_percent": "51"}),
    (partner, {"holdings_0_DELETE": "on"}),
    (partner, {"summary_en": "90% of it"}),
    (company, {"name": "Scandium Canada Ltd."}),
    (company, {"short_name": "Scandium"}),
    (company, {"description_en": "Since 2018"}),
    (listing, {"symbol": "SCD"}),
    (listing, {"code": "TSX"}),
]
NEEDS_NONE: list[tuple[Callable[[], Row], dict[str, Any]]] = [
    (person, {"posts_0_title_fr": "Présidente"}),
    (milestone, {"title_en": "All of the 20 holes drilled"}),
    (milestone, {"title_fr": "Forage de 20 trous", "summary_fr": "Il y en a 0,2 %"}),
    (milestone, {"condition_fr": "si rentable", "place_fr": "Berlin"}),
    (milestone, {"kind": "market"}),
    (milestone, {"short_title_en": "20 holes"}),
    (milestone, {"summary_en": "Of it, it has 0.2%"}),
    (release, {"headline_en": "Ten good holes"}),
    (release, {"paragraphs_0_summary_fr": "À 6,67 %"}),
    (release, {"paragraphs_1_number": "2", "paragraphs_1_summary_en": "Another 100 m"}),
    (release, {"source_name": "The company"}),
    (release, {"issuer_name": "Example Resources Inc."}),
    (release, {"source_url": "https://example.com/a", "sha256": "a" * 64}),
    (article, {"copies_0_url": "https://example.com/a", "copies_0_was_read": "on"}),
    (project, {"summary_fr": "Depuis 2018"}),
    (partner, {"summary_en": "All, that is 100%, of it"}),
    (partner, {"website": "https://example.com/"}),
    (company, {"website": "https://example.com/"}),
    (company, {"description_fr": "Depuis 2017"}),
]


def _named(case: Any) -> str:
    return case.__name__ if callable(case) else "-".join(case)


@pytest.mark.parametrize(("make", "typed"), ASKS, ids=_named)
def test_a_fact_changed_without_a_note_is_refused_beside_it(
    editor: Client, make: Callable[[], Row], typed: dict[str, Any]
) -> None:
    row = make()
    before = columns(row)

    answer = change(editor, row, **typed)

    assert list(errors(answer)) == ["correction_note_en"]
    assert errors(answer)["correction_note_en"][0].startswith("Visitors have read what you change.")
    assert columns(row) == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("make", "typed"), ASKS, ids=_named)
def test_a_fact_changed_with_a_note_is_kept_as_a_correction(
    editor: Client, make: Callable[[], Row], typed: dict[str, Any]
) -> None:
    row = make()

    answer = change(editor, row, **typed, **NOTE)

    assert errors(answer) == {}
    kept = Correction.objects.filter(note_en="It was misread", made_by__username="editor")
    assert row in [correction.row for correction in kept] or row._meta.model_name in {
        "company",
        "listing",
    }


def test_listing_that_turns_out_to_be_a_parent_s_asks_for_a_note(editor: Client) -> None:
    row, parent = listing(), make_partner(name_en="Parent Inc.")

    assert list(errors(change(editor, row, partner=parent.pk))) == ["correction_note_en"]

    assert errors(change(editor, row, partner=parent.pk, **NOTE)) == {}
    (line,) = Correction.objects.get().lines
    assert (line.was, line.now) == ("TSXV: IPG, the company", "TSXV: IPG, Parent Inc.")


@pytest.mark.parametrize(("make", "typed"), NEEDS_NONE, ids=_named)
def test_wording_and_translation_need_no_note(
    editor: Client, make: Callable[[], Row], typed: dict[str, Any]
) -> None:
    answer = change(editor, make(), **typed)

    assert errors(answer) == {}
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "state",
    [
        {"status": "draft"},
        {"status": "published", "publish_at": timezone.now() + timedelta(days=9)},
    ],
)
def test_what_nobody_has_read_needs_no_note(editor: Client, state: dict[str, Any]) -> None:
    row = make_milestone(cites=[make_paragraph()], **state)

    answer = change(editor, row, **DAY)

    assert errors(answer) == {}
    assert not Correction.objects.exists()


def test_a_milestone_of_a_scheduled_release_needs_no_note(editor: Client) -> None:
    soon = timezone.now() + timedelta(days=9)
    row = make_milestone([make_paragraph(make_release(publish_at=soon))], status="published")
    change(editor, row, title_en="Reworded")

    assert errors(change(editor, row, **DAY)) == {}


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_was_public_once_still_asks(editor: Client, status: str) -> None:
    row = milestone()
    change(
        editor, row, status=status, withdrawn_reason_en="An error" if status == "withdrawn" else ""
    )

    assert "correction_note_en" in errors(change(editor, row, **DAY))


def test_a_cited_paragraph_added_removed_or_changed_asks(editor: Client) -> None:
    row, other = milestone(), make_paragraph()

    added = change(editor, row, citations_1_paragraph=other.pk)
    changed = change(editor, row, citations_0_paragraph=other.pk)

    assert "correction_note_en" in errors(added)
    assert "correction_note_en" in errors(changed)
    assert Citation.objects.count() == 1


def test_a_citation_of_a_draft_release_is_no_public_change(editor: Client) -> None:
    row, draft = milestone(), make_paragraph(make_release(status="draft"))

    assert errors(change(editor, row, citations_1_paragraph=draft.pk)) == {}
    assert not Correction.objects.exists()


def test_a_settlement_changed_asks(editor: Client) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)))
    row = make_announced(settles=plan, settlement="achieved")

    answer = change(editor, row, settlements_0_settlement="changed")

    assert (
        f"was “Achieved: {plan}”, now “Changed: {plan}”" in errors(answer)["correction_note_en"][1]
    )


def test_all_that_one_save_changes_is_one_correction(editor: Client) -> None:
    row, other = milestone(), make_paragraph(make_release(published_on=date(2018, 12, 1)))

    change(editor, row, **DAY, citations_1_paragraph=other.pk, partner_roles_0_role="owner", **NOTE)

    correction = Correction.objects.get()
    assert [line.label for line in correction.lines] == ["date", "stated in", "who"]
    assert correction.changes[0] == {
        "label": {"en": "date", "fr": correction.changes[0]["label"]["fr"]},
        "was": {"en": "13 November 2018", "fr": "13 novembre 2018"},
        "now": {"en": "12 November 2018", "fr": "12 novembre 2018"},
    }
    assert correction.lines[1].now == "13 November 2018, ¶\u00a01; 1 December 2018, ¶\u00a01"


def test_a_stake_is_corrected_on_both_pages_that_say_it(editor: Client) -> None:
    owner, owned = make_partner(), make_partner()
    make_stake(owner, owned, percent=50)

    change(editor, owner, holdings_0_percent="51", **NOTE)

    assert {correction.row for correction in Correction.objects.all()} == {owner, owned}


def test_a_note_in_either_language_is_enough(editor: Client) -> None:
    row = milestone()

    change(editor, row, **DAY, correction_note_fr="Mal lu")

    assert Correction.objects.get().note_fr == "Mal lu"


def test_a_note_of_blanks_is_none(editor: Client) -> None:
    assert "correction_note_en" in errors(
        change(editor, milestone(), **DAY, correction_note_en="   ")
    )


@pytest.mark.parametrize("note", ["x" * 301, "a\0b"])
def test_an_odd_note_is_refused_beside_it(editor: Client, note: str) -> None:
    row = milestone()

    assert "correction_note_en" in errors(change(editor, row, **DAY, correction_note_en=note))
    assert not Correction.objects.exists()


def test_a_note_for_nothing_is_said_not_to_be_kept(editor: Client) -> None:
    answer = change(editor, milestone(), title_fr="Forage", **NOTE)

    assert "The public note was not kept" in told(answer)
    assert not Correction.objects.exists()


def test_the_note_is_asked_for_beside_the_field_of_the_language_at_hand(editor: Client) -> None:
    row = milestone()

    answer = save(editor, f"/fr{address(row)}", **DAY)

    assert "correction_note_fr" in errors(answer)


def test_a_version_conflict_comes_before_the_note(editor: Client) -> None:
    row = milestone()
    opened = filled_in(editor.get(address(row)))
    submit(editor, address(row), opened, title_fr="Forage")

    answer = submit(editor, address(row), opened, **DAY)

    assert list(errors(answer)) == ["__all__"]


def test_a_conflict_does_not_list_the_note(editor: Client) -> None:
    row = milestone()
    opened = filled_in(editor.get(address(row)))
    submit(editor, address(row), opened, title_fr="Forage")

    answer = submit(editor, address(row), opened, **NOTE)

    assert not any("note" in line for line in errors(answer)["__all__"])


def test_a_draft_is_not_asked(editor: Client) -> None:
    assert b"correction_note_en" not in editor.get(address(make_milestone())).content


def test_who_may_only_look_is_not_asked_either(client: Client) -> None:
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename="view_milestone"))
    client.force_login(looker)

    answer = client.get(address(milestone()))

    assert answer.status_code == 200
    assert b"correction_note_en" not in answer.content


def test_publishing_from_the_list_is_no_correction(editor: Client) -> None:
    row = make_milestone(cites=[make_paragraph()])

    editor.post("/admin/timeline/milestone/", chosen("publish", row))

    assert not Correction.objects.exists()


def test_staff_read_corrections_and_change_none(editor: Client) -> None:
    row = milestone()
    change(editor, row, **DAY, **NOTE)
    kept = Correction.objects.get()

    page = editor.get(f"/admin/timeline/correction/{kept.pk}/change/")

    assert b"It was misread" in page.content
    assert b'name="_save"' not in page.content
    assert (
        editor.post(f"/admin/timeline/correction/{kept.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )
    assert editor.get("/admin/timeline/correction/").status_code == 200
    assert editor.get("/admin/timeline/correction/add/").status_code == 403


def test_a_contributor_does_not_correct_a_draft_that_was_public(client: Client) -> None:
    contributor = User.objects.create_user("contributor", is_staff=True)
    contributor.groups.add(Group.objects.get(name="contributor"))
    client.force_login(contributor)
    row = milestone()
    row.status = "draft"
    row.save()

    answer = change(client, row, **DAY, **NOTE)

    assert (
        errors(answer)["__all__"][0] == "Visitors have read this: only a publisher may correct it."
    )
    assert not Correction.objects.exists()


def test_a_draft_that_was_loaded_was_never_public(editor: Client) -> None:
    row = make_milestone(status="draft")
    row.history.all().delete()  # as loaddata leaves it

    assert editor.get(address(row)).status_code == 200
    assert not was_public(row, timezone.now())


def test_a_text_changed_in_one_language_says_that_the_other_was_left(editor: Client) -> None:
    row = make_milestone(summary_en="After 12 holes", summary_fr="Après 12 sondages")

    changed = save(
        editor, f"/admin/timeline/milestone/{row.pk}/change/", summary_en="After 14 holes"
    )
    both = save(
        editor,
        f"/admin/timeline/milestone/{row.pk}/change/",
        summary_en="14 holes",
        summary_fr="14 sondages",
    )

    assert "Left as it was: summary (French)." in told(changed)
    assert "Left as it was" not in told(both)
