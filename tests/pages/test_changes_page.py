"""``/new/``: what is new since a day, as visitors and feed readers see it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.test import Client

from tests.exports.format_rules import check_html, json_feed_items
from tests.factories import make_announced, make_plan, make_release
from tests.markup import Document
from timeline.models import Correction, Milestone, Release

pytestmark = pytest.mark.django_db

MAY, JUNE = datetime(2026, 5, 1, 16, tzinfo=UTC), datetime(2026, 6, 1, 16, tzinfo=UTC)


@pytest.fixture
def news() -> None:
    """On 1 May a release with a plan; on 1 June what came of it, and a correction of the plan."""
    release = make_release(slug="spring", headline_en="Spring", publish_at=MAY)
    plan = make_plan(release, slug="plan", title_en="Twenty holes", publish_at=MAY)
    make_announced(
        release,
        slug="met",
        title_en="Holes drilled",
        settles=plan,
        settlement="achieved",
        publish_at=JUNE,
    )
    Correction.objects.create(
        milestone=plan,
        changes=[
            {"label": {"en": "date", "fr": "date"}, "was": {"en": "2018"}, "now": {"en": "2019"}}
        ],
        note_en="It was misread.",
        made_at=JUNE,
    )


def page(client: Client, address: str) -> Document:
    answer = client.get(address)
    assert answer.status_code == 200
    return Document(answer.content.decode())


@pytest.mark.usefixtures("news")
def test_page_tells_by_day_and_kind_what_has_changed(client: Client) -> None:
    shown = page(client, "/new/").one("main")

    assert [day.text for day in shown.all("h2") if day.attrs.get("id", "").startswith("day-")] == [
        "1 June 2026",
        "1 May 2026",
    ]
    kinds = [kind.text for kind in shown.all("h3")]
    assert kinds == ["What came of plans", "Corrected", "Published"]


@pytest.mark.usefixtures("news")
def test_page_since_a_day_tells_no_more(client: Client) -> None:
    shown = page(client, "/new/?since=2026-05-02").one("main").text

    assert "Holes drilled" in shown
    assert "Achieved · Twenty holes" in shown
    assert "It was misread." in shown
    assert "Spring" not in shown
    assert "since 2 May 2026" in shown


@pytest.mark.usefixtures("news")
def test_page_of_a_day_since_which_nothing_changed_says_so(client: Client) -> None:
    assert "Nothing has changed here since that day." in page(client, "/new/?since=2026-06-02").text


@pytest.mark.usefixtures("news")
def test_form_keeps_the_day_asked_for(client: Client) -> None:
    assert page(client, "/new/?since=2026-05-02").id("since").attrs["value"] == "2026-05-02"


@pytest.mark.parametrize("day", ["May", "2026-02-30", "2127-01-01", "%00"])
def test_bad_day_is_refused_in_words_and_the_form_stays(client: Client, day: str) -> None:
    answer = client.get(f"/new/?since={day}")

    assert answer.status_code == 400
    shown = Document(answer.content.decode())
    assert shown.id("since").attrs["name"] == "since"
    assert "since" in shown.one("main").text.lower()


@pytest.mark.usefixtures("news")
def test_withdrawn_release_is_told_with_its_reason_and_without_its_name(client: Client) -> None:
    release = Release.objects.get(slug="spring")
    release.status, release.withdrawn_reason_en = "withdrawn", "It was not ours."
    release.save()

    shown = page(client, "/new/").one("main")

    assert "It was not ours." in shown.text
    assert "Spring" not in shown.text
    assert "/releases/spring/" not in [link.attrs["href"] for link in shown.all("a")]


@pytest.mark.usefixtures("news")
def test_french_page_speaks_french(client: Client) -> None:
    shown = page(client, "/fr/new/?since=2026-05-02").one("main").text

    assert "Nouveautés depuis le 2 mai 2026" in shown
    assert "Issue de jalons prévus" in shown


@pytest.mark.usefixtures("record")
def test_every_page_leads_to_what_is_new_and_holds_the_day_for_the_browser(client: Client) -> None:
    home = page(client, "/")

    assert "/new/" in [link.attrs["href"] for link in home.one("footer").all("a")]
    places = [place for place in home.all("span") if "data-today" in place.attrs]
    assert [("hidden" in place.attrs, place.one("a").attrs["href"]) for place in places] == [
        (True, "/new/"),
        (True, "/new/"),
    ]


# The feed


def entries(client: Client, address: str) -> list[Any]:
    found = feedparser.parse(client.get(address).content)
    assert found.bozo is False
    return list(found.entries)


@pytest.mark.usefixtures("news")
def test_feed_since_a_day_has_what_the_page_has(client: Client) -> None:
    met, corrected = entries(client, "/new.atom?since=2026-05-02")

    assert (met.title, corrected.title) == ("Holes drilled", "Twenty holes")
    assert met.link == "http://testserver/milestones/met/"
    said = [line.text for line in check_html(met.summary).all("p")]
    assert said == ["What came of plans: Milestone", "Achieved: Twenty holes"]
    assert "was “2018”, now “2019”" in corrected.summary
    assert len({met.id, corrected.id}) == 2


@pytest.mark.usefixtures("news")
def test_feed_leads_to_its_next_page(client: Client) -> None:
    first = feedparser.parse(client.get("/new.atom?limit=1").content)
    (following,) = [link.href for link in first.feed.links if link.rel == "next"]

    second = entries(client, following.removeprefix("http://testserver"))

    assert [entry.title for entry in first.entries] == ["Holes drilled"]
    assert second[0].title == "Twenty holes"


@pytest.mark.usefixtures("news")
def test_json_feed_tells_the_reason_of_a_withdrawal_and_leads_to_the_list(client: Client) -> None:
    Milestone.objects.get(slug="met").delete()
    plan = Milestone.objects.get(slug="plan")
    plan.status, plan.withdrawn_reason_en = "withdrawn", "Filed twice."
    plan.save()

    withdrawn = json_feed_items(client.get("/new.jsonfeed").json())[0]

    assert withdrawn["title"] == "Withdrawn: Milestone"
    assert withdrawn["url"].startswith("http://testserver/new/#withdrawn-milestone-")
    assert "Filed twice." in withdrawn["content_text"]


@pytest.mark.parametrize("query", ["since=x", "after=1", "before=1_1_1", "outcome=overdue"])
def test_feed_refuses_what_it_does_not_know(client: Client, query: str) -> None:
    assert client.get(f"/new.atom?{query}").status_code == 400
