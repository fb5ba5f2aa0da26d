"""The admin's first page as staff have it: what waits, told without violations at any width, and
one press away."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.page_state import open_page
from tests.browser.test_accessibility import violations
from tests.factories import make_milestone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("transactional_db"),
    pytest.mark.browser_context_args(bypass_csp=True),  # for axe, which the policy keeps out
]


@pytest.fixture
def desk(page: Page, base_url: str, tolerated: list[str]) -> Page:
    """The admin, signed in to with every permission."""
    tolerated.append(
        "/favicon.ico"
    )  # the admin's pages name no icon, so Chromium looks for one where there is none
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    return page


@pytest.mark.parametrize("address", ["/admin/", "/fr/admin/"])
def test_first_page_has_no_violation(desk: Page, address: str) -> None:
    make_milestone(title_fr="Titre")
    open_page(desk, address)
    desk.add_style_tag(
        content="* { transition: none !important }"
    )  # colours halfway from dark to light are no fault

    assert violations(desk) == []


def test_what_waits_is_one_press_away_on_a_narrow_screen(desk: Page) -> None:
    make_milestone(title_en="To be read", title_fr="À lire")
    desk.set_viewport_size({"width": 390, "height": 800})
    open_page(desk, "/admin/")

    desk.locator(".waiting").get_by_role("link", name="1 milestone").first.click()

    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    expect(desk.locator("#result_list")).to_contain_text("To be read")
