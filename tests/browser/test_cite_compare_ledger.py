"""Journeys of a reader: to cite a page, to compare two releases, to follow promises, and to come
back to what is new. In both languages."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.addresses import A, B
from tests.browser.page_state import open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]


class Words(NamedTuple):
    """What a page says in one language. ``at``: the beginning of its addresses."""

    at: str
    cite: str
    cited: str
    compared: str
    outcome: str
    overdue: str
    picture: str
    since: str
    show: str
    new: str
    visit: str


ENGLISH = Words(
    at="",
    cite="Cite",
    cited="This page was cited on",
    compared="Two releases compared",
    outcome="Outcome",
    overdue="Overdue",
    picture="promises as lines through time",
    since="Since",
    show="Show",
    new="What is new since 1 January 2020",
    visit="New since your last visit",
)
FRENCH = Words(
    at="/fr",
    cite="Citer",
    cited="Cette page a été citée le",
    compared="Deux communiqués comparés",
    outcome="Suite",
    overdue="En retard",
    picture="jalons prévus, tracés dans le temps",
    since="Depuis le",
    show="Afficher",
    new="Nouveautés depuis le 1er janvier 2020",
    visit="Nouveautés depuis votre dernière visite",
)


@pytest.fixture(params=[ENGLISH, FRENCH], ids=["english", "french"])
def words(request: pytest.FixtureRequest) -> Words:
    found: Words = request.param
    return found


def drawn_inside(drawing: Locator) -> bool:
    """Whether all that is drawn stands inside its box, and the page scrolls down only."""
    return bool(
        drawing.evaluate(
            """(svg) => {
              const box = svg.getBoundingClientRect();
              const parts = [...svg.querySelectorAll('text, line, rect, use')];
              const inside = parts.every((part) => {
                const { left, right } = part.getBoundingClientRect();
                return left >= box.left - 8 && right <= box.right + 8;
              });
              return inside && document.documentElement.scrollWidth <= innerWidth;
            }"""
        )
    )


def meeting_words(drawing: Locator) -> int:
    """How many pairs of texts in the drawing cover each other."""
    return int(
        drawing.evaluate(
            """(svg) => {
              const boxes = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
              let met = 0;
              boxes.forEach((one, place) => boxes.slice(place + 1).forEach((other) => {
                const across = one.left < other.right - 1 && other.left < one.right - 1;
                const down = one.top < other.bottom - 1 && other.top < one.bottom - 1;
                if (across && down) met += 1;
              }));
              return met;
            }"""
        )
    )


def test_reader_cites_a_milestone_and_the_reference_leads_back(page: Page, words: Words) -> None:
    open_page(page, f"{words.at}/milestones/drilling/")
    page.locator("summary", has_text=words.cite).click()

    reference = page.locator("details.cites textarea").first.input_value()
    address = next(part for part in reference.split() if "?cited=" in part).rstrip(".,")
    open_page(page, address)

    expect(page.locator(".asof")).to_contain_text(words.cited)
    expect(page.locator("h1")).to_be_visible()


def test_reader_compares_two_releases_and_returns(page: Page, words: Words, base_url: str) -> None:
    open_page(page, f"{words.at}{B}")

    page.locator(f"a[href$='/since/{A.removeprefix('/releases/')}']").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words.compared)
    expect(page.locator("dl.facts a")).to_have_count(2)
    page.locator("dl.facts a").first.click()
    expect(page).to_have_url(f"{base_url}{words.at}{A}")


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_reader_follows_what_is_overdue(
    page: Page, words: Words, base_url: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, f"{words.at}/outlook/")
    drawing = page.locator("svg.ov:visible")
    expect(drawing).to_have_count(1)
    expect(drawing.locator(".thr")).to_have_count(10)

    page.get_by_role("navigation", name=words.outcome).get_by_role(
        "link", name=words.overdue
    ).click()

    expect(page).to_have_url(f"{base_url}{words.at}/outlook/?outcome=overdue")
    expect(drawing.locator(".thr")).to_have_count(5)
    expect(page.get_by_role("img", name=words.picture)).to_be_visible()
    expect(page.locator("table.plans tbody tr")).to_have_count(5)
    assert drawn_inside(drawing)
    assert meeting_words(drawing) == 0


def test_ledger_is_printed_wide_and_whole(page: Page) -> None:
    page.set_viewport_size({"width": 720, "height": 900})
    open_page(page, "/outlook/")

    page.emulate_media(media="print")

    expect(page.locator("svg.ov-w")).to_be_visible()
    expect(page.locator("svg.ov-n")).to_be_hidden()
    assert meeting_words(page.locator("svg.ov-w")) == 0


def test_ledger_follows_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, "/outlook/")

    colours = page.locator("svg.ov:visible").evaluate(
        """(svg) => {
          const of = (css) => getComputedStyle(svg.querySelector(css)).stroke;
          return [of('.thr') === getComputedStyle(document.body).color, of('.relt') !== of('.thr')];
        }"""
    )

    assert colours == [True, True]


def test_reader_asks_what_is_new_since_a_day(page: Page, words: Words) -> None:
    open_page(page, f"{words.at}/new/")
    page.get_by_label(words.since, exact=True).fill("2020-01-01")

    page.get_by_role("button", name=words.show).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words.new)
    expect(page.get_by_label(words.since, exact=True)).to_have_value("2020-01-01")


def test_reader_who_comes_back_is_led_to_what_is_new_since_then(page: Page, words: Words) -> None:
    open_page(page, f"{words.at}/")
    link = page.locator("main").get_by_role("link", name=words.visit)
    expect(link).to_be_hidden()
    page.evaluate("localStorage.setItem('timeline-visit', JSON.stringify({ day: '2020-01-01' }))")

    page.reload()
    link.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words.new)
    expect(page.locator("footer").get_by_role("link", name=words.visit)).to_be_visible()
    assert page.context.cookies() == []


@pytest.mark.parametrize("kept", ["nonsense", "null", '{"day": 7}', '{"day": "2020-01-01x"}'])
def test_day_that_is_none_shows_no_link(page: Page, kept: str) -> None:
    open_page(page, "/")
    page.evaluate("kept => localStorage.setItem('timeline-visit', kept)", kept)

    page.reload()

    expect(page.locator("main")).to_be_visible()
    assert page.locator("[data-today]:visible").count() == 0
