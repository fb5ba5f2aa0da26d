"""Colours that the visitor's system chooses: the graphic follows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.page_state import drawing, open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("record"),
    pytest.mark.browser_context_args(forced_colors="active"),
]

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def forced(page: Page, scheme: str) -> Page:
    page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, "/")
    return page


def computed(one: Locator, name: str) -> str:
    value: str = one.evaluate("(one, name) => getComputedStyle(one)[name]", name)
    return value


def background(page: Page) -> str:
    return computed(page.locator("body"), "backgroundColor")


def ink(page: Page) -> str:
    """The colour that the system gives to text."""
    return computed(page.locator("body"), "color")


def check_filled_marks_have_the_colour_of_text(forced: Page) -> None:
    filled = drawing(forced).locator(".mh").first

    expect(filled).to_be_visible()
    assert computed(filled, "fill") == ink(forced) != background(forced)


def check_hollow_marks_are_outlined_in_the_colour_of_text(forced: Page) -> None:
    hollow = drawing(forced).locator(".mp").first

    assert computed(hollow, "stroke") == ink(forced)
    assert computed(hollow, "fill") == background(forced)


def check_names_have_the_colour_of_text(forced: Page) -> None:
    for name in drawing(forced).locator("tspan.t, tspan.d, tspan.yr").all():
        assert computed(name, "fill") == ink(forced)


def check_lines_differ_from_the_background(forced: Page) -> None:
    for line in drawing(forced).locator(".now, .relt, .lead, .zz").all():
        assert computed(line, "stroke") != background(forced)


def check_focus_differs_from_the_background(forced: Page) -> None:
    mark = drawing(forced).locator("a[href='/milestones/drilling/']")
    forced.keyboard.press("Tab")

    mark.focus()

    assert computed(mark.locator(".hit"), "stroke") not in {background(forced), "none"}


@SCHEMES
def test_graphic_in_forced_colours_follows_them(forced: Page) -> None:
    check_filled_marks_have_the_colour_of_text(forced)
    check_hollow_marks_are_outlined_in_the_colour_of_text(forced)
    check_names_have_the_colour_of_text(forced)
    check_lines_differ_from_the_background(forced)
    check_focus_differs_from_the_background(forced)


VANISHED = """elements => {
    const paper = getComputedStyle(document.body).backgroundColor;
    const vanishes = (style) => style.color === paper && style.forcedColorAdjust !== 'none';
    return elements.filter((one) => vanishes(getComputedStyle(one))).map((one) => one.outerHTML);
}"""


@SCHEMES
@pytest.mark.parametrize("address", ["/?project=crater-lake&year=2018", "/milestones/drilling/"])
def test_no_text_in_forced_colours_has_the_colour_of_the_plate_behind_it(
    page: Page, scheme: str, address: str
) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, address)

    assert page.locator("body *").evaluate_all(VANISHED) == []
