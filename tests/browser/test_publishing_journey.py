"""One milestone from draft to withdrawn, in a real browser, with what the public sees at each
step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.page_state import milestones, open_page
from tests.factories import make_company, make_milestone, make_paragraph
from timeline.models import Milestone

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

PAGE = "/milestones/drilling/"


def signed_in(context: BrowserContext, base_url: str, name: str) -> Page:
    """A browser of somebody with every permission."""
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    cookie = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": base_url}])
    return context.new_page()


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Page:
    return signed_in(context, base_url, "editor")


@pytest.fixture
def another(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A second browser, closed before the server is."""
    opened = browser.new_context(base_url=base_url, locale="en-CA")
    yield opened
    opened.close()


@pytest.fixture
def visitor(another: BrowserContext) -> Page:
    """Somebody without an account, in a browser of their own."""
    return another.new_page()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the hour for the site."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def draft(transactional_db: None) -> Milestone:
    make_company(short_name="Example")
    return make_milestone(
        [make_paragraph()],
        slug="drilling",
        title_en="Drilling of the lake",
        title_fr="Forage du lac",
    )


def form_of(desk: Page, draft: Milestone) -> None:
    open_page(desk, f"/admin/timeline/milestone/{draft.pk}/change/")


def save(desk: Page) -> None:
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def made_link(desk: Page, draft: Milestone) -> str:
    """The address of a new preview link."""
    form_of(desk, draft)
    desk.get_by_role("link", name="Preview links").click()
    desk.get_by_label("For whom").fill("Counsel")
    desk.get_by_role("button", name="Make a link").click()
    return desk.locator("#id_address").input_value()


def schedule(desk: Page, draft: Milestone, due: datetime) -> None:
    local = timezone.localtime(due)
    form_of(desk, draft)
    desk.locator("#id_status").select_option("published")
    desk.locator("#id_publish_at_0").fill(f"{local:%Y-%m-%d}")
    desk.locator("#id_publish_at_1").fill(f"{local:%H:%M:%S}")
    save(desk)


def correct(desk: Page, draft: Milestone) -> None:
    form_of(desk, draft)
    desk.locator("#id_date_words").fill("12 November 2018")
    desk.locator("#id_earliest").fill("2018-11-12")
    desk.locator("#id_latest").fill("2018-11-12")
    desk.locator("#id_correction_note_en").fill("The day was misread.")
    save(desk)


def withdraw(desk: Page, draft: Milestone) -> None:
    form_of(desk, draft)
    desk.locator("#id_status").select_option("withdrawn")
    desk.locator("#id_withdrawn_reason_en").fill("It was entered twice.")
    save(desk)


def is_listed(visitor: Page, times: int) -> None:
    open_page(visitor, "/")
    expect(milestones(visitor)).to_have_count(times)


def test_milestone_from_draft_to_withdrawn(
    desk: Page, visitor: Page, clock: Callable[[datetime], None], draft: Milestone
) -> None:
    due = timezone.now().replace(second=0, microsecond=0) + timedelta(hours=2)
    heading = visitor.get_by_role("heading", level=1)

    # A draft: nothing public.
    open_page(visitor, PAGE, 404)
    is_listed(visitor, 0)

    # By a secret link, in both languages.
    secret = made_link(desk, draft)
    open_page(visitor, secret)
    expect(heading).to_have_text("Drilling of the lake")
    expect(visitor.get_by_label("Preview", exact=True)).to_contain_text("Preview, not public.")
    visitor.get_by_role("link", name="Français").click()
    expect(heading).to_have_text("Forage du lac")

    # Scheduled: still nothing public, until its minute.
    schedule(desk, draft, due)
    open_page(visitor, PAGE, 404)
    open_page(visitor, secret)
    clock(due - timedelta(seconds=1))
    open_page(visitor, PAGE, 404)
    clock(due)
    open_page(visitor, PAGE)
    expect(heading).to_have_text("Drilling of the lake")
    is_listed(visitor, 1)
    open_page(visitor, secret)
    assert visitor.url.endswith(PAGE)

    # Corrected, with a public note.
    correct(desk, draft)
    open_page(visitor, PAGE)
    expect(visitor.locator(".corrections")).to_contain_text("Corrected on")
    expect(visitor.locator(".corrections")).to_contain_text("The day was misread.")
    expect(visitor.locator(".when")).to_contain_text("12 November 2018")
    open_page(visitor, "/corrections/")
    expect(visitor.get_by_role("main")).to_contain_text("Drilling of the lake")

    # Withdrawn, with its reason.
    withdraw(desk, draft)
    open_page(visitor, PAGE, 410)
    expect(visitor.get_by_role("main")).to_contain_text("It was entered twice.")
    open_page(visitor, secret, 410)
    is_listed(visitor, 0)


def test_two_browsers_editing_one_milestone_lose_no_text(
    context: BrowserContext, another: BrowserContext, base_url: str, draft: Milestone
) -> None:
    anne = signed_in(context, base_url, "Anne")
    bob = signed_in(another, base_url, "Bob")
    form_of(anne, draft)
    form_of(bob, draft)
    expect(bob.locator("#presence")).to_contain_text("Anne opened this")
    anne.locator("#id_summary_en").fill("What Anne wrote")
    save(anne)

    bob.locator("#id_summary_en").fill("What Bob wrote")
    bob.locator("#id_summary_fr").fill("Ce que Bob a écrit")
    bob.get_by_role("button", name="Save", exact=True).first.click()

    both = bob.locator(".conflict tbody tr").filter(has_text="Summary (English)")
    expect(both).to_contain_text("What Anne wrote")
    expect(both).to_contain_text("What Bob wrote")
    both.get_by_role("button", name="Take what is stored").click()
    expect(bob.locator("#id_summary_en")).to_have_value("What Anne wrote")
    expect(bob.locator("#id_summary_fr")).to_have_value("Ce que Bob a écrit")
    save(bob)
    draft.refresh_from_db()
    assert (draft.summary_en, draft.summary_fr) == ("What Anne wrote", "Ce que Bob a écrit")
