"""Both languages of a text: which is behind, how the lists and forms say so, and what brings it up
to date."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from pytest_django import Settings

from tests.admin_pages import Answer, chosen, errors, filled_in, save, submit, text_of, told
from tests.factories import (
    LATER,
    make_company,
    make_contact,
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
    make_project_name,
    make_release,
)
from timeline.models import Milestone, Paragraph, Partner, Project, Release

pytestmark = pytest.mark.slow

MILESTONES, RELEASES = "/admin/timeline/milestone/", "/admin/timeline/release/"
BOTH: dict[str, Any] = {
    "title_en": "Title",
    "title_fr": "Titre",
    "summary_en": "One",
    "summary_fr": "Un",
}


def page_of(row: Any) -> str:
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"


def listed(editor: Client, query: str, kind: str = "milestone") -> list[Any]:
    return list(editor.get(f"/admin/timeline/{kind}/?{query}").context["cl"].result_list)


def make_behind(**over: Any) -> Milestone:
    """A milestone of which the French summary is behind: the English one was "One" when they
    agreed."""
    row = make_milestone(**{**BOTH, **over})
    row.summary_en = "Two"
    row.save()
    return row


def act(editor: Client, *rows: Any) -> Answer:
    address = f"/admin/timeline/{rows[0]._meta.model_name}/"
    posted = chosen("mark_up_to_date", *(type(row)._default_manager.get(pk=row.pk) for row in rows))
    return editor.post(address, posted, follow=True)


# The parity list


@pytest.mark.parametrize(("first", "second", "language"), [("en", "fr", "fr"), ("fr", "en", "en")])
def test_editing_one_language_lists_the_other_at_once_and_saving_that_takes_it_off(
    editor: Client, first: str, second: str, language: str
) -> None:
    row = make_milestone(**BOTH)

    save(editor, page_of(row), **{f"summary_{first}": "Changed"})
    assert listed(editor, f"behind={language}") == [row]

    save(editor, page_of(row), **{f"summary_{second}": "Changed as well"})
    assert listed(editor, f"behind={language}") == []
    assert listed(editor, "behind=none") == [row]


@pytest.mark.parametrize(
    ("title_en", "title_fr", "language"), [("Title", "", "fr"), ("", "Titre", "en")]
)
def test_row_in_one_language_is_listed_under_the_other(
    editor: Client, title_en: str, title_fr: str, language: str
) -> None:
    row = make_milestone(title_en=title_en, title_fr=title_fr)

    assert listed(editor, f"behind={language}") == [row]
    assert listed(editor, f"behind={'en' if language == 'fr' else 'fr'}") == []


def test_list_says_what_is_behind(editor: Client) -> None:
    make_milestone(title_en="", title_fr="Titre", summary_en="Only English")
    assert "French behind, English behind" in text_of(editor.get(MILESTONES))


def test_list_says_what_is_in_step(editor: Client) -> None:
    make_milestone(**BOTH)
    assert "In step" in text_of(editor.get(MILESTONES))


def test_release_is_behind_where_one_of_its_parts_is(editor: Client) -> None:
    whole, paragraph, contact, name = (make_release(headline_en=f"Release {n}") for n in range(4))
    make_paragraph(whole)
    make_paragraph(paragraph, summary_fr="")
    make_contact(contact, role_en="President")
    make_project_name(release=name)

    assert set(listed(editor, "behind=fr", "release")) == {paragraph, contact, name}
    assert listed(editor, "behind=none", "release") == [whole]


def test_project_is_behind_where_an_earlier_name_is(editor: Client) -> None:
    project = make_project(name_fr="Projet")
    make_project_name(project, name_fr="")

    assert listed(editor, "behind=fr", "project") == [project]


@pytest.mark.parametrize("make", [make_partner, make_company])
def test_every_list_can_be_narrowed_to_what_is_behind(editor: Client, make: Any) -> None:
    row = make(**{"summary_en" if make is make_partner else "description_en": "Only English"})

    assert listed(editor, "behind=fr", row._meta.model_name) == [row]
    assert listed(editor, "behind=en", row._meta.model_name) == []


# The form


def test_text_that_is_behind_is_marked_with_what_changed_in_the_other(editor: Client) -> None:
    row = make_behind(summary_en="Drilling in <early> 2019")

    page = editor.get(page_of(row)).content.decode()

    assert "the English text was changed after this one." in page
    assert "It was “Drilling in &lt;early&gt; 2019”; now it is “Two”" in page


def test_text_that_is_missing_is_marked(editor: Client) -> None:
    page = text_of(editor.get(page_of(make_milestone(title_fr=""))))

    assert "There is no French text yet: visitors see the English one." in page
    assert "Behind:" not in page


def test_paragraph_that_is_behind_is_marked_on_its_release(editor: Client) -> None:
    paragraph = make_paragraph(summary_en="One")
    paragraph.summary_fr = "Deux"
    paragraph.save()

    page = text_of(editor.get(page_of(paragraph.release)))

    assert (
        "the French text was changed after this one. It was “Ce qu’il dit”; now it is “Deux”"
        in page
    )


def test_ticking_that_both_say_the_same_takes_a_row_off_the_list_and_says_so_in_its_history(
    editor: Client,
) -> None:
    row = make_behind()

    save(editor, page_of(row), agreed="on")

    assert listed(editor, "behind=none") == [row]
    assert "Both languages say the same" in row.history.first().history_change_reason


def test_mending_a_word_and_ticking_leaves_nothing_behind(editor: Client) -> None:
    row = make_milestone(**BOTH)

    save(editor, page_of(row), summary_en="One.", agreed="on")

    assert Milestone.objects.get().behind == {}
    assert Milestone.objects.get().summary_en == "One."


def test_ticking_leaves_what_is_missing_on_the_list(editor: Client) -> None:
    row = make_milestone(title_fr="")

    save(editor, page_of(row), agreed="on")

    assert listed(editor, "behind=fr") == [row]


def test_ticking_a_paragraph_marks_it_alone(editor: Client) -> None:
    release = make_release()
    first, second = make_paragraph(release), make_paragraph(release)
    for paragraph in (first, second):
        paragraph.summary_en = "Changed"
        paragraph.save()

    save(editor, page_of(release), "release_form", paragraphs_0_agreed="on")

    assert (
        Paragraph.objects.get(pk=first.pk).behind,
        bool(Paragraph.objects.get(pk=second.pk).behind),
    ) == ({}, True)


def test_paragraph_in_step_has_nothing_to_tick(editor: Client) -> None:
    release = make_release()
    make_paragraph(release)

    page = editor.get(page_of(release)).content.decode()

    assert '<input type="hidden" name="paragraphs-0-agreed" id="id_paragraphs-0-agreed">' in page


# The list's action


def test_action_marks_the_chosen_rows_and_their_history_says_so(editor: Client) -> None:
    row, other = make_behind(), make_behind()

    answer = act(editor, row)

    assert told(answer) == "1 marked as up to date."
    assert listed(editor, "behind=fr") == [other]
    assert row.history.first().history_change_reason == "From the list: both languages say the same"
    assert Milestone.objects.get(pk=row.pk).version == row.version + 1


def test_action_marks_the_parts_of_a_release_and_counts_its_version_up(editor: Client) -> None:
    paragraph = make_paragraph()
    paragraph.summary_en = "Changed"
    paragraph.save()
    before = Release.objects.get().version

    act(editor, paragraph.release)

    assert Paragraph.objects.get().behind == {}
    assert Release.objects.get().version == before + 1


def test_action_leaves_what_is_missing_and_says_so(editor: Client) -> None:
    row = make_behind(title_fr="")

    answer = act(editor, row)

    assert Milestone.objects.get().behind == {"title_fr": ""}
    assert told(answer) == (
        "1 marked as up to date. 1 lacks a text in one language, and stays behind until it is written."
    )


def test_action_saves_nothing_of_a_row_in_step(editor: Client) -> None:
    row = make_milestone(**BOTH)

    assert told(act(editor, row)) == "0 marked as up to date."
    assert Milestone.objects.get().version == row.version


def test_action_is_not_for_those_who_may_only_look(db: None) -> None:
    row = make_behind()
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_milestone"))
    reader = Client()
    reader.force_login(user)

    act(reader, row)

    assert Milestone.objects.get().behind == {"summary_fr": "One"}


def test_form_that_is_only_looked_at_asks_nothing(db: None) -> None:
    row = make_behind()
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_milestone"))
    reader = Client()
    reader.force_login(user)

    page = reader.get(page_of(row))

    assert page.status_code == 200
    assert 'name="agreed"' not in page.content.decode()


# SITE_BOTH_LANGUAGES


@pytest.fixture
def strict(settings: Settings) -> None:
    settings.BOTH_LANGUAGES = True


WANTED = "Write the French too: this site publishes nothing in one language only."


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("publish_at", [None, LATER])
def test_form_refuses_to_publish_in_one_language_beside_the_text(
    editor: Client, publish_at: Any
) -> None:
    row = make_milestone([make_paragraph()], title_fr="")
    at = {"publish_at_0": "2126-01-01", "publish_at_1": "12:00:00"} if publish_at else {}
    values = filled_in(editor.get(page_of(row)))

    answer = submit(
        editor,
        page_of(row),
        values | {name: [text] for name, text in at.items()},
        status="published",
    )

    assert errors(answer) == {"title_fr": [WANTED]}
    assert Milestone.objects.get().status == "draft"


@pytest.mark.usefixtures("strict")
def test_form_publishes_what_is_there_in_both_languages(editor: Client) -> None:
    row = make_milestone([make_paragraph()], **BOTH)

    save(editor, page_of(row), status="published")

    assert Milestone.objects.get().status == "published"


@pytest.mark.usefixtures("strict")
def test_form_saves_a_draft_in_one_language(editor: Client) -> None:
    row = make_milestone(title_fr="")

    save(editor, page_of(row), title_en="Another")

    assert Milestone.objects.get().title_en == "Another"


@pytest.mark.usefixtures("strict")
def test_published_row_cannot_lose_a_language(editor: Client) -> None:
    row = make_milestone([make_paragraph()], status="published", **BOTH)

    assert errors(save(editor, page_of(row), summary_fr="")) == {"summary_fr": [WANTED]}
    assert Milestone.objects.get().summary_fr == "Un"


@pytest.mark.usefixtures("strict")
def test_release_is_refused_while_a_paragraph_lacks_a_language(editor: Client) -> None:
    release = make_release(status="draft", summary_fr="Bref", summary_en="In short")
    make_paragraph(release, summary_fr="")

    answer = save(editor, page_of(release), "release_form", status="published")

    assert errors(answer) == {"paragraphs-0-summary_fr": [WANTED]}
    assert Release.objects.get().status == "draft"


@pytest.mark.usefixtures("strict")
def test_action_refuses_to_publish_in_one_language_and_names_the_texts(editor: Client) -> None:
    release = make_release(headline_en="Update", status="draft", summary_en="In short")
    make_paragraph(release, summary_fr="")

    answer = editor.post(RELEASES, chosen("publish", release), follow=True)

    assert "is not there in both languages: summary (French)" in told(answer)
    assert Release.objects.get().status == "draft"


def test_site_that_does_not_ask_for_both_publishes_one(editor: Client) -> None:
    row = make_milestone([make_paragraph()], title_fr="")

    save(editor, page_of(row), status="published")

    assert Milestone.objects.get().status == "published"


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("make", [make_project, make_partner])
def test_action_publishes_what_is_there_in_both_languages(editor: Client, make: Any) -> None:
    row = make(name_fr="Nom", status="draft")

    editor.post(f"/admin/timeline/{row._meta.model_name}/", chosen("publish", row), follow=True)

    assert {one.status for model in (Project, Partner) for one in model.objects.all()} == {
        "published"
    }


# Roles


def member(role: str) -> Client:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def make_public_and_behind() -> Milestone:
    return make_behind(cites=[make_paragraph()], status="published")


def test_translator_marks_a_published_row_in_its_form(db: None) -> None:
    row = make_public_and_behind()

    save(member("translator"), page_of(row), agreed="on")

    assert Milestone.objects.get().behind == {}


def test_translator_marks_published_rows_in_the_list(db: None) -> None:
    row = make_public_and_behind()

    assert told(act(member("translator"), row)) == "1 marked as up to date."


def test_contributor_marks_drafts_and_nothing_that_is_out(db: None) -> None:
    row, draft = make_public_and_behind(), make_behind()

    answer = act(member("contributor"), row, draft)

    assert told(answer) == "1 marked as up to date. 1 is not yours to change."
    assert (
        Milestone.objects.get(pk=draft.pk).behind,
        bool(Milestone.objects.get(pk=row.pk).behind),
    ) == ({}, True)


@pytest.mark.usefixtures("strict")
def test_release_goes_out_with_no_milestone_that_lacks_a_language(editor: Client) -> None:
    release = make_release(status="draft", headline_en="Update")
    row = make_milestone([make_paragraph(release)], title_fr="")
    address = f"/admin/timeline/release/publish-together/?release={release.pk}"
    versions = {f"version-of-{one._meta.model_name}-{one.pk}": "1" for one in (release, row)}

    answer = editor.post(address, versions, follow=True)

    assert "Nothing was published: see below why." in told(answer)
    assert "is not there in both languages: title (French)" in text_of(answer)
    assert Release.objects.get().status == Milestone.objects.get().status == "draft"
