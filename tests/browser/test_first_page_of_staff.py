"""The first page, lists and accounts of the admin, as staff use them."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.staff import is_saved, save, signed_in
from tests.browser.test_accessibility import COLOUR, broken_rules, violations
from tests.factories import make_company, make_milestone, make_person, make_plan, on_day
from timeline.models.roles import CONTRIBUTOR, PUBLISHER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("transactional_db"),
    pytest.mark.browser_context_args(bypass_csp=True),  # for axe, which the policy keeps out
]
STILL = "* { transition: none !important }"  # colours halfway from dark to light are no fault


@pytest.fixture
def desk(context: BrowserContext, base_url: str, tolerated: list[str]) -> Page:
    tolerated.append("/widgets.css")  # axe reads what forms.css imports as if it were the page's
    return signed_in(context, base_url, "editor")


def test_what_waits_is_marked_as_seen_and_taken_back(desk: Page) -> None:
    make_plan(title_en="Drilling", **on_day(date(2020, 1, 1)))
    open_page(desk, "/admin/")
    desk.get_by_role("link", name="Mark as seen (Dates that passed)").click()

    desk.get_by_role("checkbox", name="Drilling").check()
    desk.get_by_label("Why nothing is to be done").fill("Asked the geologist")
    desk.get_by_role("button", name="Mark the chosen as seen").click()

    seen = desk.get_by_role("region", name="Seen")
    expect(seen).to_contain_text("Seen by editor on")
    expect(seen).to_contain_text("Asked the geologist")
    seen.get_by_role("button", name="Take back (Drilling)").click()
    expect(desk.get_by_role("checkbox", name="Drilling")).to_be_visible()


def test_page_of_what_waits_has_no_violation_and_fits(desk: Page) -> None:
    make_plan(title_en="Drilling", **on_day(date(2020, 1, 1)))
    open_page(desk, "/admin/waiting/dates-passed/")
    desk.add_style_tag(content=STILL)

    assert violations(desk) == []
    desk.set_viewport_size({"width": 390, "height": 800})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390


def test_draft_is_ready_for_review_and_sent_back(
    context: BrowserContext, browser: Browser, base_url: str
) -> None:
    row = make_milestone(title_en="Drilling")
    address = f"/admin/timeline/milestone/{row.pk}/change/"
    contributor = signed_in(context, base_url, "carl", CONTRIBUTOR)
    open_page(contributor, address)
    contributor.locator("summary").filter(has_text="Ready for review").click()
    contributor.locator("#id_ready_for_review").check()
    contributor.get_by_label("Comment for publishers").fill("From the appendix")
    save(contributor)
    is_saved(contributor)
    with browser.new_context(base_url=base_url, locale="en-CA") as another:
        publisher = signed_in(another, base_url, "paula", PUBLISHER)
        open_page(publisher, "/admin/")
        ready = publisher.get_by_role("region", name="Ready for review")
        expect(ready).to_contain_text("From the appendix")
        ready.get_by_role("link", name="Drilling").click()
        publisher.get_by_label("Needs changes").fill("Cite paragraph 4")
        save(publisher)
        is_saved(publisher)

    open_page(contributor, "/admin/")

    answer = contributor.get_by_role("region", name="What you sent for review")
    expect(answer).to_contain_text("Cite paragraph 4")


def test_main_jobs_come_first_and_accounts_last(desk: Page) -> None:
    make_person(name="Ada Archer")
    open_page(desk, "/admin/")
    jobs, waits = desk.locator(".jobs"), desk.locator(".waiting")
    places = [one.bounding_box() for one in (jobs, waits, desk.locator(".app-auth.module").last)]
    tops = [place["y"] for place in places if place]
    assert tops == sorted(tops)

    desk.get_by_label("Search the record").fill("archer")
    desk.get_by_role("button", name="Search", exact=True).click()

    expect(desk.get_by_role("link", name="Ada Archer")).to_be_visible()


LISTS = ["milestone", "release", "project", "partner", "person", "paragraph", "contact"]


def test_lists_fit_a_wide_screen(desk: Page) -> None:
    make_company()
    make_plan(
        title_en="A title that is as long as the longest titles of milestones are on such a site",
        title_fr="Un titre aussi long que les plus longs titres de jalons d’un tel site",
        **on_day(date(2020, 1, 1)),
    )
    desk.set_viewport_size({"width": 1440, "height": 900})

    for name in LISTS:
        open_page(desk, f"/admin/timeline/{name}/")
        assert desk.evaluate("document.documentElement.scrollWidth") <= 1440, name
        wide = "[...document.querySelectorAll('.results')].some(e => e.scrollWidth > e.clientWidth)"
        assert not desk.evaluate(wide), name


def test_date_is_written_as_on_the_site(desk: Page) -> None:
    make_plan(title_en="Drilling", **on_day(date(2020, 1, 1)))
    open_page(desk, "/admin/timeline/milestone/")
    expect(desk.locator("#result_list .field-dated")).to_have_text("1 January 2020")

    open_page(desk, "/")

    expect(desk.get_by_text("1 January 2020").first).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_account_form_is_readable_and_says_what_each_group_may(desk: Page, scheme: str) -> None:
    desk.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    colours = {"type": "rule", "values": COLOUR}
    user = User.objects.create_user("carl")
    open_page(desk, f"/admin/auth/user/{user.pk}/change/")
    desk.add_style_tag(content=STILL)

    assert broken_rules(desk, colours) == []
    expect(desk.get_by_text("change the English and French texts of any row")).to_be_visible()
    desk.locator("#id_groups_from").select_option(label="contributor")
    desk.locator("#id_groups_add_link, #id_groups_add").first.click()
    save(desk)
    is_saved(desk)
    assert User.objects.get(username="carl").is_staff
