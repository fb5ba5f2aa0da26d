"""Passkeys in a real browser, with an authenticator of its own (WebDriver's virtual one), and the
pages' look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from tests.browser.page_state import open_page
from tests.browser.test_accessibility import violations
from timeline.models import SignInEvent
from timeline.signin.enrolment import give_link

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PASSWORD = "a few words that are long enough"
SIGN_IN = "/staff/sign-in/"
KEYS = "/staff/second-factor/webauthn/add/"


@pytest.fixture(autouse=True)
def publisher(settings: Settings, transactional_db: None) -> Iterator[User]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = "publishers"
    yield User.objects.create_superuser("anne", password=PASSWORD)
    cache.clear()  # its table is no model's, so no test takes it back


@pytest.fixture
def key(context: BrowserContext, page: Page, tolerated: list[str]) -> None:
    """A device with a fingerprint that says yes."""
    tolerated.append("/favicon.ico")
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def type_password(page: Page) -> None:
    open_page(page, SIGN_IN)
    page.get_by_label("Username").fill("anne")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def open_link(page: Page) -> None:
    open_page(page, give_link(User.objects.get(), None, "test"))
    page.get_by_role("button", name="Go on").click()


def add_key(page: Page) -> None:
    """By the way that somebody is led who must have a second factor and has none, with a link."""
    expect(page.get_by_role("heading", name="Second factor", exact=True)).to_be_visible()
    open_link(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_passkey_when_added_opens_the_admin_without_a_password(page: Page, key: None) -> None:
    type_password(page)
    add_key(page)
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("link", name="Milestones", exact=True).first).to_be_visible()
    used = SignInEvent.objects.filter(kind="factor_used").latest("id")
    assert (used.name, used.detail) == ("anne", "webauthn")


def test_passkey_is_the_second_factor_after_a_password(page: Page, key: None) -> None:
    type_password(page)
    add_key(page)
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    type_password(page)

    page.get_by_role("button", name="Use your key").click()

    expect(page.get_by_role("link", name="Milestones", exact=True).first).to_be_visible()


def test_without_a_passkey_the_page_says_so(page: Page, key: None) -> None:
    open_page(page, SIGN_IN)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("That did not work")).to_be_visible()


@pytest.mark.browser_context_args(bypass_csp=True)  # for axe, which the policy keeps out
def test_pages_are_accessible_and_fit(page: Page, key: None) -> None:
    open_page(page, SIGN_IN)
    _is_sound(page)
    type_password(page)
    _is_sound(page)
    open_page(page, give_link(User.objects.get(), None, "test"))
    _is_sound(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Set up an app").click()
    _is_sound(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Set up an authenticator app")).to_be_visible()
    _is_sound(page)
    open_page(page, KEYS)
    _is_sound(page)


def _is_sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate(
        "window.innerWidth"
    )
