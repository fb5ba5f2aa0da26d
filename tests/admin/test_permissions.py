"""What those who may only look, or may only edit some rows, can do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.admin_pages import chosen, save, text_of
from tests.factories import (
    make_milestone,
    make_paragraph,
    make_partner,
    make_project,
)
from timeline.models import Milestone

pytestmark = pytest.mark.slow


def staff(*permissions: str) -> Client:
    user = User.objects.create_user("colleague", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def milestone(db: None) -> Milestone:
    return make_milestone(cites=[make_paragraph(summary_en="What is agreed")])


def test_who_may_look_sees_the_page_whole(milestone: Milestone) -> None:
    page = staff("view_milestone").get(f"/admin/timeline/milestone/{milestone.pk}/change/")

    assert milestone.title_en in text_of(page)
    assert "What is agreed" in text_of(page)
    assert 'name="_save"' not in page.content.decode()


def test_who_may_look_does_not_save(milestone: Milestone) -> None:
    answer = staff("view_milestone").post(f"/admin/timeline/milestone/{milestone.pk}/change/", {})

    assert answer.status_code == 403


def test_who_may_look_does_not_publish(milestone: Milestone) -> None:
    posted = chosen("publish", milestone)

    staff("view_milestone").post("/admin/timeline/milestone/", posted)

    milestone.refresh_from_db()
    assert milestone.status == "draft"


def test_who_may_change_a_milestone_may_change_its_citations(milestone: Milestone) -> None:
    other = make_paragraph()
    client = staff("change_milestone", "view_release")

    save(
        client, f"/admin/timeline/milestone/{milestone.pk}/change/", citations_1_paragraph=other.pk
    )

    assert milestone.citations.count() == 2


def test_who_may_only_add_gets_readings_too(db: None) -> None:
    answer = staff("add_milestone").get("/admin/timeline/milestone/read-date/", {"words": "2019"})

    assert answer.json()["readable"]


def test_paragraphs_are_found_by_those_who_may_see_releases(db: None) -> None:
    address = (
        "/admin/autocomplete/?app_label=timeline&model_name=citation&field_name=paragraph&term="
    )

    assert staff("change_milestone").get(address).status_code == 403


@pytest.mark.parametrize("kind", ["project", "partner", "release", "paragraph", "milestone"])
def test_every_page_can_be_looked_at(db: None, kind: str) -> None:
    paragraph = make_paragraph()
    rows = {"project": make_project, "partner": make_partner, "milestone": make_milestone}
    row = (
        rows[kind]()
        if kind in rows
        else {"release": paragraph.release, "paragraph": paragraph}[kind]
    )
    client = staff("view_project", "view_partner", "view_release", "view_milestone")

    assert client.get(f"/admin/timeline/{kind}/").status_code == 200
    assert client.get(f"/admin/timeline/{kind}/{row.pk}/change/").status_code == 200
    assert client.get(f"/admin/timeline/{kind}/{row.pk}/history/").status_code == 200
