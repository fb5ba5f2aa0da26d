"""``/about/``: how to read the timeline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_fiscal_start
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

    assert written["early 2019"] == ["Early 2019", "Début 2019"]
    assert written["18 to 24 months"][0] == "18 to 24 months, once begun"
    assert written["Nothing"][0] == "No date given"


def test_about_page_has_a_row_for_since_within_and_a_decade(visit: Visit) -> None:
    rows = visit("/about/").one("table").one("tbody").all("tr")
    written = {row.one("th").text: [cell.text for cell in row.all("td")] for row in rows}

    assert written["since January 2023"] == ["Since January 2023", "Depuis janvier 2023"]
    assert written["between 20 and 22 June 2018"] == [
        "Between 20 and 22 June 2018",
        "Entre le 20 et le 22 juin 2018",
    ]
    assert written["in the 2010s"] == ["The 2010s", "Les années 2010"]


def test_about_page_says_nothing_of_fiscal_years_that_are_not_known(visit: Visit) -> None:
    assert "fiscal" not in visit("/about/").text


def test_about_page_says_when_fiscal_years_begin(visit: Visit) -> None:
    make_fiscal_start(1)
    make_fiscal_start(4, date(2022, 4, 1))

    assert (
        "The company’s fiscal years begin in April; up to fiscal 2021, in January."
        in visit("/about/").text
    )
    assert (
        "Les exercices de la société commencent en avril; jusqu’à l’exercice 2021, en janvier."
        in visit("/fr/about/").text
    )


def test_about_page_explains_every_mark(visit: Visit) -> None:
    marks = [fact.one("dt").text for fact in visit("/about/").all("dl")[0].all("div")]

    assert marks == [
        *("Happened", "Under way", "Planned", "Conditional", "Due now"),
        *("Date passed, no outcome recorded here", "Achieved", "Partly achieved", "Changed"),
        *("Dropped", "Suspended", "Ended"),
    ]


def test_about_page_promises_no_cookie(visit: Visit) -> None:
    assert "Public pages set no cookie" in visit("/about/").id("privacy").parent.text  # type: ignore[union-attr]


def test_about_of_a_company_that_was_never_renamed_says_nothing_of_it(visit: Visit) -> None:
    assert visit("/about/").all("section", aria_labelledby="over-time") == []
