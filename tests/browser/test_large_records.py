"""Records of hundreds and thousands of milestones: drawn densely, then counted, and still
readable."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import committed
from tests.browser.page_state import drawing, milestones, number_in, open_page
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


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_of_a_large_record_fits_and_its_targets_can_be_hit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    open_page(page, "/")

    expect(page.locator("svg.ov-w.dn" if width == 1280 else "svg.ov-n.dn")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = drawing(page).bounding_box()
    assert box
    assert 200 < box["height"] < 3 * 800
    sizes = (
        drawing(page)
        .locator("a .hit")
        .evaluate_all(
            "hits => hits.map((hit) => hit.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"
        )
    )
    assert min(sizes) >= 24


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0], ids=["first", "middle", "last"])
def test_cell_of_a_large_record_leads_to_as_many_milestones_as_it_says(
    page: Page, place: float
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, "/")
    cells = page.locator("svg.ov-n a")
    cell = cells.nth(int(place * (cells.count() - 1)))
    said = number_in(cell.locator("title").inner_html())

    cell.click()
    page.wait_for_url("**/?project=*")

    assert number_in(page.get_by_role("heading", name="milestone").first.inner_text()) == said
    expect(milestones(page)).to_have_count(min(said, PAGE_SIZE))
