"""axe-core on every public page, narrow and wide, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.addresses import A, B
from tests.browser.page_state import open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("record"),
    pytest.mark.browser_context_args(bypass_csp=True),  # for axe, which the policy keeps out
]

PAGES = (
    *("/", "/?project=crater-lake&year=2018", "/?year=2025", "/?q=bauxite", "/?as_of=2018-12-31"),
    *("/milestones/drilling/", "/milestones/brussels/", "/milestones/alloy-project/"),
    *("/releases/", "/releases/?q=sept+iles", A, B, "/projects/", "/projects/crater-lake/"),
    *("/partners/", "/partners/albecour/", "/outlook/", "/about/", "/embed/"),
    *("/people/", "/people/?year=2018", "/people/alain-bureau/"),
)
REFUSALS = [
    ("/?year=x", 400),
    ("/embed/?year=x", 400),
    ("/releases/?year=x", 400),
    ("/people/?year=x", 400),
    ("/nothing-here/", 404),
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = [*WCAG, "best-practice"]


COLOUR = ["color-contrast", "link-in-text-block"]


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds at 1280 and 360 px, one line for each rule: where, which, what first. In the
    dark only colours differ, so only the rules of colour are tried there."""
    of_all = {"type": "tag", "values": rules}
    of_colour = {"type": "rule", "values": COLOUR}
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += [f"{width} px, light: {said}" for said in broken_rules(page, of_all)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} px, dark: {said}" for said in broken_rules(page, of_colour)]
    return found


def broken_rules(page: Page, rules: dict[str, Any]) -> list[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    answer: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{rule['id']}, {len(rule['nodes'])} times, first {rule['nodes'][0]['html']}"
        for rule in answer["violations"]
    ]


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_violation(page: Page, address: str) -> None:
    open_page(page, address)

    assert violations(page) == []


@pytest.mark.parametrize(("address", "status"), REFUSALS)
def test_refusal_has_no_violation(
    page: Page, tolerated: list[str], address: str, status: int
) -> None:
    tolerated.append(f"status of {status}")
    open_page(page, address, status)

    assert violations(page) == []


def test_finder_opened_on_a_narrow_screen_has_no_violation(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    open_page(page, "/")

    page.get_by_text("More filters").click()

    assert violations(page) == []
