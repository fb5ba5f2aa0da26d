"""The hour in words of a date: "March 5, 2024 at 4:00 p.m. ET", « le 5 mars à 10 h »."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from timeline.dates.reading_words import DAYLIGHT_TIME, STANDARD_TIME, ZONES
from timeline.dates.refusals import UnreadableDate


class Hour(NamedTuple):
    """An hour of the day, and the folded words for its zone, "" where none is given."""

    at: time
    zone_words: str


def _zones_by_words() -> Mapping[str, str]:
    zones = {}
    for zone, words in ZONES.items():
        for word in words.split("|"):
            zones[word] = zone
    return zones


ZONE_OF = _zones_by_words()
LONGEST_FIRST = "|".join(map(re.escape, sorted(ZONE_OF, key=len, reverse=True)))
FIGURES = (
    r"(?:(?P<hour>[0-9]{1,2})(?: ?[:h] ?(?P<minute>[0-9]{2})| ?h(?![a-z]))?"
    r" ?(?P<half>[ap]\.? ?m\b\.?)?(?: (?:noon|midi))?|(?P<noon>noon|midi))"
)
SECOND_HOUR = r"(?: ?(?:to|a|-) ?[0-9]{1,2}(?: ?[:h] ?(?:[0-9]{2})?)?(?: ?[ap]\.? ?m\b\.?)?)?"
ZONE = rf"(?: (?P<zone>{LONGEST_FIRST})(?![a-z]))?"
HOUR = FIGURES + SECOND_HOUR + ZONE
HOUR_LAST = re.compile(rf"(?: (?:at|a|@|from|des|de))? {HOUR}$")
DAY_NEXT = r"(?=(?:[a-z]+\.? ){0,3}[0-9]{1,2}(?:er|st|nd|rd|th)?(?: |$))"
HOUR_FIRST = re.compile(rf"(?P<by>by )?(?:(?:at|a) )?{HOUR} {DAY_NEXT}")
ISO = re.compile(
    r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})[t ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
    r"(?P<zone>z)?(?:[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?$"
)


def without_hour(folded: str) -> tuple[str, Hour | None]:
    """Folded words without the hour before or after the day, and that hour.

    Raises UnreadableDate for an hour that no clock shows.
    """
    match = ISO.search(folded) or HOUR_LAST.search(folded)
    if match and _is_hour(match):
        return folded[: match.start()], _hour(match)
    match = HOUR_FIRST.match(folded)
    if match and _is_hour(match):
        return (match["by"] or "") + folded[match.end() :], _hour(match)
    return folded, None


def _is_hour(match: re.Match[str]) -> bool:
    """Whether the figures are an hour: "4 pm", "10 h", "10:30"; the 5 of "March 5" is none."""
    if match.re is ISO or match["noon"]:
        return True
    return bool(match["minute"] or match["half"] or re.search(r"[0-9] ?h\b", match[0]))


def _hour(match: re.Match[str]) -> Hour:
    if match.re is not ISO and match["noon"]:
        return Hour(time(12), match["zone"] or "")
    hour = int(match["hour"])
    half = None if match.re is ISO else match["half"]
    if half and not 1 <= hour <= 12:
        raise UnreadableDate("unknown_words", match[0].strip())
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        at = time(hour, int(match["minute"] or 0))
    except ValueError:
        raise UnreadableDate("unknown_words", match[0].strip()) from None
    return Hour(at, match["zone"] or "")


def zone_of(hour: Hour, day: date) -> str:
    """The IANA zone of an hour on a day, "" where its words name none for certain.

    "EST" in July is an error of the source for EDT, or it is not: it gives no zone.
    """
    zone = ZONE_OF.get(hour.zone_words, "")
    if not zone:
        return ""
    begins = datetime.combine(day, hour.at, ZoneInfo(zone))
    if begins.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != hour.at:
        return ""  # the clocks skip this hour
    summer = bool(begins.dst())
    if hour.zone_words in STANDARD_TIME and summer:
        return ""
    if hour.zone_words in DAYLIGHT_TIME and not summer:
        return ""
    return zone
