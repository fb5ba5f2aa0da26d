"""All of it without a mouse."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_state import drawing, focused, milestones, open_page, size, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

TITLE_DATE_STATUS = re.compile(r"^.+\. .+\. .+\.$")
# How the focus is shown: by an outline, around what a mark of the graphic can be hit by, or beside
# a milestone.
HOW_FOCUS_SHOWS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return 'outline';
  const hit = one.querySelector('.hit'), around = hit && getComputedStyle(hit);
  if (around && around.stroke !== 'none' && parseFloat(around.strokeWidth) >= 2) return 'stroke';
  return '';
}"""
IN_VIEW = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
WHAT = "() => document.activeElement.outerHTML.slice(0, 120)"


def test_first_tab_shows_the_skip_link(page: Page) -> None:
    open_page(page, "/")

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport(ratio=1)


def test_skip_link_when_followed_leads_past_the_navigation(page: Page) -> None:
    open_page(page, "/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main :focus")).to_have_count(1)


def test_way_past_the_graphic_without_the_focus_is_not_seen(page: Page) -> None:
    open_page(page, "/")

    width, height = size(page.get_by_role("link", name="Skip the graphic"))

    assert (width, height) <= (1, 1)


@pytest.mark.parametrize("width", [390, 1280])
def test_way_past_the_graphic_with_the_focus_is_seen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/")
    way = page.get_by_role("link", name="Skip the graphic")

    tab_to(page, way)

    expect(way).to_be_in_viewport(ratio=1)
    assert min(size(way)) >= 24


@pytest.mark.parametrize("width", [390, 1280])
def test_way_past_the_graphic_when_followed_leads_to_what_comes_after(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/")
    tab_to(page, page.get_by_role("link", name="Skip the graphic"))

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(
        page.get_by_role("link", name="Evaluation of making master alloys in Québec").first
    ).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_through_the_graphic_reaches_every_mark(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/")
    tab_to(page, page.get_by_role("link", name="Skip the graphic"))

    reached = []
    for _ in range(drawing(page).get_by_role("link").count()):
        page.keyboard.press("Tab")
        reached.append(page.locator("svg.ov a:focus").get_attribute("href"))

    kinds = Counter((address or "").strip("/").partition("/")[0][:6] for address in reached)
    assert len(reached) == len(set(reached))
    assert kinds == {"milest": 9, "releas": 2, "?year=": 3}


@pytest.mark.parametrize("width", [390, 1280])
def test_marks_of_the_graphic_are_named_by_title_date_and_status(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/")

    marks = drawing(page).locator("a[href^='/milestones/']")

    assert marks.count() == 9
    for mark in marks.all():
        expect(mark).to_have_accessible_name(TITLE_DATE_STATUS)


def test_mark_of_the_drilling_is_named_as_the_list_has_it(page: Page) -> None:
    open_page(page, "/")

    expect(drawing(page).locator("a[href='/milestones/drilling/']")).to_have_accessible_name(
        "Drilling of the high-grade scandium area. Early 2019. Date passed, no outcome recorded here. "
        "Release of 13 November 2018."
    )


def test_mark_of_the_graphic_opens_its_milestone_on_enter(page: Page, base_url: str) -> None:
    open_page(page, "/")
    tab_to(page, drawing(page).locator("a[href='/milestones/drilling/']"))

    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{base_url}/milestones/drilling/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/", "/milestones/drilling/", "/releases/", "/outlook/", "/about/"]
)
def test_focus_shows_at_every_stop_of_the_page(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, address)
    page.keyboard.press("Tab")
    stops = 0

    while focused(page).count() and stops < 200:
        stops += 1
        assert page.evaluate(HOW_FOCUS_SHOWS), page.evaluate(WHAT)
        page.keyboard.press("Tab")

    assert stops > 10


@pytest.mark.parametrize("address", ["/", "/milestones/drilling/"])
def test_every_stop_of_the_page_is_scrolled_into_view(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    open_page(page, address)
    page.keyboard.press("Tab")
    stops = 0

    while focused(page).count() and stops < 200:
        stops += 1
        assert page.evaluate(IN_VIEW), page.evaluate(WHAT)
        page.keyboard.press("Tab")

    assert stops > 10


def test_j_in_the_list_moves_to_the_next_milestone(page: Page) -> None:
    open_page(page, "/")
    milestones(page).nth(2).get_by_role("heading").get_by_role("link").focus()

    page.keyboard.press("j")

    expect(milestones(page).nth(3)).to_be_focused()


def test_k_in_the_list_moves_to_the_previous_milestone(page: Page) -> None:
    open_page(page, "/")
    milestones(page).nth(2).get_by_role("heading").get_by_role("link").focus()

    page.keyboard.press("k")

    expect(milestones(page).nth(1)).to_be_focused()


def test_milestone_reached_with_j_is_scrolled_into_view_and_marked(page: Page) -> None:
    open_page(page, "/")
    milestones(page).nth(2).get_by_role("heading").get_by_role("link").focus()

    page.keyboard.press("j")

    expect(milestones(page).nth(3)).to_be_in_viewport(ratio=1)
    assert milestones(page).nth(3).evaluate("one => getComputedStyle(one).boxShadow") != "none"


def test_k_at_the_first_milestone_stays_there(page: Page) -> None:
    open_page(page, "/")
    first = milestones(page).first.get_by_role("heading").get_by_role("link")
    first.focus()

    page.keyboard.press("k")

    expect(first).to_be_focused()


def test_enter_on_a_milestone_reached_with_j_opens_it(page: Page, base_url: str) -> None:
    open_page(page, "/")
    milestones(page).first.get_by_role("heading").get_by_role("link").focus()
    page.keyboard.press("j")

    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{base_url}/milestones/drilling/")


def test_j_without_the_focus_in_the_list_does_nothing(page: Page) -> None:
    open_page(page, "/")

    page.keyboard.press("j")

    expect(focused(page)).to_have_count(0)


def test_j_with_the_focus_in_the_navigation_does_nothing(page: Page) -> None:
    open_page(page, "/")
    outlook = page.get_by_role("navigation", name="Main").get_by_role("link", name="Plans")
    outlook.focus()

    page.keyboard.press("j")

    expect(outlook).to_be_focused()


def test_j_and_k_in_the_search_field_are_letters(page: Page) -> None:
    open_page(page, "/")
    search = page.get_by_role("searchbox", name="Search")

    search.press_sequentially("jk")

    expect(search).to_have_value("jk")
    expect(search).to_be_focused()
