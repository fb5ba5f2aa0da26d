"""The French site in a browser: its pages are in French, fit any width, and lead to the same view
in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.addresses import BAD, LISTS, LOST, A, B
from tests.browser.page_state import milestones, open_page
from tests.french import english_in, recorded
from tests.markup import Document
from timeline.models import (
    Company,
    Contact,
    Milestone,
    Paragraph,
    Partner,
    Project,
    ProjectName,
    Release,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

WIDTHS = (320, 390, 768, 1024, 1440)
PAGES = (
    *LISTS,
    *(
        A,
        B,
        "/milestones/drilling/",
        "/milestones/alloy-project/",
        "/projects/crater-lake/",
        "/partners/albecour/",
        "/people/alain-bureau/",
    ),
    *("/?year=2018&project=crater-lake", "/?as_of=2018-12-31", "/?year=2025", "/embed/"),
)


def english_on(page: Page) -> set[str]:
    """English words of the page as it stands in the browser."""
    models = (Company, Contact, Milestone, Paragraph, Partner, Project, ProjectName, Release)
    return english_in(Document(page.content()), recorded(models))


def test_french_pages_in_a_browser_are_french_and_do_not_scroll_sideways(page: Page) -> None:
    for address in PAGES:
        page.set_viewport_size({"width": 1280, "height": 800})
        open_page(page, f"/fr{address}")

        assert english_on(page) == set(), address
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} at {width} px"


def words_of_codes(page: Page) -> set[str]:
    """Words of a code that was typed and of those a refusal names: addresses take no others."""
    said = " ".join(page.get_by_role("alert").all_inner_texts())
    refused = re.search(r"«\s(.*)\s» n’est pas un choix. Choix possibles\s: (.*)", said)
    return set(re.findall("[a-z]+", " ".join(refused.groups()))) if refused else set()


def test_french_refusals_in_a_browser_are_french(page: Page, tolerated: list[str]) -> None:
    tolerated += ["status of 400", "status of 404"]
    for address in (*BAD, *LOST):
        open_page(page, f"/fr{address}", 400 if address in BAD else 404)

        assert english_on(page) - words_of_codes(page) == set(), address


def test_language_link_leads_to_the_same_view_and_back(page: Page) -> None:
    open_page(page, "/fr/?year=2018&project=crater-lake")
    listed = milestones(page).count()

    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(
        re.compile(r"://[^/]+/\?(project=crater-lake&year=2018|year=2018&project=crater-lake)$")
    )
    expect(milestones(page)).to_have_count(listed)

    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/fr/\?"))
    expect(milestones(page)).to_have_count(listed)
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")


def test_french_filters_are_used_in_french(page: Page) -> None:
    open_page(page, "/fr/")

    page.get_by_role("navigation", name="Année").get_by_role("link", name="2019").click()

    expect(page).to_have_url(re.compile(r"/fr/\?year=2019$"))
    expect(page.locator(".say")).to_contain_text("Un jalon daté de 2019, annoncé en 2018.")


def test_french_search_finds_english_words(page: Page) -> None:
    open_page(page, "/fr/")

    page.get_by_role("searchbox").fill("drilling")
    page.get_by_role("searchbox").press("Enter")

    expect(milestones(page)).not_to_have_count(0)
    assert english_on(page) <= {"drilling"}
