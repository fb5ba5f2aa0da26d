"""Publishing from a list and with what a release names: asked once, taken back, refused in a list."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.staff import is_saved, signed_in
from tests.factories import make_milestone, make_paragraph, make_project, make_release
from timeline.models import Milestone, Project, Release, Status

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
LIST = "/admin/timeline/milestone/"


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Page:
    return signed_in(context, base_url, "editor")


def choose(desk: Page, action: str) -> None:
    open_page(desk, LIST)
    desk.locator("#action-toggle").check()
    desk.locator("select[name=action]").first.select_option(action)
    desk.get_by_role("button", name="Go", exact=True).first.click()


def test_publishing_from_a_list_asks_once_and_is_taken_back(desk: Page) -> None:
    make_milestone([make_paragraph()], title_en="Drilling", title_fr="Forage")
    choose(desk, "publish")
    expect(desk.get_by_role("heading", name="Publish these?")).to_be_visible()
    assert Milestone.objects.get().status == Status.DRAFT

    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("Until then it can be taken back")
    choose(desk, "back_to_draft")
    is_saved(desk)

    assert Milestone.objects.get().status == Status.DRAFT


def test_publishing_from_a_list_may_be_declined(desk: Page) -> None:
    make_milestone([make_paragraph()])
    choose(desk, "publish")

    desk.get_by_role("link", name="Do not publish").click()

    expect(desk.locator("#result_list")).to_be_visible()
    assert Milestone.objects.get().status == Status.DRAFT


def test_refusals_of_a_list_are_one_message_with_a_list(desk: Page) -> None:
    for title in ("First", "Second", "Third"):
        make_milestone(title_en=title)
    choose(desk, "publish")

    desk.get_by_role("button", name="Publish", exact=True).click()

    expect(desk.locator(".messagelist > li")).to_have_count(1)
    expect(desk.locator(".messagelist li li")).to_have_count(3)


def test_release_goes_out_with_its_milestones_and_the_drafts_they_name(desk: Page) -> None:
    release = make_release(status="draft", headline_fr="Titre", summary_fr="R", summary_en="R")
    milestone = make_milestone([make_paragraph(release)], title_en="Drilling", title_fr="Forage")
    milestone.projects.add(make_project(status="draft", name_en="Gull Ridge", name_fr="Gull"))
    open_page(desk, f"/admin/timeline/release/{release.pk}/change/")

    desk.get_by_role("link", name="Publish with its milestones").click()
    expect(desk.get_by_text("Gull Ridge")).to_be_visible()
    desk.get_by_role("button", name="Publish them together").click()
    is_saved(desk)

    for model in (Release, Milestone, Project):
        assert model.objects.get().status == Status.PUBLISHED


def test_draft_that_cannot_go_out_stops_them_all_and_says_so(desk: Page) -> None:
    release = make_release(status="draft", headline_fr="Titre")
    plan = make_milestone([make_paragraph(release)], title_en="Drilling")
    plan.projects.add(make_project(status="draft", name_en="Gull Ridge", name_fr=""))
    plan.projects.add(make_project(status="draft", name_en="Other", name_fr="Autre"))
    Project.objects.filter(name_en="Gull Ridge").update(name_fr="", name_en="")
    open_page(desk, f"/admin/timeline/release/publish-together/?release={release.pk}")

    desk.get_by_role("button", name="Publish them together").click()

    expect(desk.locator(".errorlist").first).to_be_visible()
    assert not Milestone.objects.filter(status=Status.PUBLISHED).exists()
    assert Release.objects.get().status == Status.DRAFT
