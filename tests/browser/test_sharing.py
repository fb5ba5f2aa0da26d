"""The picture that another site shows of a page: named by the page, and drawn in its language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.page_state import open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("record")]

# The size of a picture that lies at an address, as the browser finds it.
SIZE = """
async (address) => {
  const answer = await fetch(new URL(address).pathname);
  const picture = await createImageBitmap(await answer.blob());
  return [picture.width, picture.height];
}
"""


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/", "Imperial Mining Group: the timeline you can check"),
        ("/milestones/drilling/", "Early 2019"),
        ("/fr/milestones/drilling/", "Début 2019"),
        ("/releases/2023-07-13-albecour-memorandum/", "13 July 2023"),
    ],
)
def test_page_names_its_picture_and_says_what_is_on_it(page: Page, address: str, says: str) -> None:
    open_page(page, address)

    picture = page.locator('meta[property="og:image"]').get_attribute("content")
    alternative = page.locator('meta[property="og:image:alt"]').get_attribute("content") or ""

    assert page.evaluate(SIZE, picture) == [1200, 630]
    assert says in alternative.replace("\N{NO-BREAK SPACE}", " ")
