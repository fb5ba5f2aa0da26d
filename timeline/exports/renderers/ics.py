"""iCalendar (RFC 5545, RFC 7986): milestones dated to the day or to several days, as events.

The calendar has no METHOD. With one it would be a scheduling message between calendar users, and
PUBLISH requires an ORGANIZER (RFC 5546 §3.2.1), which an event here does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration, vText, vUri

from timeline.dates.stated import StatedDate
from timeline.exports.plain_text import host_of, one_line
from timeline.exports.row_writer import RowWriter
from timeline.exports.rows import Export, MilestoneRow

PRODUCT = "-//Company timeline//A company timeline that can be checked//EN"
REFRESH_INTERVAL = timedelta(hours=12)  # how often a client should ask for changes
LINES_AT_ONCE = 1_000
MAX_OCTETS = 75  # of a line, its end not counted (RFC 5545 §3.1)
END = b"END:VCALENDAR\r\n"
FIRST_YEAR, LAST_YEAR = 1970, 2037  # of which a VTIMEZONE says when the clocks change


def render(export: Export) -> Iterator[bytes]:
    """The calendar, written event by event: a large one is never held whole."""
    writer = RowWriter(export)
    head = calendar(writer).to_ical(sorted=False).removesuffix(END)
    return _stream(export, writer, head)


def _stream(export: Export, writer: RowWriter, head: bytes) -> Iterator[bytes]:
    pending = [head]
    zones = {""}
    is_empty = True
    for row in export.rows:
        is_empty = False
        zone = zone_of(row.stated)
        if zone not in zones:  # it stands before the first event that names it
            pending.append(time_zone(zone))
            zones.add(zone)
        lines = event(row, writer).content_lines(sorted=False)
        pending.extend(fold(line) for line in lines if line)
        if len(pending) >= LINES_AT_ONCE:
            yield b"".join(pending)
            pending = []
    if is_empty:  # a calendar has at least one component (RFC 5545 §3.6); this one adds nothing
        pending.append(time_zone(str(export.zone)))
    pending.append(END)
    yield b"".join(pending)


def fold(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, with its end.

    No character is cut in two. No escape is either, for clients that read line by line. The
    library's own folding takes three times as long.
    """
    octets = line.encode()
    pieces = []
    start, room = 0, MAX_OCTETS
    while len(octets) - start > room:
        end = start + room
        while _continues_character(octets[end]):
            end -= 1
        backslashes = end - start - len(octets[start:end].rstrip(b"\\"))
        if backslashes % 2:  # a pair is an escaped backslash, a single one begins an escape
            end -= 1
        pieces.append(octets[start:end])
        start = end
        room = MAX_OCTETS - 1  # a continued line begins with a space
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _continues_character(octet: int) -> bool:
    """Whether an octet of UTF-8 is not the first one of its character."""
    return octet & 0xC0 == 0x80


def calendar(writer: RowWriter) -> Calendar:
    """The properties of the calendar as a whole.

    Name, description and interval are written twice: as RFC 7986 names them, and as clients read
    them today. The library does not escape properties that it does not know, so ``vText`` does.
    """
    export = writer.export
    name, description = writer.heading(), writer.description()
    language = {"LANGUAGE": export.language}
    component = Calendar()
    component.add("prodid", PRODUCT)
    component.add("version", "2.0")
    component.add("name", name, parameters=language)
    component.add("x-wr-calname", vText(name))
    component.add("description", description, parameters=language)
    component.add("x-wr-caldesc", vText(description))
    component.add("url", vUri(export.html_address))
    component.add("source", vUri(export.address), parameters={"VALUE": "URI"})
    component.add("refresh-interval", vDuration(REFRESH_INTERVAL), parameters={"VALUE": "DURATION"})
    component.add("x-published-ttl", vDuration(REFRESH_INTERVAL))
    if export.updated_at:
        component.add("last-modified", export.updated_at.astimezone(UTC))
    return component


def event(row: MilestoneRow, writer: RowWriter) -> Event:
    """A milestone as an event. Its times are the row's: nothing here reads the clock."""
    language = writer.language
    changed_at = row.changed_at.astimezone(UTC)
    component = Event()
    component.add("uid", uid(row))
    # Without a METHOD, DTSTAMP says the same as LAST-MODIFIED (RFC 5545 §3.8.7.2).
    component.add("dtstamp", changed_at)
    component.add("last-modified", changed_at)
    component.add("sequence", row.sequence)
    if row.stated.start_time:
        _add_start(component, row.stated)
    else:
        _add_days(component, row.stated.earliest, row.stated.latest)
    component.add("status", status(row))
    component.add("transp", "TRANSPARENT")  # it keeps nobody busy
    component.add("summary", writer.title(row), parameters=_in(row.title.language(language)))
    component.add("description", writer.text(row), parameters=_in(language))
    place = row.place[language]
    if place:
        component.add("location", one_line(place), parameters=_in(row.place.language(language)))
    component.add("categories", [one_line(writer.label(row.kind))], parameters=_in(language))
    component.add("url", vUri(row.address))
    return component


def zone_of(stated: StatedDate) -> str:
    """The time zone that the event names; "" for one of whole days, and for one told in UTC."""
    day = stated.earliest
    if stated.start_time is None or day is None or stated.time_zone == "UTC":
        return ""
    return stated.time_zone if FIRST_YEAR <= day.year <= LAST_YEAR else ""


@cache
def time_zone(name: str) -> bytes:
    """A VTIMEZONE, with each change of the clocks in those years (RFC 5545 §3.6.5)."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 1)
    zone = Timezone.from_tzid(name, first_date=first, last_date=last)
    lines: bytes = zone.to_ical(sorted=False)
    return lines


def _add_start(component: Event, stated: StatedDate) -> None:
    """Add the moment at which an event begins. It has no end: nobody stated one."""
    if stated.earliest is None or stated.start_time is None:
        return
    start = datetime.combine(
        stated.earliest, stated.start_time.replace(microsecond=0), ZoneInfo(stated.time_zone)
    )
    component.add("dtstart", start if zone_of(stated) else start.astimezone(UTC))


def _add_days(component: Event, first: date | None, last: date | None) -> None:
    """Add the days of an event. DTEND is the day after the last one (RFC 5545 §3.6.1).

    No day follows 31 December 9999: an event without an end lasts one day.
    """
    if first:
        component.add("dtstart", first)
    if last and last < date.max:
        component.add("dtend", last + timedelta(days=1))


def _in(language: str) -> dict[str, Any]:
    return {"LANGUAGE": language}


def uid(row: MilestoneRow) -> str:
    """The identifier of the event, the same in both languages.

    It is made from the slug, which is kept for good, and not from the row's primary key.
    """
    return f"{row.slug}@{host_of(row.id)}"


def status(row: MilestoneRow) -> str:
    """What the source vouches for (RFC 5545 §3.8.1.11).

    A plan that was withdrawn is cancelled. A plan that was changed is not: the change does not say
    that nothing took place on the day. The description says what came of it. A plan that was
    revised stays open too: what was achieved is the newest plan.
    """
    if row.outlook == "withdrawn":
        return "CANCELLED"
    is_achieved = row.outlook == "achieved" and not row.is_revised
    if not is_achieved and row.standing in {"planned", "conditional"}:
        return "TENTATIVE"
    return "CONFIRMED"
