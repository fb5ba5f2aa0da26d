"""``/timeline.ics``: what a calendar subscribes to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import example, given
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.export_rows import make_export, make_milestone_row
from tests.exports.hostile_texts import ANY_TEXT, TITLES, shown
from tests.factories import make_announced
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.exports.named_rows import BilingualText, NamedRow
from timeline.exports.renderers.ics import fold, render
from timeline.exports.rows import MilestoneRow, PlanOutcome

WITHDRAWN = PlanOutcome(
    NamedRow("stop", BilingualText("Stopped"), "https://example.com/s/", "https://example.com/s/"),
    "withdrawn",
)

LATER = datetime(2021, 3, 5, 1, 0, 0, tzinfo=UTC)  # still the day before, in Toronto


def written(*rows: MilestoneRow, **over: Any) -> bytes:
    return b"".join(render(make_export(rows, **over)))


def read(body: bytes) -> Any:
    """The one calendar that it is, with no value that could not be read as RFC 5545 has it."""
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    assert [*calendar.errors, *(error for event in calendar.events for error in event.errors)] == []
    return calendar


def only_event(*rows: MilestoneRow, **over: Any) -> Any:
    (event,) = read(written(*rows, **over)).events
    return event


def body_of(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    body: bytes = answer.getvalue()
    return body


@pytest.mark.usefixtures("record")
class TestRecord:
    def test_calendar_of_the_record_has_the_two_that_are_dated_to_the_day(
        self, client: Client
    ) -> None:
        events = read(body_of(client, "/timeline.ics")).events

        assert [str(event["UID"]) for event in events] == [
            "scale-symposium@testserver",
            "brussels@testserver",
        ]

    def test_brussels_starts_on_20181112_and_ends_before_20181117(self, client: Client) -> None:
        body = body_of(client, "/timeline.ics?q=brussels").decode()

        assert "DTSTART;VALUE=DATE:20181112\r\nDTEND;VALUE=DATE:20181117\r\n" in body

    def test_drilling_of_early_2019_is_no_event_and_counted_as_left_out(
        self, client: Client
    ) -> None:
        calendar = read(
            body_of(client, "/timeline.ics?q=drilling&kind=exploration&standing=planned")
        )

        assert calendar.events == []
        assert "One milestone has no exact day and is left out." in str(calendar["DESCRIPTION"])

    def test_calendar_says_how_many_milestones_are_no_events(self, client: Client) -> None:
        calendar = read(body_of(client, "/timeline.ics"))

        assert "Thirteen milestones have no exact day and are left out." in str(
            calendar["DESCRIPTION"]
        )

    def test_french_calendar_has_the_same_events_in_french(self, client: Client) -> None:
        event = read(body_of(client, "/fr/timeline.ics?q=bruxelles")).events[0]

        assert str(event["UID"]) == "brussels@testserver"
        assert str(event["SUMMARY"]).endswith("Bruxelles")
        assert event["SUMMARY"].params["LANGUAGE"] == "fr"
        assert str(event["DESCRIPTION"]).startswith("Du 12 au 16 novembre 2018")
        assert str(event["URL"]) == "http://testserver/fr/milestones/brussels/"

    def test_calendar_is_read_by_another_parser(self, client: Client) -> None:
        calendar = IcsCalendarStream.calendar_from_ics(body_of(client, "/timeline.ics").decode())

        assert [(event.uid, event.start, event.end) for event in calendar.events] == [
            ("scale-symposium@testserver", date(2018, 11, 26), date(2018, 11, 28)),
            ("brussels@testserver", date(2018, 11, 12), date(2018, 11, 17)),
        ]

    def test_name_with_what_was_asked_cannot_add_a_line(self, client: Client) -> None:
        body = body_of(client, "/timeline.ics?q=a%5C,b%0D%0ABEGIN:VEVENT")

        assert read(body).events == []
        assert (
            "X-WR-CALNAME:Imperial Mining Group Ltd.: “a\\\\\\,b BEGIN:VEVENT”\r\n" in body.decode()
        )


class TestEvent:
    def test_times_are_those_of_the_row(self) -> None:
        event = only_event(make_milestone_row())

        assert (
            event["DTSTAMP"].dt
            == event["LAST-MODIFIED"].dt
            == datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
        )

    def test_same_rows_are_written_alike_at_any_time(self) -> None:
        assert written(make_milestone_row()) == written(make_milestone_row())

    def test_row_that_was_corrected_once_and_settled_once_has_sequence_2(self) -> None:
        entry = make_milestone_row(
            version=9, corrections=1, corrected_at=LATER, settled_by=(WITHDRAWN,)
        )

        assert only_event(entry)["SEQUENCE"] == 2

    def test_row_that_was_never_corrected_has_sequence_0(self) -> None:
        assert only_event(make_milestone_row(version=9))["SEQUENCE"] == 0

    def test_row_whose_source_was_corrected_later_changed_then(self) -> None:
        event = only_event(make_milestone_row(corrections=1, corrected_at=LATER))

        assert event["LAST-MODIFIED"].dt == LATER
        assert str(event["DESCRIPTION"]).endswith("\nCorrected on 4 March 2021")

    def test_event_keeps_nobody_busy(self) -> None:
        assert only_event(make_milestone_row())["TRANSP"] == "TRANSPARENT"

    def test_day_ends_on_the_next(self) -> None:
        event = only_event(make_milestone_row())

        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2018, 11, 13), date(2018, 11, 14))

    def test_last_day_of_the_calendar_has_no_end(self) -> None:
        event = only_event(
            make_milestone_row(stated=StatedDate("", Precision.DAY, date.max, date.max))
        )

        assert "DTEND" not in event
        assert event["DTSTART"].dt == date.max

    @pytest.mark.parametrize(
        ("standing", "outlook", "status"),
        [
            ("happened", "", "CONFIRMED"),
            ("under_way", "", "CONFIRMED"),
            ("planned", "ahead", "TENTATIVE"),
            ("conditional", "window_passed", "TENTATIVE"),
            ("planned", "achieved", "CONFIRMED"),
            ("planned", "changed", "TENTATIVE"),
            ("planned", "withdrawn", "CANCELLED"),
        ],
    )
    def test_status_says_what_the_source_vouches_for(
        self, standing: str, outlook: str, status: str
    ) -> None:
        assert (
            only_event(make_milestone_row(standing=standing, outlook=outlook))["STATUS"] == status
        )

    def test_description_says_date_outlook_outcome_and_source(self) -> None:
        entry = make_milestone_row(standing="planned", outlook="withdrawn", settled_by=(WITHDRAWN,))

        event = only_event(entry, labels={"planned": "Planned", "withdrawn": "Withdrawn"})

        assert str(event["DESCRIPTION"]).split("\n") == [
            "13 November 2018",
            "Planned. Withdrawn",
            "Holes are drilled.",
            "Withdrawn: Stopped: https://example.com/s/",
            "Stated in “Update”, 13 November 2018, ¶ 6: https://example.com/releases/update/#p6",
        ]

    def test_title_in_the_other_language_is_marked(self) -> None:
        event = only_event(make_milestone_row(title=BilingualText("", "Forages")))

        assert (str(event["SUMMARY"]), event["SUMMARY"].params["LANGUAGE"]) == ("Forages", "fr")


class TestText:
    @TITLES
    def test_title_comes_back_as_it_was(self, title: str) -> None:
        assert str(only_event(make_milestone_row(title=BilingualText(title)))["SUMMARY"]) == shown(
            title
        )

    @TITLES
    def test_title_is_read_alike_by_another_parser(self, title: str) -> None:
        calendar = IcsCalendarStream.calendar_from_ics(
            written(make_milestone_row(title=BilingualText(title))).decode()
        )

        assert [event.summary for event in calendar.events] == [shown(title)]

    @given(ANY_TEXT, ANY_TEXT)
    @example("\r\nEND:VCALENDAR", "\r\nBEGIN:VALARM")
    @example("\ufeff", "\ufeff")
    def test_any_text_makes_one_event(self, title: str, place: str) -> None:
        event = only_event(
            make_milestone_row(
                title=BilingualText(title), place=BilingualText(place), summary=BilingualText(title)
            )
        )

        assert str(event["SUMMARY"]) == shown(title)
        assert str(event.get("LOCATION", "")) == shown(place)

    @TITLES
    def test_lines_have_at_most_75_octets_and_end_in_crlf(self, title: str) -> None:
        body = written(
            make_milestone_row(title=BilingualText(title), summary=BilingualText(title * 9))
        )

        lines = body.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75
        assert not [line for line in lines if b"\n" in line or b"\r" in line]
        assert [line.decode() for line in lines]  # no character is cut in two


@pytest.mark.parametrize("before", range(75))
def test_no_escape_is_cut_in_two_where_a_line_is_folded(before: int) -> None:
    line = "x" * before + r"\\\\\,\\\\n" * 9

    stretches = fold(line).removesuffix(b"\r\n").split(b"\r\n ")

    assert b"".join(stretches).decode() == line
    assert max(map(len, stretches)) <= 75
    assert all((len(one) - len(one.rstrip(b"\\"))) % 2 == 0 for one in stretches)


def test_calendar_has_no_method() -> None:
    assert "METHOD" not in read(written())


def test_calendar_names_its_source_and_when_to_come_again() -> None:
    body = written().decode()

    assert "SOURCE;VALUE=URI:https://example.com/timeline.x\r\n" in body
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in body
    assert "X-PUBLISHED-TTL:PT12H\r\n" in body


TORONTO: dict[str, Any] = {"start_time": time(16), "time_zone": "America/Toronto"}


def timed(day: date = date(2024, 3, 5), **over: Any) -> StatedDate:
    return StatedDate("", Precision.DAY, day, day, **(TORONTO | over))


class TestHour:
    def test_event_with_an_hour_begins_then_and_has_no_end(self) -> None:
        body = written(make_milestone_row(stated=timed())).decode()
        event = only_event(make_milestone_row(stated=timed()))

        assert "DTSTART;TZID=America/Toronto:20240305T160000\r\n" in body
        assert "DTEND" not in event
        assert "DURATION" not in event
        assert event["DTSTART"].dt == datetime(2024, 3, 5, 21, tzinfo=UTC)

    def test_zone_is_described_once_before_the_events_that_name_it(self) -> None:
        body = written(
            make_milestone_row("day"),
            make_milestone_row("first", stated=timed()),
            make_milestone_row("second", stated=timed(date(2024, 7, 5))),
            make_milestone_row("third", stated=timed(time_zone="Europe/Berlin")),
        ).decode()

        assert body.count("TZID:America/Toronto") == body.count("TZID:Europe/Berlin") == 1
        assert body.index("TZID:America/Toronto") < body.index("UID:first@")
        assert body.index("UID:second@") < body.index("TZID:Europe/Berlin") < body.index("UID:thi")
        events = {str(event["UID"]): event["DTSTART"].dt for event in read(body.encode()).events}
        assert events["second@example.com"].utcoffset() == timedelta(hours=-4)
        assert events["third@example.com"] == datetime(2024, 3, 5, 15, tzinfo=UTC)

    @pytest.mark.parametrize("year", [1950, 2040])
    def test_hour_outside_the_years_of_the_zone_is_told_in_utc(self, year: int) -> None:
        body = written(make_milestone_row(stated=timed(date(year, 1, 5)))).decode()

        assert f"DTSTART:{year}0105T210000Z\r\n" in body
        assert "VTIMEZONE" not in body

    def test_hour_in_utc_needs_no_zone(self) -> None:
        body = written(make_milestone_row(stated=timed(time_zone="UTC"))).decode()

        assert "DTSTART:20240305T160000Z\r\n" in body
        assert "VTIMEZONE" not in body

    @pytest.mark.parametrize("zone", ["Asia/Kolkata", "EST5EDT", "Etc/UTC", "America/St_Johns"])
    def test_calendar_with_an_hour_is_read_by_another_parser(self, zone: str) -> None:
        stated = timed(time_zone=zone)

        calendar = IcsCalendarStream.calendar_from_ics(
            written(make_milestone_row(stated=stated)).decode()
        )

        (event,) = calendar.events
        assert event.start == datetime(2024, 3, 5, 16, tzinfo=ZoneInfo(zone))

    def test_lines_of_a_zone_have_at_most_75_octets(self) -> None:
        body = written(make_milestone_row(stated=timed()))

        assert max(map(len, body.split(b"\r\n"))) <= 75


@pytest.mark.django_db
def test_some_day_between_two_days_is_no_event(client: Client) -> None:
    days: dict[str, Any] = {"earliest": date(2018, 6, 20), "latest": date(2018, 6, 22)}
    days["title_en"] = "Handmade"
    make_announced(slug="talk", precision="within", **days)
    make_announced(slug="show", precision="range", **days)
    make_announced(slug="search", **days | {"precision": "since", "latest": None})

    calendar = read(body_of(client, "/timeline.ics?q=handmade"))

    assert [str(event["UID"]) for event in calendar.events] == ["show@testserver"]
    assert "Two milestones have no exact day and are left out." in str(calendar["DESCRIPTION"])


@pytest.mark.usefixtures("record")
def test_calendar_without_an_event_has_a_component_that_adds_nothing(client: Client) -> None:
    """RFC 5545 §3.6: a calendar has at least one component."""
    text = body_of(client, "/timeline.ics?project=scandium-aluminum-alloys")
    calendar = Calendar.from_ical(text)

    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]
