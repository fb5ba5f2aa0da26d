"""When a row becomes public: scheduled, refused in words, and a release with its milestones
together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from tests.admin_pages import Answer, chosen, errors, filled_in, save, text_of, told
from tests.factories import (
    LATER,
    LONG_AGO,
    make_announced,
    make_milestone,
    make_paragraph,
    make_partner,
    make_person,
    make_post,
    make_project,
    make_release,
    settle,
)
from timeline.models import Milestone, Release

TOGETHER = "/admin/timeline/release/publish-together/"
PASSED = {"publish_at_0": "2020-01-01", "publish_at_1": "09:00:00"}
TO_COME = {"publish_at_0": "2126-12-01", "publish_at_1": "09:00:00"}


def page_of(row: Any) -> str:
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"


@pytest.fixture
def draft(db: None) -> Milestone:
    return make_milestone([make_paragraph()])


# Scheduling


@pytest.mark.slow
def test_form_names_the_time_zone(editor: Client, draft: Milestone) -> None:
    assert "Time zone: America/Toronto." in text_of(editor.get(page_of(draft)))


def test_form_says_a_scheduled_moment_in_words(editor: Client, draft: Milestone) -> None:
    save(editor, page_of(draft), status="published", **TO_COME)

    page = text_of(editor.get(page_of(draft)))

    assert "On file: Sunday 1 December 2126, 09:00 EST." in page
    assert "Scheduled: Sunday 1 December 2126, 09:00 EST" in page


@pytest.mark.slow
def test_french_form_says_a_scheduled_moment_as_quebec_writes_it(
    editor: Client, draft: Milestone
) -> None:
    save(editor, page_of(draft), status="published", **TO_COME)

    page = text_of(editor.get(f"/fr{page_of(draft)}"))

    assert "Au dossier : dimanche 1er décembre 2126 à 9 h HNE." in page


@pytest.mark.slow
@pytest.mark.parametrize("status", ["draft", "published"])
def test_schedule_in_the_past_is_refused_in_words(
    editor: Client, draft: Milestone, status: str
) -> None:
    answer = save(editor, page_of(draft), status=status, **PASSED)

    assert errors(answer)["publish_at"][0].startswith(
        "This moment has passed, and nobody saw it then."
    )
    draft.refresh_from_db()
    assert (draft.status, draft.publish_at) == ("draft", None)


def test_new_row_scheduled_in_the_past_is_refused(editor: Client, db: None) -> None:
    typed = {"name_en": "A project", "slug": "a-project", "status": "published", **PASSED}

    answer = save(editor, "/admin/timeline/project/add/", "project_form", **typed)

    assert "publish_at" in errors(answer)


def test_this_very_minute_is_now(editor: Client, draft: Milestone) -> None:
    minute = timezone.localtime().replace(second=0)

    save(
        editor,
        page_of(draft),
        status="published",
        publish_at_0=f"{minute:%Y-%m-%d}",
        publish_at_1=f"{minute:%H:%M:%S}",
    )

    draft.refresh_from_db()
    assert draft.status == "published"


def test_row_public_since_long_ago_is_saved_as_before(editor: Client) -> None:
    project = make_project()

    save(editor, page_of(project), "project_form", summary_en="A summary")

    project.refresh_from_db()
    assert (project.summary_en, project.publish_at) == ("A summary", LONG_AGO)


def test_moment_at_which_the_row_was_public_already_is_accepted(editor: Client) -> None:
    project = make_project(publish_at=LONG_AGO)

    assert errors(save(editor, page_of(project), "project_form", **PASSED)) == {}


def test_moment_that_went_by_while_it_was_a_draft_becomes_now(
    editor: Client, draft: Milestone
) -> None:
    Milestone.objects.filter(pk=draft.pk).update(publish_at=LONG_AGO)
    draft.refresh_from_db()

    editor.post("/admin/timeline/milestone/", chosen("publish", draft))

    draft.refresh_from_db()
    assert draft.publish_at
    assert timezone.now() - draft.publish_at < timedelta(minutes=5)


def test_row_taken_back_and_published_again_was_public_from_its_first_moment(
    editor: Client,
) -> None:
    milestone = make_announced()
    milestone.status = "draft"
    milestone.save()

    editor.post("/admin/timeline/milestone/", chosen("publish", milestone))

    milestone.refresh_from_db()
    assert milestone.publish_at == LONG_AGO


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["milestone", "release", "project"])
def test_withdrawal_without_a_reason_is_refused(editor: Client, kind: str) -> None:
    make: dict[str, Any] = {
        "milestone": make_announced,
        "release": make_release,
        "project": make_project,
    }
    row = make[kind]()

    answer = save(editor, page_of(row), f"{kind}_form", status="withdrawn")

    assert "Say why it was withdrawn" in errors(answer)["withdrawn_reason_en"][0]
    row.refresh_from_db()
    assert row.status == "published"


def test_release_before_its_dateline_is_refused_by_the_action_too(editor: Client, db: None) -> None:
    release = make_release(status="draft", published_on=timezone.localdate() + timedelta(days=2))

    answer = editor.post("/admin/timeline/release/", chosen("publish", release), follow=True)

    assert "would be public before the day in its dateline" in told(answer)
    release.refresh_from_db()
    assert release.status == "draft"


# From a list, it asks once


def from_the_list(row: Any, **typed: str) -> dict[str, Any]:
    """What the list posts, and nothing of the page that asks but what is typed there."""
    posted = chosen("publish", row)
    del posted["post"], posted["when"]
    return {**posted, **typed}


def test_publishing_from_a_list_asks_first_and_says_what_will_be_public(
    editor: Client, draft: Milestone
) -> None:
    answer = editor.post("/admin/timeline/milestone/", from_the_list(draft))

    assert "This will be public." in text_of(answer)
    assert draft.title_en in text_of(answer)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_page_that_asks_publishes_a_few_minutes_later(
    editor: Client, client: Client, draft: Milestone
) -> None:
    release = draft.citations.get().paragraph.release
    assert release.status == "published"
    page = filled_in(
        editor.post("/admin/timeline/milestone/", from_the_list(draft)), "publish_form"
    )

    answer = editor.post("/admin/timeline/milestone/", {**page, "when": "soon"}, follow=True)

    assert "Until then it can be taken back to draft: nobody has seen it" in told(answer)
    draft.refresh_from_db()
    assert draft.public_from
    assert timedelta(minutes=4) < draft.public_from - timezone.now() <= timedelta(minutes=5)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_what_is_not_out_yet_is_taken_back_without_a_withdrawal(
    editor: Client, draft: Milestone
) -> None:
    soon = {**chosen("publish", draft), "when": "soon"}
    editor.post("/admin/timeline/milestone/", soon)
    draft.refresh_from_db()

    editor.post("/admin/timeline/milestone/", chosen("back_to_draft", draft))

    draft.refresh_from_db()
    assert (draft.status, draft.public_from) == ("draft", None)


def test_row_with_a_moment_of_its_own_keeps_it(editor: Client, draft: Milestone) -> None:
    Milestone.objects.filter(pk=draft.pk).update(publish_at=LATER)
    draft.refresh_from_db()

    editor.post("/admin/timeline/milestone/", {**chosen("publish", draft), "when": "soon"})

    draft.refresh_from_db()
    assert draft.publish_at == LATER


# Rows changed since the list was shown


def test_action_on_a_row_changed_since_the_list_was_shown_leaves_it(
    editor: Client, draft: Milestone
) -> None:
    shown = chosen("publish", draft)
    save(editor, page_of(draft), title_en="Anne's")

    answer = editor.post("/admin/timeline/milestone/", shown, follow=True)

    draft.refresh_from_db()
    assert (draft.status, draft.title_en) == ("draft", "Anne's")
    assert "Changed since this list was shown" in told(answer)
    assert "Anne's" in told(answer)


def test_action_on_several_rows_is_done_to_those_not_changed(
    editor: Client, draft: Milestone
) -> None:
    other = make_milestone([make_paragraph()])
    shown = chosen("publish", draft, other)
    draft.save()

    editor.post("/admin/timeline/milestone/", shown)

    assert [Milestone.objects.get(pk=row.pk).status for row in (draft, other)] == [
        "draft",
        "published",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("version", ["", "abc", "0", "-1", "7", "99999999999999999999"])
def test_action_with_an_odd_version_is_refused(
    editor: Client, draft: Milestone, version: str
) -> None:
    editor.post(
        "/admin/timeline/milestone/",
        {**chosen("publish", draft), f"version-of-{draft.pk}": version},
    )

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_action_on_everything_is_refused_where_one_was_changed(
    editor: Client, draft: Milestone
) -> None:
    shown = {**chosen("publish", draft), "select_across": "1"}
    draft.save()

    editor.post("/admin/timeline/milestone/", shown)

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_list_holds_the_version_of_each_row(editor: Client, draft: Milestone) -> None:
    held = filled_in(editor.get("/admin/timeline/milestone/"), "changelist-form")

    assert held[f"version-of-{draft.pk}"] == ["1"]


# A release and its milestones


@pytest.fixture
def release(db: None) -> Release:
    """A draft with two draft milestones."""
    release = make_release(status="draft", headline_en="The release")
    make_milestone([make_paragraph(release)], title_en="The first")
    make_milestone([make_paragraph(release)], title_en="The second")
    return release


def asked(*releases: Release) -> str:
    return f"{TOGETHER}?{'&'.join(f'release={release.pk}' for release in releases)}"


def go(client: Client, address: str, **typed: str) -> Answer:
    return save(client, address, "together_form", **typed)


def states() -> set[str]:
    return {row.status for model in (Release, Milestone) for row in model.objects.all()}


def test_page_lists_what_will_go_out(editor: Client, release: Release) -> None:
    make_milestone(title_en="Of another")

    page = text_of(editor.get(asked(release)))

    assert [
        "The release" in page,
        "The first" in page,
        "The second" in page,
        "Of another" in page,
    ] == [True] * 3 + [False]


def test_release_goes_out_with_its_milestones(
    editor: Client, client: Client, release: Release
) -> None:
    answer = go(editor, asked(release))

    assert "3 published." in told(answer)
    assert client.get(release.get_absolute_url()).status_code == 200
    assert {m.public_from is not None for m in Milestone.objects.all()} == {True}


def test_drafts_that_are_named_go_out_with_them(
    editor: Client, client: Client, release: Release
) -> None:
    project, partner = make_project(status="draft"), make_partner(status="draft")
    milestone = make_announced(release, status="draft", projects=[project], partners=[partner])
    person = make_person(status="draft")
    make_post(person, make_paragraph(release))

    answer = go(editor, asked(release))

    assert "7 published." in told(answer)
    page = text_of(client.get(milestone.get_absolute_url()))
    assert project.name_en in page
    for named in (project, partner, person):
        named.refresh_from_db()
        assert named.status == "published"


def test_draft_named_by_a_published_milestone_goes_out_too(editor: Client) -> None:
    release = make_release(status="draft")
    project = make_project(status="draft")
    make_announced(release, projects=[project])

    go(editor, asked(release))

    project.refresh_from_db()
    assert project.status == "published"


def test_draft_that_nothing_of_it_names_stays(editor: Client, release: Release) -> None:
    project = make_project(status="draft")
    make_announced(projects=[project])

    go(editor, asked(release))

    project.refresh_from_db()
    assert project.status == "draft"


def test_none_goes_out_where_a_named_draft_is_not_theirs_to_publish(release: Release) -> None:
    make_announced(release, status="draft", projects=[make_project(status="draft")])
    user = User.objects.create_user("half", is_staff=True)
    allowed = ("publish_release", "publish_milestone", "view_release", "view_milestone")
    user.user_permissions.add(*Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(user)

    answer = go(client, asked(release))

    assert "is named in it, and your role may not publish it" in text_of(answer)
    assert states() == {"draft"}


def test_release_is_scheduled_with_its_milestones(
    editor: Client, client: Client, release: Release
) -> None:
    answer = go(editor, asked(release), moment_0="2126-12-01", moment_1="09:00")

    assert "3 scheduled for Sunday 1 December 2126, 09:00 EST." in told(answer)
    assert (
        len(
            {
                *Milestone.objects.values_list("public_from"),
                *Release.objects.values_list("public_from"),
            }
        )
        == 1
    )
    assert client.get(release.get_absolute_url()).status_code == 404


@pytest.mark.slow
def test_none_goes_out_where_one_may_not(editor: Client, release: Release) -> None:
    settle(make_announced(), Milestone.objects.get(title_en="The second"))

    answer = go(editor, asked(release))

    assert "Nothing was published: see below why." in told(answer)
    assert "is not a plan" in text_of(answer)
    assert set(Milestone.objects.filter(title_en__startswith="The ").values_list("status")) == {
        ("draft",)
    }
    release.refresh_from_db()
    assert (release.status, release.version) == ("draft", 1)


def test_none_goes_out_at_a_moment_that_has_passed(editor: Client, release: Release) -> None:
    answer = go(editor, asked(release), moment_0="2020-01-01", moment_1="09:00")

    assert "This moment has passed" in text_of(answer)
    assert states() == {"draft"}


def test_page_still_names_the_time_zone_when_a_moment_was_refused(
    editor: Client, release: Release
) -> None:
    answer = go(editor, asked(release), moment_0="2020-01-01", moment_1="09:00")

    assert "Time zone: America/Toronto." in text_of(answer)


def test_none_goes_out_before_the_dateline(editor: Client, release: Release) -> None:
    Release.objects.update(published_on=date(2126, 12, 2))

    answer = go(editor, asked(release), moment_0="2126-12-01", moment_1="09:00")

    assert "would be public before the day in its dateline" in text_of(answer)
    assert states() == {"draft"}


def test_none_goes_out_where_one_was_changed_since(editor: Client, release: Release) -> None:
    held = filled_in(editor.get(asked(release)), "together_form")
    Milestone.objects.get(title_en="The first").save()

    answer = editor.post(asked(release), held)

    assert "was changed since this page was shown" in text_of(answer)
    assert states() == {"draft"}


def test_none_goes_out_where_one_came_after_the_page_was_shown(
    editor: Client, release: Release
) -> None:
    held = filled_in(editor.get(asked(release)), "together_form")
    make_milestone([release.paragraphs.first()])  # type: ignore[list-item]

    answer = editor.post(asked(release), held)

    assert "not those that were shown" in told(answer)
    assert states() == {"draft"}


def test_nothing_goes_out_without_the_right(visitor: Client, release: Release) -> None:
    assert visitor.get(asked(release)).status_code == 403
    assert visitor.post(asked(release), {}).status_code == 403
    assert states() == {"draft"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["", "?release=x", "?release=999", "?release=99999999999999999999", "?release=-1"]
)
def test_no_release_is_not_found(editor: Client, db: None, query: str) -> None:
    assert editor.get(TOGETHER + query).status_code == 404


def test_action_leads_to_the_page(editor: Client, release: Release) -> None:
    answer = editor.post("/admin/timeline/release/", chosen("with_milestones", release))

    assert answer["Location"] == asked(release)


@pytest.mark.slow
def test_draft_that_was_public_once_is_gone_when_withdrawn_and_one_that_never_was_is_not_found(
    editor: Client, client: Client, draft: Milestone
) -> None:
    once = make_announced()
    Milestone.objects.filter(pk=once.pk).update(
        status="draft", public_from=None
    )  # as could be done in the past

    for row in (once, draft):
        save(editor, page_of(row), status="withdrawn", withdrawn_reason_en="It was a mistake")

    assert client.get(once.get_absolute_url()).status_code == 410
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_row_that_visitors_see_is_not_put_off(editor: Client) -> None:
    row = make_announced()

    answer = save(editor, page_of(row), **TO_COME)

    assert errors(answer) == {"publish_at": ["Visitors have seen this: withdraw it, and say why."]}


@pytest.mark.slow
def test_address_that_visitors_know_stays_and_that_of_a_draft_may_change(
    editor: Client, draft: Milestone
) -> None:
    row = make_announced()

    answer = save(editor, page_of(row), slug="another")

    assert errors(answer) == {
        "slug": ["Visitors, feeds and calendars know this address: it stays."]
    }
    assert errors(save(editor, page_of(draft), slug="another")) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment", [{"publish_at_0": "", "publish_at_1": ""}, TO_COME], ids=["no moment", "to come"]
)
def test_withdrawn_row_that_visitors_have_seen_is_gone_whatever_its_moment_is_set_to(
    editor: Client, client: Client, moment: dict[str, str]
) -> None:
    row = make_announced(slug="mistake")

    save(editor, page_of(row), status="withdrawn", withdrawn_reason_en="It was a mistake", **moment)

    assert client.get("/milestones/mistake/").status_code == 410
