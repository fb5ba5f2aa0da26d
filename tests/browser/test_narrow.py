"""Narrow screens, and wide ones zoomed in: 320 CSS pixels are 1280 at 400% (WCAG 2.2, 1.4.10)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import BAD, EVERYTHING, LOST, A
from tests.browser.page_state import open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

WIDTHS = (320, 390, 768, 1024, 1440)
SAMPLE = (
    "/",
    "/?project=crater-lake&year=2018",
    "/milestones/drilling/",
    "/outlook/",
    "/releases/",
    "/about/",
)
# Texts of links, buttons and headings that are displayed, the graphic left out: it has a drawing
# for each width. The
# listings beside the name of the site too: the pages of releases have them.
SHOWN = """() => [...document.querySelectorAll('a, button, h1, h2, h3, h4, td, dd, article p, main p')]
  .filter((one) => !one.closest('svg') && one.checkVisibility() && one.getBoundingClientRect().width > 1)
  .map((one) => one.textContent.trim().replace(/\\s+/g, ' '))"""
# Links in a sentence and hidden ones may be smaller (2.5.8).
SMALL = """() => [...document.querySelectorAll('a, button, select, summary, textarea, input')]
  .filter((one) => one.checkVisibility() && !one.matches('.over, .skip') && !one.closest('.prose, .deck, .run, p.note'))
  .filter((one) => { const box = (one.querySelector('.hit') ?? one).getBoundingClientRect();
    return Math.min(box.width, box.height) < 24; })
  .map((one) => one.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("width", [320, 390])
def test_graphic_on_a_narrow_screen_is_the_narrow_drawing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    open_page(page, "/")

    expect(page.locator("svg.ov-n")).to_be_visible()
    expect(page.locator("svg.ov-w")).to_be_hidden()


@pytest.mark.parametrize("width", [768, 1280])
def test_graphic_on_a_wide_screen_is_the_wide_drawing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    open_page(page, "/")

    expect(page.locator("svg.ov-w")).to_be_visible()
    expect(page.locator("svg.ov-n")).to_be_hidden()


def too_wide(page: Page, address: str) -> list[str]:
    """The widths at which the page that is open scrolls sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} at {width} px")
    return found


def too_small(page: Page, address: str) -> list[str]:
    """The targets of the page that is open which are too small to hit."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{address} at {width} px: {target}" for target in page.evaluate(SMALL)]
    return found


def test_page_at_any_width_does_not_scroll_sideways(page: Page) -> None:
    found = []
    for address in EVERYTHING:
        open_page(page, address)
        found += too_wide(page, address)

    assert found == []


def test_refusal_at_any_width_does_not_scroll_sideways(page: Page, tolerated: list[str]) -> None:
    tolerated += ["status of 400", "status of 404"]
    found = []
    for address in (*BAD, *LOST):
        open_page(page, address, 400 if address in BAD else 404)
        found += too_wide(page, address)

    assert found == []


@pytest.mark.parametrize("address", SAMPLE)
def test_page_at_400_percent_shows_all_that_it_shows_wide(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1024})
    open_page(page, address)
    wide = page.evaluate(SHOWN)

    page.set_viewport_size({"width": 320, "height": 256})
    if page.get_by_text("More filters").is_visible():
        page.get_by_text("More filters").click()

    assert set(wide) - set(page.evaluate(SHOWN)) == set()


def test_targets_of_a_page_at_any_width_are_24_pixels_or_more(page: Page) -> None:
    found = []
    for address in (
        *SAMPLE,
        A,
        "/partners/albecour/",
        "/people/",
        "/projects/crater-lake/",
        "/embed/",
    ):
        open_page(page, address)
        found += too_small(page, address)

    assert found == []


@pytest.mark.browser_context_args(bypass_csp=True)
@pytest.mark.parametrize("address", SAMPLE)
def test_page_with_text_spaced_out_does_not_scroll_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_page(page, address)

    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    )  # WCAG 2.2, 1.4.12

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
