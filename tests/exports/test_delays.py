"""How much later than planned something came, wherever it is told beside the milestone's page."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.exports.format_readers import body, rows_of
from tests.factories import make_announced, make_paragraph, make_plan, make_release, on_day
from tests.markup import Document
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LATER = {
    "delay_side": "later",
    "delay_unit": "week",
    "delay_least": "3",
    "delay_most": "3",
    "delay_en": "3 weeks later than planned",
    "delay_fr": "3 semaines plus tard que prévu",
}


def settle(plan: Milestone, settlement: str, **when: Any) -> Milestone:
    source = make_paragraph(make_release(published_on=when.pop("said", date(2018, 6, 1))))
    named: dict[str, Any] = {"slug": f"came-{settlement}", "title_en": f"Came {settlement}"}
    return make_announced(source, settles=plan, settlement=settlement, **named, **when)


@pytest.fixture
def plan(db: None) -> Milestone:
    """Planned for 3 May 2018."""
    source = make_paragraph(make_release(published_on=date(2018, 1, 1)))
    return make_plan(source, slug="plan", title_en="Drilling", **on_day(date(2018, 5, 3)))


@pytest.fixture
def late(plan: Milestone) -> Milestone:
    """It came on 24 May."""
    return settle(plan, "achieved", **on_day(date(2018, 5, 24)))


def cells(client: Client, address: str = "/outlook.csv") -> dict[str, str]:
    (row,) = rows_of(body(client.get(address)))
    return {name: value for name, value in row.items() if name.startswith("delay_")}


@pytest.mark.usefixtures("late")
class TestLate:
    def test_outlook_page_says_it(self, client: Client) -> None:
        english = Document(client.get("/outlook/").content.decode())
        french = Document(client.get("/fr/outlook/").content.decode())

        assert "3 weeks later than planned." in english.text
        assert "3 semaines plus tard que prévu." in french.text

    def test_outlook_csv_says_it_in_columns(self, client: Client) -> None:
        assert cells(client) == LATER

    def test_csv_of_the_timeline_says_it_of_the_plan(self, client: Client) -> None:
        assert cells(client, "/timeline.csv?standing=planned") == LATER
        assert set(cells(client, "/timeline.csv?standing=happened").values()) == {""}

    def test_json_says_it_of_the_plan(self, client: Client) -> None:
        found = client.get("/milestones/plan.json").json()

        assert found["delay"] == {
            "side": "later",
            "unit": "week",
            "least": 3,
            "most": 3,
            "text": {"en": LATER["delay_en"], "fr": LATER["delay_fr"]},
        }
        assert client.get("/milestones/came-achieved.json").json()["delay"] is None

    @pytest.mark.parametrize("suffix", ["jsonfeed", "ics"])
    def test_text_of_the_outcome_names_the_plan_and_how_late_it_came(
        self, client: Client, suffix: str
    ) -> None:
        text = body(client.get(f"/timeline.{suffix}?standing=happened")).decode()
        text = text.replace("\r\n ", "").replace("\\,", ",")

        assert (
            "Outcome of the plan “Drilling”: Achieved, 3 weeks later than planned: "
            "http://testserver/milestones/plan/"
        ) in text

    @pytest.mark.parametrize("suffix", ["atom", "jsonfeed", "timelinejs"])
    def test_html_of_the_outcome_leads_to_the_plan_and_says_how_late_it_came(
        self, client: Client, suffix: str
    ) -> None:
        text = body(client.get(f"/timeline.{suffix}?standing=happened")).decode()
        html = unescape(text.replace('\\"', '"'))

        assert (
            'Outcome of the plan “<a href="http://testserver/milestones/plan/">Drilling</a>”: '
            "Achieved, 3 weeks later than planned</p>"
        ) in html

    def test_entry_of_the_plan_says_how_late_it_came(self, client: Client) -> None:
        feed = client.get("/fr/timeline.jsonfeed?standing=planned").json()

        assert (
            "Réalisé, 3 semaines plus tard que prévu\u00a0: Came achieved"
            in (feed["items"][0]["content_text"])
        )


@pytest.mark.parametrize(
    ("settlement", "day"), [("withdrawn", date(2018, 5, 24)), ("changed", date(2018, 5, 3))]
)
def test_nothing_is_told_where_nothing_was_late(
    client: Client, plan: Milestone, settlement: str, day: date
) -> None:
    settle(plan, settlement, **on_day(day))

    assert set(cells(client).values()) == {""}
    assert "than planned" not in body(client.get("/timeline.atom")).decode()


def test_newest_word_on_a_plan_is_the_one_in_the_columns(client: Client, plan: Milestone) -> None:
    settle(plan, "changed", **on_day(date(2018, 5, 10)), said=date(2018, 4, 1))
    settle(plan, "achieved", **on_day(date(2018, 5, 24)))

    assert cells(client)["delay_en"] == "3 weeks later than planned"
