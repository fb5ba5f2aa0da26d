"""``/outlook/``: every plan and what came of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announced, make_paragraph, make_release
from tests.markup import Document, Element, Visit
from timeline.models import Milestone

pytestmark = pytest.mark.usefixtures("record")


def rows(page: Document) -> dict[str, list[Element]]:
    """The cells of each plan: said, due, where it stands."""
    table = page.one("table").one("tbody").all("tr")
    return {row.one("th").one("a").attrs["href"].split("/")[2]: row.all("td") for row in table}


def test_outlook_lists_the_ten_plans_by_planned_date_and_the_undated_last(visit: Visit) -> None:
    page = visit("/outlook/")

    assert page.title == "Plans and outcomes · Imperial Mining Group"
    assert list(rows(page)) == [
        *("drilling", "scale-symposium", "meetings", "brussels", "ceta-dialogue"),
        *("evaluation", "commercial-agreement", "plant", "alloy-project", "resource-estimate"),
    ]


def test_outlook_counts_plans_by_where_they_stand(visit: Visit) -> None:
    assert [item.text for item in visit("/outlook/").one("ul", css="tally").all("li")] == [
        "0 plans with an outcome recorded here",
        "5 plans whose dates have passed, no outcome recorded here",
        "5 plans with no date given, 2 of them conditional",
    ]


def test_drilling_on_the_outlook_reads_early_2019(visit: Visit) -> None:
    _said, due, stands = rows(visit("/outlook/"))["drilling"]

    assert due.text == "DueEarly 2019 No day or month stated"
    assert stands.text == "Date passed, no outcome recorded here"


def test_alloy_project_on_the_outlook_shows_its_words_and_no_date(visit: Visit) -> None:
    _said, due, stands = rows(visit("/outlook/"))["alloy-project"]

    assert due.text == "Due18 to 24 months, once begun As soon as commercially viable"
    assert due.all("time") == []
    assert stands.text == "Conditional"


def test_outlook_of_a_settled_plan_names_the_milestone_that_settles_it(visit: Visit) -> None:
    source = make_paragraph(make_release(published_on=date(2024, 5, 2)))
    plan = Milestone.objects.get(slug="drilling")
    make_announced(
        source, slug="drilled", title_en="Drilling done", settles=plan, settlement="achieved"
    )

    _said, _due, stands = rows(visit("/outlook/"))["drilling"]

    assert stands.text.startswith("Achieved Drilling done, 13 November 2018")


def test_outlook_lists_work_under_way_apart_from_plans(visit: Visit) -> None:
    page = visit("/outlook/")

    assert page.milestones == ["search-for-partners", "flowsheet"]
    assert "Under way on 13 November 2018" in page.id("flowsheet").text
