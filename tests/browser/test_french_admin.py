"""The admin in French, in a browser: signing in, reading a date, saving, signing out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.page_state import open_page
from tests.french import english_in
from tests.markup import Document
from timeline.models import Project

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PASSWORD = "a few words that are long enough"
NAMES = {"editor", "zorp"}


def english_on(page: Page) -> set[str]:
    return english_in(Document(page.content()), NAMES)


@pytest.fixture
def desk(page: Page, tolerated: list[str], settings: Settings) -> Page:
    """The French admin, signed in to by hand."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create_superuser("editor", password=PASSWORD)
    tolerated.append("/favicon.ico")
    open_page(page, "/fr/admin/")
    assert english_on(page) == set()
    page.locator("[name=login], [name=username]").fill("editor")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Ouvrir une session", exact=True).click()
    expect(page.get_by_role("button", name="Fermer la session")).to_be_visible()
    return page


def test_french_admin_is_french_from_its_first_page_to_a_saved_row(desk: Page) -> None:
    assert english_on(desk) == set()

    open_page(desk, "/fr/admin/timeline/project/add/")
    assert english_on(desk) == set()
    desk.locator("[name=name_en]").fill("Zorp")
    desk.locator("[name=name_fr]").fill("Zorp")
    desk.locator("[name=slug]").fill("zorp")
    desk.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(desk.locator(".messagelist")).to_contain_text("Zorp")
    assert Project.objects.get().name_fr == "Zorp"
    assert english_on(desk) == set()


def test_french_admin_reads_french_words_of_a_date_while_they_are_typed(desk: Page) -> None:
    open_page(desk, "/fr/admin/timeline/milestone/add/")
    assert english_on(desk) == set()

    desk.locator("[name=date_words]").fill("début 2019")

    expect(desk.get_by_role("button", name="Retenir cette lecture")).to_be_visible()
