"""An editor in a real browser, scripts and policy included: from words in a release to a milestone
on the timeline."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from tests.browser.page_state import milestones, open_page
from timeline.models import Paragraph, Release, Status

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PASSWORD = "a few words that are long enough"
ADD = "/admin/timeline/milestone/add/"


@pytest.fixture(autouse=True)
def editor(settings: Settings, transactional_db: None) -> User:
    """Somebody with every permission."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # a slow one is what keeps a secret
    return User.objects.create_superuser("editor", password=PASSWORD)


@pytest.fixture
def desk(page: Page, tolerated: list[str]) -> Page:
    """The admin, signed in to by hand."""
    tolerated.append(
        "/favicon.ico"
    )  # the admin's pages name no icon, so Chromium looks for one where there is none
    open_page(page, "/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(
        page.get_by_role("link", name="Log out").or_(page.get_by_role("button", name="Log out"))
    ).to_be_visible()
    return page


@pytest.fixture
def stated(transactional_db: None) -> Paragraph:
    """A paragraph of a published release that can be cited."""
    release = Release.objects.create(
        slug="update",
        headline_en="Update on the lake",
        published_on=date(2018, 11, 13),
        status=Status.PUBLISHED,
        publish_at=datetime(2018, 11, 13, 12, tzinfo=UTC),
    )
    return Paragraph.objects.create(
        release=release, number=6, summary_en="Drilling is planned for early 2019."
    )


def cite(desk: Page, words: str) -> None:
    """Choose a paragraph from the list that answers what is typed."""
    desk.locator("#citations-0 .select2-selection").click()
    desk.locator(".select2-search__field:visible").last.fill(words)
    desk.locator(".select2-results__option--highlighted").filter(
        has_text="Update on the lake"
    ).click()


def open_publishing(desk: Page) -> None:
    """It is folded away before the first save."""
    desk.locator("summary").filter(has_text="Publishing").click()


def fill_in(desk: Page) -> None:
    desk.get_by_label("Title (English):", exact=True).fill("Drilling of the lake")
    desk.get_by_label("Kind:").select_option("exploration")
    desk.get_by_label("Standing:").select_option("planned")


def test_editor_signs_in_to_the_admin(desk: Page) -> None:
    expect(desk.get_by_role("link", name="Milestones", exact=True).first).to_be_visible()


def test_words_of_a_date_while_typed_are_read_as_part_of_a_year(desk: Page) -> None:
    open_page(desk, ADD)

    desk.get_by_label("Date, in the release's words:").press_sequentially("early 2019")

    expect(desk.locator(".date-reading")).to_contain_text("Read as part of a year")


def test_words_that_are_no_date_while_typed_are_refused(desk: Page) -> None:
    open_page(desk, ADD)

    desk.get_by_label("Date, in the release's words:").press_sequentially("in due course")

    expect(desk.locator(".date-reading.unreadable")).to_be_visible()


def test_reading_when_used_fills_the_fields(desk: Page) -> None:
    open_page(desk, ADD)
    desk.get_by_label("Date, in the release's words:").fill("early 2019")

    desk.get_by_role("button", name="Use this reading").click()

    expect(desk.get_by_label("Precision:")).to_have_value("part_of_year")
    expect(desk.get_by_label("Earliest day:")).to_have_value("2019-01-01")
    expect(desk.get_by_label("Latest day:")).to_have_value("2019-04-30")


def test_paragraph_when_cited_shows_what_it_says(desk: Page, stated: Paragraph) -> None:
    open_page(desk, ADD)

    cite(desk, "drilling")

    expect(desk.locator("#citations-0")).to_contain_text("Drilling is planned for early 2019.")


def test_release_with_a_paragraph_when_published_is_on_the_releases_page(desk: Page) -> None:
    open_page(desk, "/admin/timeline/release/add/")
    desk.get_by_label("Headline (English):").fill("Update on the lake")
    desk.get_by_label("Published on:").fill("2018-11-13")
    open_publishing(desk)
    desk.get_by_label("Status:").select_option("published")
    desk.locator("#id_paragraphs-0-number").fill("6")
    desk.locator("#id_paragraphs-0-summary_en").fill("Drilling is planned for early 2019.")

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    open_page(desk, "/releases/2018-11-13-update-lake/")

    expect(desk.locator("#p6")).to_contain_text("Drilling is planned for early 2019.")


def test_milestone_when_published_is_on_the_timeline_at_the_next_request(
    desk: Page, context: BrowserContext, stated: Paragraph
) -> None:
    visitor = context.new_page()
    open_page(visitor, "/")
    expect(milestones(visitor)).to_have_count(0)
    open_page(desk, ADD)
    fill_in(desk)
    desk.get_by_label("Date, in the release's words:").fill("early 2019")
    desk.get_by_role("button", name="Use this reading").click()
    cite(desk, "drilling")
    open_publishing(desk)
    desk.get_by_label("Status:").select_option("published")

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    visitor.reload()

    expect(milestones(visitor)).to_have_count(1)
    expect(milestones(visitor)).to_contain_text("Early 2019")
    expect(milestones(visitor).get_by_role("link", name="¶ 6")).to_have_attribute(
        "href", "/releases/update/#p6"
    )


def test_milestone_when_saved_as_a_draft_is_not_on_the_timeline(
    desk: Page, stated: Paragraph
) -> None:
    open_page(desk, ADD)
    fill_in(desk)
    desk.get_by_label("Date, in the release's words:").fill("early 2019")
    desk.get_by_role("button", name="Use this reading").click()

    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    open_page(desk, "/")

    expect(milestones(desk)).to_have_count(0)
