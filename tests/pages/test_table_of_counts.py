"""The table that stands in the place of the graphic where too many are dated to draw each."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announced, make_company, make_project
from tests.markup import Visit
from timeline.chart import builder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two milestones of a project and one of none, where more than one are counted."""
    monkeypatch.setattr(builder, "MOST_MARKS", 1)
    make_company()
    lake = make_project(slug="lake", name_en="Lake")
    for _ in range(2):
        make_announced(projects=[lake], earliest=date(2018, 5, 1), latest=date(2018, 5, 1))
    make_announced(earliest=date(2017, 5, 1), latest=date(2017, 5, 1))


@pytest.mark.parametrize("address", ["/", "/embed/"])
def test_page_has_one_table_of_counts_and_no_drawing(visit: Visit, address: str) -> None:
    page = visit(address)

    heads = [head.text.strip() for head in page.all("th")]
    assert heads == ["Year", "Lake", "No project", "2018", "2017"]
    assert [head.attrs["scope"] for head in page.all("th")] == ["col"] * 3 + ["row"] * 2
    assert not [drawing for drawing in page.all("svg") if drawing.attrs.get("role") == "group"]


def test_cell_is_shaded_by_its_number_and_empty_without_one(visit: Visit) -> None:
    cells = [(cell.text, cell.attrs.get("class", "")) for cell in visit("/").all("td")]

    assert cells == [("2", "h4"), ("", ""), ("", ""), ("1", "h2")]


def test_only_a_number_that_a_filter_selects_is_a_link(visit: Visit) -> None:
    links = [
        [link.attrs["href"] for link in cell if link.tag == "a"] for cell in visit("/").all("td")
    ]

    assert links == [["/?project=lake&year=2018"], [], [], []]


def test_number_keeps_what_else_was_asked(visit: Visit) -> None:
    links = [link.attrs.get("href", "") for link in visit("/?kind=event").all("a")]

    assert "/?project=lake&year=2018&kind=event" in links
