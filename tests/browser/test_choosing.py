"""Choosing a project, a year and more, in place: what is listed, the address, the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.page_state import focused, milestones, open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

SCREENS = {"wide": (1440, 900), "phone": (390, 844)}


@pytest.fixture(params=SCREENS)
def screen(page: Page, request: pytest.FixtureRequest) -> Page:
    width, height = SCREENS[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


def link(page: Page, rail: str, name: str) -> Locator:
    return page.get_by_role("navigation", name=rail).get_by_role("link", name=name)


def is_on_first_screen(place: Locator) -> bool:
    return bool(
        place.evaluate(
            """(one) => {
              const { top, bottom, left, right } = one.getBoundingClientRect();
              return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
            }"""
        )
    )


def test_first_screen_leads_to_a_project_with_one_tap(screen: Page, base_url: str) -> None:
    open_page(screen, "/")
    assert is_on_first_screen(link(screen, "Project", "Crater Lake"))

    link(screen, "Project", "Crater Lake").click()

    expect(screen).to_have_url(f"{base_url}/?project=crater-lake")
    expect(milestones(screen)).to_have_count(11)


def test_first_screen_leads_to_a_year_with_one_tap(screen: Page, base_url: str) -> None:
    open_page(screen, "/")
    assert is_on_first_screen(link(screen, "Year", "2018"))

    link(screen, "Year", "2018").click()

    expect(screen).to_have_url(f"{base_url}/?year=2018")
    expect(milestones(screen)).to_have_count(7)


def test_keyboard_alone_reaches_a_project_and_a_year(screen: Page, base_url: str) -> None:
    open_page(screen, "/")
    link(screen, "Project", "Crater Lake").focus()
    screen.keyboard.press("Enter")
    expect(milestones(screen)).to_have_count(11)
    expect(link(screen, "Project", "Crater Lake")).to_be_focused()

    while "2018" not in focused(screen).inner_text():
        screen.keyboard.press("Tab")
    screen.keyboard.press("Enter")

    expect(screen).to_have_url(f"{base_url}/?project=crater-lake&year=2018")
    expect(milestones(screen)).to_have_count(7)
    expect(link(screen, "Year", "2018")).to_be_focused()


def test_choice_that_is_active_is_removed_by_its_own_link(page: Page, base_url: str) -> None:
    open_page(page, "/?project=crater-lake&year=2018")

    link(page, "Year", "2018").click()

    expect(page).to_have_url(f"{base_url}/?project=crater-lake")
    expect(milestones(page)).to_have_count(11)


def test_choice_changes_the_page_in_place_and_says_so(page: Page) -> None:
    open_page(page, "/")
    page.evaluate("window.isTheSamePage = true")

    link(page, "Year", "2018").click()

    expect(milestones(page)).to_have_count(7)
    assert page.evaluate("window.isTheSamePage") is True
    expect(page).to_have_title("2018 · Imperial Mining Group timeline")
    expect(page.locator("body > [role=status]")).to_contain_text("Seven milestones dated 2018")
    expect(page.get_by_role("link", name="Français")).to_have_attribute("href", "/fr/?year=2018")


def test_way_back_shows_what_was_shown_before(page: Page, base_url: str) -> None:
    open_page(page, "/")
    link(page, "Year", "2018").click()
    expect(milestones(page)).to_have_count(7)
    milestones(page).first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.go_back()
    expect(milestones(page)).to_have_count(7)
    page.go_back()

    expect(page).to_have_url(f"{base_url}/")
    expect(milestones(page)).to_have_count(15)
    page.go_forward()
    expect(milestones(page)).to_have_count(7)


def test_select_when_changed_leaves_empty_fields_out_and_keeps_the_focus(
    page: Page, base_url: str
) -> None:
    open_page(page, "/?project=crater-lake")
    page.get_by_text("More filters").click()

    page.get_by_role("combobox", name="Plan status").select_option("window_passed")

    expect(page).to_have_url(f"{base_url}/?project=crater-lake&outlook=window_passed")
    expect(page.get_by_role("combobox", name="Plan status")).to_be_focused()


def test_select_when_emptied_keeps_the_focus_in_the_form(page: Page, base_url: str) -> None:
    open_page(page, "/?outlook=window_passed")

    page.get_by_role("combobox", name="Plan status").select_option("")

    expect(page).to_have_url(f"{base_url}/")
    expect(page.get_by_role("combobox", name="Plan status")).to_be_focused()


def test_further_filters_are_open_only_where_one_is_active(page: Page) -> None:
    open_page(page, "/?year=2018")
    expect(page.get_by_role("combobox", name="Kind")).to_be_hidden()

    open_page(page, "/?kind=event")

    expect(page.get_by_role("combobox", name="Kind")).to_be_visible()
