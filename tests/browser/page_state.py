"""What a test reads off a page in the browser."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


def open_page(page: Page, address: str, status: int = 200) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address


def milestones(page: Page) -> Locator:
    """The milestones that a page lists."""
    return page.locator("article.ms")


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def drawing(page: Page) -> Locator:
    """The overview graphic as displayed: the wide or the narrow one."""
    return page.locator("svg.ov:visible")


def tab_to(page: Page, wanted: Locator, within: int = 40) -> None:
    """Press Tab until that has the focus."""
    for _ in range(within):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with {within} presses of Tab")


def size(target: Locator) -> tuple[float, float]:
    """Width and height in CSS pixels."""
    box = target.bounding_box()
    assert box, f"{target} is not displayed"
    return box["width"], box["height"]


def number_in(text: str) -> int:
    """The number of milestones that a text says: "Lake, 2012, 14 milestones" is 14, and so is "14"."""
    found = re.search(r"(\d+)(?: milestones?(?![a-z])|\s*$)", text)
    assert found, text
    return int(found[1])
