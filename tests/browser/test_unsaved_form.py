"""What is typed into a form and not saved is kept in the browser, offered back, and asked about."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from pytest_django import Settings

from tests.browser.page_state import open_page
from timeline.models import Project

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PASSWORD = "a few words that are long enough"
ADD = "/admin/timeline/project/add/"
TYPED = 'An hour of work, with "quotes" & <tags>.\nA second line.'


@pytest.fixture(autouse=True)
def anne(settings: Settings, transactional_db: None) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return User.objects.create_superuser("anne", password=PASSWORD)


def sign_in(page: Page, name: str = "anne") -> None:
    open_page(page, "/staff/sign-in/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.fixture
def desk(page: Page) -> Page:
    sign_in(page)
    return page


def leave_without_saving(context: BrowserContext, desk: Page) -> Page:
    """Type, wait until it is kept, and lose the page, as when a browser ends."""
    open_page(desk, ADD)
    desk.get_by_label("Summary (English):").fill(TYPED)
    wait_until_kept(desk)
    another = context.new_page()
    desk.close()
    return another


def kept(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('unsaved-form:'))"
    )
    return found


def wait_until_kept(desk: Page, count: int = 1) -> None:
    for _ in range(100):
        if len(kept(desk)) == count:
            return
        desk.wait_for_timeout(100)
    raise AssertionError(kept(desk))


def test_what_was_not_saved_is_offered_and_put_back(context: BrowserContext, desk: Page) -> None:
    another = leave_without_saving(context, desk)

    open_page(another, ADD)
    expect(another.locator("#unsaved")).to_contain_text("and did not save it.")
    another.get_by_role("button", name="Put it back").click()

    expect(another.get_by_label("Summary (English):")).to_have_value(TYPED)
    expect(another.locator(".errornote + .errorlist")).to_contain_text("Nothing is saved yet.")
    assert Project.objects.count() == 0


def test_what_was_not_saved_is_gone_once_discarded(context: BrowserContext, desk: Page) -> None:
    another = leave_without_saving(context, desk)
    open_page(another, ADD)

    another.get_by_role("button", name="Discard it").click()

    assert kept(another) == []
    expect(another.locator("#unsaved")).to_be_hidden()


def test_save_forgets_what_was_kept(desk: Page) -> None:
    open_page(desk, ADD)
    desk.get_by_label("Name (English):").fill("A project")
    wait_until_kept(desk)

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()

    assert kept(desk) == []


def test_refused_save_keeps_it(desk: Page) -> None:
    open_page(desk, ADD)
    desk.get_by_label("Summary (English):").fill(TYPED)
    wait_until_kept(desk)

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".errornote")).to_be_visible()

    assert len(kept(desk)) == 1


def test_signing_out_forgets_it_for_this_account(desk: Page) -> None:
    desk.evaluate("localStorage.setItem('unsaved-form:0:/x', JSON.stringify({at: Date.now()}))")
    open_page(desk, ADD)
    desk.get_by_label("Summary (English):").fill(TYPED)
    wait_until_kept(desk, 2)
    desk.on("dialog", lambda dialog: dialog.accept())

    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_label("Username")).to_be_visible()

    assert kept(desk) == ["unsaved-form:0:/x"]


def test_another_account_is_offered_nothing(context: BrowserContext, desk: Page) -> None:
    another = leave_without_saving(context, desk)
    context.clear_cookies()
    User.objects.create_superuser("ben", password=PASSWORD)
    sign_in(another, "ben")

    open_page(another, ADD)

    expect(another.locator("#unsaved")).to_be_hidden()


def test_passwords_are_not_kept(desk: Page) -> None:
    open_page(desk, "/admin/auth/user/add/")
    desk.locator("#id_username").fill("ben")
    desk.locator("#id_password1").fill("hidden words")
    wait_until_kept(desk)

    kept_here = desk.evaluate("JSON.stringify(localStorage)")
    assert "ben" in kept_here
    assert "hidden words" not in kept_here


def test_leaving_a_changed_form_asks_first(desk: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    open_page(desk, ADD)
    desk.get_by_label("Summary (English):").click()
    desk.keyboard.type("An hour of work")

    desk.get_by_role("link", name="Home").click()
    expect(desk.get_by_label("Summary (English):")).to_have_value("An hour of work")

    assert asked == ["beforeunload"]


def test_leaving_a_form_as_it_was_does_not_ask(desk: Page) -> None:
    open_page(desk, ADD)

    desk.get_by_role("link", name="Home").click()

    expect(desk.get_by_role("link", name="Milestones", exact=True).first).to_be_visible()


def test_session_that_is_over_gives_the_form_back_after_signing_in(
    context: BrowserContext, desk: Page
) -> None:
    open_page(desk, ADD)
    desk.get_by_label("Name (English):").fill("A project")
    desk.get_by_label("Summary (English):").fill(TYPED)
    desk.get_by_role("link", name="Add another Name over time").or_(
        desk.locator(".add-row a").first
    ).first.click()
    context.clear_cookies(name="sessionid")

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("What you typed waits for you")).to_be_visible()
    desk.get_by_label("Username").fill("anne")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()

    expect(desk.get_by_label("Summary (English):")).to_have_value(TYPED)
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Project.objects.get().summary_en.splitlines() == TYPED.splitlines()
