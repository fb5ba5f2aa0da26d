"""``/milestones/<slug>/``: what is stated, where, how its date was read, and what came of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.addresses import MILESTONES, A, B
from tests.factories import make_announced, make_plan, make_release, on_day
from tests.markup import Document, Visit
from timeline.dates.delays import Delay
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.models import Milestone
from timeline.models.settlement import settled_delay

pytestmark = pytest.mark.usefixtures("record")


def reading(page: Document) -> dict[str, str]:
    """What the page says of how the date was read."""
    facts = page.one("section", aria_labelledby="reading").one("dl")
    return {fact.one("dt").text: fact.one("dd").text for fact in facts.all("div")}


@pytest.mark.parametrize("address", MILESTONES)
def test_milestone_page_is_titled_after_its_milestone(visit: Visit, address: str) -> None:
    milestone = Milestone.objects.get(slug=address.split("/")[2])
    page = visit(address)

    assert page.one("h1").text == milestone.title_en
    assert page.title == f"{milestone.title_en} · Imperial Mining Group"
    assert page.meta("og:title") == milestone.title_en
    assert page.meta("og:description") == milestone.summary_en


@pytest.mark.parametrize("address", MILESTONES)
def test_milestone_page_in_french_shows_the_french_title(visit: Visit, address: str) -> None:
    milestone = Milestone.objects.get(slug=address.split("/")[2])

    assert visit(address, language="fr").one("h1").text == milestone.title_fr


@pytest.mark.parametrize(
    ("slug", "when"),
    [
        ("search-for-partners", "Since early 2018"),
        ("introductions", "On or before 13 November 2018"),
        ("brussels", "12–16 November 2018"),
        ("ceta-dialogue", "Between 12 and 16 November 2018"),
        ("scale-symposium", "26–27 November 2018"),
        ("meetings", "About 26–27 November 2018"),
        ("drilling", "Early 2019"),
        ("resource-estimate", "No date given"),
        ("flowsheet", "No date given"),
        ("discovery", "On or before 13 November 2018"),
        ("memorandum", "On or before 13 July 2023"),
        ("evaluation", "No date given"),
        ("commercial-agreement", "No date given"),
        ("plant", "No date given"),
        ("alloy-project", "18 to 24 months, once begun"),
    ],
)
def test_milestone_page_dates_it_as_precisely_as_its_source(
    visit: Visit, slug: str, when: str
) -> None:
    dated = visit(f"/milestones/{slug}/").one("p", css="when")
    basis = "".join(small.text for small in dated.all("small"))

    assert dated.text.removesuffix(basis).strip() == when


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("search-for-partners", "Under way on 13 November 2018"),
        ("discovery", "Happened"),
        ("drilling", "Date passed, no outcome recorded here"),
        ("resource-estimate", "Planned"),
        ("commercial-agreement", "Conditional"),
    ],
)
def test_milestone_page_says_where_it_stands(visit: Visit, slug: str, status: str) -> None:
    assert visit(f"/milestones/{slug}/").main.all("span", css="st")[0].text == status


@pytest.mark.parametrize(
    ("slug", "cited"),
    [
        ("brussels", {f"{A}#p1", f"{A}#p4"}),
        ("drilling", {f"{A}#p6"}),
        ("memorandum", {f"{B}#p1", f"{B}#p3"}),
        ("alloy-project", {f"{B}#p8"}),
    ],
)
def test_milestone_page_leads_to_the_paragraphs_that_state_it(
    visit: Visit, slug: str, cited: set[str]
) -> None:
    sources = visit(f"/milestones/{slug}/").main.all("a", css="src")

    assert {source.attrs["href"] for source in sources} == cited


def test_drilling_page_explains_how_early_2019_was_read(visit: Visit) -> None:
    page = visit("/milestones/drilling/")

    assert reading(page) == {
        "Words used": "“early 2019”",
        "Precision": "part of a year",
        "For sorting": "January to April 2019",
        "Basis": "No day or month stated",
    }
    assert (
        "The date shown is the one the release gives."
        in page.one("section", aria_labelledby="reading").text
    )


def test_alloy_project_page_explains_that_no_start_is_stated(visit: Visit) -> None:
    assert reading(visit("/milestones/alloy-project/")) == {
        "Words used": "“18 to 24 months”",
        "Precision": "a length of time",
        "For sorting": "last, with the milestones that have no date",
        "Basis": "The start is not stated",
    }


@pytest.mark.parametrize("slug", ["alloy-project", "resource-estimate", "plant"])
def test_page_of_an_undated_milestone_shows_no_time_as_its_date(visit: Visit, slug: str) -> None:
    assert visit(f"/milestones/{slug}/").one("p", css="when").all("time") == []


def test_resource_estimate_does_not_inherit_the_date_of_the_drilling(visit: Visit) -> None:
    assert "2019" not in visit("/milestones/resource-estimate/").one("p", css="when").text


def test_page_of_a_plan_tells_from_plan_to_outcome(visit: Visit) -> None:
    trail = [step.text for step in visit("/milestones/drilling/").one("ol", css="trail").all("li")]

    assert len(trail) == 3
    assert trail[0].startswith("13 November 2018 Plan announced.")
    assert trail[1] == "Early 2019 The planned date. It has passed, whichever day was meant."
    assert "No outcome recorded here." in trail[2]


def test_page_of_what_happened_has_no_trail(visit: Visit) -> None:
    assert visit("/milestones/discovery/").all("ol", css="trail") == []


def test_page_of_a_conditional_milestone_says_its_condition(visit: Visit) -> None:
    assert (
        "Condition: if commercially viable." in visit("/milestones/commercial-agreement/").main.text
    )


def test_brussels_page_names_its_organizer_and_place(visit: Visit) -> None:
    facts = visit("/milestones/brussels/").one("section", aria_labelledby="who").text

    assert facts == "Where and who Place Brussels Organizer European Commission"


def test_the_trail_says_how_much_later_than_planned(visit: Visit) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), **on_day(date(2018, 5, 3)))
    outcome = make_announced(
        make_release(published_on=date(2018, 6, 1)),
        settles=plan,
        settlement="achieved",
        **on_day(date(2018, 5, 24)),
    )

    assert "3 weeks later than planned." in visit(plan.get_absolute_url()).text
    assert "3 weeks later than planned." in visit(outcome.get_absolute_url()).text
    assert "3 semaines plus tard que prévu." in visit(f"/fr{plan.get_absolute_url()}").text


@pytest.mark.parametrize(
    ("settlement", "day"), [("withdrawn", date(2018, 5, 24)), ("changed", date(2018, 5, 3))]
)
def test_the_trail_speaks_of_no_delay_where_nothing_was_late(
    visit: Visit, settlement: str, day: date
) -> None:
    plan = make_plan(make_release(published_on=date(2018, 1, 1)), **on_day(date(2018, 5, 3)))
    make_announced(
        make_release(published_on=date(2018, 6, 1)),
        settles=plan,
        settlement=settlement,
        **on_day(day),
    )

    text = visit(plan.get_absolute_url()).text

    assert "than planned" not in text
    assert "On time" not in text


@pytest.mark.parametrize("settlement", ["achieved", "changed"])
def test_delay_is_said_by_one_function_of_two_dates(settlement: str) -> None:
    planned = StatedDate("", Precision.DAY, date(2018, 5, 3), date(2018, 5, 3))
    came = StatedDate("", Precision.DAY, date(2018, 5, 24), date(2018, 5, 24))

    assert settled_delay(planned, came, settlement) == Delay("later", "week", 3, 3)
    assert settled_delay(planned, came, "withdrawn") is None
    assert settled_delay(planned, planned, "changed") is None


def test_milestone_page_names_the_paragraph_beside_the_release(visit: Visit) -> None:
    source = visit("/milestones/drilling/").all("a", class_="src")[0]

    assert source.text == "¶ 6 Release of 13 November 2018"


def test_pager_says_which_way_it_leads_to_readers_and_to_machines(visit: Visit) -> None:
    pager = visit("/milestones/drilling/").one("nav", css="pager")
    ways = [(link.attrs["rel"], link.one("small").text) for link in pager.all("a")]

    assert ways == [
        ("prev", "Earlier in this project"),  # 26 and 27 November 2018, before early 2019
        ("next", "Before it in the list of this project"),  # on or before 13 July 2023
    ]


def test_milestone_page_leads_to_the_paragraph_that_staff_named_first(visit: Visit) -> None:
    """Paragraph 4 is the one about Brussels; paragraph 1 only announces it."""
    page = visit("/milestones/brussels/")

    assert page.one("aside", css="cite").one("a", css="btn").attrs["href"] == f"{A}#p4"
