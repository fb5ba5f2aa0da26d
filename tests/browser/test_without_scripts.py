"""The same answers where no script runs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import B
from tests.browser.page_state import milestones, open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("record"),
    pytest.mark.browser_context_args(java_script_enabled=False),
]


@pytest.mark.parametrize("width", [1440, 390])
def test_rails_without_scripts_lead_to_a_project_and_a_year(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/")

    page.get_by_role("navigation", name="Project").get_by_role("link", name="Crater Lake").click()
    page.get_by_role("navigation", name="Year").get_by_role("link", name="2018").click()

    expect(milestones(page)).to_have_count(7)


@pytest.mark.parametrize("width", [1440, 390])
def test_form_without_scripts_keeps_the_project(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/?project=crater-lake")

    page.get_by_text("More filters").click()
    page.get_by_role("combobox", name="According to the release").select_option("happened")
    page.get_by_role("button", name="Show milestones").click()

    expect(page).to_have_url(re.compile(r"project=crater-lake&.*standing=happened"))
    expect(milestones(page)).to_have_count(3)


def test_chip_without_scripts_removes_its_filter(page: Page, base_url: str) -> None:
    open_page(page, "/?project=crater-lake&year=2018")

    page.get_by_role("list", name="Active filters").get_by_role("link", name="Crater Lake").click()

    expect(page).to_have_url(f"{base_url}/?year=2018")


def test_search_of_releases_without_scripts_finds_the_release_of_2023(page: Page) -> None:
    open_page(page, "/releases/")

    page.get_by_role("searchbox").fill("sept iles")
    page.get_by_role("button", name="Search").click()

    expect(milestones(page).get_by_role("heading").get_by_role("link")).to_have_attribute("href", B)


def test_copy_buttons_without_scripts_are_not_offered(page: Page) -> None:
    open_page(page, "/")

    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_graphic_without_scripts_is_drawn(page: Page) -> None:
    open_page(page, "/")

    expect(page.get_by_role("group", name="Time axis of milestones and releases")).to_be_visible()
