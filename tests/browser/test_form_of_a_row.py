"""What the form of a row does for whoever fills it in."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_state import focused, open_page
from tests.browser.staff import is_saved, save, signed_in
from tests.factories import make_announced, make_milestone, make_paragraph, make_release
from timeline.models import Contact, Milestone, Release, Status

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
ADD = "/admin/timeline/milestone/add/"


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Page:
    return signed_in(context, base_url, "editor")


def test_errors_are_listed_at_the_top_with_links_to_their_fields(desk: Page) -> None:
    open_page(desk, ADD)
    save(desk)

    link = desk.locator(".errorlist.to-fields a", has_text="Kind").first
    link.click()

    expect(desk.locator("#id_kind")).to_be_in_viewport()


def test_first_field_has_the_focus(desk: Page) -> None:
    open_page(desk, ADD)

    expect(focused(desk)).to_have_id("id_title_en")


def test_telephone_as_printed_is_taken_as_printed(desk: Page) -> None:
    release = make_release(status="draft")
    open_page(desk, f"/admin/timeline/release/{release.pk}/change/")
    desk.locator("#id_contacts-0-name").fill("Pat Example")
    desk.locator("#id_contacts-0-phone").fill("(514) 555-0142 ext. 12")
    save(desk)
    is_saved(desk)

    kept = Contact.objects.get()
    assert (kept.phone, kept.extension) == ("+1 514 555-0142", "12")


def test_withdrawal_fields_appear_when_they_are_wanted(desk: Page) -> None:
    row = make_announced(title_en="Drilling")
    open_page(desk, f"/admin/timeline/milestone/{row.pk}/change/")
    reason = desk.locator("#id_withdrawn_reason_en")
    expect(reason).to_be_hidden()

    desk.locator("#id_status").select_option("withdrawn")

    expect(reason).to_be_visible()


def test_publishing_fields_wait_for_the_first_save(desk: Page) -> None:
    row = make_milestone()
    open_page(desk, ADD)
    expect(desk.locator("#id_status")).to_be_hidden()

    open_page(desk, f"/admin/timeline/milestone/{row.pk}/change/")

    expect(desk.locator("#id_status")).to_be_visible()


def test_address_is_short_and_dated_and_says_that_it_is_final(desk: Page) -> None:
    make_release(slug="second-adit-opens-2021-05-04", published_on=date(2021, 5, 4))
    open_page(desk, "/admin/timeline/release/add/")
    expect(desk.get_by_text("Final once it is public.")).to_be_visible()
    for _ in range(2):
        open_page(desk, "/admin/timeline/release/add/")
        desk.locator("#id_headline_en").fill("Tern Hollow: the second adit opens at Gull Ridge")
        desk.locator("#id_published_on").fill("2021-05-04")
        save(desk)
        is_saved(desk)

    first, second = Release.objects.filter(status="draft").order_by("pk")
    assert "2021-05-04" in first.slug
    assert second.slug == f"{first.slug}-2"


def test_at_390_px_a_milestone_is_published_without_scrolling_through_its_fields(
    desk: Page,
) -> None:
    row = make_milestone([make_paragraph()], title_fr="Forage")
    desk.set_viewport_size({"width": 390, "height": 800})
    open_page(desk, f"/admin/timeline/milestone/{row.pk}/change/")

    desk.locator(".sections").get_by_role("link", name="Publishing").click()
    expect(desk.locator("#id_status")).to_be_in_viewport()
    desk.locator("#id_status").select_option("published")
    expect(desk.locator(".sections input[name=_save]")).to_be_in_viewport()
    desk.locator(".sections input[name=_save]").click()
    is_saved(desk)

    assert Milestone.objects.get().status == Status.PUBLISHED


def test_at_390_px_a_correction_is_explained_without_scrolling_through_its_fields(
    desk: Page,
) -> None:
    row = make_announced(title_en="Drilling")
    desk.set_viewport_size({"width": 390, "height": 800})
    open_page(desk, f"/admin/timeline/milestone/{row.pk}/change/")

    desk.locator(".sections").get_by_role("link", name="Correction").click()

    expect(desk.locator("#id_correction_note_en")).to_be_in_viewport()
    expect(desk.locator(".sections input[name=_save]")).to_be_in_viewport()
