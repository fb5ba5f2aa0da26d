"""A form that cannot be accepted comes back with all that was typed, its rows included."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.staff import is_saved, save, signed_in
from tests.factories import make_release
from timeline.models import Release
from timeline.models.roles import CONTRIBUTOR

PASSWORD = "correct horse battery staple"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def desk(context: BrowserContext, base_url: str, tolerated: list[str]) -> Page:
    tolerated.append("status of 403")  # of the right that is taken away
    page = signed_in(context, base_url, "carl", CONTRIBUTOR)
    release = make_release(status="draft", headline_en="An adit opens")
    open_page(page, f"/admin/timeline/release/{release.pk}/change/")
    page.locator("#id_summary_en").fill("An hour of work")
    page.locator("#id_paragraphs-0-summary_en").fill("A row beneath it")
    return page


def stale_token(desk: Page) -> None:
    token = desk.locator("#release_form [name=csrfmiddlewaretoken]")
    token.evaluate("field => { field.value = 'a'.repeat(64) }")


def test_form_with_a_stale_token_comes_back_and_is_saved_when_sent_again(desk: Page) -> None:
    stale_token(desk)
    save(desk)

    expect(desk.get_by_text("You signed in anew after this form was opened.")).to_be_visible()
    expect(desk.locator("#id_summary_en")).to_have_value("An hour of work")
    expect(desk.locator("#id_paragraphs-0-summary_en")).to_have_value("A row beneath it")
    save(desk)
    is_saved(desk)
    assert Release.objects.get().paragraphs.get().summary_en == "A row beneath it"


def lose_the_role(user: User) -> None:
    user.groups.clear()


def lose_the_desk(user: User) -> None:
    user.is_staff = False
    user.save()


@pytest.mark.parametrize("lose", [lose_the_role, lose_the_desk])
def test_right_that_was_taken_away_gives_back_what_was_typed(
    desk: Page, lose: Callable[[User], None]
) -> None:
    lose(User.objects.get(username="carl"))
    save(desk)

    expect(desk.get_by_text("An hour of work")).to_be_visible()
    expect(desk.get_by_text("A row beneath it")).to_be_visible()
    assert Release.objects.get().summary_en == ""
    assert Group.objects.filter(name=CONTRIBUTOR).exists()


def test_row_published_meanwhile_gives_back_what_was_typed(desk: Page) -> None:
    Release.objects.update(status="published", publish_at="2018-11-13T12:00Z")
    save(desk)

    expect(desk.get_by_text("A row beneath it")).to_be_visible()


def test_session_that_is_over_gives_back_rows_too_after_signing_in(
    context: BrowserContext, base_url: str
) -> None:
    desk = signed_in(context, base_url, "anne", password=PASSWORD)
    release = make_release(status="draft", headline_en="An adit opens")
    open_page(desk, f"/admin/timeline/release/{release.pk}/change/")
    desk.locator("#id_paragraphs-0-summary_en").fill("A row beneath it")
    context.clear_cookies(name="sessionid")

    save(desk)
    expect(desk.get_by_text("What you typed waits for you")).to_be_visible()
    desk.get_by_label("Username").fill("anne")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()

    expect(desk.locator("#id_paragraphs-0-summary_en")).to_have_value("A row beneath it")
    save(desk)
    is_saved(desk)
    assert Release.objects.get().paragraphs.get().summary_en == "A row beneath it"
