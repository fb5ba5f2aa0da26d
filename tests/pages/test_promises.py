"""One promise is told as one, from its first plan to what came of it, on each of its pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.exports.format_readers import body
from tests.factories import make_company, make_plan, make_release, on_day, settle
from tests.markup import Visit
from tests.promises import make_promise, make_promise_revised_three_times_and_met, said_on
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    make_company()


@pytest.fixture
def promise() -> list[Milestone]:
    """Four plans, and what met the last of them."""
    plans, met = make_promise_revised_three_times_and_met()
    return [*plans, met]


@pytest.mark.usefixtures("promise")
class TestRevisedThreeTimesAndMet:
    def test_outlook_has_one_row_of_it(self, visit: Visit) -> None:
        rows = visit("/outlook/").one("table").one("tbody").all("tr")

        assert [row.one("th").text for row in rows] == ["Drilling 3"]

    def test_outlook_counts_one_promise_and_one_outcome(self, visit: Visit) -> None:
        page = visit("/outlook/")

        assert (
            page.one("ul", css="tally").all("li")[0].text == "1 plan with an outcome recorded here"
        )
        assert "One plan. Status on" in page.text

    def test_outlook_tells_first_date_revisions_outcome_and_delay(self, visit: Visit) -> None:
        row = visit("/outlook/").one("table").one("tbody").one("tr").text

        assert "First date planned: 3 May 2018, revised three times." in row
        assert "Achieved" in row
        assert "Drilled, 10 May 2021" in row
        assert "36 months" not in row
        assert "1,103 days later than first planned." in row

    def test_outlook_links_every_plan_of_it(self, visit: Visit) -> None:
        links = [link.attrs["href"] for link in visit("/outlook/").one("table").all("a")]

        for place in range(4):
            assert f"/milestones/drilling-{place}/" in links
        assert "/milestones/drilled/" in links

    def test_french_outlook_tells_it(self, visit: Visit) -> None:
        row = visit("/fr/outlook/").one("table").one("tbody").one("tr").text

        assert "Première date prévue : 3 mai 2018, révisée trois fois." in row.replace("\xa0", " ")
        assert "1 103 jours plus tard que prévu à l’origine." in row

    @pytest.mark.parametrize("slug", ["drilling-0", "drilling-2", "drilling-3", "drilled"])
    def test_each_of_its_pages_has_the_whole_chain(self, visit: Visit, slug: str) -> None:
        page = visit(f"/milestones/{slug}/")
        links = {link.attrs["href"] for link in page.one("ol", css="trail").all("a")}
        others = {f"/milestones/drilling-{place}/" for place in range(4)} | {"/milestones/drilled/"}

        assert others - {f"/milestones/{slug}/"} <= links
        assert "1,103 days later than first planned." in page.text
        assert "No outcome recorded here" not in page.text

    def test_page_of_the_first_plan_is_marked_changed(self, visit: Visit) -> None:
        """The date that it names was not kept: another one was."""
        assert "Changed" in visit("/milestones/drilling-0/").one("p", css="ms-m").text

    def test_timeline_filter_finds_a_promise_once_by_its_outcome(self, visit: Visit) -> None:
        assert "One milestone" in visit("/?outlook=achieved").text

    def test_timeline_before_the_outcome_shows_them_revised(self, visit: Visit) -> None:
        page = visit("/?outlook=changed&as_of=2020-12-31")

        assert {link.attrs["href"] for link in page.all("a")} >= {
            f"/milestones/drilling-{place}/" for place in range(3)
        }
        assert "/milestones/drilling-3/" not in {link.attrs["href"] for link in page.all("a")}


def test_one_result_settles_two_plans(visit: Visit) -> None:
    plans = [
        make_plan(make_release(published_on=date(2018, 1, 1)), title_en=f"Plan {place}")
        for place in range(2)
    ]
    result = said_on(date(2019, 1, 1), title_en="Result", settles=plans[0])
    settle(plans[1], result, "partly_achieved")

    page = visit(result.get_absolute_url())

    assert page.id("trail").text == "The plans this reports on"
    trail = page.one("ol", css="trail").text
    assert "Plan 0" in trail
    assert "Its outcome, in this milestone: Achieved." in trail
    assert "Plan 1" in trail
    assert "Its outcome, in this milestone: Partly achieved." in trail


def test_plan_is_partly_achieved_and_then_achieved(visit: Visit) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), title_en="Plan")
    said_on(date(2019, 1, 1), title_en="A half", settles=plan, settlement="partly_achieved")
    said_on(date(2020, 1, 1), title_en="The rest", settles=plan, settlement="achieved")

    row = visit("/outlook/").one("table").one("tbody").one("tr").text

    assert row.index("Achieved: The rest") < row.index("Partly achieved: A half")
    assert "Achieved" in visit(plan.get_absolute_url()).one("p", css="ms-m").text


def test_trail_has_revisions_and_outcomes_in_the_order_of_their_releases(visit: Visit) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), title_en="Plan")
    said_on(date(2019, 1, 1), title_en="A half", settles=plan, settlement="partly_achieved")
    revised = make_plan(make_release(published_on=date(2020, 1, 1)), title_en="Another date")
    settle(plan, revised, "changed")

    trail = visit(plan.get_absolute_url()).one("ol", css="trail").text

    assert trail.index("A half") < trail.index("Another date")


@pytest.mark.parametrize(
    ("settlement", "words"),
    [("ended", "Ended"), ("suspended", "Suspended"), ("withdrawn", "Dropped")],
)
def test_work_under_way_came_to_an_end(visit: Visit, settlement: str, words: str) -> None:
    work = said_on(date(2018, 1, 1), title_en="Search", standing="under_way")
    end = said_on(date(2019, 1, 1), title_en="Over", settles=work, settlement=settlement)

    page = visit(work.get_absolute_url())

    assert words in page.one("p", css="ms-m").text
    assert f"{words}: Over" in page.one("ol", css="trail").text
    assert f"What came of it, in this milestone: {words}." in visit(end.get_absolute_url()).text


def test_plan_that_was_revised_stays_open_with_its_newest_plan(visit: Visit) -> None:
    make_promise(1)

    page = visit("/outlook/")

    assert "0 plans with an outcome recorded here" in page.text
    assert "1 plan whose date has passed, no outcome recorded here" in page.text
    assert "Changed" in visit("/milestones/drilling-0/").one("p", css="ms-m").text


def test_event_of_a_revised_plan_is_no_event_in_the_data(visit: Visit) -> None:
    Milestone.objects.filter(pk__in=[plan.pk for plan in make_promise(1)]).update(kind="event")
    said_on(date(2020, 1, 1), settles=Milestone.objects.get(slug="drilling-1"))

    assert "mainEntity" not in visit("/milestones/drilling-0/").json_ld
    assert "mainEntity" in visit("/milestones/drilling-1/").json_ld


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["/outlook/", "/milestones/drilling-1/", "/timeline.json", "/outlook.csv", "/"]
)
def test_chain_of_three_costs_what_a_chain_of_eight_costs(client: Client, address: str) -> None:
    plans = make_promise(2)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            assert answer.status_code == 200
            body(answer)
        return len(asked)

    few = queries()
    for place in range(3, 8):
        later = make_plan(
            make_release(published_on=date(2017 + place, 6, 1)),
            slug=f"drilling-{place}",
            **on_day(date(2018 + place, 5, 3)),
        )
        settle(plans[-1], later, "changed")
        plans.append(later)

    assert queries() == few
