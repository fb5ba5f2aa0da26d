"""Rows of the ledger with many revisions, on a phone: laid out at once, in their own length."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.browser.page_state import open_page
from tests.factories import make_plan, make_release, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]

IS_LAID_OUT = "row => row.querySelector('a').checkVisibility({contentVisibilityAuto: true})"


def make_revised(name: str, times: int) -> None:
    """A plan without a date that was changed so many times."""
    plan = None
    for year in range(2010, 2011 + times):
        release = make_release(published_on=date(year, 1, 1))
        title = f"{name}, of which the release of {year} tells once more"
        newer = make_plan(release, title_en=title)
        if plan:
            settle(plan, newer, "changed")
        plan = newer


def test_row_of_many_revisions_is_laid_out_at_once(page: Page) -> None:
    for number in range(8):
        make_revised(f"Plan {number}", times=0)
    make_revised("Plant", times=7)
    page.set_viewport_size({"width": 320, "height": 400})
    open_page(page, "/outlook/")
    rows = page.locator(".plans tbody tr")

    assert rows.filter(has_text="Plant").evaluate(IS_LAID_OUT)
    assert not all(row.evaluate(IS_LAID_OUT) for row in rows.all())
