"""From a plan to what came of it; settlements that stay later than their plans; deletion of what
was never public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.admin_pages import errors, filled_in, save, settling, submit, text_of, told
from tests.factories import (
    make_announced,
    make_listing,
    make_milestone,
    make_paragraph,
    make_part,
    make_partner,
    make_person,
    make_plan,
    make_project,
    make_release,
    settle,
)
from timeline.models import Milestone, Release

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOTE = {"correction_note_en": "It was misread"}


def page_of(row: models.Model) -> str:
    return f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"


@pytest.fixture
def early() -> Release:
    return make_release(published_on=date(2018, 3, 1))


@pytest.fixture
def late() -> Release:
    return make_release(published_on=date(2019, 3, 1))


@pytest.fixture
def plan(early: Release) -> Milestone:
    row = make_plan(early, title_en="The plan", kind="exploration")
    row.projects.add(make_project(name_en="Crater Lake"))
    make_part(row, make_partner(name_en="Albecour"), "host")
    return row


@pytest.fixture
def outcome(plan: Milestone, late: Release) -> Milestone:
    return make_announced(late, title_en="The outcome", settles=plan, settlement="achieved")


# Recording what came of a plan


def test_a_plan_s_page_leads_to_its_outcome(editor: Client, plan: Milestone) -> None:
    assert (
        f'href="/admin/timeline/milestone/add/?settles={plan.pk}"'
        in editor.get(page_of(plan)).content.decode()
    )


def test_what_is_no_plan_leads_nowhere(editor: Client) -> None:
    assert "Record what came of it" not in text_of(editor.get(page_of(make_milestone())))


def test_the_new_milestone_begins_with_the_plan(editor: Client, plan: Milestone) -> None:
    form = filled_in(editor.get(f"/admin/timeline/milestone/add/?settles={plan.pk}"))

    assert form["settlements-0-plan"] == [str(plan.pk)]
    assert form["kind"] == ["exploration"]
    assert form["standing"] == ["happened"]
    assert form["projects"] == [str(project.pk) for project in plan.projects.all()]
    assert form["partner_roles-0-partner"] == [str(plan.partners.get().pk)]
    assert form["partner_roles-0-role"] == ["host"]
    assert form.get("settlements-0-settlement", [""]) == [""]


def test_the_outcome_is_saved_with_what_was_filled_in(
    editor: Client, plan: Milestone, late: Release
) -> None:
    address = f"/admin/timeline/milestone/add/?settles={plan.pk}"
    typed: dict[str, Any] = {
        "title_en": "Drilled",
        "slug": "drilled",
        "precision": "none",
        "settlements_0_settlement": "changed",
    }

    answer = submit(
        editor,
        address,
        filled_in(editor.get(address)),
        **typed,
        citations_0_paragraph=make_paragraph(late).pk,
    )

    assert errors(answer) == {}
    drilled = Milestone.objects.get(slug="drilled")
    said = drilled.settlements.get()
    assert (said.plan, said.settlement) == (plan, "changed")
    assert list(drilled.projects.all()) == list(plan.projects.all())
    assert drilled.partner_roles.get().role == "host"


def test_what_is_no_plan_fills_nothing_in(editor: Client) -> None:
    happened = make_announced(kind="exploration", projects=[make_project()])

    form = filled_in(editor.get(f"/admin/timeline/milestone/add/?settles={happened.pk}"))

    assert form["kind"] == [""]
    assert "projects" not in form


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 40, "1%00", ""])
def test_an_odd_plan_is_no_plan(editor: Client, asked: str) -> None:
    assert editor.get(f"/admin/timeline/milestone/add/?settles={asked}").status_code == 200


# Settlements stay later than their plans


@pytest.mark.usefixtures("outcome")
def test_a_release_is_not_moved_before_the_plan_that_it_settles(
    editor: Client, late: Release
) -> None:
    answer = save(editor, page_of(late), "release_form", published_on="2018-02-01", **NOTE)

    assert errors(answer)["published_on"][-1] == (
        "“The outcome” settles “The plan”, and only a later release can: the plan would be announced on 1 March 2018, "
        "what came of it on 1 February 2018."
    )
    late.refresh_from_db()
    assert late.published_on == date(2019, 3, 1)


@pytest.mark.usefixtures("outcome")
def test_a_plan_s_release_is_not_moved_to_the_day_of_its_outcome(
    editor: Client, early: Release
) -> None:
    early.publish_at = timezone.now()
    early.save()

    assert "published_on" in errors(
        save(editor, page_of(early), "release_form", published_on="2019-03-01", **NOTE)
    )


@pytest.mark.usefixtures("outcome")
def test_a_release_moved_within_bounds_is_accepted(editor: Client, late: Release) -> None:
    late.publish_at = timezone.now()
    late.save()

    assert (
        errors(save(editor, page_of(late), "release_form", published_on="2019-03-02", **NOTE)) == {}
    )


@pytest.mark.usefixtures("outcome")
def test_a_plan_does_not_come_to_cite_what_is_later_than_its_outcome(
    editor: Client, plan: Milestone
) -> None:
    later = make_paragraph(make_release(published_on=date(2020, 1, 1)))

    answer = save(editor, page_of(plan), citations_0_paragraph=later.pk, **NOTE)

    assert "only a later release can" in errors(answer)["__all__"][0]
    assert plan.citations.get().paragraph != later


@pytest.mark.usefixtures("outcome")
def test_a_plan_that_is_settled_is_still_edited(editor: Client, plan: Milestone) -> None:
    assert errors(save(editor, page_of(plan), title_fr="Le plan")) == {}


# Deletion


@pytest.mark.parametrize(
    "make",
    [make_announced, make_release, make_project, make_partner, make_person],
    ids=["milestone", "release", "project", "partner", "person"],
)
def test_what_was_public_is_not_deleted(editor: Client, make: Any) -> None:
    row = make()
    address = f"/admin/timeline/{row._meta.model_name}/{row.pk}/delete/"

    answer = editor.post(address, {"post": "yes"})

    assert "has been public: withdraw it instead" in text_of(answer)
    assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_what_was_public_is_not_deleted_from_the_list(editor: Client) -> None:
    public, draft = make_project(), make_project(status="draft")
    chosen = {"action": "delete_selected", "_selected_action": [public.pk, draft.pk], "post": "yes"}

    answer = editor.post("/admin/timeline/project/", chosen)

    assert f"“{public}” has been public: withdraw it instead" in told(answer)
    assert type(public).objects.count() == 2


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_was_public_once_is_not_deleted_either(editor: Client, status: str) -> None:
    row = make_project()
    row.status, row.withdrawn_reason_en = status, "An error" if status == "withdrawn" else ""
    row.save()

    editor.post(f"/admin/timeline/project/{row.pk}/delete/", {"post": "yes"})

    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_listing_that_was_read_is_not_deleted(editor: Client) -> None:
    listing = make_listing()
    make_release().listings.add(listing)

    answer = editor.post(f"/admin/timeline/listing/{listing.pk}/delete/", {"post": "yes"})

    assert "is printed in a release that has been public" in text_of(answer)


def test_a_draft_is_deleted(editor: Client) -> None:
    row = make_milestone(cites=[make_paragraph()])

    editor.post(f"/admin/timeline/milestone/{row.pk}/delete/", {"post": "yes"})

    assert not Milestone.objects.exists()


# What a milestone says of several plans, and what it may not say


def test_milestone_without_a_word_on_plans_shows_no_row_for_one(editor: Client) -> None:
    answer = editor.get(page_of(make_milestone()))
    (inline,) = [
        one
        for one in answer.context["inline_admin_formsets"]
        if one.formset.prefix == "settlements"
    ]

    assert (len(inline.forms), inline.is_collapsible) == (0, True)


def test_outcome_of_work_under_way_begins_with_it(editor: Client) -> None:
    work = make_announced(standing="under_way")

    form = filled_in(editor.get(f"/admin/timeline/milestone/add/?settles={work.pk}"))

    assert form["settlements-0-plan"] == [str(work.pk)]


def test_settlement_that_does_not_fit_is_refused_beside_it(
    editor: Client, plan: Milestone, late: Release
) -> None:
    row = make_announced(late)

    answer = save(editor, page_of(row), **settling(plan, "ended"))

    (said,) = errors(answer)["settlements-0-settlement"]
    assert said.startswith(
        "“The plan” is “Planned”. Of that can be said: Achieved, Partly achieved"
    )


def test_circle_of_plans_is_refused_beside_the_plan_and_nothing_is_saved(editor: Client) -> None:
    first, second, third = (make_milestone(standing="planned") for _ in range(3))
    settle(first, second, "changed")
    settle(second, third, "changed")

    answer = save(editor, page_of(first), title_en="New", **settling(third, "changed"))

    assert errors(answer)["settlements-0-plan"] == ["These plans settle each other in a circle."]
    first.refresh_from_db()
    assert (first.title_en == "New", first.settlements.count()) == (False, 0)


def test_plan_that_is_named_twice_is_refused_beside_the_row(
    editor: Client, plan: Milestone, late: Release
) -> None:
    row = make_announced(late, settles=plan)
    again: dict[str, Any] = {
        "settlements-TOTAL_FORMS": 2,
        "settlements-1-plan": plan.pk,
        "settlements-1-settlement": "withdrawn",
    }

    answer = save(editor, page_of(row), **again)

    assert any(
        "This plan is named twice" in text for texts in errors(answer).values() for text in texts
    )


def test_history_of_a_milestone_tells_what_it_says_of_plans(
    editor: Client, plan: Milestone, late: Release
) -> None:
    row = make_announced(late, status="draft")
    save(editor, page_of(row), **settling(plan, "achieved"))

    assert "The plan (Achieved)" in text_of(
        editor.get(page_of(row).replace("/change/", "/history/"))
    )
