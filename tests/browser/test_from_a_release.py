"""From a release to what it states: its milestones, one more that cites a paragraph, an outcome."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_state import open_page
from tests.browser.staff import is_saved, save, signed_in
from tests.factories import make_milestone, make_paragraph, make_plan, make_project, make_release
from timeline.models import Milestone, Paragraph

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Page:
    return signed_in(context, base_url, "editor")


@pytest.fixture
def fourth(transactional_db: None) -> Paragraph:
    """Paragraph 4 of a release whose one milestone is of a project; a newer release beside it."""
    release = make_release(published_on=date(2021, 5, 4), headline_en="An adit opens")
    paragraph = make_paragraph(release, number=4, summary_en="Ten holes were drilled.")
    first = make_milestone([make_paragraph(release, number=2)], title_en="The adit opens")
    first.projects.add(make_project(name_en="Gull Ridge"))
    newer = make_release(published_on=date(2023, 1, 1), headline_en="A newer release")
    make_paragraph(newer, number=4, summary_en="Another paragraph.")
    return paragraph


def test_release_leads_to_its_milestones_and_to_one_that_cites_a_paragraph(
    desk: Page, fourth: Paragraph
) -> None:
    open_page(desk, f"/admin/timeline/release/{fourth.release_id}/change/")
    desk.locator("summary").filter(has_text="Its milestones: 1").click()
    expect(desk.get_by_role("link", name="The adit opens")).to_be_visible()

    desk.get_by_role("link", name="Add a milestone that cites ¶ 4").click()

    expect(desk.locator("#id_citations-0-paragraph")).to_have_value(str(fourth.pk))
    expect(desk.get_by_text("Gull Ridge").first).to_be_visible()
    expect(desk.locator("#id_date_words")).to_have_value("4 May 2021")


def test_milestone_begun_from_a_paragraph_is_saved_with_all_of_it(
    desk: Page, fourth: Paragraph
) -> None:
    open_page(desk, f"/admin/timeline/milestone/add/?cites={fourth.pk}")
    desk.locator("#id_title_en").fill("Ten holes")
    desk.locator("#id_kind").select_option("exploration")
    desk.locator("#id_standing").select_option("happened")
    save(desk)
    expect(desk.get_by_text("Nothing is saved yet").first).to_be_visible()
    save(desk)
    is_saved(desk)

    made = Milestone.objects.get(title_en="Ten holes")
    assert (made.earliest, made.latest) == (date(2021, 5, 4), date(2021, 5, 4))
    assert [project.name_en for project in made.projects.all()] == ["Gull Ridge"]
    assert made.citations.get().paragraph == fourth


def test_picker_shows_the_words_and_the_current_release_first(
    desk: Page, fourth: Paragraph
) -> None:
    open_page(desk, f"/admin/timeline/milestone/add/?cites={fourth.pk}")

    desk.locator("#citations-1 .select2-selection").click()

    options = desk.locator(".select2-results__option")
    expect(options.nth(1)).to_contain_text("Ten holes were drilled.")
    expect(options.last).to_contain_text("Another paragraph.")


def test_outcome_is_recorded_with_the_plan_beside_the_form(desk: Page, fourth: Paragraph) -> None:
    plan = make_plan(
        fourth.release,
        title_en="Drilling of ten holes",
        date_words="in early 2021",
        summary_en="Ten holes on the slope",
    )
    open_page(desk, f"/admin/timeline/milestone/{plan.pk}/change/")

    desk.get_by_role("link", name="Record what came of it").click()

    beside = desk.locator(".plan-beside")
    expect(beside).to_contain_text("Drilling of ten holes")
    expect(beside).to_contain_text("in early 2021")
    desk.locator("#id_date_words").scroll_into_view_if_needed()
    expect(beside).to_be_in_viewport()


def test_text_with_blank_lines_offers_to_be_split(desk: Page, fourth: Paragraph) -> None:
    open_page(desk, f"/admin/timeline/release/{fourth.release_id}/change/")
    desk.locator("#id_paragraphs-1-text").fill("One block.\n\nAnother block.")
    save(desk)

    desk.get_by_label("Make a paragraph of each block").check()
    desk.locator("#id_paragraphs-2-summary_en").or_(
        desk.locator("#id_paragraphs-1-text")
    ).first.focus()
    save(desk)
    is_saved(desk)

    texts = Paragraph.objects.filter(release=fourth.release).order_by("number")
    assert [one.text for one in texts if one.text] == ["One block.", "Another block."]
