"""A promise in the data: its plans, how often it was revised, what settles it and how late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.exports.format_readers import body, rows_of
from tests.factories import make_plan, make_release, settle
from tests.promises import make_promise, make_promise_revised_three_times_and_met, said_on
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

HOST = "http://testserver/milestones"


@pytest.fixture
def promise() -> list[Milestone]:
    """Four plans, and what met the last of them."""
    plans, met = make_promise_revised_three_times_and_met()
    return [*plans, met]


def milestones(client: Client, address: str = "/timeline.json") -> dict[str, Any]:
    return {row["slug"]: row for row in client.get(address).json()["items"]}


def lines(client: Client, address: str) -> str:
    return body(client.get(address)).decode().replace("\r\n ", "").replace("\xa0", " ")


@pytest.mark.usefixtures("promise")
class TestRevisedThreeTimesAndMet:
    @pytest.mark.parametrize("slug", ["drilling-0", "drilling-2", "drilling-3"])
    def test_json_of_each_plan_has_the_whole_promise(self, client: Client, slug: str) -> None:
        promise = milestones(client)[slug]["promise"]

        assert promise["first"] == f"{HOST}/drilling-0/"
        assert promise["plans"] == [f"{HOST}/drilling-{place}/" for place in range(4)]
        assert promise["revisions"] == 3
        assert promise["outcome"]["slug"] == "drilled"
        assert promise["outcome"]["settlement"] == "achieved"
        assert promise["delay"]["text"]["en"] == "1,103 days later than planned"

    def test_json_keeps_the_links_of_one_step(self, client: Client) -> None:
        row = milestones(client)["drilling-1"]

        assert (row["settles"]["slug"], row["settles"]["settlement"]) == ("drilling-0", "changed")
        assert [one["slug"] for one in row["settled_by"]] == ["drilling-2"]
        assert row["outlook"] == "changed"

    def test_json_delay_of_a_plan_goes_up_to_the_end_of_its_chain(self, client: Client) -> None:
        delays = {slug: row["delay"] for slug, row in milestones(client).items()}

        assert delays["drilling-0"]["least"] == 1103
        assert (delays["drilling-3"]["least"], delays["drilling-3"]["unit"]) == (1, "week")
        assert delays["drilled"] is None

    def test_csv_of_the_outlook_has_its_one_promise(self, client: Client) -> None:
        (row,) = rows_of(body(client.get("/outlook.csv")))

        assert row["slug"] == "drilling-3"
        assert row["promise_first"] == f"{HOST}/drilling-0/"
        assert row["promise_revisions"] == "3"
        assert row["promise_outcome"] == f"{HOST}/drilled/"
        assert row["promise_settlement"] == "achieved"
        assert row["promise_delay_fr"] == "1 103 jours plus tard que prévu"

    def test_json_of_what_met_it_has_no_promise_of_its_own(self, client: Client) -> None:
        row = milestones(client)["drilled"]

        assert row["promise"] is None
        assert [one["slug"] for one in row["settlements"]] == ["drilling-3"]

    @pytest.mark.parametrize("suffix", ["atom", "jsonfeed", "ics"])
    def test_feeds_of_the_first_plan_follow_it_to_the_end(
        self, client: Client, suffix: str
    ) -> None:
        told = lines(client, f"/timeline.{suffix}?standing=planned").replace("\\", "")

        assert "First date planned: 3 May 2018, revised three times." in told
        assert "Achieved, 1,103 days later than planned: " in told

    def test_french_feed_follows_it_to_the_end(self, client: Client) -> None:
        told = lines(client, "/fr/timeline.jsonfeed?standing=planned")

        assert "Première date prévue : 3 mai 2018, révisée trois fois." in told
        assert "Réalisé, 1 103 jours plus tard que prévu : Foré" in told

    def test_promise_before_its_outcome_is_open(self, client: Client) -> None:
        row = milestones(client, "/timeline.json?as_of=2019-12-31")["drilling-0"]

        assert row["outlook"] == "changed"
        assert (row["promise"]["revisions"], row["promise"]["outcome"]) == (2, None)


def test_plan_without_a_word_on_it_is_a_promise_of_its_own(client: Client) -> None:
    make_plan(slug="alone")

    assert milestones(client)["alone"]["promise"] == {
        "first": f"{HOST}/alone/",
        "plans": [f"{HOST}/alone/"],
        "revisions": 0,
        "outcome": None,
        "delay": None,
    }


def test_result_that_settles_two_plans_lists_both(client: Client) -> None:
    first, second = (
        make_plan(make_release(published_on=date(2018, 1, 1)), slug=f"plan-{place}")
        for place in range(2)
    )
    settle(second, said_on(date(2019, 1, 1), slug="result", settles=first), "partly_achieved")

    row = milestones(client)["result"]

    said = [(one["slug"], one["settlement"]) for one in row["settlements"]]
    assert said == [("plan-0", "achieved"), ("plan-1", "partly_achieved")]
    assert row["settles"]["slug"] == "plan-0"


def test_work_that_ended_has_that_outlook(client: Client) -> None:
    work = said_on(date(2018, 1, 1), slug="work", standing="under_way")
    said_on(date(2019, 1, 1), settles=work, settlement="ended")

    assert milestones(client)["work"]["outlook"] == "ended"
    assert milestones(client, "/timeline.json?outlook=ended").keys() == {"work"}


def test_plan_that_was_revised_and_met_stays_tentative_in_calendars(client: Client) -> None:
    said_on(date(2020, 1, 1), settles=make_promise(1)[-1])

    told = lines(client, "/timeline.ics?standing=planned")
    events = dict(event.split("\r\n", 1) for event in told.split("UID:")[1:])

    assert "STATUS:TENTATIVE" in events["drilling-0@testserver"]
    assert "STATUS:CONFIRMED" in events["drilling-1@testserver"]


def test_sequence_grows_with_each_word_on_the_promise(client: Client) -> None:
    def sequence() -> str:
        told = lines(client, "/timeline.ics?standing=planned")
        events = dict(event.split("\r\n", 1) for event in told.split("UID:")[1:])
        return events["drilling-0@testserver"].split("SEQUENCE:")[1].split("\r\n")[0]

    plans = make_promise(1)
    revised = sequence()
    met = said_on(date(2020, 1, 1), settles=plans[-1])
    settled = sequence()
    met.status, met.withdrawn_reason_en = "withdrawn", "Entered twice."
    met.save()

    assert [revised, settled, sequence()] == ["1", "2", "3"]
