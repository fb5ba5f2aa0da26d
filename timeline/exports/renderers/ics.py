"""iCalendar (RFC 5545, RFC 7986): what is dated to the day or the days, each an event of whole days.

No METHOD: with one, this would be a message of scheduling between calendar users, and PUBLISH then asks for an
ORGANIZER (RFC 5546 §3.2.1), which nobody here is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from typing import Any

from icalendar import Calendar, Event, vDuration, vText, vUri

from timeline.exports.plain_text import PlainText, host_of, one_line, without_control_characters
from timeline.exports.rows import Export, MilestoneRow

PRODUCT = "-//Company timeline//A company timeline that can be checked//EN"
AGAIN = timedelta(hours=12)  # how often a client may well ask for what is new
AT_ONCE = 1_000  # lines written together
MOST_OCTETS = 75  # of a line, its end not counted (RFC 5545 §3.1)
END = b"END:VCALENDAR\r\n"


def render(taken: Export) -> Iterator[bytes]:
    """The calendar, written event by event: a large one is never held whole."""
    telling = PlainText(taken)
    return _written(taken, telling, calendar(telling).to_ical(sorted=False).removesuffix(END))


def _written(taken: Export, telling: PlainText, begin: bytes) -> Iterator[bytes]:
    waiting = [begin]
    for row in taken.rows:
        waiting.extend(
            folded(line) for line in event(row, telling).content_lines(sorted=False) if line
        )
        if len(waiting) >= AT_ONCE:
            yield b"".join(waiting)
            waiting = []
    yield b"".join([*waiting, END])


def folded(line: str) -> bytes:
    """A content line with its end, as long as lines may be. The library's own folding takes a third of the time.

    No character is cut in two and, for the sake of clients that read line by line, no escape.
    """
    octets, start, parts = line.encode(), 0, []
    while len(octets) - start > (
        room := MOST_OCTETS - bool(start)
    ):  # a line that goes on begins with a space
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        cut = octets[start:end]
        end -= (
            len(cut) - len(cut.rstrip(b"\\"))
        ) % 2  # "\\\\" is whole, a single one begins an escape
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"


def calendar(telling: PlainText) -> Calendar:
    """What is said of the calendar as a whole. Each name is there twice: as clients read it now, and as RFC 7986."""
    taken = telling.taken
    name, description = telling.heading(), " ".join(taken.sentences)
    language = {"LANGUAGE": taken.language}
    found = Calendar()
    for key, value, parameters in (
        ("prodid", PRODUCT, {}),
        ("version", "2.0", {}),
        ("name", name, language),
        ("x-wr-calname", vText(name), {}),  # a name unknown to the library is not escaped by it
        ("description", without_control_characters(description), language),
        ("x-wr-caldesc", vText(without_control_characters(description)), {}),
        ("url", vUri(taken.html), {}),
        ("source", vUri(taken.address), {"VALUE": "URI"}),
        ("refresh-interval", vDuration(AGAIN), {"VALUE": "DURATION"}),
        ("x-published-ttl", vDuration(AGAIN), {}),
    ):
        found.add(key, value, parameters=parameters)
    if taken.updated:
        found.add("last-modified", taken.updated.astimezone(UTC))
    return found


def event(row: MilestoneRow, telling: PlainText) -> Event:
    """A milestone, which its source dates to the day. Its times are the row's: nothing here reads the clock."""
    language, found = telling.language, Event()
    changed = row.changed.astimezone(UTC)
    found.add("uid", uid(row))
    found.add(
        "dtstamp", changed
    )  # without a METHOD it says the same as LAST-MODIFIED (RFC 5545 §3.8.7.2)
    found.add("last-modified", changed)
    found.add("sequence", row.sequence)
    if row.stated.earliest:
        found.add("dtstart", row.stated.earliest)
    if row.stated.latest and row.stated.latest < date.max:  # without an end: that one day
        found.add(
            "dtend", row.stated.latest + timedelta(days=1)
        )  # the day after the last (RFC 5545 §3.6.1)
    found.add("status", status(row))
    found.add("transp", "TRANSPARENT")  # it keeps nobody busy
    found.add("summary", telling.title(row), parameters=_in(row.title.language(language)))
    found.add("description", telling.text(row), parameters=_in(language))
    if row.place[language]:
        found.add(
            "location", one_line(row.place[language]), parameters=_in(row.place.language(language))
        )
    found.add(
        "categories", [one_line(telling.words.get(row.kind, row.kind))], parameters=_in(language)
    )
    found.add("url", vUri(row.address))
    return found


def _in(language: str) -> dict[str, Any]:
    return {"LANGUAGE": language}


def uid(row: MilestoneRow) -> str:
    """The same in both languages, for it is the same event; by its address, which is kept for good, not by its key."""
    return f"{row.slug}@{host_of(row.id)}"


def status(row: MilestoneRow) -> str:
    """What its source vouches for (RFC 5545 §3.8.1.11).

    A plan that was withdrawn is cancelled. One that was changed is not: that word does not say that nothing took
    place on the day; its description says what became of it.
    """
    if row.outlook == "withdrawn":
        return "CANCELLED"
    return (
        "TENTATIVE"
        if row.standing in {"planned", "conditional"} and row.outlook != "achieved"
        else "CONFIRMED"
    )
