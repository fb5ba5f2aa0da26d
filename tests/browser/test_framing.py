"""The graphic in other people's pages, and what a visit leaves behind and asks of others."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.addresses import LISTS, A
from tests.browser.page_state import open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

SAMPLE = (
    *LISTS,
    A,
    "/milestones/drilling/",
    "/projects/crater-lake/",
    "/partners/albecour/",
    "/?q=forage",
    "/embed/",
)


class OtherSite(BaseHTTPRequestHandler):
    """Answers every address with a page that frames what the query names."""

    def do_GET(self) -> None:
        framed = unquote(urlsplit(self.path).query)
        page = f'<!DOCTYPE html><title>Elsewhere</title><iframe src="{framed}" width="760" height="640"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """Address of a page of another origin, to which what it should frame is added."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/?"
    server.shutdown()
    server.server_close()
    thread.join()


def test_embed_in_a_page_of_another_origin_shows_the_graphic(
    page: Page, base_url: str, elsewhere: str
) -> None:
    open_page(page, f"{elsewhere}{base_url}/embed/?project=crater-lake")

    expect(page.frame_locator("iframe").locator("svg.ov-w")).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/milestones/drilling/", "/about/"])
def test_page_in_a_page_of_another_origin_is_refused(
    page: Page, base_url: str, elsewhere: str, tolerated: list[str], address: str
) -> None:
    tolerated.append("frame-ancestors")

    with page.context.expect_console_message(lambda message: "frame-ancestors" in message.text):
        open_page(page, f"{elsewhere}{base_url}{address}")

    expect(page.frame_locator("iframe").locator("main")).to_have_count(0)


def test_mark_of_the_embed_when_clicked_leaves_the_frame(
    page: Page, base_url: str, elsewhere: str
) -> None:
    open_page(page, f"{elsewhere}{base_url}/embed/")

    page.frame_locator("iframe").locator("svg.ov-w a[href='/milestones/drilling/']").click()

    expect(page).to_have_url(f"{base_url}/milestones/drilling/")


def test_way_past_the_graphic_of_the_embed_stays_in_the_frame(
    page: Page, base_url: str, elsewhere: str
) -> None:
    open_page(page, f"{elsewhere}{base_url}/embed/")
    frame = page.frame_locator("iframe")

    frame.get_by_role("link", name="Skip the graphic").press("Enter")

    expect(frame.locator("#past-graphic")).to_be_focused()
    expect(page).to_have_title("Elsewhere")


def test_way_from_the_embed_to_the_timeline_leaves_the_frame(
    page: Page, base_url: str, elsewhere: str
) -> None:
    open_page(page, f"{elsewhere}{base_url}/embed/?year=2018")

    page.frame_locator("iframe").get_by_role("link", name="Check it on the timeline").click()

    expect(page).to_have_url(f"{base_url}/?year=2018")


def test_visit_of_every_kind_of_page_leaves_no_cookie(page: Page, context: BrowserContext) -> None:
    for address in SAMPLE:
        open_page(page, address)

    assert context.cookies() == []


def test_visit_of_every_kind_of_page_leaves_only_its_day(page: Page) -> None:
    for address in SAMPLE:
        open_page(page, address)

    open_page(page, "/")
    today = page.locator("[data-today]").first.get_attribute("data-today")
    kept = page.evaluate("({...localStorage, ...sessionStorage})")
    assert kept == {"timeline-visit": f'{{"day":"{today}"}}'}
    assert page.context.cookies() == []


def test_visit_of_every_kind_of_page_asks_nothing_of_others(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for address in SAMPLE:
        open_page(page, address)

    assert [url for url in asked if not url.startswith((base_url, "data:"))] == []
