"""What visitors come for, from the first page to the answer, with JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import A, B
from tests.browser.page_state import milestones, open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]


def test_button_when_pressed_sends_only_what_was_filled_in(page: Page, base_url: str) -> None:
    open_page(page, "/")

    page.get_by_role("searchbox", name="Search").fill("forage")
    page.get_by_role("button", name="Search").click()

    expect(page).to_have_url(f"{base_url}/?q=forage")


def test_chip_when_followed_removes_its_filter_and_keeps_the_other(
    page: Page, base_url: str
) -> None:
    open_page(page, "/?project=crater-lake&year=2018")

    page.get_by_role("list", name="Active filters").get_by_role("link", name="2018").click()

    expect(page).to_have_url(f"{base_url}/?project=crater-lake")
    expect(milestones(page)).to_have_count(11)


def test_mark_of_the_graphic_when_clicked_opens_its_milestone(page: Page, base_url: str) -> None:
    open_page(page, "/")

    page.get_by_role("link", name=re.compile("^Drilling of the high-grade.+ Early 2019")).click()

    expect(page).to_have_url(f"{base_url}/milestones/drilling/")


def test_citation_when_followed_opens_the_release_at_the_paragraph(
    page: Page, base_url: str
) -> None:
    open_page(page, "/milestones/drilling/")

    page.get_by_role("link", name="Read this paragraph").first.click()

    expect(page).to_have_url(f"{base_url}{A}#p6")
    expect(page.locator("#p6")).to_be_in_viewport()


def test_search_of_releases_without_accents_finds_the_release_of_2023(page: Page) -> None:
    open_page(page, "/releases/")

    page.get_by_role("searchbox").fill("sept iles")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/releases/?q=sept+iles")

    expect(milestones(page).get_by_role("heading").get_by_role("link")).to_have_attribute("href", B)


def test_value_that_cannot_be_read_is_answered_with_a_message(
    page: Page, tolerated: list[str]
) -> None:
    tolerated.append("status of 400")

    open_page(page, "/?year=x", status=400)

    expect(page.get_by_role("alert")).to_contain_text("Year")


@pytest.mark.parametrize("width", [390, 1280])
def test_value_that_cannot_be_read_leaves_the_form_open(
    page: Page, tolerated: list[str], width: int
) -> None:
    tolerated.append("status of 400")
    page.set_viewport_size({"width": width, "height": 800})

    open_page(page, "/?year=x", status=400)

    expect(page.get_by_role("combobox", name="Project")).to_be_visible()


def test_search_that_finds_nothing_leads_back_to_the_whole_record(page: Page) -> None:
    open_page(page, "/?q=bauxite")

    page.get_by_role("link", name="Show the whole record").click()

    expect(milestones(page)).to_have_count(15)


@pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
def test_copy_button_when_pressed_copies_the_address_and_says_so(page: Page, base_url: str) -> None:
    open_page(page, "/?year=2018")

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}/?year=2018"
