"""Records of hundreds and thousands of milestones: drawn densely, then counted, and still
readable."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import committed
from tests.browser.page_state import drawing, milestones, number_in, open_page
from timeline.chart.builder import MOST_MARKS
from timeline.queries.pagination import PAGE_SIZE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("large", "db")]


@pytest.fixture(scope="module", params=[200, 2_000])
def large(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    """An invented record of so many milestones, drafts included."""
    with committed(django_db_blocker):
        call_command("make_record", milestones=request.param, seed=1, stdout=StringIO())
        yield request.param


@pytest.fixture
def graphic(page: Page, large: int) -> Locator:
    """The overview graphic as displayed: a drawing, or the table of counts."""
    return page.locator(".counts") if large > MOST_MARKS else drawing(page)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_of_a_large_record_fits_and_its_targets_can_be_hit(
    page: Page, graphic: Locator, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    open_page(page, "/")

    expect(graphic).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = graphic.bounding_box()
    assert box
    assert 200 < box["height"] < 3 * 800
    sizes = graphic.locator("a .hit, td a").evaluate_all(
        "hits => hits.map((hit) => hit.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"
    )
    assert min(sizes) >= 24


@pytest.mark.parametrize("large", [2_000], indirect=True)
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0], ids=["first", "middle", "last"])
def test_cell_of_a_large_record_leads_to_as_many_milestones_as_it_says(
    page: Page, graphic: Locator, place: float
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, "/")
    cells = graphic.locator("td a")
    cell = cells.nth(int(place * (cells.count() - 1)))
    said = number_in(cell.text_content() or "")

    cell.click()
    page.wait_for_url("**/?project=*")

    assert number_in(page.get_by_role("heading", name="milestone").first.inner_text()) == said
    expect(milestones(page)).to_have_count(min(said, PAGE_SIZE))


@pytest.mark.parametrize("large", [2_000], indirect=True)
def test_years_stay_beside_the_counts_that_are_scrolled_into_view(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, "/")
    last = page.locator(".counts thead th").last

    last.scroll_into_view_if_needed()

    expect(last).to_be_in_viewport(ratio=1)
    year = page.locator(".counts tbody th").first.bounding_box()
    assert year
    assert year["x"] >= 0


# A row that is not laid out yet keeps room for its links. They would else be measured over the next.
LINKS_BELOW_THEIR_ROW = """() => [...document.querySelectorAll(".plans tbody tr")].flatMap(row =>
    [...row.querySelectorAll("a")].filter(link =>
        link.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom
    ).map(link => link.getAttribute("href")))"""


@pytest.mark.parametrize("large", [2_000], indirect=True)
def test_ledger_of_a_large_record_lays_out_what_is_on_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_page(page, "/outlook/")
    rows = page.locator(".plans tbody tr")

    assert page.locator("*").count() < 1_600
    is_laid_out = "row => row.querySelector('a').checkVisibility({contentVisibilityAuto: true})"
    assert not rows.last.evaluate(is_laid_out)
    assert page.evaluate(LINKS_BELOW_THEIR_ROW) == []
    rows.last.scroll_into_view_if_needed()
    page.wait_for_function(is_laid_out, arg=rows.last.element_handle())


@pytest.mark.parametrize("large", [200], indirect=True)
@pytest.mark.parametrize(
    ("address", "heading"),
    [("/", "When it was announced, when it was due"), ("/outlook/", "From promise to outcome")],
)
def test_drawing_is_printed_on_one_sheet_with_its_heading(
    page: Page, address: str, heading: str
) -> None:
    open_page(page, address)
    day = page.locator("svg.ov .nowt").first.text_content() or ""

    sheets = PdfReader(BytesIO(page.pdf(format="Letter"))).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]

    (sheet,) = (text for text in texts if heading in text)
    assert day in sheet
    page.emulate_media(media="print")
    for words in (".fig > h2", ".fig > .note", ".fig .key"):  # only the drawing is made smaller
        assert page.locator(words).first.evaluate("words => words.currentCSSZoom") == 1
