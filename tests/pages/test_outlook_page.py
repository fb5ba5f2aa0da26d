"""``/outlook/``: every plan and what came of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.exports.format_readers import body
from tests.factories import make_announced, make_paragraph, make_release
from tests.markup import Document, Element, Visit
from timeline.models import Milestone

pytestmark = pytest.mark.usefixtures("record")


def rows(page: Document) -> dict[str, list[Element]]:
    """The cells of each plan: said, due, where it stands."""
    table = page.one("table").one("tbody").all("tr")
    return {row.one("th").one("a").attrs["href"].split("/")[2]: row.all("td") for row in table}


def test_outlook_lists_what_is_overdue_longest_first_and_the_undated_last(visit: Visit) -> None:
    page = visit("/outlook/")

    assert page.title == "Plans and outcomes · Imperial Mining Group"
    assert list(rows(page)) == [
        *("brussels", "ceta-dialogue", "scale-symposium", "meetings", "drilling"),
        *("resource-estimate", "evaluation", "commercial-agreement", "plant", "alloy-project"),
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


# The picture


def test_outlook_draws_each_promise_and_says_so_in_words(visit: Visit) -> None:
    drawings = visit("/outlook/").all("svg", css="ov")

    assert [drawing.attrs["role"] for drawing in drawings] == ["img", "img"]
    for drawing in drawings:
        assert drawing.attrs["aria-label"].startswith("10 promises as lines through time.")
        assert len(drawing.all("line", css="thr")) == 10
        assert drawing.all("a") == []


def test_outlook_draws_what_the_table_below_lists_in_the_same_order(visit: Visit) -> None:
    page = visit("/outlook/")
    named = [row.one("th").one("a").text for row in page.one("table").one("tbody").all("tr")]

    names = [title.text for title in page.all("svg", css="ov")[0].all("tspan", css="t")]

    assert len(names) == len(named)
    assert all(name.startswith(shown.rstrip("…")) for name, shown in zip(named, names, strict=True))


def test_outlook_draws_a_date_as_a_span_and_no_date_as_none(visit: Visit) -> None:
    wide, _narrow = visit("/outlook/?outcome=overdue").all("svg", css="ov")
    undated, _narrow = visit("/outlook/?outcome=no_date").all("svg", css="ov")

    masks = [bar.attrs.get("mask") for bar in wide.all("rect", css="mp")]
    assert "url(#kb)" in masks  # early 2019, both of whose ends are our own reading
    assert undated.all("rect", css="mp") == undated.all("use") == []


def test_outlook_links_to_each_outcome_and_project_with_their_numbers(visit: Visit) -> None:
    page = visit("/outlook/")

    links = {
        link.text: link.attrs["href"]
        for rail in page.all("nav", css="rail")
        for link in rail.all("a")
    }

    assert links == {
        "Crater Lake 6": "?project=crater-lake",
        "Scandium-aluminum alloys 4": "?project=scandium-aluminum-alloys",
        "Overdue 5": "?outcome=overdue",
        "No date given 5": "?outcome=no_date",
    }


def test_outlook_of_one_outcome_can_be_left_again(visit: Visit) -> None:
    page = visit("/outlook/?outcome=overdue&project=crater-lake")

    assert page.id("outcome-overdue").attrs["href"] == "?project=crater-lake"
    assert page.id("project-all").attrs["href"] == "?outcome=overdue"
    assert len(rows(page)) == 5


@pytest.mark.parametrize(
    "query", ["outcome=late", "project=nowhere", "outcome=overdue&outcome=no_date"]
)
def test_outlook_refuses_what_it_does_not_know(client: Client, query: str) -> None:
    answer = client.get(f"/outlook/?{query}")

    assert answer.status_code == 400
    assert '<svg class="ov' not in answer.content.decode()


def test_outlook_data_of_one_outcome_lists_the_same_plans(client: Client, visit: Visit) -> None:
    answer = client.get("/outlook.csv?outcome=overdue")

    listed = body(answer).decode().splitlines()[1:]
    assert len(listed) == len(rows(visit("/outlook/?outcome=overdue"))) == 5
