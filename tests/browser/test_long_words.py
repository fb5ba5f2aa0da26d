"""No text, however long its words, makes a page scroll sideways (WCAG 2.2, 1.4.10)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.addresses import A
from tests.browser.page_state import open_page
from timeline.models import Milestone, Paragraph, Partner, Project, Release

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

ADDRESS = f"https://example.org/{'a' * 80}"
WORD = "Aluminiumscandiumvorlegierungsherstellungsverfahrenspruefung"
PAGES = (
    "/",
    "/milestones/drilling/",
    A,
    "/releases/",
    "/outlook/",
    "/projects/crater-lake/",
    "/projects/",
    "/partners/albecour/",
    "/partners/",
)


@pytest.fixture
def long_words() -> None:
    texts = {"summary_en": f"See {ADDRESS}", "title_en": f"{WORD} at the lake"}
    Milestone.objects.filter(slug__in=["drilling", "memorandum"]).update(**texts)
    Release.objects.update(summary_en=ADDRESS, headline_en=WORD)
    Paragraph.objects.update(summary_en=f"{ADDRESS} {WORD}")
    for model in (Project, Partner):
        model.objects.update(name_en=WORD, summary_en=ADDRESS)


@pytest.mark.usefixtures("long_words")
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_page_with_long_words_does_not_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = []
    for address in PAGES:
        open_page(page, address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(address)

    assert too_wide == []


@pytest.mark.browser_context_args(bypass_csp=True)
@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("address", ["/", "/outlook/", A, "/milestones/drilling/"])
def test_page_at_200_percent_text_size_does_not_scroll_sideways(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, address)
    page.add_style_tag(content="html { font-size: 200% }")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
