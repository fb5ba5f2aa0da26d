"""Lines that hold together, at the widths where they once broke."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.page_state import open_page, size

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

PAPER = 688  # px that a sheet of letter size leaves between its margins


def lines(element: Locator) -> int:
    """On how many lines its text stands."""
    count: int = element.evaluate(
        """element => {
            const text = document.createRange();
            text.selectNodeContents(element);
            return new Set([...text.getClientRects()].map((box) => Math.round(box.top))).size;
        }"""
    )
    return count


@pytest.mark.parametrize("width", [1000, 1024, 1350, 1440])
@pytest.mark.parametrize("address", ["/", "/fr/"])
def test_header_is_one_row(page: Page, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, address)

    assert size(page.locator(".top .wrap"))[1] < 80


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_button_beside_a_search_is_one_line(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/releases/", "/"):
        open_page(page, address)

        assert lines(page.locator(".find .btn")) == 1


def test_both_ways_on_from_a_milestone_are_equally_wide_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, "/milestones/drilling/")

    earlier, later = page.locator(".pager > *").all()
    assert size(earlier)[0] == pytest.approx(size(later)[0], abs=1)


@pytest.mark.parametrize(("media", "width"), [("screen", 768), ("print", PAPER)])
def test_heads_of_the_table_of_plans_are_one_line(page: Page, media: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="print" if media == "print" else "screen")
    open_page(page, "/outlook/")

    for head in page.locator(".plans thead th").all():
        assert lines(head) == 1


def test_title_of_a_comparison_stands_apart_from_what_is_compared(page: Page) -> None:
    later, earlier = "2023-07-13-albecour-memorandum", "2018-11-13-scandium-marketing-update"
    open_page(page, f"/releases/{later}/since/{earlier}/")

    title, facts = page.locator("h1").bounding_box(), page.locator("h1 + .facts").bounding_box()

    assert title
    assert facts
    assert facts["y"] - (title["y"] + title["height"]) >= 12


@pytest.mark.parametrize("language", ["", "/fr"])
def test_first_line_of_a_fact_stands_beside_its_name(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    open_page(page, f"{language}/releases/2023-07-13-albecour-memorandum/")

    for fact in page.locator(".two .facts > div").all():
        name, told = (fact.locator(part).bounding_box() for part in ("dt", "dd"))
        assert name
        assert told
        assert abs(name["y"] - told["y"]) <= 6
