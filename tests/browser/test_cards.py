"""Cards of the graphic, the list that one mark of many opens, and the years of its scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import committed
from tests.browser.page_state import drawing, focused, open_page, tab_to
from tests.factories import make_announced, make_company, make_project, make_release, on_day
from timeline.models.derived_columns import derive_everything

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("busy_day", "db")]

WIDTHS = pytest.mark.parametrize("width", [1440, 390])
PHONE = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)


@pytest.fixture(scope="module")
def busy_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Forty milestones of 14 May 2019, and one of each year from 2012 to 2018."""
    with committed(django_db_blocker):
        make_company()
        lake = make_project(slug="lake", name_en="Lake")
        release = make_release(published_on=date(2019, 5, 14))
        for number in range(40):
            make_announced(
                release,
                projects=[lake],
                title_en=f"Deal {number}",
                **on_day(date(2019, 5, 14)),
            )
        for year in range(2012, 2019):
            make_announced(
                make_release(published_on=date(year, 6, 1)),
                slug=f"permit-{year}",
                projects=[lake],
                title_en=f"Permit of {year}",
                **on_day(date(year, 3, 1)),
            )
        derive_everything()
        yield


def permit(page: Page) -> Locator:
    """A mark with a name of its own."""
    return drawing(page).locator("a[href='/milestones/permit-2015/']")


def card(page: Page) -> Locator:
    return page.locator(".card")


def check_card_of_the_permit(page: Page) -> None:
    lines = card(page).get_by_role("paragraph")
    expect(lines).to_have_text(
        ["Permit of 2015", "1 March 2015", "Happened", "Release of 1 June 2015"]
    )


def test_card_on_hover_says_date_status_and_source_and_can_be_pointed_at(page: Page) -> None:
    open_page(page, "/")

    permit(page).hover()
    check_card_of_the_permit(page)
    card(page).get_by_role("link", name="Release of 1 June 2015").hover()

    expect(card(page)).to_be_visible()


def test_card_goes_when_the_pointer_leaves_and_stays_while_it_does_not(page: Page) -> None:
    open_page(page, "/")
    permit(page).hover()
    expect(card(page)).to_be_visible()

    page.mouse.move(2, 2)

    expect(card(page)).to_be_hidden()


def test_card_on_hover_is_closed_by_escape_where_the_focus_is_elsewhere(page: Page) -> None:
    open_page(page, "/")
    permit(page).hover()
    expect(card(page)).to_be_visible()

    page.keyboard.press("Escape")

    expect(card(page)).to_be_hidden()


def test_card_on_focus_is_closed_by_escape_and_the_focus_stays(page: Page) -> None:
    open_page(page, "/")
    permit(page).scroll_into_view_if_needed()
    tab_to(page, permit(page), within=60)
    check_card_of_the_permit(page)

    page.keyboard.press("Escape")

    expect(card(page)).to_be_hidden()
    expect(permit(page)).to_be_focused()


def test_card_of_a_mark_with_the_focus_comes_back_after_a_hover_elsewhere(page: Page) -> None:
    open_page(page, "/")
    tab_to(page, permit(page), within=60)
    drawing(page).locator("a[href='/milestones/permit-2013/']").hover()
    expect(card(page)).to_contain_text("Permit of 2013")

    page.mouse.move(2, 2)

    check_card_of_the_permit(page)


def test_mark_with_a_card_keeps_its_name_for_screen_readers(page: Page) -> None:
    open_page(page, "/")

    permit(page).hover()

    expect(permit(page)).to_have_accessible_name(
        "Permit of 2015. 1 March 2015. Happened. Release of 1 June 2015."
    )


@PHONE
def test_tap_shows_the_card_with_a_link_to_the_milestone(page: Page) -> None:
    open_page(page, "/")

    permit(page).locator(".hit").tap()
    check_card_of_the_permit(page)
    expect(focused(page)).to_have_text("Permit of 2015")
    card(page).get_by_role("link", name="Permit of 2015").tap()

    expect(page).to_have_url(re.compile(r"/milestones/permit-2015/$"))


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_mark_without_scripts_is_a_link_whose_title_says_the_same(page: Page) -> None:
    open_page(page, "/")

    expect(permit(page).locator("title")).to_have_text(
        "Permit of 2015. 1 March 2015. Happened. Release of 1 June 2015."
    )
    permit(page).click()

    expect(page).to_have_url(re.compile(r"/milestones/permit-2015/$"))


def check_one_mark_opens_the_list_of_forty(page: Page) -> None:
    many = drawing(page).get_by_role("link", name="40 milestones")
    expect(many).to_have_count(1)
    opened = page.get_by_role("region", name="Lake: 14 May 2019")
    expect(opened).to_be_hidden()

    many.locator(".hit").click()

    expect(opened).to_be_in_viewport()
    expect(opened.get_by_role("listitem")).to_have_count(40)
    opened.get_by_role("link", name="Close the list").click()
    expect(opened).to_be_hidden()


@WIDTHS
def test_forty_of_one_day_are_one_mark_that_opens_their_list(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, "/")

    check_one_mark_opens_the_list_of_forty(page)


@WIDTHS
@pytest.mark.browser_context_args(java_script_enabled=False)
def test_list_of_forty_opens_without_scripts(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, "/")

    check_one_mark_opens_the_list_of_forty(page)


@PHONE
def test_tap_on_forty_opens_their_list_at_once(page: Page) -> None:
    open_page(page, "/")

    drawing(page).get_by_role("link", name="40 milestones").locator(".hit").tap()

    expect(page.get_by_role("region", name="Lake: 14 May 2019")).to_be_visible()


@WIDTHS
def test_year_on_the_scale_leads_to_its_view_and_one_link_leads_back(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, "/?project=lake")

    drawing(page).get_by_role("link", name="2015", exact=True).click()

    expect(page).to_have_url(re.compile(r"/\?project=lake&year=2015$"))
    page.get_by_role("figure").get_by_role("link", name="Show all years").click()
    expect(page).to_have_url(re.compile(r"/\?project=lake$"))
