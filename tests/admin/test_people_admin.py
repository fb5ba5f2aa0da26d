"""People and their posts, stakes and states of projects, entered by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.admin_pages import errors, save, text_of
from tests.factories import (
    make_paragraph,
    make_partner,
    make_person,
    make_post,
    make_project,
    make_project_state,
)
from timeline.models import Correction, Person, Post, ProjectState, Stake

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ADD = "/admin/timeline/person/add/"


def post_typed(number: int = 0, **over: Any) -> dict[str, Any]:
    typed = {"office": "chief_executive", "title_en": "CEO", "title_fr": "Chef", **over}
    return {f"posts_{number}_{name}": value for name, value in typed.items()}


def save_person(editor: Client, person: Person, **typed: Any) -> Any:
    return save(editor, f"/admin/timeline/person/{person.pk}/change/", "person_form", **typed)


def save_partner(editor: Client, row: Any, **typed: Any) -> Any:
    return save(editor, f"/admin/timeline/partner/{row.pk}/change/", "partner_form", **typed)


def save_project(editor: Client, row: Any, **typed: Any) -> Any:
    return save(editor, f"/admin/timeline/project/{row.pk}/change/", "project_form", **typed)


def test_person_is_entered_with_a_post(editor: Client) -> None:
    paragraph = make_paragraph()

    save(
        editor,
        ADD,
        "person_form",
        name="Ada Archer",
        **post_typed(paragraph=paragraph.pk, holds_from="2018-03"),
    )

    post = Post.objects.get()
    assert (post.person.slug, post.title_en, post.holds_from) == ("ada-archer", "CEO", "2018-03")


def test_first_post_of_a_public_person_is_no_correction(editor: Client) -> None:
    person = make_person()

    save_person(editor, person, **post_typed(paragraph=make_paragraph().pk))

    assert person.posts.count() == 1
    assert not Correction.objects.exists()


def test_changed_post_is_a_correction_of_the_person(editor: Client) -> None:
    person = make_person()
    make_post(person, holds_from="2018")

    save_person(editor, person, posts_0_holds_from="2019", correction_note_en="It was misread")

    correction = Correction.objects.get()
    assert correction.row == person
    (line,) = correction.lines
    assert line.was == "the company, Chief executive, from 2018 (13 November 2018, ¶\u00a01)"
    assert line.now == "the company, Chief executive, from 2019 (13 November 2018, ¶\u00a01)"


def test_post_that_ends_before_it_starts_is_refused_beside_its_field(editor: Client) -> None:
    typed = post_typed(paragraph=make_paragraph().pk, holds_from="2019", holds_until="2018-12")

    answer = save_person(editor, make_person(), **typed)

    assert errors(answer) == {"posts-0-holds_until": ["It ends before it begins."]}
    assert not Post.objects.exists()


def test_post_of_no_such_day_is_refused_beside_its_field(editor: Client) -> None:
    typed = post_typed(paragraph=make_paragraph().pk, holds_from="May 2019")

    answer = save_person(editor, make_person(), **typed)

    assert list(errors(answer)) == ["posts-0-holds_from"]


def test_post_of_the_same_paragraph_twice_is_refused(editor: Client) -> None:
    paragraph = make_paragraph()
    typed = post_typed(paragraph=paragraph.pk) | post_typed(1, paragraph=paragraph.pk)
    typed |= {"posts-TOTAL_FORMS": "2"}

    answer = save_person(editor, make_person(), **typed)

    assert list(errors(answer).values()) == [["This post is here twice with the same paragraph."]]


def test_post_that_is_on_file_already_is_refused(editor: Client) -> None:
    person, paragraph = make_person(), make_paragraph()
    make_post(person, paragraph, title_en="CEO")

    answer = save_person(editor, person, **post_typed(1, paragraph=paragraph.pk))

    assert list(errors(answer).values()) == [["This post is here twice with the same paragraph."]]
    assert person.posts.count() == 1


def test_person_waits_for_review_on_the_first_page(editor: Client) -> None:
    make_person(status="draft")

    assert "1 person" in text_of(editor.get("/admin/"))


def test_draft_of_a_person_is_previewed(editor: Client) -> None:
    person = make_person(status="draft", name="Ada Archer")
    make_post(person)

    page = editor.get(f"/admin/timeline/person/{person.pk}/preview/", follow=True)

    assert page.status_code == 200
    assert "Ada Archer" in text_of(page)


def test_person_is_published_from_the_list(editor: Client) -> None:
    person = make_person(status="draft")
    typed = {"action": "publish", "_selected_action": [person.pk], "post": "yes"}

    editor.post("/admin/timeline/person/", typed | {f"version-of-{person.pk}": person.version})

    person.refresh_from_db()
    assert person.status == "published"


# States and stakes


def test_state_of_a_project_is_entered_and_is_no_correction(editor: Client) -> None:
    project = make_project()

    save_project(editor, project, states_0_state="sold", states_0_paragraph=make_paragraph().pk)

    assert ProjectState.objects.get().state == "sold"
    assert not Correction.objects.exists()


def test_state_that_is_on_file_already_is_refused(editor: Client) -> None:
    project, paragraph = make_project(), make_paragraph()
    make_project_state(project, paragraph, state="sold")

    answer = save_project(editor, project, states_1_state="sold", states_1_paragraph=paragraph.pk)

    assert errors(answer)
    assert project.states.count() == 1


def test_states_of_a_project_are_folded_until_they_are_opened(editor: Client) -> None:
    project = make_project()

    page = editor.get(f"/admin/timeline/project/{project.pk}/change/").content.decode()

    assert page.count("<details>") >= 2


def test_stake_of_the_company_in_a_project_is_entered(editor: Client) -> None:
    project = make_project()

    save_project(editor, project, owners_0_percent="60", owners_0_paragraph=make_paragraph().pk)

    stake = Stake.objects.get()
    assert (stake.owner, stake.owned, stake.owned_project) == (None, None, project)


def test_owner_of_the_company_is_entered_on_the_owner(editor: Client) -> None:
    fund = make_partner()

    save_partner(editor, fund, holdings_0_percent="12", holdings_0_paragraph=make_paragraph().pk)

    stake = Stake.objects.get()
    assert (stake.owner, stake.owned, stake.owned_project) == (fund, None, None)


def test_stake_of_the_company_twice_is_refused_beside_it(editor: Client) -> None:
    owned, paragraph = make_partner(), make_paragraph()
    Stake.objects.create(owned=owned, percent=25, paragraph=paragraph)

    answer = save_partner(editor, owned, owners_1_percent="30", owners_1_paragraph=paragraph.pk)

    assert list(errors(answer).values()) == [["This stake is here twice with the same paragraph."]]
    assert Stake.objects.count() == 1


def test_stake_in_an_organization_and_a_project_at_once_is_refused(editor: Client) -> None:
    typed = {
        "holdings_0_owned": make_partner().pk,
        "holdings_0_owned_project": make_project().pk,
        "holdings_0_percent": "50",
        "holdings_0_paragraph": make_paragraph().pk,
    }

    answer = save_partner(editor, make_partner(), **typed)

    assert errors(answer) == {
        "holdings-0-owned_project": ["A stake is in an organization or in a project."]
    }
