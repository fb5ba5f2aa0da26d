"""axe-core on the pages that staff work with, narrow and wide, light and dark: WCAG 2.2, A and
AA."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.test_accessibility import WCAG, violations
from tests.factories import make_company, make_milestone, make_paragraph, make_release
from tests.invented_releases import COMPANY, FIRST
from timeline.models import Milestone, PreviewLink

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("transactional_db"),
    pytest.mark.browser_context_args(bypass_csp=True),  # for axe, which the policy keeps out
]

ROW = "/admin/timeline/milestone/{0.pk}"
PAGES = (
    *(
        "/admin/",
        "/admin/timeline/milestone/",
        "/admin/timeline/milestone/add/",
        "/fr/admin/timeline/release/",
        "/admin/timeline/release/from-text/",
    ),
    *(f"{ROW}/change/", f"{ROW}/history/", f"{ROW}/delete/", f"{ROW}/preview/", f"{ROW}/previews/"),
)


@pytest.fixture
def desk(page: Page, context: BrowserContext, base_url: str) -> Page:
    """Signed in, with every permission."""
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    return page


@pytest.fixture
def draft(transactional_db: None) -> Milestone:
    make_company()
    milestone = make_milestone([make_paragraph(make_release(status="draft"))])
    link, _token = PreviewLink.issue(milestone, None, timezone.now(), 7, "Counsel")
    link.uses.create(at=timezone.now(), address="192.0.2.7", answer="shown")
    return milestone


@pytest.mark.parametrize("address", PAGES)
def test_page_of_the_admin_has_no_violation(desk: Page, draft: Milestone, address: str) -> None:
    open_page(desk, address.format(draft))

    assert violations(desk, WCAG) == []


def test_both_versions_side_by_side_have_no_violation(desk: Page, draft: Milestone) -> None:
    open_page(desk, ROW.format(draft) + "/change/")
    draft.title_en = "Anne's"
    draft.save()
    desk.get_by_label("Title (English):", exact=True).fill("Bob's")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_role("heading", name="What differs")).to_be_visible()

    assert violations(desk, WCAG) == []


def test_release_and_its_milestones_together_have_no_violation(
    desk: Page, draft: Milestone
) -> None:
    release = draft.citations.get().paragraph.release
    open_page(desk, f"/admin/timeline/release/publish-together/?release={release.pk}")

    assert violations(desk, WCAG) == []


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_review_of_a_release_has_no_violation_and_fits(
    desk: Page, transactional_db: None, prefix: str
) -> None:
    make_company(name=COMPANY)
    desk.set_viewport_size({"width": 320, "height": 900})  # where buttons are hardest to reach
    open_page(desk, f"{prefix}/admin/timeline/release/from-text/")
    desk.locator("#id_text").fill(FIRST)
    desk.locator("input[type=submit].default").click()
    for more in desk.locator("#review_form summary").all():
        more.click()
    desk.locator("button[name=file]").click()
    expect(desk.locator(".errorlist").first).to_be_visible()

    for width in (320, 390, 1440):
        desk.set_viewport_size({"width": width, "height": 900})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(desk, WCAG) == []
