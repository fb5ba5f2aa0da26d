"""On paper: what can be read there, with its sources written out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import A
from tests.browser.page_state import milestones, open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]


@pytest.fixture
def paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


def test_printed_timeline_has_every_milestone_and_nothing_to_press(paper: Page) -> None:
    open_page(paper, "/")

    expect(paper.locator("article.ms:visible")).to_have_count(15)
    expect(paper.locator("nav:visible")).to_have_count(0)
    expect(
        paper.locator("button:visible, .btn:visible, .chips:visible, .take:visible")
    ).to_have_count(0)


def test_printed_timeline_has_no_form(paper: Page) -> None:
    open_page(paper, "/?as_of=2018-12-31")

    expect(paper.locator("form:visible")).to_have_count(0)


def test_printed_timeline_has_the_wide_drawing_from_any_screen(paper: Page) -> None:
    open_page(paper, "/")

    for width in (390, 1280):
        paper.set_viewport_size({"width": width, "height": 800})
        expect(paper.locator("svg.ov-w")).to_be_visible()
        expect(paper.locator("svg.ov-n")).to_be_hidden()


def test_printed_timeline_lists_its_sources_with_full_addresses(paper: Page, base_url: str) -> None:
    open_page(paper, "/")

    sources = paper.locator(".notes")

    expect(sources).to_be_visible()
    expect(
        sources.get_by_text(f"Release of 13 November 2018, ¶ 6 {base_url}{A}#p6")
    ).to_be_visible()


def test_printed_milestone_refers_to_its_source_by_number(paper: Page) -> None:
    open_page(paper, "/")

    number = milestones(paper).filter(has_text="Drilling of the high-grade").locator(".fn")

    expect(number).to_be_visible()
    place = int(number.inner_text().strip("[]")) - 1
    expect(paper.locator(".notes li").nth(place)).to_contain_text("¶ 6")


def test_printed_page_of_a_milestone_names_its_source_with_its_full_address(
    paper: Page, base_url: str
) -> None:
    open_page(paper, "/milestones/drilling/")

    printed = paper.locator(".cite .src").evaluate(
        "(one) => getComputedStyle(one, '::after').content"
    )

    assert f"{base_url}/releases/2018-11-13-scandium-marketing-update/#p6" in printed


def test_timeline_on_screen_has_no_list_of_sources(page: Page) -> None:
    open_page(page, "/")

    expect(page.locator(".notes")).to_be_hidden()


@pytest.mark.browser_context_args(color_scheme="dark")
def test_printed_timeline_from_a_dark_screen_is_black_on_white(paper: Page) -> None:
    open_page(paper, "/")

    colours = (
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }"
    )
    assert paper.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_pages_become_a_pdf(page: Page) -> None:
    for address in ("/", "/milestones/drilling/", A, "/outlook/"):
        open_page(page, address)

        assert page.pdf(format="Letter").startswith(b"%PDF-"), address
