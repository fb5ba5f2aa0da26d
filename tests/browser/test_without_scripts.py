"""The same answers where no script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import B
from tests.browser.page_state import milestones, open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("record"),
    pytest.mark.browser_context_args(java_script_enabled=False),
]


def test_form_without_scripts_answers_when_its_button_is_pressed(page: Page) -> None:
    open_page(page, "/")

    page.get_by_role("combobox", name="Project").select_option("crater-lake")
    page.get_by_role("combobox", name="Year").select_option("2018")
    page.get_by_role("button", name="Show milestones").click()

    expect(milestones(page)).to_have_count(7)


def test_form_without_scripts_opens_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, "/")

    page.get_by_text("Search and filter").click()
    page.get_by_role("combobox", name="Year").select_option("2019")
    page.get_by_role("button", name="Show milestones").click()

    expect(milestones(page)).to_have_count(1)


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
