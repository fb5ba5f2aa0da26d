"""The lists that one can reach from the timeline as of a day keep that day, or say that they do
not."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.exports.format_readers import body
from tests.markup import Visit

pytestmark = pytest.mark.usefixtures("record")

DAY = "2018-12-31"


def test_timeline_as_of_a_day_leads_to_lists_of_that_day(visit: Visit) -> None:
    page = visit(f"/?as_of={DAY}")
    ways = {link.attrs["href"] for link in page.one("nav", aria_label="Main").all("a")}

    assert {f"/outlook/?as_of={DAY}", f"/releases/?as_of={DAY}"} <= ways
    assert "show the record as it is today" in page.one("div", css="asof").text


def test_releases_as_of_a_day_are_those_issued_by_then(visit: Visit) -> None:
    page = visit(f"/releases/?as_of={DAY}")

    assert [link.attrs["href"] for link in page.one("main").all("h3")[0].all("a")] == [
        "/releases/2018-11-13-scandium-marketing-update/"
    ]
    assert "2023" not in page.one("main").text
    assert "As known on 31 December 2018." in page.text
    assert page.one("ul", css="tick").text == "TSXV: IPG"


def test_french_releases_as_of_a_day_say_so_in_french(visit: Visit) -> None:
    assert "31 décembre 2018" in visit(f"/fr/releases/?as_of={DAY}").one("div", css="asof").text


def test_releases_as_of_a_day_to_come_are_refused(client: Client) -> None:
    answer = client.get("/releases/?as_of=2999-01-01")

    assert answer.status_code == 400
    assert "This day has not come yet" in answer.content.decode()


def test_today_has_no_word_of_another_day(visit: Visit) -> None:
    page = visit("/releases/")

    assert "As known on" not in page.text
    assert "as_of" not in page.one("nav", aria_label="Main").all("a")[1].attrs["href"]


def test_outlook_as_of_a_day_has_the_plans_of_then(visit: Visit) -> None:
    page = visit("/outlook/?as_of=2018-12-31")

    assert page.one("caption").text.startswith("Six plans")
    assert "Status on 31 December 2018." in page.one("caption").text
    assert "/milestones/alloy-project/" not in page.source
    assert page.one("ul", css="tick").text == "TSXV: IPG"


def test_outlook_as_of_a_day_before_the_record_is_empty(visit: Visit) -> None:
    assert "No plan on file." in visit("/outlook/?as_of=2018-11-12").text


def test_outlook_as_of_a_day_as_data_has_the_same(client: Client) -> None:
    text = body(client.get("/outlook.csv?as_of=2018-12-31")).decode()

    assert len(text.splitlines()) == 1 + 6
