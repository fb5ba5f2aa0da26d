"""A preview link: made once, copied with a button, and of a release leading to its milestones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.staff import signed_in
from tests.factories import make_company, make_milestone, make_paragraph, make_release
from timeline.models import PreviewLink

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Page:
    """The page of a release's links, with a new one."""
    make_company()
    release = make_release(status="draft", headline_en="An adit opens", headline_fr="Une galerie")
    paragraph = make_paragraph(release, number=4, summary_en="Ten holes.", summary_fr="Dix trous.")
    make_milestone([paragraph], title_en="Drilling of ten holes", title_fr="Forage")
    page = signed_in(context, base_url, "editor")
    open_page(page, f"/admin/timeline/release/{release.pk}/previews/")
    page.locator("#preview_form input[type=submit]").click()
    expect(page.locator("#id_address")).to_be_visible()
    return page


def test_link_of_a_release_opens_its_milestones(
    desk: Page, browser: Browser, base_url: str
) -> None:
    address = desk.locator("#id_address").input_value()
    with browser.new_context(base_url=base_url, locale="en-CA") as another:
        visitor = another.new_page()
        visitor.goto(address)

        visitor.get_by_role("link", name="Drilling of ten holes").first.click()

        expect(visitor.get_by_role("heading", name="Drilling of ten holes").first).to_be_visible()


def test_link_is_copied_with_a_button(desk: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    desk.get_by_role("button", name="Copy", exact=True).click()

    expect(desk.get_by_text("Copied", exact=True)).to_be_visible()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == desk.locator("#id_address").input_value()


def test_page_that_is_reloaded_makes_no_second_link(desk: Page) -> None:
    desk.on("dialog", lambda dialog: dialog.accept())

    desk.reload()

    expect(desk.get_by_text("The link was made already.")).to_be_visible()
    assert PreviewLink.objects.count() == 1
