"""``/timeline.timelinejs``: what TimelineJS 3 draws."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given

from tests.export_rows import make_export, make_milestone_row
from tests.exports.hostile_texts import ANY_TEXT, TITLES, shown
from timeline.dates.fiscal import starting_in
from timeline.dates.precisions import Precision
from timeline.dates.reading import read
from timeline.dates.stated import StatedDate
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.renderers.timelinejs import drawn_dates, render

Y, P = {"year": 2019}, Precision


def document(*rows: Any, **over: Any) -> Any:
    return json.loads(b"".join(render(make_export(rows, **over))))


def asked(client: Client, address: str) -> Any:
    return json.loads(client.get(address).getvalue())


@pytest.mark.usefixtures("record")
class TestRecord:
    def test_events_are_the_milestones_that_have_a_date(self, client: Client) -> None:
        assert [
            event["unique_id"] for event in asked(client, "/timeline.timelinejs")["events"]
        ] == [
            *(
                "memorandum",
                "drilling",
                "scale-symposium",
                "meetings",
                "introductions",
                "discovery",
            ),
            *("brussels", "ceta-dialogue", "search-for-partners"),
        ]

    def test_title_says_how_many_were_given_no_date(self, client: Client) -> None:
        text = asked(client, "/timeline.timelinejs")["title"]["text"]["text"]

        assert "Six milestones were given no date and are left out." in text

    def test_every_event_shows_our_words_for_its_date(self, client: Client) -> None:
        events = {
            event["unique_id"]: event for event in asked(client, "/timeline.timelinejs")["events"]
        }

        assert all(event["display_date"] for event in events.values())
        assert (events["drilling"]["start_date"], events["drilling"]["display_date"]) == (
            {"year": 2019},
            "Early 2019",
        )
        assert "end_date" not in events["drilling"]

    def test_event_of_several_days_starts_and_ends_with_them(self, client: Client) -> None:
        (event,) = asked(client, "/fr/timeline.timelinejs?q=bruxelles&kind=event&year=2018")[
            "events"
        ][:1]

        assert event["start_date"] == {"year": 2018, "month": 11, "day": 12}
        assert event["end_date"] == {"year": 2018, "month": 11, "day": 16}
        assert event["display_date"] == "Du 12 au 16 novembre 2018"
        assert event["group"] == "Crater Lake"


def days(precision: Precision, first: str | None, last: str | None) -> StatedDate:
    bounds = [date.fromisoformat(one) if one else None for one in (first, last)]
    return StatedDate("", precision, bounds[0], bounds[1])


@pytest.mark.parametrize(
    ("stated", "start", "end"),
    [
        (days(P.DAY, "2019-01-01", "2019-01-01"), Y | {"month": 1, "day": 1}, {}),
        (
            days(P.RANGE, "2019-01-01", "2019-01-02"),
            Y | {"month": 1, "day": 1},
            Y | {"month": 1, "day": 2},
        ),
        (days(P.MONTH, "2019-01-01", "2019-01-31"), Y | {"month": 1}, {}),
        (days(P.YEAR, "2019-01-01", "2019-12-31"), Y, {}),
        (days(P.YEAR, "2019-01-01", "2020-12-31"), Y, {"year": 2020}),
        (days(P.DECADE, "2010-01-01", "2019-12-31"), {"year": 2010}, {"year": 2019}),
        (days(P.QUARTER, "2019-04-01", "2019-06-30"), Y | {"month": 4}, {}),
        (days(P.PART_OF_YEAR, "2019-01-01", "2019-04-30"), Y, {}),
        (days(P.PART_OF_YEAR, "2019-09-01", "2019-12-31"), Y | {"month": 9}, {}),
        (days(P.PART_OF_MONTH, "2019-09-21", "2019-09-30"), Y | {"month": 9, "day": 21}, {}),
        (days(P.BEFORE, None, "2019-09-21"), Y | {"month": 9, "day": 21}, {}),
        (days(P.AFTER, "2019-09-21", None), Y | {"month": 9, "day": 21}, {}),
        (days(P.ABOUT, "2019-03-01", "2019-03-31"), Y | {"month": 3}, {}),
        (days(P.SINCE, "2019-09-21", None), Y | {"month": 9, "day": 21}, {}),
        (days(P.SINCE, "2019-01-01", None), Y | {"month": 1, "day": 1}, {}),
        (days(P.WITHIN, "2019-09-21", "2019-09-25"), Y | {"month": 9, "day": 21}, {}),
        (days(P.WITHIN, "2019-03-01", "2019-05-31"), Y | {"month": 3}, {}),
        (days(P.NONE, None, None), {}, {}),
    ],
)
def test_date_is_drawn_with_the_parts_that_its_source_gives(
    stated: StatedDate, start: Any, end: Any
) -> None:
    assert drawn_dates(stated) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "early 2019",
            "mid-2019",
            "late 2019",
            "Q3 2019",
            "second half of 2019",
            "spring 2019",
            "March to May 2019",
        ),
        *(
            "since the beginning of the year",
            "within 18 months",
            "by the end of 2020",
            "about May 2019",
            "2019-2021",
        ),
        *(
            "the week of 5 May 2019",
            "early May 2019",
            "fiscal 2019",
            "no earlier than March 2019",
            "winter 2019",
        ),
        *(
            "next month",
            "18 to 24 months",
            "around mid-2019",
            "recently",
            "since May 2018",
            "until June 2019",
        ),
    ],
)
def test_dates_as_releases_word_them_are_drawn_within_their_window(words: str) -> None:
    stated = read(words, stated_on=date(2018, 11, 13), fiscal_calendar=starting_in(1))
    start, end = drawn_dates(stated)
    if not stated.sort_day:
        assert (start, end) == ({}, {})
        return

    assert stated.earliest is None or first_day(start) >= stated.earliest
    assert stated.latest is None or first_day(end or start) <= stated.latest


def first_day(parts: dict[str, int]) -> date:
    """The day at which TimelineJS draws these parts."""
    return date(parts["year"], parts.get("month", 1), parts.get("day", 1))


@TITLES
def test_title_is_text_and_no_markup(title: str) -> None:
    (event,) = document(make_milestone_row(title=BilingualText(title)))["events"]

    headline = event["text"]["headline"]
    assert headline.startswith('<a href="https://example.com/milestones/drilling/">')
    assert headline.count("<") == 2


@given(ANY_TEXT)
def test_any_text_makes_one_event(title: str) -> None:
    named = (NamedRow("x", BilingualText(title), "https://example.com/", "https://example.com/"),)
    found = document(
        make_milestone_row(summary=BilingualText(title), projects=named),
        heading=title,
        sentences=[title],
    )

    (event,) = found["events"]
    assert "<" not in event.get("group", "")
    assert shown(title).count("<") == 0 or "&lt;" in found["title"]["text"]["headline"]


def test_selection_without_events_is_a_document() -> None:
    assert document()["events"] == []
