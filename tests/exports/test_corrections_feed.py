"""``/corrections.atom`` and ``/corrections.jsonfeed``: what was changed after visitors had read
it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from tests.exports.format_rules import check_html, json_feed_items
from tests.factories import UNDATED, make_announced, make_release
from tests.markup import Document
from timeline.models import Company, Milestone
from timeline.publishing.corrections import record_correction

pytestmark = pytest.mark.usefixtures("record")
NOTE = "The day was misread & is <put right>."


def correct(slug: str = "brussels", note: str = NOTE) -> None:
    with record_correction(Milestone.objects.get(slug=slug), note_en=note) as row:
        row.latest = row.latest and row.latest + timedelta(days=1)
        row.save()


def parsed(client: Client, address: str = "/corrections.atom") -> Any:
    found = feedparser.parse(client.get(address).content)
    assert found.bozo is False
    return found


def test_feed_of_no_corrections_is_a_feed(client: Client) -> None:
    assert parsed(client).entries == []
    assert json_feed_items(client.get("/corrections.jsonfeed").json()) == []


def test_correction_is_an_entry_that_leads_to_its_row(client: Client) -> None:
    correct()

    (entry,) = parsed(client).entries

    assert entry.title == "EU Raw Materials Symposium, Brussels"
    assert entry.link == "http://testserver/milestones/brussels/"
    assert "12–16 November 2018" in entry.summary
    assert "12–17 November 2018" in entry.summary
    assert check_html(entry.summary).all("p")[-1].text == NOTE
    assert entry.id.startswith("tag:testserver,2026:/corrections/#correction-")


def test_correction_has_the_same_id_in_both_languages_and_words_of_each(client: Client) -> None:
    correct()

    english, french = parsed(client).entries[0], parsed(client, "/fr/corrections.atom").entries[0]

    assert english.id == french.id
    assert french.link == "http://testserver/fr/milestones/brussels/"
    assert "Du 12 au 17 novembre 2018" in french.summary


def test_correction_of_the_company_leads_to_all_corrections(client: Client) -> None:
    with record_correction(Company.objects.get(), note_en="It was renamed.") as company:
        company.name = "Another Name Inc."
        company.save()

    (item,) = json_feed_items(client.get("/corrections.jsonfeed").json())

    assert (item["title"], item["url"]) == ("The company", "http://testserver/corrections/")


def test_corrections_come_newest_first_a_page_at_a_time(client: Client) -> None:
    correct("brussels", "The first.")
    correct("scale-symposium", "The second.")

    first = client.get("/corrections.jsonfeed?limit=1").json()
    second = client.get(first["next_url"]).json()

    texts = [item["content_text"] for page in (first, second) for item in page["items"]]
    assert [text.splitlines()[-1] for text in texts] == ["The second.", "The first."]
    assert "next_url" not in second


def sequences(client: Client) -> list[bytes]:
    """Of what the calendar holds, lowest first."""
    lines = client.get("/timeline.ics").getvalue().split(b"\r\n")
    return sorted(line for line in lines if line.startswith(b"SEQUENCE"))


def test_corrected_milestone_is_newer_in_its_feed_and_has_a_higher_sequence(client: Client) -> None:
    assert sequences(client) == [b"SEQUENCE:0", b"SEQUENCE:0"]
    correct()

    assert sequences(client) == [b"SEQUENCE:0", b"SEQUENCE:1"]
    entries = {entry.link: entry for entry in parsed(client, "/timeline.atom").entries}
    brussels = entries.pop("http://testserver/milestones/brussels/")
    assert brussels.updated not in {entry.updated for entry in entries.values()}
    assert "Corrected on " in brussels.summary


def test_plan_has_a_higher_sequence_when_its_outcome_comes_and_when_it_is_withdrawn(
    client: Client,
) -> None:
    later, plan = (
        make_release(published_on=date(2019, 5, 1)),
        Milestone.objects.get(slug="brussels"),
    )
    outcome = make_announced(
        later, title_en="Took place", settles=plan, settlement="achieved", **UNDATED
    )
    settled = sequences(client)

    outcome.status, outcome.withdrawn_reason_en = "withdrawn", "An error"
    outcome.save()

    assert settled == [b"SEQUENCE:0", b"SEQUENCE:1"]
    assert sequences(client) == [b"SEQUENCE:0", b"SEQUENCE:2"]


def test_plan_has_a_higher_sequence_when_its_outcome_goes_with_the_release_that_stated_it(
    client: Client,
) -> None:
    later, plan = (
        make_release(published_on=date(2019, 5, 1)),
        Milestone.objects.get(slug="brussels"),
    )
    make_announced(
        later, later, title_en="Took place", settles=plan, settlement="achieved", **UNDATED
    )

    later.status, later.withdrawn_reason_en = "withdrawn", "An error"
    later.save()

    assert sequences(client) == [b"SEQUENCE:0", b"SEQUENCE:2"]


def test_page_of_corrections_names_its_feed(client: Client) -> None:
    page = Document(client.get("/fr/corrections/").content.decode())

    link = page.one("link", type="application/atom+xml")
    assert link.attrs["href"] == "http://testserver/fr/corrections.atom"


@pytest.mark.parametrize("query", ["after=x", "before=1_1", "q=x", "limit=501"])
def test_feed_refuses_what_it_cannot_read(client: Client, query: str) -> None:
    assert client.get(f"/corrections.atom?{query}").status_code == 400
