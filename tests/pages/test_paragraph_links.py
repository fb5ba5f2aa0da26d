"""The links to the paragraphs that state a milestone stand in the order of their documents."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announced, make_paragraph, make_release
from tests.markup import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opening() -> None:
    """Two releases of one day and a later one state it; the last paragraphs were cited first."""
    releases = [
        make_release(published_on=date(2020, 3, 1)),
        *(make_release(published_on=date(2019, 3, 1)) for _ in range(2)),
    ]
    said = [make_paragraph(release, number=number) for number in (10, 3) for release in releases]
    make_announced(*said, slug="opening")


@pytest.mark.parametrize("address", ["/", "/milestones/opening/"])
def test_paragraphs_stand_in_the_order_of_their_documents(visit: Visit, address: str) -> None:
    documents = visit(address).all("p", class_="ms-m")[0].all("span", class_="doc")

    found = [[link.text for link in each.all("a", class_="src")] for each in documents]
    assert [[words.removeprefix("also ") for words in links] for links in found] == [
        ["¶ 3 Release of 1 March 2019", "¶ 10"],
        ["¶ 3 Release of 1 March 2019", "¶ 10"],
        ["¶ 3 Release of 1 March 2020", "¶ 10"],
    ]


def test_sources_of_a_printed_page_are_numbered_in_that_order(visit: Visit) -> None:
    page = visit("/")
    linked = [link.attrs["href"] for link in page.all("a", class_="src")]
    listed = [each.text.split()[-1] for each in page.all("li") if "¶" in each.text]

    assert [each.text for each in page.all("sup", class_="fn")] == [*"123456"]
    assert [address.removeprefix("http://testserver") for address in listed] == linked
