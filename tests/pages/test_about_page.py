"""``/about/``: how to read the timeline."""

from __future__ import annotations

import pytest

from tests.markup import Visit

pytestmark = pytest.mark.usefixtures("record")


def test_about_page_explains_every_parameter_of_the_timeline(visit: Visit) -> None:
    page = visit("/about/")
    explained = {fact.one("dt").text: fact.one("dd").text for fact in page.all("dl")[1].all("div")}

    assert set(explained) == {
        "q",
        "project",
        "year",
        "dated",
        "standing",
        "outlook",
        "partner",
        "kind",
        "as_of",
    }
    assert all(explained.values())


def test_about_page_shows_how_dates_are_written_in_both_languages(visit: Visit) -> None:
    rows = visit("/about/").one("table").one("tbody").all("tr")
    written = {row.one("th").text: [cell.text for cell in row.all("td")] for row in rows}

    assert written["“early 2019”"] == ["Early 2019", "Début 2019"]
    assert written["“18 to 24 months”"][0] == "18 to 24 months, once begun"
    assert written["Nothing"][0] == "No date given"


def test_about_page_explains_every_mark(visit: Visit) -> None:
    marks = [fact.one("dt").text for fact in visit("/about/").all("dl")[0].all("div")]

    assert marks == [
        *("Happened", "Under way", "Planned", "Conditional", "Window open"),
        *("Window passed, no outcome recorded here", "Achieved", "Changed", "Withdrawn"),
    ]


def test_about_page_promises_no_cookie(visit: Visit) -> None:
    assert "Public pages set no cookie" in visit("/about/").id("privacy").parent.text  # type: ignore[union-attr]
